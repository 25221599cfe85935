#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kontor::docgen {

struct Wrapping {
  std::size_t width;      ///< characters in a line, from 1
  bool break_long_words;  ///< cut a word that is longer than a line
  bool break_at_hyphens;  ///< a line may end behind a hyphen between letters
};

/// One line of text as lines of at most that width, as Python's textwrap breaks it. Empty for a line without words.
std::vector<std::string> wrapped(std::string_view line, const Wrapping& how);

}  // namespace kontor::docgen
