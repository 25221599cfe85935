#include "docgen/layout/table_setter.hpp"

/// Text that runs upwards or downwards in a cell.
namespace kontor::docgen::layout {
namespace {

struct Turned {
  bool upwards;
  double length;  ///< of a line, which is now upright
  double height;  ///< of all lines, which is now their width
  double x;       ///< of the cell's text

  void point(double& px, double& py) const {
    const double along = px, down = py;
    px = x + (upwards ? down : height - down);
    py = upwards ? length - along : along;
  }
  void operator()(TextMark& mark) const {
    point(mark.x, mark.baseline);
    mark.turned = (mark.turned + (upwards ? 1 : 3)) % 4;
  }
  void operator()(LineMark& mark) const {
    point(mark.x1, mark.y1);
    point(mark.x2, mark.y2);
  }
  template <class Area>
  void operator()(Area& mark) const {
    double x2 = mark.x + mark.width, y2 = mark.y + mark.height;
    point(mark.x, mark.y);
    point(x2, y2);
    mark.width = std::abs(x2 - mark.x);
    mark.height = std::abs(y2 - mark.y);
    mark.x = std::min(mark.x, x2);
    mark.y = std::min(mark.y, y2);
  }
};

}  // namespace

void TableSetter::turned(RowCell& row_cell, const Cell& cell, const Place& place, double row_height) {
  constexpr double kLongest = 200;  // of a line in a row that does not say how high it is
  double length = row_height - row_cell.top - row_cell.bottom;
  if (length < Place::kLeastWidth) {
    ColumnNeed need;
    measure_blocks(cell.blocks, need);
    if (cell.blocks.empty())
      need.natural = setter_.text(cell.runs, setter_.manners().plain(Where::cell)).natural_width();
    length = std::min(need.natural + 1, kLongest);
  }
  Place level = place.inside(0, length, Where::cell);
  level.x = 0;
  Boxes boxes = cell.blocks.empty() ? setter_.part(cell.runs, setter_.manners().plain(Where::cell), level,
                                                   {.role = StructureNode::Role::paragraph})
                                    : setter_.boxes(cell.blocks, level);
  const double height = height_of(boxes);
  Box whole(level.width);
  std::vector<Mark> beside;
  const PageSetup nowhere;
  Canvas canvas{whole.marks, beside, beside, nowhere};
  {
    Stack stack(canvas);
    double y = 0;
    for (Box& box : boxes) {
      if (&box != &boxes.front()) y += box.before;
      const double box_height = box.height;
      stack.put(std::move(box), 0, y);
      y += box_height;
    }
  }
  const double free = std::max(0.0, place.width - height);
  const double aside = row_cell.vertical == CellFormat::Vertical::middle   ? free / 2
                       : row_cell.vertical == CellFormat::Vertical::bottom ? free
                                                                           : 0;
  const bool upwards = cell.format->direction == CellFormat::Direction::upwards;
  const Turned turn{upwards, level.width, height, place.x + (upwards ? aside : free - aside)};
  for (Mark& mark : whole.marks) std::visit(turn, mark);
  row_cell.vertical = CellFormat::Vertical::top;
  row_cell.boxes.push_back(std::move(whole));
}

}  // namespace kontor::docgen::layout
