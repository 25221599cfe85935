#pragma once

#include <string>
#include <string_view>

#include "docgen/layout/marks.hpp"

namespace kontor::docgen::svg {

/// One page as a drawing that needs nothing else: letters are outlines, pictures are in the file, no scripts, no links.
/// A unit is a point, so that it is sharp in any width. `prefix` begins the names in the file; where several pages
/// stand in one HTML document, each needs its own. Equal input gives equal bytes; any thread.
std::string write(const layout::Page& page, std::string_view prefix = {});

}  // namespace kontor::docgen::svg
