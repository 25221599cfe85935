#pragma once

#include <expected>
#include <string>

#include "base/money.hpp"
#include "docgen/words/grammar.hpp"

namespace kontor::docgen {

/// How kopecks and cents are written behind an amount in words.
enum class MinorUnits {
  digits,  ///< 00 копеек
  words,   ///< ноль копеек
  if_any,  ///< in digits, left out when there are none
  none,    ///< left out; an amount that has some is refused, for the text would not be the amount
};

struct AmountWords {
  MinorUnits minor = MinorUnits::digits;
  Case in = Case::nominative;  ///< Russian only
  bool capital = true;         ///< the first letter large
  bool figures = false;        ///< «21 000,00 (Двадцать одна тысяча) рублей 00 копеек»
};

enum class AmountProblem {
  too_large,     ///< 10^21 and more has no words here
  leaves_minor,  ///< MinorUnits::none, and there are some
};

/// An amount in words, rounded half up to the currency's digits: «Двадцать одна тысяча рублей 00 копеек», "Twenty-one
/// thousand roubles and 00 kopecks". Every active currency of ISO 4217 has its names.
std::expected<std::string, AmountProblem> amount_in_words(const Decimal& amount, const Currency& currency,
                                                          Locale locale, const AmountWords& how = {});

}  // namespace kontor::docgen
