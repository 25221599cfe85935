#pragma once

#include <string>
#include <vector>

#include "docgen/excel/sheet.hpp"
#include "docgen/office/edits.hpp"

namespace kontor::docgen::excel {

/// A part as source of the template language.
struct Program {
  office::Rewritten text;
  std::vector<office::Insert> tags;  ///< in the order of the source
  std::vector<office::Finding> findings;
  bool tagged = false;  ///< there is anything to fill
};

/// The rows of the sheet: what landing.hpp calls a stream. Notes the cells that are filled and the loops in the sheet,
/// and in `emptied` the shared texts that hold tags. `offset` is where the source is going to stand in that of the
/// whole file, `tables` are the areas of the sheet's tables.
Program program_of(Sheet& sheet, Formats& formats, const std::vector<Area>& tables, std::vector<bool>& emptied,
                   Offset offset);

/// A part, or what stands before or behind the rows of a sheet, with tags in its texts and attributes. `place` is what
/// a person calls it.
Result<Program> text_program(std::string_view xml, std::string_view place, Offset offset);

}  // namespace kontor::docgen::excel
