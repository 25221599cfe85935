#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "docgen/layout/flow.hpp"

namespace kontor::docgen::layout {

/// A cell in its place.
struct Slot {
  const Cell* cell = nullptr;
  std::uint32_t row = 0, rows = 1;
  std::uint32_t column = 0, columns = 1;

  std::uint32_t end_row() const { return row + rows; }
  std::uint32_t end_column() const { return column + columns; }
};

/// Where the cells of a table stand: what covers several columns or rows is clipped to the table.
class TableGrid {
 public:
  explicit TableGrid(const Table& table);

  std::size_t columns() const { return columns_; }
  std::size_t rows() const { return first_.size() - 1; }
  std::span<const Slot> row(std::size_t index) const {
    return std::span(slots_).subspan(first_[index], first_[index + 1] - first_[index]);
  }
  const std::vector<Slot>& slots() const { return slots_; }
  /// The index of a row's first cell among all cells.
  std::size_t first(std::size_t row) const { return first_[row]; }
  /// Rows that cells bind together: from `row` up to the next row that nothing from above reaches into.
  std::size_t group_end(std::size_t row) const;

 private:
  std::vector<Slot> slots_;
  std::vector<std::size_t> first_;
  std::size_t columns_ = 0;
};

/// The lines of a table with borders, resolved between neighbours: the wider one is drawn.
class TableLines {
 public:
  TableLines(const TableGrid& grid, std::vector<double> left, std::optional<Border> everywhere, Color color)
      : grid_(grid), left_(std::move(left)), everywhere_(std::move(everywhere)), color_(color) {}

  /// Puts the lines of the next row into it; rows come in order.
  void next(Row& row);

 private:
  const Borders& borders_of(const Slot& slot);
  void edges(std::vector<Edge>& out, const std::vector<Border>& borders) const;
  Color color_of_border(const Border& border) const;

  const TableGrid& grid_;
  std::vector<double> left_;
  std::optional<Border> everywhere_;
  Color color_;
  Borders all_;
  std::vector<const Slot*> above_;  ///< the cell at each column of the row before
  std::size_t row_ = 0;
};

}  // namespace kontor::docgen::layout
