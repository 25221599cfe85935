#pragma once

#include <span>
#include <string>
#include <string_view>

namespace kontor::docgen {

/// Without white space (also U+00A0 and U+202F) and hyphens, and without the characters of `also`; Latin letters large.
std::string compacted(std::string_view text, std::string_view also = "");
bool all_digits(std::string_view text);
inline int digit_at(std::string_view text, std::size_t i) { return text[i] - '0'; }
/// The sum of the digits, each times its weight; text and weights may differ in length: the shorter ends it.
int weighted(std::string_view digits, std::span<const int> weights);
/// Luhn's formula over all digits, the last of which is the check digit.
bool is_luhn(std::string_view digits);
/// ISO 7064, mod 11,10.
bool is_iso7064(std::string_view digits);

}  // namespace kontor::docgen
