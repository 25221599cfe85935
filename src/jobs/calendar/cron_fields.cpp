#include "jobs/calendar/cron_fields.hpp"

#include <bit>

namespace kontor::jobs {
namespace {

using namespace std::chrono;

constexpr int kNone = 64;

/// The lowest bit that is set, from `from` on; kNone without one.
int lowest(std::uint64_t bits, long from) { return from > 63 ? kNone : std::countr_zero(bits >> from << from); }

constexpr std::uint64_t bit(unsigned n) { return 1ULL << n; }

}  // namespace

std::optional<local_seconds> CronFields::first(local_seconds from, local_seconds before) const {
  const local_seconds start = ceil<std::chrono::minutes>(from);
  local_days day = floor<std::chrono::days>(start);
  std::chrono::minutes time = duration_cast<std::chrono::minutes>(start - day);
  while (day < before) {
    const year_month_day date(day);
    const year_month month = date.year() / date.month();
    const std::uint64_t named = (months & bit(unsigned(date.month()))) != 0 ? days_of(month) : 0;
    for (int d = lowest(named, unsigned(date.day())); d != kNone; d = lowest(named, d + 1)) {
      const local_days tick_day = local_days(month / 1) + std::chrono::days(d - 1);
      if (tick_day != day) time = {};
      if (const auto at = first_in_day(time)) {
        const local_seconds tick = tick_day + *at;
        return tick < before ? std::optional(tick) : std::nullopt;
      }
    }
    day = local_days((month + std::chrono::months(1)) / 1);
    time = {};
  }
  return std::nullopt;
}

std::optional<std::chrono::minutes> CronFields::first_in_day(std::chrono::minutes from) const {
  const auto hour = floor<std::chrono::hours>(from);
  if ((hours & bit(static_cast<unsigned>(hour.count()))) != 0)
    if (const int minute = lowest(minutes, (from - hour).count()); minute != kNone)
      return hour + std::chrono::minutes(minute);
  const int later = lowest(hours, hour.count() + 1);
  if (later == kNone) return std::nullopt;
  return std::chrono::hours(later) + std::chrono::minutes(lowest(minutes, 0));
}

std::uint64_t CronFields::days_of(year_month month) const {
  const auto last = unsigned((month / std::chrono::last).day());
  const std::uint64_t all = bit(last + 1) - bit(1);
  const std::uint64_t by_date = (days & all) | (last_day ? bit(last) : 0);
  std::uint64_t by_weekday = 0;
  unsigned first_weekday = weekday(local_days(month / 1)).c_encoding();
  for (unsigned w = 0; w < 7; ++w) {
    const unsigned date = 1 + (w + 7 - first_weekday) % 7;
    const std::uint64_t every = (bit(0) | bit(7) | bit(14) | bit(21) | bit(28)) << date & all;
    if ((weekdays & bit(w)) != 0) by_weekday |= every;
    for (unsigned nth = 1; nth <= 5; ++nth)
      if ((weekdays_of_month[w] & bit(nth)) != 0) by_weekday |= bit(date + 7 * (nth - 1)) & all;
    if ((weekdays_of_month[w] & kLastOfMonth) != 0) by_weekday |= std::bit_floor(every);
  }
  return either_day ? by_date | by_weekday : by_date & by_weekday;
}

bool CronFields::ever() const {
  // The calendar repeats after 400 years; weekdays and leap years meet in all their ways long before.
  constexpr year_month kStart = year(2000) / January;
  for (year_month month = kStart; month < kStart + years(400); month += std::chrono::months(1))
    if ((months & bit(unsigned(month.month()))) != 0 && days_of(month) != 0) return true;
  return false;
}

}  // namespace kontor::jobs
