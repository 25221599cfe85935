#pragma once

#include <optional>
#include <string>

#include "base/money.hpp"
#include "docgen/words/grammar.hpp"

namespace kontor::docgen {

/// A whole number without its sign. Words exist up to quintillions: kWordsEnd is the first number without.
using Size = unsigned __int128;
inline constexpr Size kWordsEnd = Size{1'000'000'000'000} * 1'000'000'000;  // 10^21

/// A whole number in words: «двадцать одна» (feminine), «двадцати одной» (feminine, genitive), "twenty-one". Gender and
/// case matter in Russian only. Precondition: number < kWordsEnd.
std::string cardinal(Size number, Locale locale, Gender gender = Gender::masculine, Case in = Case::nominative);
/// «двадцать третье» (neuter), «двухтысячного» (masculine, genitive), "twenty-third".
std::string ordinal(Size number, Locale locale, Gender gender = Gender::masculine, Case in = Case::nominative);

/// A number of either sign: «минус пять», «одна целая пять десятых», "one point five". Nothing when it is too large or
/// has more than six digits after the point. Beside a fraction the gender does not matter.
std::optional<std::string> in_words(const Decimal& number, Locale locale, Gender gender = Gender::masculine,
                                    Case in = Case::nominative);

/// The form of the word that follows a Russian number.
Count count_of(Size number);
/// Whether the counted word stays in the genitive because the number ends in a noun: ноль, тысяча, миллион.
bool governs(Size number);

/// Which form a word takes after a number: 0 день, 1 дня, 2 дней (1 also after a fraction: 1,5 дня); in English 0 day,
/// 1 days.
int plural_form(const Decimal& number, Locale locale);

}  // namespace kontor::docgen
