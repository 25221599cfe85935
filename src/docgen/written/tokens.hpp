#pragma once

#include <string>
#include <string_view>
#include <vector>

/// What a passage says, read from its words: the claims that have to stand on the fields. No model, no dictionary of
/// the language: only numbers, calendars, units and the shapes of names and addresses, in Russian and English.
namespace kontor::docgen::written {

/// A word, a run of digits or a single mark; white space is between them.
struct Token {
  enum class Kind { word, digits, mark };
  Kind kind = Kind::mark;
  std::size_t at = 0;  ///< bytes from the start of the text
  std::size_t size = 0;
  std::string low;       ///< in small letters, ё as е, every hyphen and minus as "-", every dash as "–", digits as 0–9
  bool gap = false;      ///< white space or nothing stands before
  bool line = false;     ///< the first of its line
  bool capital = false;  ///< a word with a large first letter
  bool shouted = false;  ///< a word of two or more letters, all large
  bool mixed = false;    ///< a word with a large letter after a small one

  std::size_t end() const { return at + size; }
  bool is(std::string_view text) const { return low == text; }
  bool is_word() const { return kind == Kind::word; }
  bool is_digits() const { return kind == Kind::digits; }
};

std::vector<Token> tokens_of(std::string_view text);

/// Whether `word` is one of the words of a list with spaces between them.
bool holds(std::string_view words, std::string_view word);

/// A word without what English hangs on it with an apostrophe: "bakery's" → "bakery".
std::string_view bare(std::string_view low);

}  // namespace kontor::docgen::written
