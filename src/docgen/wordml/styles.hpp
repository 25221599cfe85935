#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "docgen/wordml/properties.hpp"

namespace kontor::docgen::wordml {

class Numbering;

/// What a table style says of a part of its tables: the first row, every second one.
struct TableRegion {
  ParagraphProperties paragraph;
  RunProperties run;
  BorderSides borders;       ///< of the whole table, or of the region's cells
  BorderSides cell_borders;  ///< w:tcBorders
  std::optional<std::string> shade;
  std::optional<CellFormat::Vertical> vertical;
  std::optional<double> top, bottom, left, right;  ///< margins of cells
  std::optional<double> indent;
  std::optional<Align> align;

  static TableRegion read(Xml style, const Theme& theme);
  /// Of w:tblCellMar or w:tcMar alone.
  static TableRegion margins(Xml margins);
  void put(const TableRegion& over);
};

struct TableStyle {
  TableRegion whole;
  std::map<std::string, TableRegion, std::less<>> regions;  ///< "firstRow", "band1Horz", …
  int row_band = 1, column_band = 1;
};

/// The styles of a file, each with all that it inherits.
class Styles {
 public:
  /// A style for paragraphs, its own characters included.
  struct ParagraphStyle {
    ParagraphProperties paragraph;
    RunProperties run;
    std::string name;  ///< "heading 1": the same in all languages of Word
    std::string id;
  };

  Styles(Xml root, const Theme& theme);

  /// The default one for an unknown or empty id.
  const ParagraphStyle& paragraph(std::string_view id) const;
  const RunProperties& character(std::string_view id) const;
  /// Null when there is none of that id, and no default one.
  const TableStyle* table(std::string_view id) const;
  /// The list that a style of any kind names.
  std::optional<int> list_of(std::string_view id) const;
  const ParagraphProperties& default_paragraph() const { return default_paragraph_; }
  const RunProperties& default_run() const { return default_run_; }

 private:
  ParagraphStyle make_paragraph(std::string_view id, int depth) const;
  RunProperties make_character(std::string_view id, int depth) const;
  TableStyle make_table(std::string_view id, int depth) const;

  const Theme& theme_;
  std::map<std::string, Xml, std::less<>> nodes_;
  std::string default_paragraph_style_, default_table_style_;
  ParagraphProperties default_paragraph_;
  RunProperties default_run_;
  mutable std::map<std::string, ParagraphStyle, std::less<>> paragraphs_;
  mutable std::map<std::string, RunProperties, std::less<>> characters_;
  mutable std::map<std::string, TableStyle, std::less<>> tables_;
};

}  // namespace kontor::docgen::wordml
