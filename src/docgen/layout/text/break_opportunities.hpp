#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/money.hpp"

namespace kontor::docgen::layout {

/// Whether a line may begin at a letter.
enum class Break : std::uint8_t {
  none,
  unwelcome,  ///< it may, but a person would rather not: behind a short word, between a number and its unit
  at_slash,   ///< in an address or "and/or": Word parts nothing there
  allowed,
  must  ///< behind a line break
};

/// For each byte of the text, the last one being its end: may a line begin there? A compact form of Unicode's rules
/// (UAX 14): behind spaces, hyphens, dashes and slashes, between Chinese and Japanese letters; never before closing or
/// behind opening punctuation.
std::vector<Break> break_opportunities(std::string_view text, Locale locale);

}  // namespace kontor::docgen::layout
