#pragma once

#include "docgen/written/claims.hpp"
#include "docgen/written/grounding.hpp"
#include "docgen/written/inflection.hpp"

namespace kontor::docgen {

/// The facts as they are looked up.
struct Facts::Known {
  struct Number {
    Decimal value;
    written::Unit unit;
  };
  std::string currency;
  std::vector<Number> numbers;
  std::vector<written::Day> days;
  std::set<std::string> phones;  ///< subscriber(…)
  std::set<std::string> codes;
  std::map<written::Claim::Kind, std::set<std::string>> keys;  ///< addresses, times, weekdays, vague words
  using Words = std::map<std::string, std::set<std::string, std::less<>>, std::less<>>;  ///< by their first two bytes
  Words words;
  Words loose;  ///< those that belong to no number or date: «в месяц», not «2 месяца»

  void add_text(std::string_view text);
  void add_number(const Decimal& value, written::Unit unit);
  void add_code(std::string_view digits);
  /// The word in any of its forms.
  static bool has(const Words& in, std::string_view low);
};

}  // namespace kontor::docgen

namespace kontor::docgen::written {

/// A phone without the trunk or country digit of Russia and its neighbours: +7 495 … and 8 495 … are one number.
inline std::string subscriber(std::string_view digits) {
  if (digits.size() == 11 && (digits[0] == '7' || digits[0] == '8')) digits.remove_prefix(1);
  return std::string(digits);
}

}  // namespace kontor::docgen::written
