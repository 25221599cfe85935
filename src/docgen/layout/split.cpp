#include "docgen/layout/split.hpp"

namespace kontor::docgen::layout {

std::size_t fitting(const Boxes& boxes, std::size_t first, double room) {
  double height = 0;
  std::size_t good = first;
  for (std::size_t i = first; i < boxes.size(); ++i) {
    height += boxes[i].height + (i == first ? 0 : boxes[i].before);
    if (height > room + 0.01) break;
    if (boxes[i].keep == Box::Keep::free || i + 1 == boxes.size()) good = i + 1;
  }
  return good - first;
}

namespace {

/// A cell that is being cut. What went before stays in the list, empty, so that a long cell costs no more per page than
/// what the page takes.
class CellCut {
 public:
  explicit CellCut(RowCell& cell) : cell_(cell) {
    if (cell_.rest < 0) cell_.rest = height_of(cell_.boxes);
  }

  /// The part for this page; the first box of the rest may be a table's row that is cut itself.
  Boxes take(double room, bool by_force) {
    take_boxes(fitting(cell_.boxes, cell_.first, room));
    if (done()) return std::move(part_);
    Box& next = cell_.boxes[cell_.first];
    const double used = part_height_ + (part_.empty() ? 0 : next.before);
    if (next.row && next.row->splits) {
      const double whole = next.height;
      if (auto inner = cut(next, room - used, by_force && part_.empty())) {
        cell_.rest += next.height - whole;
        part_height_ = used + inner->height;
        part_.push_back(std::move(*inner));
      }
    }
    if (part_.empty() && by_force) take_boxes(as_many_as(room));
    return std::move(part_);
  }
  double height() const { return part_height_; }

 private:
  bool done() const { return cell_.first == cell_.boxes.size(); }

  void take_boxes(std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
      Box& box = cell_.boxes[cell_.first++];
      const double height = box.height + (part_.empty() ? 0 : box.before);
      part_height_ += height;
      cell_.rest -= height;
      part_.push_back(std::move(box));
    }
    if (done())
      cell_.rest = 0;
    else if (count > 0)
      cell_.rest -= cell_.boxes[cell_.first].before;
  }

  /// Nothing can be ended well here: as many lines as there is room for, and one at least.
  std::size_t as_many_as(double room) const {
    double height = 0;
    std::size_t count = 0;
    for (std::size_t i = cell_.first; i < cell_.boxes.size(); ++i, ++count) {
      height += cell_.boxes[i].height + (count == 0 ? 0 : cell_.boxes[i].before);
      if (height > room && count > 0) break;
    }
    return count;
  }

  RowCell& cell_;
  Boxes part_;
  double part_height_ = 0;
};

bool splits_badly(const Row& row, double room) {
  return std::ranges::any_of(row.cells, [&](const RowCell& cell) {
    const double inner = room - cell.top - cell.bottom;
    return cell.first < cell.boxes.size() && fitting(cell.boxes, cell.first, inner) == 0 && !cell.boxes[cell.first].row;
  });
}

/// The row without its cells.
std::unique_ptr<Row> frame_of(const Row& row) {
  auto frame = std::make_unique<Row>();
  frame->top = row.top;
  frame->bottom = row.bottom;
  frame->upright = row.upright;
  frame->goes_on = row.goes_on;
  frame->exact = row.exact;
  return frame;
}

}  // namespace

std::optional<Box> cut(Box& box, double room, bool by_force) {
  Row& row = *box.row;
  if (!by_force && (!row.splits || splits_badly(row, room))) return std::nullopt;
  Box part;
  part.row = frame_of(row);
  double rest = 0;
  bool any = false;
  for (RowCell& cell : row.cells) {
    RowCell mine{.x = cell.x, .width = cell.width, .top = cell.top, .bottom = cell.bottom, .shade = cell.shade};
    CellCut cutting(cell);
    mine.boxes = cutting.take(room - cell.top - cell.bottom, by_force);
    any = any || !mine.boxes.empty();
    part.height = std::max(part.height, cell.top + cell.bottom + cutting.height());
    rest = std::max(rest, cell.top + cell.bottom + cell.rest);
    part.row->cells.push_back(std::move(mine));
  }
  if (!any) return std::nullopt;
  part.before = box.before;
  part.before_at_top = box.before_at_top;
  part.notes = box.notes;
  part.marks = box.marks;
  part.hung = std::move(box.hung);
  part.repeated = box.repeated;
  for (RowCell& cell : row.cells) cell.vertical = CellFormat::Vertical::top;
  box.height = rest;
  box.before = 0;
  box.before_at_top = 0;
  row.exact = false;
  return part;
}

}  // namespace kontor::docgen::layout
