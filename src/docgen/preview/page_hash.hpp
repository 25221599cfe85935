#pragma once

#include <string>

#include "docgen/layout/marks.hpp"

namespace kontor::docgen {

/// Equal for pages that look the same and say the same, on any thread and in any process with the same fonts; told
/// without drawing them.
std::string hash_of(const layout::Page& page);

}  // namespace kontor::docgen
