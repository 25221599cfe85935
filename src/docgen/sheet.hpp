#pragma once

#include <string_view>

#include "base/result.hpp"
#include "docgen/model/page.hpp"

namespace kontor::docgen {

/// "A4", "A5 landscape", "Letter": the sheet with the margins of the built-in look. The error says which there are.
Result<PageSetup> sheet_of(std::string_view name);

/// Margins as in CSS: "20mm" on all sides, "20mm 15mm" above and below, then at the sides, or four from the upper one
/// clockwise. Fails for what is no length, and when less than a third of the sheet is left for text.
Result<void> set_margins(PageSetup& page, std::string_view margins);

}  // namespace kontor::docgen
