#include "docgen/layout/table_setter.hpp"

namespace kontor::docgen::layout {
namespace {

using Role = StructureNode::Role;

constexpr double kPadX = 6, kPadY = 4, kPadYInBoxes = 3.5;
constexpr double kGridLine = 0.6, kRule = 0.5, kStrongRule = 1;
/// Our own rows are moved whole unless they are higher than this: a split row is harder to read than a gap.
constexpr double kMovedBelow = 120;
/// Rows that cells bind together stay on one page while they are not higher than this part of it.
constexpr double kBoundShare = 0.6;
/// A header that takes more of the page is not repeated.
constexpr double kRepeatedShare = 0.4;

}  // namespace

void Setter::table(const Table& block, const Place& place, const Joint& joint, Sink& out) {
  TableSetter(*this, block, place, joint, out).run();
}

TableSetter::TableSetter(Setter& setter, const Table& table, const Place& place, const Joint& joint, Sink& out)
    : setter_(setter), table_(table), place_(place), joint_(joint), out_(out), grid_(table) {}

void TableSetter::run() {
  if (grid_.columns() == 0 || grid_.rows() == 0) return;
  measure();
  const bool boxed = table_.look == Table::Look::grid && !table_.format;
  std::optional<Border> everywhere;
  if (boxed) everywhere = Border{.line = Border::Line::single, .width = kGridLine};
  lines_.emplace(grid_, left_, everywhere, boxed ? setter_.look().muted : Color{});
  const Structure::Part whole(setter_.structure(), {.role = Role::table});
  std::optional<Structure::Part> part;
  const auto headers = static_cast<std::size_t>(std::max(table_.header_rows, 0));
  auto repeated = std::make_shared<Boxes>();
  double repeated_height = 0;
  for (std::size_t row = 0; row < grid_.rows();) {
    if (row == 0 || (headers > 0 && row >= headers && !in_body_)) {
      in_body_ = row >= headers;
      part.reset();
      part.emplace(setter_.structure(), StructureNode{.role = in_body_ ? Role::table_body : Role::table_head});
    }
    const std::size_t end = grid_.group_end(row);
    Boxes boxes = group(row, end);
    for (std::size_t i = 0; i < boxes.size(); ++i) {
      Box& box = boxes[i];
      if (row + i < headers) {
        repeated->push_back(artifact_of(box));
        repeated_height += box.height;
      } else if (!repeated->empty() && repeated_height <= setter_.text_height() * kRepeatedShare) {
        box.repeated = repeated;
      }
      out_.put(std::move(box));
    }
    row = end;
  }
}

Boxes TableSetter::group(std::size_t first, std::size_t end) {
  std::vector<std::vector<SetCell>> rows(end - first);
  std::vector<double> heights(end - first);
  for (std::size_t r = first; r < end; ++r) {
    const Structure::Part row(setter_.structure(), {.role = Role::row});
    double& height = heights[r - first];
    const RowFormat* format = table_.rows[r].format.get();
    const bool exact = format && format->rule == LineSpacing::Rule::exactly;
    height = format ? format->height : table_.format ? 0 : least_height();
    std::size_t index = grid_.first(r);
    rows[r - first].reserve(grid_.row(r).size());
    for (const Slot& slot : grid_.row(r)) {
      rows[r - first].push_back(set(slot, index++, format ? format->height : 0));
      if (slot.rows == 1 && !exact) height = std::max(height, rows[r - first].back().height);
    }
  }
  for (std::size_t r = 0; r < rows.size(); ++r)
    for (const SetCell& cell : rows[r]) {
      if (cell.slot.rows == 1) continue;
      const std::size_t last = cell.slot.end_row() - first;
      double height = 0;
      for (std::size_t i = r; i < last; ++i) height += heights[i];
      heights[last - 1] += std::max(0.0, cell.height - height);
    }
  if (end - first > 1) spread(rows, heights);
  double bound = 0;
  for (const double height : heights) bound += height;
  const bool keeps = bound <= setter_.text_height() * kBoundShare;
  Boxes out;
  for (std::size_t r = first; r < end; ++r)
    out.push_back(row_box(r, rows[r - first], heights[r - first], keeps && r + 1 < end));
  return out;
}

double TableSetter::least_height() const {
  const Manner manner = setter_.manners().plain(Where::cell, table_.small);
  return manner.pitch + 2 * (table_.look == Table::Look::grid ? kPadYInBoxes : kPadY);
}

void TableSetter::spread(std::vector<std::vector<SetCell>>& rows, const std::vector<double>& heights) {
  // A cell over several rows gives each row the boxes that stand beside it, so that a page may end between rows.
  for (std::size_t r = 0; r < rows.size(); ++r) {
    for (std::size_t i = 0; i < rows[r].size(); ++i) {
      if (rows[r][i].slot.rows == 1) continue;
      const std::size_t count = std::min<std::size_t>(rows[r][i].slot.rows, rows.size() - r);
      RowCell cell = std::move(rows[r][i].cell);
      double whole = 0;
      for (std::size_t k = r; k < r + count; ++k) whole += heights[k];
      const double free = std::max(0.0, whole - rows[r][i].height);
      double y = cell.top + (cell.vertical == CellFormat::Vertical::middle   ? free / 2
                             : cell.vertical == CellFormat::Vertical::bottom ? free
                                                                             : 0);
      std::vector<RowCell> parts(count);
      for (RowCell& part : parts) {
        part.x = cell.x;
        part.width = cell.width;
        part.shade = cell.shade;
      }
      std::size_t at = 0;
      double begin = 0, last_end = 0;
      for (Box& box : cell.boxes) {
        if (&box != &cell.boxes.front()) y += box.before;
        while (at + 1 < count && y >= begin + heights[r + at] - 0.01) {
          begin += heights[r + at++];
          last_end = begin;
        }
        RowCell& part = parts[at];
        if (part.boxes.empty()) part.top = std::max(0.0, y - begin);
        box.before = part.boxes.empty() ? 0 : std::max(0.0, y - last_end);
        y += box.height;
        last_end = y;
        part.boxes.push_back(std::move(box));
      }
      rows[r][i].cell = std::move(parts[0]);
      for (std::size_t k = 1; k < count; ++k) {
        SetCell more{.slot = rows[r][i].slot, .cell = std::move(parts[k]), .height = 0};
        more.slot.rows = 1;  // it is spread already
        rows[r + k].push_back(std::move(more));
      }
      rows[r][i].slot.rows = 1;
    }
  }
}

Box TableSetter::row_box(std::size_t index, std::vector<SetCell>& cells, double height, bool bound) {
  const RowFormat* format = table_.rows[index].format.get();
  const bool header = index < static_cast<std::size_t>(std::max(table_.header_rows, 0));
  const bool last = index + 1 == grid_.rows();
  Box box(height);
  box.row = std::make_unique<Row>();
  Row& row = *box.row;
  row.cells.reserve(cells.size());
  bool next = false;
  for (SetCell& cell : cells) {
    for (const Box& inner : cell.cell.boxes) box.notes = box.notes || inner.notes;
    if (table_.format && cell.slot.column == 0 && !cell.cell.boxes.empty())
      next = cell.cell.boxes.front().keep == Box::Keep::next || cell.cell.boxes.back().keep == Box::Keep::next;
    row.cells.push_back(std::move(cell.cell));
  }
  row.exact = format && format->rule == LineSpacing::Rule::exactly;
  row.splits = !header && !bound && !row.exact && (!format || format->splits);
  if (!table_.format) row.moved_below = kMovedBelow;
  if (table_.format || table_.look == Table::Look::grid) {
    make_room_for_lines(box, last);
  } else if (table_.look == Table::Look::ruled) {
    const bool strong = header && index + 1 == static_cast<std::size_t>(table_.header_rows);
    row.last = true;
    row.bottom.push_back({left_.front(),
                          left_.back(),
                          {.line = Border::Line::single, .width = strong ? kStrongRule : kRule},
                          strong ? setter_.look().accent : setter_.look().line});
  }
  if (index == 0) {
    box.before = std::max(table_.format ? 0 : setter_.look().pitch * 0.7, joint_.space);
  }
  const bool low = box.height < kMovedBelow;
  const auto sums = static_cast<std::size_t>(std::max(table_.footer_rows, 1));
  const bool above_sums = index + 1 + sums >= grid_.rows() && !last && !header && !table_.format && low;
  if ((header && !last) || bound || (next && !last) || (above_sums && index > 0) || (last && joint_.keep))
    box.keep = Box::Keep::next;
  return box;
}

/// Level lines take room: at the top of a row, and at the bottom of the last.
void TableSetter::make_room_for_lines(Box& box, bool last) {
  Row& row = *box.row;
  lines_->next(row);
  double top = 0, bottom = 0;
  for (const Edge& edge : row.top) top = std::max(top, edge.border.width);
  for (const Edge& edge : row.bottom) bottom = std::max(bottom, edge.border.width);
  row.last = last;
  if (!last) bottom = 0;
  for (RowCell& cell : row.cells) {
    cell.top += top;
    cell.bottom += bottom;
  }
  box.height += top + bottom;
}

TableSetter::Margins TableSetter::margins(const Cell& cell) const {
  if (!table_.format) {
    const double y = table_.look == Table::Look::grid ? kPadYInBoxes : kPadY;
    const double x = table_.look == Table::Look::plain ? kPadX / 2 : kPadX;
    return {x, x, y, y};
  }
  const TableFormat& table = *table_.format;
  const CellFormat* own = cell.format.get();
  const auto one = [&](const std::optional<double> CellFormat::* mine, double theirs) {
    return own && own->*mine ? *(own->*mine) : theirs;
  };
  return {one(&CellFormat::left, table.left), one(&CellFormat::right, table.right), one(&CellFormat::top, table.top),
          one(&CellFormat::bottom, table.bottom)};
}

Manner TableSetter::manner_of(const Slot& slot) const {
  const bool header = slot.row < static_cast<std::uint32_t>(std::max(table_.header_rows, 0));
  Manner manner = setter_.manners().plain(header ? Where::head_cell : Where::cell, table_.small);
  manner.align = align_of(slot);
  return manner;
}

Align TableSetter::align_of(const Slot& slot) const {
  Align align = slot.cell->align;
  if (align == Align::automatic && slot.column < table_.columns.size()) align = table_.columns[slot.column];
  return align == Align::automatic ? Align::left : align;
}

TableSetter::SetCell TableSetter::set(const Slot& slot, std::size_t index, double row_height) {
  const Cell& cell = *slot.cell;
  const bool header = slot.row < static_cast<std::uint32_t>(std::max(table_.header_rows, 0));
  const Structure::Part part(setter_.structure(), {.role = header ? Role::header_cell : Role::cell,
                                                   .columns = static_cast<int>(slot.columns),
                                                   .rows = static_cast<int>(slot.rows)});
  const Margins margin = margins(cell);
  SetCell out{.slot = slot};
  RowCell& row_cell = out.cell;
  row_cell.x = left_[slot.column];
  row_cell.width = left_[slot.end_column()] - row_cell.x;
  row_cell.top = margin.top;
  row_cell.bottom = margin.bottom;
  if (cell.format) row_cell.vertical = cell.format->vertical;
  if (cell.format && !cell.format->shade.empty()) row_cell.shade = color_of(cell.format->shade);
  if (header && !table_.format && table_.look == Table::Look::ruled) {
    row_cell.shade = setter_.look().shade;
    row_cell.vertical = CellFormat::Vertical::bottom;
  }
  Place place = place_.inside(0, row_cell.width - margin.left - margin.right, header ? Where::head_cell : Where::cell);
  place.x = row_cell.x + margin.left;
  if (cell.format && cell.format->direction != CellFormat::Direction::level) {
    turned(row_cell, cell, place, row_height);
  } else if (!cell.blocks.empty()) {
    double after = 0;
    row_cell.boxes = setter_.boxes(cell.blocks, place, &after);
    if (!row_cell.boxes.empty()) row_cell.top += std::exchange(row_cell.boxes.front().before, 0);
    row_cell.bottom += after;
  } else {
    row_cell.boxes = set_runs(slot, index, place);
  }
  out.height = row_cell.top + row_cell.bottom + height_of(row_cell.boxes);
  return out;
}

Boxes TableSetter::set_runs(const Slot& slot, std::size_t index, Place place) {
  const Runs& runs = slot.cell->runs;
  Manner manner = manner_of(slot);
  std::optional<Text> own;
  if (!texts_.empty() && texts_[index]) own = std::exchange(texts_[index], std::nullopt);
  if (!own) own = setter_.text(runs, manner);
  const Decimals& decimals = decimals_[slot.column];
  if (decimals.apart && slot.columns == 1 && slot.row >= static_cast<std::uint32_t>(table_.header_rows)) {
    const double whole = own->decimal_offset();
    const double right = place.width - decimals.fraction - whole;
    if (right >= 0 && own->natural_width() - whole <= decimals.fraction + 0.01) {
      manner.align = Align::left;
      place.x += right;
      place.width -= right;
    }
  }
  own->set(setter_.setting(manner, place.width));
  Boxes boxes;
  BoxSink sink(boxes);
  setter_.lines(*own, runs, manner, place, {}, setter_.structure().open(), sink);
  return boxes;
}

}  // namespace kontor::docgen::layout
