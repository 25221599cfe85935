#pragma once

#include <string_view>

namespace kontor::docgen::layout {

/// Fonts whose letters are pictures at the places of other letters, as Word's bullets have them: Symbol, Wingdings.
bool is_symbol_font(std::string_view family);
/// The letter of Unicode that shows the same. `letter` may be the place itself or in the private area at U+F000, which
/// Word uses; those of unknown fonts become a bullet.
char32_t symbol_letter(std::string_view family, char32_t letter);

}  // namespace kontor::docgen::layout
