#pragma once

#include <string>
#include <string_view>

namespace kontor::docgen::wordml {

/// A number as w:numFmt wants it: "decimal", "upperRoman", "russianLower", … Figures for unknown formats, nothing for
/// "none" and "bullet".
std::string formatted_number(int value, std::string_view format);

}  // namespace kontor::docgen::wordml
