#include "docgen/layout/table_grid.hpp"

#include "docgen/layout/canvas.hpp"

namespace kontor::docgen::layout {
namespace {

/// Word has 63. Cells beyond are left out.
constexpr std::size_t kMostColumns = 512;

std::size_t columns_of(const Table& table) {
  std::size_t columns = std::max(table.columns.size(), table.widths.size());
  if (table.format) columns = std::max(columns, table.format->widths.size());
  if (columns == 0)
    for (const docgen::Row& row : table.rows) {
      auto own = static_cast<std::size_t>(std::max(row.before, 0));
      for (const Cell& cell : row.cells) own += static_cast<std::size_t>(std::max(cell.columns, 1));
      columns = std::max(columns, own);
    }
  return std::min(columns, kMostColumns);
}

}  // namespace

TableGrid::TableGrid(const Table& table) : columns_(columns_of(table)) {
  const auto rows = static_cast<std::uint32_t>(table.rows.size());
  const auto columns = static_cast<std::uint32_t>(columns_);
  std::vector<std::uint32_t> free_from(columns, 0);  // the first row in which nothing covers the column
  first_.reserve(rows + 1);
  for (std::uint32_t r = 0; r < rows; ++r) {
    first_.push_back(slots_.size());
    std::uint32_t column = static_cast<std::uint32_t>(std::clamp(table.rows[r].before, 0, static_cast<int>(columns)));
    for (const Cell& cell : table.rows[r].cells) {
      while (column < columns && free_from[column] > r) ++column;
      if (column >= columns) break;
      Slot slot{.cell = &cell, .row = r, .column = column};
      slot.rows = std::min(static_cast<std::uint32_t>(std::max(cell.rows, 1)), rows - r);
      const auto wanted = static_cast<std::uint32_t>(std::max(cell.columns, 1));
      for (slot.columns = 0; slot.columns < wanted && column < columns && free_from[column] <= r; ++slot.columns)
        free_from[column++] = r + slot.rows;
      slots_.push_back(slot);
    }
  }
  first_.push_back(slots_.size());
}

std::size_t TableGrid::group_end(std::size_t row) const {
  std::size_t end = row + 1;
  for (std::size_t r = row; r < end; ++r)
    for (const Slot& slot : this->row(r)) end = std::max<std::size_t>(end, slot.end_row());
  return end;
}

const Borders& TableLines::borders_of(const Slot& slot) {
  static const Borders kNone;
  if (slot.cell->format) return slot.cell->format->borders;
  if (!everywhere_) return kNone;
  all_ = {.top = *everywhere_, .bottom = *everywhere_, .left = *everywhere_, .right = *everywhere_};
  return all_;
}

Color TableLines::color_of_border(const Border& border) const {
  return border.color.empty() ? color_ : color_of(border.color);
}

namespace {

Border stronger(const Border& a, const Border& b) {
  if (!a.drawn()) return b;
  if (!b.drawn()) return a;
  return b.width > a.width ? b : a;
}

}  // namespace

void TableLines::edges(std::vector<Edge>& out, const std::vector<Border>& borders) const {
  for (std::size_t c = 0; c < borders.size();) {
    std::size_t end = c + 1;
    while (end < borders.size() && borders[end] == borders[c]) ++end;
    if (borders[c].drawn()) {  // corners are closed by half a line's width
      const double half = borders[c].width / 2;
      out.push_back({left_[c] - half, left_[end] + half, borders[c], color_of_border(borders[c])});
    }
    c = end;
  }
}

void TableLines::next(Row& row) {
  const std::size_t columns = grid_.columns();
  std::vector<const Slot*> here(columns, nullptr);
  for (std::size_t c = 0; c < above_.size(); ++c)
    if (above_[c] && above_[c]->end_row() > row_) here[c] = above_[c];
  for (const Slot& slot : grid_.row(row_))
    for (std::size_t c = slot.column; c < slot.end_column(); ++c) here[c] = &slot;
  above_.resize(columns, nullptr);
  std::vector<Border> top(columns), bottom(columns);
  for (std::size_t c = 0; c < columns; ++c) {
    if (here[c] && here[c] == above_[c]) continue;
    const Border own = here[c] ? borders_of(*here[c]).top : Border{};
    const Border other = above_[c] ? borders_of(*above_[c]).bottom : Border{};
    top[c] = stronger(own, other);
  }
  for (std::size_t c = 0; c < columns; ++c)
    if (here[c]) bottom[c] = borders_of(*here[c]).bottom;
  edges(row.top, top);
  edges(row.bottom, bottom);
  for (std::size_t c = 0; c <= columns; ++c) {
    const Slot* left = c > 0 ? here[c - 1] : nullptr;
    const Slot* right = c < columns ? here[c] : nullptr;
    if (left == right) continue;
    const Border own = left ? borders_of(*left).right : Border{};
    const Border border = stronger(own, right ? borders_of(*right).left : Border{});
    if (border.drawn()) row.upright.push_back({left_[c], border, color_of_border(border)});
  }
  row.goes_on = row_ > 0;
  above_ = std::move(here);
  ++row_;
}

}  // namespace kontor::docgen::layout
