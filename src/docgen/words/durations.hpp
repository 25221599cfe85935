#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/money.hpp"
#include "docgen/words/grammar.hpp"

namespace kontor::docgen {

struct DurationWords {
  bool words = false;          ///< «10 (десять) дней»
  Case in = Case::nominative;  ///< «в течение 10 (десяти) дней»; Russian only
};

/// «10 дней», «1,5 рабочего дня», "10 working days". `unit` is a name of duration_units() or its plural. Nothing for
/// another unit, or for words of a number that has none.
std::optional<std::string> duration(const Decimal& number, std::string_view unit, Locale locale,
                                    const DurationWords& how = {});
/// day, working_day, calendar_day, banking_day, week, month, quarter, year, hour, minute, percent.
std::vector<std::string_view> duration_units();

/// The form that follows a number.
Count count_of(const Decimal& number);
/// Whether the word behind it stays in the genitive.
bool governs(const Decimal& number);

}  // namespace kontor::docgen
