#pragma once

#include <string>
#include <string_view>

#include "docgen/docx/package.hpp"

/// A sound workbook of the one sheet, whatever that is: the checksums of an archive would keep everything a fuzzer
/// makes from the inner parts.
inline std::string workbook(std::string_view sheet) {
  constexpr std::string_view kTypes =
      R"(<Types><Override PartName="/xl/workbook.xml" ContentType="a.spreadsheetml.sheet.main+xml"/></Types>)";
  constexpr std::string_view kBook = R"(<workbook><sheets><sheet name="S" r:id="r1"/></sheets></workbook>)";
  constexpr std::string_view kRelations =
      R"(<Relationships><Relationship Id="r1" Type="x/worksheet" Target="s.xml"/></Relationships>)";
  return kontor::docgen::docx::zipped({{"[Content_Types].xml", std::string(kTypes)},
                                       {"xl/workbook.xml", std::string(kBook)},
                                       {"xl/_rels/workbook.xml.rels", std::string(kRelations)},
                                       {"xl/s.xml", std::string(sheet)}},
                                      {});
}
