#include "docgen/layout/flow.hpp"

namespace kontor::docgen::layout {

Box::Box(double box_height, double space_before) : height(box_height), before(space_before) {}
Box::~Box() = default;
Box::Box(Box&&) noexcept = default;
Box& Box::operator=(Box&&) noexcept = default;

Hung& Box::hang() {
  if (!hung) hung = std::make_unique<Hung>();
  return *hung;
}

double height_of(const Boxes& boxes) {
  double height = 0;
  for (std::size_t i = 0; i < boxes.size(); ++i) height += boxes[i].height + (i == 0 ? 0 : boxes[i].before);
  return height;
}

namespace {

struct Shift {
  double dx, dy;

  void operator()(TextMark& mark) const {
    mark.x += dx;
    mark.baseline += dy;
  }
  void operator()(LineMark& mark) const {
    mark.x1 += dx;
    mark.x2 += dx;
    mark.y1 += dy;
    mark.y2 += dy;
  }
  template <class Other>
  void operator()(Other& mark) const {
    mark.x += dx;
    mark.y += dy;
  }
};

std::vector<Mark> artifacts_of(const std::vector<Mark>& marks) {
  std::vector<Mark> out;
  out.reserve(marks.size());
  for (const Mark& mark : marks) {
    Mark copy = mark;
    std::visit(
        [](auto& each) {
          if constexpr (requires { each.node; }) each.node = kArtifact;
        },
        copy);
    out.push_back(std::move(copy));
  }
  return out;
}

}  // namespace

void shift(std::vector<Mark>& marks, double dx, double dy) {
  for (Mark& mark : marks) std::visit(Shift{dx, dy}, mark);
}

Box artifact_of(const Box& box) {
  Box out(box.height, box.before);
  out.keep = box.keep;
  out.marks = artifacts_of(box.marks);
  if (!box.row) return out;
  out.row = std::make_unique<Row>();
  const Row& from = *box.row;
  for (const RowCell& cell : from.cells) {
    RowCell copy{.x = cell.x,
                 .width = cell.width,
                 .top = cell.top,
                 .bottom = cell.bottom,
                 .vertical = cell.vertical,
                 .shade = cell.shade};
    for (const Box& inner : cell.boxes) copy.boxes.push_back(artifact_of(inner));
    out.row->cells.push_back(std::move(copy));
  }
  out.row->top = from.top;
  out.row->bottom = from.bottom;
  out.row->upright = from.upright;
  out.row->last = from.last;
  out.row->goes_on = from.goes_on;
  out.row->splits = false;
  out.row->exact = from.exact;
  return out;
}

void take_notes(Box& box, std::vector<Boxes>& out) {
  if (!std::exchange(box.notes, false)) return;
  if (box.hung) {
    std::move(box.hung->notes.begin(), box.hung->notes.end(), std::back_inserter(out));
    box.hung->notes.clear();
  }
  if (box.row)
    for (RowCell& cell : box.row->cells)
      for (std::size_t i = cell.first; i < cell.boxes.size(); ++i) take_notes(cell.boxes[i], out);
}

}  // namespace kontor::docgen::layout
