#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "docgen/office/part_of_test.hpp"

/// Excel files for tests, made of snippets of XML in the shapes that Excel writes.
namespace kontor::docgen::excel::sample {

using Parts = std::vector<std::pair<std::string, std::string>>;

struct SheetXml {
  std::string name;
  std::string rows;         ///< the content of sheetData
  std::string behind = {};  ///< what stands behind it: mergeCells, …
  std::string before = {};  ///< what stands before it: dimension, …
};

/// A cell with a text of its own.
std::string text(std::string_view at, std::string_view text, int style = 0);
std::string number(std::string_view at, std::string_view number, int style = 0);
/// With 1 as the value that Excel calculated before.
std::string formula(std::string_view at, std::string_view formula);
std::string row(int number, std::string_view cells);

/// A whole file. Styles: 0 without a format, 1 `#,##0.00`, 2 `dd.mm.yyyy`, 3 `@`. `more` are parts beside it, `names`
/// the content of definedNames.
std::string xlsx(const std::vector<SheetXml>& sheets, const Parts& more = {}, std::string_view names = "",
                 std::string_view properties = "<workbookPr/>");
using office::part_of;
/// The content of sheetData of the first sheet.
std::string rows_of(const std::string& xlsx);

}  // namespace kontor::docgen::excel::sample
