#pragma once

#include <string>
#include <string_view>

#include "docgen/model/document.hpp"

namespace kontor::docgen::word {

/// What stands inside of `<w:rPr>` for the run, in the order that the schema asks for. `style` is the id of a character
/// style, or empty.
std::string run_properties(const Run& run, std::string_view style);

/// What stands inside of `<w:pPr>` for the alignment; nothing for `automatic`.
std::string alignment(Align align);

/// The text as `<w:t>` elements with `<w:br/>` for its line ends.
std::string text_elements(std::string_view text);

}  // namespace kontor::docgen::word
