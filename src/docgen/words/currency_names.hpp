#pragma once

#include "base/money.hpp"
#include "docgen/words/grammar.hpp"

namespace kontor::docgen {

/// What a currency and its smallest unit are called. `minor…` are empty where the currency has no smaller unit.
struct CurrencyNames {
  Counted unit;                ///< Russian
  Counted minor;               ///< Russian
  std::string_view one, many;  ///< English
  std::string_view minor_one, minor_many;
};

/// Every active currency of ISO 4217 has names.
CurrencyNames names_of(const Currency& currency);

}  // namespace kontor::docgen
