#include "docgen/business/filters.hpp"
#include "docgen/words/dates.hpp"

namespace kontor::docgen {
namespace {

using Given = const FilterCall&;

Result<Day> day_of(Given call, const Value& value) {
  if (const Missing* missing = value.as<Missing>()) return fail(call.around.missing(*missing));
  const auto day = parse_date(value.str());
  if (!day) return call.error(fmt::format("\"{}\" is not a date such as 2026-11-23", value.str()));
  return *day;
}

Result<Value> date(Given call) {
  TRY(const Day day, day_of(call, call.input));
  TRY(const Case in, case_argument(call, 1));
  const auto written = format_date(day, call.has(0) ? call.arguments[0].str() : "long", call.around.locale(), in);
  if (!written)
    return call.error(
        "the styles of date are long, short, quoted, words, month, quarter, weekday, iso, or a pattern such as "
        "\"%d.%m.%Y\"");
  return Value(*written);
}

template <std::optional<Day> (*Move)(Day, std::int64_t), std::int64_t Times = 1>
Result<Value> moved(Given call) {
  TRY(const Day day, day_of(call, call.input));
  TRY(const Decimal by, call.number(call.arguments[0]));
  const auto whole = by.whole();
  if (!whole) return call.error(fmt::format("{} moves by a whole number, not by {}", call.expr.name, by.str()));
  constexpr std::int64_t kMost = 4'000'000;  // more than the calendar has days
  const auto there = std::abs(*whole) > kMost ? std::nullopt : Move(day, *whole * Times);
  if (!there) return call.error("this day is outside of the years 1 to 9999");
  return Value(iso_date(*there));
}

Result<Value> days_until(Given call) {
  TRY(const Day from, day_of(call, call.input));
  TRY(const Day to, day_of(call, call.arguments[0]));
  return Value(Decimal(days_between(from, to)));
}

constexpr Filter kFilters[] = {
    {"date", "date, date(\"short\") or date(\"words\", \"genitive\")", Takes::date, 0, {"style", "case"}, date},
    {"add_days", "add_days(10)", Takes::date, 1, {"days"}, moved<add_days>, Takes::number},
    {"add_working_days", "add_working_days(5)", Takes::date, 1, {"days"}, moved<add_working_days>, Takes::number},
    {"add_months", "add_months(1)", Takes::date, 1, {"months"}, moved<add_months>, Takes::number},
    {"add_years", "add_years(1)", Takes::date, 1, {"years"}, moved<add_months, 12>, Takes::number},
    {"days_until", "days_until(other_date)", Takes::date, 1, {"date"}, days_until, Takes::date},
};

}  // namespace

std::span<const Filter> date_filters() { return kFilters; }

}  // namespace kontor::docgen
