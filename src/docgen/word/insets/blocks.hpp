#pragma once

#include <string>

#include "docgen/model/document.hpp"
#include "docgen/word/additions.hpp"

namespace kontor::docgen::word {

/// Runs as `<w:r>` and `<w:hyperlink>`, with the look of the run around the tag (insets/inherited.hpp).
std::string run_markup(const Runs& runs, Additions& additions);

/// Blocks as paragraphs and tables in the template's own styles where it has them: headings, lists, quotes, tables.
/// Without the style the same look is set directly. Plain paragraphs look like the one that the tag is in.
std::string block_markup(const Blocks& blocks, Additions& additions);

}  // namespace kontor::docgen::word
