#pragma once

#include "docgen/wordml/story.hpp"

namespace kontor::docgen::wordml {

/// Reads w:tbl. A table that text flows around hangs itself on the story's next paragraph.
class TableReader {
 public:
  TableReader(Story& story, const Setting& setting) : story_(story), setting_(setting) {}
  void read(Xml table, Blocks& out);

 private:
  struct SourceCell {
    Xml node;
    std::size_t column = 0, columns = 1, rows = 1;
    bool goes_on = false;  ///< of a cell above
    bool merges = false;   ///< it may be joined with cells below
  };
  struct SourceRow {
    Xml node, exceptions;
    std::size_t before = 0, after = 0;
    std::vector<SourceCell> cells;
  };

  // tables.cpp
  void read_rows(Xml container, int depth);
  void read_cells(Xml container, SourceRow& row, int depth);
  void join_cells();
  void read_grid(Xml table);
  TableFormat format(Xml properties) const;
  Row row(std::size_t index);
  void put(Table table, Xml properties, Blocks& out);

  // table_cells.cpp
  Cell cell(const SourceRow& row, std::size_t row_index, const SourceCell& source);
  unsigned regions(std::size_t row, const SourceCell& cell) const;
  CellFormat cell_format(const SourceRow& row, std::size_t row_index, const SourceCell& cell, unsigned regions) const;
  Borders borders(const SourceRow& row, std::size_t row_index, const SourceCell& cell, unsigned regions) const;

  Story& story_;
  const Setting& setting_;
  const TableStyle* style_ = nullptr;
  BorderSides own_borders_;
  std::optional<std::string> own_shade_;
  double left_ = 5.4, right_ = 5.4;
  unsigned look_ = 0;  ///< bits of w:tblLook
  std::vector<double> widths_;
  std::vector<SourceRow> rows_;
};

}  // namespace kontor::docgen::wordml
