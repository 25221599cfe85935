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

Boxes taken(Boxes& boxes, std::size_t count) {
  const auto end = boxes.begin() + static_cast<std::ptrdiff_t>(count);
  Boxes out(std::make_move_iterator(boxes.begin()), std::make_move_iterator(end));
  boxes.erase(boxes.begin(), end);
  if (!boxes.empty()) boxes.front().before = 0;
  return out;
}

/// The part of a cell's boxes for this page; the first box of the rest may be a table's row that is cut itself.
Boxes cut_cell(Boxes& boxes, double room, bool by_force) {
  std::size_t count = fitting(boxes, 0, room);
  Boxes part;
  if (count > 0) part = taken(boxes, count);
  if (boxes.empty()) return part;
  const double used = height_of(part) + (part.empty() ? 0 : boxes.front().before);
  if (boxes.front().row && boxes.front().row->splits)
    if (auto inner = cut(boxes.front(), room - used, by_force && part.empty())) {
      boxes.front().before = 0;
      part.push_back(std::move(*inner));
    }
  if (!part.empty() || !by_force) return part;
  double height = 0;  // nothing can be ended well here: as many lines as there is room for
  for (count = 0; count < boxes.size(); ++count) {
    height += boxes[count].height + (count == 0 ? 0 : boxes[count].before);
    if (height > room && count > 0) break;
  }
  return taken(boxes, std::max<std::size_t>(count, 1));
}

bool splits_badly(const Row& row, double room) {
  return std::ranges::any_of(row.cells, [&](const RowCell& cell) {
    const double inner = room - cell.top - cell.bottom;
    return !cell.boxes.empty() && fitting(cell.boxes, 0, inner) == 0 && !cell.boxes.front().row;
  });
}

}  // namespace

std::optional<Box> cut(Box& box, double room, bool by_force) {
  Row& row = *box.row;
  if (!by_force && (!row.splits || splits_badly(row, room))) return std::nullopt;
  Box part;
  part.row = std::make_unique<Row>();
  double height = 0, rest = 0;
  bool any = false;
  for (RowCell& cell : row.cells) {
    RowCell mine{.x = cell.x, .width = cell.width, .top = cell.top, .bottom = cell.bottom, .shade = cell.shade};
    mine.boxes = cut_cell(cell.boxes, room - cell.top - cell.bottom, by_force);
    any = any || !mine.boxes.empty();
    height = std::max(height, cell.top + cell.bottom + height_of(mine.boxes));
    rest = std::max(rest, cell.top + cell.bottom + height_of(cell.boxes));
    part.row->cells.push_back(std::move(mine));
  }
  part.height = height;
  part.before = box.before;
  part.before_at_top = box.before_at_top;
  part.notes = box.notes;
  part.marks = box.marks;
  part.hung = std::move(box.hung);
  part.repeated = box.repeated;
  part.row->top = row.top;
  part.row->bottom = row.bottom;
  part.row->upright = row.upright;
  part.row->last = false;
  part.row->goes_on = row.goes_on;
  part.row->exact = row.exact;
  if (!any) {  // nothing went: there is no part
    box.hung = std::move(part.hung);
    return std::nullopt;
  }
  for (RowCell& cell : row.cells) cell.vertical = CellFormat::Vertical::top;
  box.height = rest;
  box.before = 0;
  box.before_at_top = 0;
  row.exact = false;
  return part;
}

}  // namespace kontor::docgen::layout
