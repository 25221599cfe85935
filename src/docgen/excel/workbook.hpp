#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "docgen/excel/reference.hpp"
#include "docgen/office/archive.hpp"

namespace kontor::docgen::excel {

/// A part that refers to cells of a sheet, or that may.
struct Related {
  enum class Kind : std::uint8_t { drawing, comments, vml, table, pivot_table };
  Kind kind = Kind::drawing;
  std::size_t entry = 0;
};

struct SheetEntry {
  std::string name;
  std::size_t entry = 0;
  std::vector<Related> related;
  std::vector<Area> tables;
};

/// Of which parts a workbook is made.
struct Workbook {
  std::size_t entry = 0;            ///< xl/workbook.xml
  std::vector<std::string> names;   ///< of all sheets, those without cells, too
  std::vector<SheetEntry> sheets;   ///< with cells
  std::vector<std::size_t> charts;  ///< and other parts whose references name their sheets
  std::vector<std::size_t> properties;
  std::optional<std::size_t> strings, styles, chain;
  bool date_1904 = false;
};

/// The error is in a person's words.
Result<Workbook> read_workbook(const office::Archive& archive);

/// The names of the sheets that a workbook's XML says, in its order.
std::vector<std::string> sheet_names(std::string_view workbook);
/// The same workbook with these names, and with the order to calculate everything when it is opened.
std::string with_names(std::string_view workbook, const std::vector<std::string>& names);
/// What Excel takes for the name of a sheet: 31 characters without : \ / ? * [ ], not empty, and no two the same.
std::vector<std::string> sound_names(std::vector<std::string> names);
/// The part without the element that names this target; the same when there is none.
std::string without_element(std::string_view xml, std::string_view element, std::string_view attribute,
                            std::string_view ending);

}  // namespace kontor::docgen::excel
