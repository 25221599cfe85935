#include "docgen/business/filters.hpp"

namespace kontor::docgen {

std::span<const Filter> business_filters() {
  static const std::vector<Filter> kFilters = [] {
    std::vector<Filter> all;
    for (const auto table : {amount_filters(), date_filters(), name_filters(), requisite_filters(), trade_filters()})
      all.insert(all.end(), table.begin(), table.end());
    return all;
  }();
  return kFilters;
}

Result<Case> case_argument(const FilterCall& call, std::size_t i) {
  if (!call.has(i)) return Case::nominative;
  const std::string name = call.arguments[i].str();
  if (const auto in = case_from(name)) return *in;
  return call.error(fmt::format(
      "\"{}\" is not a case: nominative, genitive, dative, accusative, instrumental or prepositional", name));
}

Result<Gender> gender_argument(const FilterCall& call, std::size_t i) {
  if (!call.has(i)) return Gender::masculine;
  const std::string name = call.arguments[i].str();
  if (const auto gender = gender_from(name)) return *gender;
  return call.error(fmt::format("\"{}\" is not a gender: m, f or n", name));
}

bool flag_argument(const FilterCall& call, std::size_t i, bool otherwise) {
  return call.has(i) ? call.arguments[i].truthy() : otherwise;
}

}  // namespace kontor::docgen
