#pragma once

#include <string_view>

#include "docgen/model/document.hpp"

namespace kontor::docgen {

/// Markdown without containers as blocks.
Blocks read_commonmark(std::string_view markdown);
/// One line of it as runs: no blocks, however it begins.
Runs read_inline(std::string_view markdown);

}  // namespace kontor::docgen
