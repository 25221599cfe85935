#pragma once

#include "docgen/language/filters.hpp"
#include "docgen/words/grammar.hpp"

namespace kontor::docgen {

// The parts of business_filters().
std::span<const Filter> amount_filters();
std::span<const Filter> date_filters();
std::span<const Filter> name_filters();
std::span<const Filter> requisite_filters();
std::span<const Filter> trade_filters();

// Arguments that several of them take. The errors name what may stand there.
Result<Case> case_argument(const FilterCall& call, std::size_t i);      ///< nominative when not given
Result<Gender> gender_argument(const FilterCall& call, std::size_t i);  ///< masculine when not given
bool flag_argument(const FilterCall& call, std::size_t i, bool otherwise);

}  // namespace kontor::docgen
