#pragma once

#include <string_view>
#include <vector>

#include "docgen/language/inset.hpp"
#include "docgen/markdown/notes.hpp"
#include "docgen/model/document.hpp"

namespace kontor::docgen {

/// What the numbers of carried insets stand for.
using Insets = std::vector<Inset>;

/// Markdown without containers as blocks. Nesting deeper than any person writes comes out flat. Marked-up text of
/// several blocks parts the paragraph that it stands in; where blocks cannot stand, in cells and headings, it becomes
/// lines. `notes` are the footnotes that the text may refer to.
Blocks read_commonmark(std::string_view markdown, const Insets& insets = {}, const Notes& notes = {});
/// One line of it as runs: no blocks, however it begins.
Runs read_inline(std::string_view markdown, const Insets& insets = {}, const Notes& notes = {});

}  // namespace kontor::docgen
