#pragma once

#include <chrono>
#include <optional>
#include <string_view>

#include "jobs/calendar/offsets.hpp"

namespace kontor::jobs {

/// A rule for the clock changes of every year, as POSIX writes it: `CET-1CEST,M3.5.0,M10.5.0/3`. With the extension of
/// RFC 9636, an hour may be from -167 to 167.
class ZoneRule {
 public:
  static std::optional<ZoneRule> parse(std::string_view text);

  /// From the beginning of the year of `from` to kLastMoment, in the order of time. Nothing for a rule without changes.
  Offsets changes(std::chrono::sys_seconds from) const;

 private:
  friend class ZoneRuleReader;
  struct Day {
    enum class Kind { of_year, of_year_without_29_february, weekday_of_month } kind;
    unsigned month;           ///< only of a weekday
    unsigned week;            ///< only of a weekday: 1–5, 5 is the last
    unsigned day;             ///< of the week or the year
    std::chrono::seconds at;  ///< after local midnight, by the clock before the change

    std::chrono::sys_seconds in(std::chrono::year year) const;
  };

  std::chrono::seconds standard_{0};
  std::chrono::seconds daylight_{0};
  std::optional<std::pair<Day, Day>> days_;  ///< when daylight saving begins and ends
};

}  // namespace kontor::jobs
