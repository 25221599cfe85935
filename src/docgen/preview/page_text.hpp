#pragma once

#include <string>

#include "docgen/layout/marks.hpp"

namespace kontor::docgen {

/// The words of a page in the order in which they are painted, a line for each line.
std::string text_of(const layout::Page& page);

}  // namespace kontor::docgen
