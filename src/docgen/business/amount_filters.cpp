#include "docgen/business/filters.hpp"
#include "docgen/words/amounts.hpp"
#include "docgen/words/durations.hpp"
#include "docgen/words/numbers.hpp"

namespace kontor::docgen {
namespace {

using Given = const FilterCall&;

Result<Value> money(Given call) {
  TRY(const Decimal amount, call.number());
  TRY(const Currency currency, call.currency(0));
  const auto money = Money::round(amount, currency);
  if (!money) return call.error(fmt::format("the amount {} is too large", amount.str()));
  return Value(format(*money, call.around.locale()));
}

Result<MinorUnits> minor_argument(Given call, std::size_t i) {
  static constexpr std::pair<std::string_view, MinorUnits> kWays[] = {{"digits", MinorUnits::digits},
                                                                      {"words", MinorUnits::words},
                                                                      {"if_any", MinorUnits::if_any},
                                                                      {"none", MinorUnits::none}};
  if (!call.has(i)) return MinorUnits::digits;
  for (const auto& [name, way] : kWays)
    if (call.arguments[i].str() == name) return way;
  return call.error("minor is \"digits\", \"words\", \"if_any\" or \"none\"");
}

Result<Value> words(Given call) {
  TRY(const Decimal amount, call.number());
  TRY(const Currency currency, call.currency(0));
  AmountWords how;
  TRY(how.minor, minor_argument(call, 1));
  TRY(how.in, case_argument(call, 2));
  how.capital = flag_argument(call, 3, true);
  how.figures = flag_argument(call, 4, false);
  const auto written = amount_in_words(amount, currency, call.around.locale(), how);
  if (written) return Value(*written);
  if (written.error() == AmountProblem::too_large)
    return call.error(fmt::format("the amount {} is too large for words", amount.str()));
  return call.error(
      fmt::format("{} has a part after the point, which minor=\"none\" would drop: write minor=\"if_any\", "
                  "or round it first",
                  amount.str()));
}

Result<Value> number_words(Given call) {
  TRY(const Decimal number, call.number());
  TRY(const Gender gender, gender_argument(call, 0));
  TRY(const Case in, case_argument(call, 1));
  const auto words = in_words(number, call.around.locale(), gender, in);
  if (!words) return call.error(fmt::format("there are no words for {}", number.str()));
  return Value(*words);
}

Result<Value> ordinal_words(Given call) {
  TRY(const Decimal number, call.number());
  TRY(const Gender gender, gender_argument(call, 0));
  TRY(const Case in, case_argument(call, 1));
  const Decimal plain = number.normalized();
  if (plain.scale() > 0 || plain.is_negative() || static_cast<Size>(plain.coefficient()) >= kWordsEnd)
    return call.error(fmt::format("{} is not a number to count places with", number.str()));
  return Value(ordinal(static_cast<Size>(plain.coefficient()), call.around.locale(), gender, in));
}

Result<Value> plural(Given call) {
  TRY(const Decimal number, call.number());
  const auto form = static_cast<std::size_t>(plural_form(number, call.around.locale()));
  const std::size_t forms = call.has(2) ? 3 : 2;
  return Value(call.arguments[std::min(form, forms - 1)]);
}

Result<Value> counted(Given call) {
  TRY(const Decimal number, call.number());
  TRY(const Value word, plural(call));
  std::string out = format(number.normalized(), call.around.locale());
  if (!flag_argument(call, 3, false)) return Value(out + "\u00A0" + word.str());
  TRY(const Gender gender, gender_argument(call, 4));
  const auto words = in_words(number, call.around.locale(), gender);
  if (!words) return call.error(fmt::format("there are no words for {}", number.str()));
  return Value(fmt::format("{} ({}) {}", out, *words, word.str()));
}

Result<Value> in_units(Given call) {
  TRY(const Decimal number, call.number());
  DurationWords how;
  how.words = flag_argument(call, 1, false);
  TRY(how.in, case_argument(call, 2));
  const std::string unit = call.arguments[0].str();
  const auto written = duration(number, unit, call.around.locale(), how);
  if (written) return Value(*written);
  const auto names = duration_units();
  if (std::ranges::find_if(names, [&](std::string_view name) { return unit.starts_with(name); }) != names.end())
    return call.error(fmt::format("there are no words for {}", number.str()));
  return call.error(fmt::format("\"{}\" is not a unit: {}", unit, fmt::join(names, ", ")));
}

constexpr Filter kFilters[] = {
    {"money", "money or money(\"USD\")", Takes::money, 0, {"currency"}, money},
    {"words",
     "words, words(\"USD\") or words(minor=\"none\", case=\"genitive\", capital=false, figures=true)",
     Takes::money,
     0,
     {"currency", "minor", "case", "capital", "figures"},
     words},
    {"number_words",
     "number_words, number_words(\"f\") or number_words(\"f\", \"genitive\")",
     Takes::number,
     0,
     {"gender", "case"},
     number_words},
    {"ordinal_words",
     "ordinal_words, ordinal_words(\"n\") or ordinal_words(\"n\", \"genitive\")",
     Takes::number,
     0,
     {"gender", "case"},
     ordinal_words},
    {"plural",
     "plural(\"day\", \"days\"), in Russian plural(\"день\", \"дня\", \"дней\")",
     Takes::number,
     2,
     {"one", "few", "many"},
     plural},
    {"counted",
     "counted(\"item\", \"items\"), in Russian counted(\"штука\", \"штуки\", \"штук\", words=true, gender=\"f\")",
     Takes::number,
     2,
     {"one", "few", "many", "words", "gender"},
     counted},
    {"duration",
     "duration(\"working_days\") or duration(\"days\", words=true, case=\"genitive\")",
     Takes::number,
     1,
     {"unit", "words", "case"},
     in_units},
};

}  // namespace

std::span<const Filter> amount_filters() { return kFilters; }

}  // namespace kontor::docgen
