#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"

namespace kontor::docgen::word {

/// Filled XML without the marks of landing.hpp. Markup for runs and blocks is lifted out of the run or paragraph that
/// it stands in, which goes on behind it with the same properties; what became empty by that goes. Cells, rows and
/// tables that lost what they need get it. The error says that markup stands where only text may.
Result<std::string> lifted(std::string_view xml);

}  // namespace kontor::docgen::word
