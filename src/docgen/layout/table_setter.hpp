#pragma once

#include "docgen/layout/setter.hpp"
#include "docgen/layout/table_grid.hpp"
#include "docgen/layout/table_widths.hpp"

namespace kontor::docgen::layout {

/// Sets a table row by row: a row is handed on before the next is set, so that a long table needs little memory.
class TableSetter {
 public:
  TableSetter(Setter& setter, const Table& table, const Place& place, const Joint& joint, Sink& out);
  void run();

 private:
  struct SetCell {
    Slot slot;
    RowCell cell = {};
    double height = 0;
  };
  struct Margins {
    double left, right, top, bottom;
  };
  /// Of a column of amounts.
  struct Decimals {
    bool numbers = true;
    bool apart = false;  ///< separators are set one below the other: the numbers have unequal fractions
    double whole = 0, fraction = 0, least_fraction = 1e9;
  };

  // tables.cpp
  Boxes group(std::size_t first, std::size_t end);
  double least_height() const;
  static void spread(std::vector<std::vector<SetCell>>& rows, const std::vector<double>& heights);
  Box row_box(std::size_t index, std::vector<SetCell>& cells, double height, bool bound);
  void make_room_for_lines(Box& box, bool last);
  Margins margins(const Cell& cell) const;
  Manner manner_of(const Slot& slot) const;
  Align align_of(const Slot& slot) const;
  SetCell set(const Slot& slot, std::size_t index, double row_height);
  Boxes set_runs(const Slot& slot, std::size_t index, Place place);

  // table_measure.cpp
  void measure();
  void measure_cells();
  void measure_runs(const Slot& slot, std::size_t index, ColumnNeed& need);
  void measure_blocks(const Blocks& blocks, ColumnNeed& need);
  void measure_decimals(const Slot& slot, const Text& text, double padding);
  void share_wide_cells(const std::vector<std::pair<Slot, ColumnNeed>>& wide);

  // turning.cpp
  void turned(RowCell& row_cell, const Cell& cell, const Place& place, double row_height);

  Setter& setter_;
  const Table& table_;
  Place place_;
  Joint joint_;
  Sink& out_;
  TableGrid grid_;
  std::vector<ColumnNeed> needs_;
  std::vector<Decimals> decimals_;
  std::vector<std::optional<Text>> texts_;  ///< measured ones, of tables of moderate length
  std::vector<double> left_;                ///< edges of the columns
  std::optional<TableLines> lines_;
  bool in_body_ = false;
};

}  // namespace kontor::docgen::layout
