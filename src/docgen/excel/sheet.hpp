#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "docgen/excel/formats.hpp"
#include "docgen/excel/reference.hpp"
#include "docgen/language/ast.hpp"

namespace kontor::docgen::excel {

/// The texts that cells share by their numbers (xl/sharedStrings.xml).
class SharedStrings {
 public:
  SharedStrings() = default;
  static Result<SharedStrings> read(std::string xml);

  std::size_t size() const { return items_.size(); }
  /// What stands between the tags of an item; empty for a number that there is not.
  std::string_view inside(std::size_t item) const;
  /// The part with the items emptied that hold tags: their cells have the texts now.
  std::string without(const std::vector<bool>& emptied) const;

 private:
  struct Item {
    Offset begin, end, inside, inside_end;
  };
  std::string xml_;
  std::vector<Item> items_;
};

/// A formula, without its =. Formulas that Excel shares among cells stand in each of them.
struct Formula {
  std::string text;
  std::string attributes;         ///< but its area and those of sharing
  std::optional<Area> area = {};  ///< of an array formula
  bool is_table = false;          ///< a data table: only its area moves
};

struct TemplateCell {
  int column = 0;
  std::string attributes;    ///< but r; of a cell with a tag or a formula also but t
  std::string_view inside;   ///< as it stands in the part
  std::string_view content;  ///< of a text: what a t or runs stand in; else empty
  int shared = -1;           ///< number of its text, if it is a shared one
  int style = 0;
  int formula = -1;  ///< among the sheet's
  int tagged = -1;   ///< among the sheet's
};

struct Row {
  int number = 0;
  Offset begin = 0, end = 0;  ///< in the part
  std::string attributes;     ///< but r and spans
  std::vector<TemplateCell> cells;
};

/// A cell that is filled.
struct TaggedCell {
  Cell at;
  std::string attributes;  ///< but r, s and t
  int style = 0;
  bool typed = false;  ///< one tag is all that it holds, so it takes the type of the value
  Shows shows = Shows::anything;
  int date_style = 0, time_style = 0;  ///< for dates in a cell without a format
};

/// Rows that a loop repeats. Those of the tags alone are not among them.
struct RowLoop {
  int first = 0, last = 0;
  bool keeps_row = false;  ///< a table of Excel goes through it, and needs a row
};

/// A sheet of a template.
struct Sheet {
  std::string name;  ///< as the template says it
  std::size_t entry = 0;
  std::string part;  ///< "xl/worksheets/sheet1.xml"
  std::string xml;
  Offset data = 0, data_end = 0;  ///< the element sheetData
  std::vector<Row> rows;
  std::vector<Formula> formulas;
  std::vector<TaggedCell> tagged;
  std::vector<RowLoop> loops;
  Nodes body, head, tail;     ///< of the rows; of what stands before and behind them; empty: no tags
  bool looks_beyond = false;  ///< a formula asks other sheets, names or tables

  int last_row() const { return rows.empty() ? 0 : rows.back().number; }
  bool has_tags() const { return !body.empty() || !head.empty() || !tail.empty(); }
};

/// Reads the rows of `sheet.xml` into it.
Result<void> read_rows(Sheet& sheet, const SharedStrings& strings);

}  // namespace kontor::docgen::excel
