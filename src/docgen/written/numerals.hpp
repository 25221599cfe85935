#pragma once

#include <cstdint>
#include <optional>

#include "docgen/written/tokens.hpp"

namespace kontor::docgen::written {

/// A whole number in words, Russian (in every case) or English.
struct Numeral {
  std::int64_t value = 0;
  std::size_t next = 0;  ///< the token behind it
  bool ordinal = false;  ///< «двадцать третьего», "twenty-third"
  bool vague = false;    ///< «тысячи», "hundreds" without a number before: no value, but a claim
};

/// The numeral that begins at tokens[i].
std::optional<Numeral> numeral_at(const std::vector<Token>& tokens, std::size_t i);

/// «тыс», «млн», "million", "k" right behind digits: 1,000 and so on; 0 for any other word.
std::int64_t scale_of(std::string_view low);

/// The number that a word begins with («двухнедельный», «десятидневный») when what follows begins with one of the
/// roots of units; the rest of the word without the number in `rest`.
std::optional<std::int64_t> leading_number(std::string_view low, std::string_view& rest);

}  // namespace kontor::docgen::written
