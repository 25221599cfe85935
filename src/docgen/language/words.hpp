#pragma once

#include <string>
#include <string_view>

#include "base/money.hpp"

namespace kontor::docgen {

/// An amount in words with its first letter large: «Двадцать одна тысяча рублей 00 копеек», "Twenty-one thousand rubles
/// and 00 kopecks". A currency without names of its own here is called by its code.
std::string in_words(const Money& money, Locale locale);
/// A whole number in words: «двадцать одна» (gender 'f'), "twenty-one". `gender` is 'm', 'f' or 'n' and matters in
/// Russian.
std::string in_words(std::int64_t number, Locale locale, char gender = 'm');

/// Which form a word takes after a number: 0 день, 1 дня, 2 дней; in English 0 day, 1 days.
int plural_form(const Decimal& number, Locale locale);

}  // namespace kontor::docgen
