#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "base/money.hpp"
#include "docgen/words/grammar.hpp"

namespace kontor::docgen {

using Day = std::chrono::year_month_day;

/// `2026-11-23`, also with a time behind it, which is ignored. Nothing for a day that does not exist.
std::optional<Day> parse_date(std::string_view iso);
std::string iso_date(Day day);  ///< `2026-11-23`

/// The styles of dates, by name:
/// - "long": «23 ноября 2026 г.», "23 November 2026"; "short": «23.11.2026», "23 Nov 2026"; "iso"
/// - "quoted": ««23» ноября 2026 г.» as on contracts
/// - "words": «двадцать третье ноября две тысячи двадцать шестого года», "the twenty-third of November, two thousand
///   twenty-six"; `in` puts the Russian day into its case («двадцать третьего ноября …»)
/// - "month": «ноябрь 2026 г.», in its case («ноябре 2026 г.»); "quarter": «IV квартал 2026 г.», "Q4 2026"
/// - "weekday": «понедельник», in its case
/// - or a pattern of %d %m %Y %y %j, %B (genitive, as beside a day), %OB (nominative), %b, %A and %a (weekday), %q and
///   %Q (quarter, 4 and IV), %-d %-m (without a zero), %%
/// Nothing for another style.
std::optional<std::string> format_date(Day day, std::string_view style, Locale locale, Case in = Case::nominative);

// What contracts calculate. All give nothing outside of the years 1 to 9999.

std::optional<Day> add_days(Day day, std::int64_t days);
/// The same day of a later (or earlier) month, or that month's last day: 31 January and a month are 28 February.
std::optional<Day> add_months(Day day, std::int64_t months);
/// Monday to Friday are working days; public holidays are not known here. Counting begins with the day after.
std::optional<Day> add_working_days(Day day, std::int64_t days);
/// From the first to the second; negative when that is earlier.
std::int64_t days_between(Day from, Day to);

}  // namespace kontor::docgen
