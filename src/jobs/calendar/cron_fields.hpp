#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>

namespace kontor::jobs {

/// What a cron expression names, on a calendar that knows no zones. A value is a bit: bit 5 of `hours` is five o'clock.
struct CronFields {
  std::uint64_t minutes = 0;
  std::uint64_t hours = 0;
  std::uint64_t days = 0;  ///< of the month, from bit 1
  std::uint64_t months = 0;
  std::uint64_t weekdays = 0;  ///< Sunday is bit 0
  bool last_day = false;
  /// Of each weekday: bit 1 to 5 for the first to the fifth in a month, kLastOfMonth for the last.
  std::array<std::uint8_t, 7> weekdays_of_month = {};
  static constexpr std::uint8_t kLastOfMonth = 1;
  bool either_day = false;    ///< a day of the month or one of the week is enough; otherwise it must be both
  bool by_the_clock = false;  ///< the minute or the hour begins with a star

  /// The first minute in [from, before) that the fields name.
  std::optional<std::chrono::local_seconds> first(std::chrono::local_seconds from,
                                                  std::chrono::local_seconds before) const;
  /// The days of a month as bits, from bit 1.
  std::uint64_t days_of(std::chrono::year_month month) const;
  /// Whether there is a year that has such a day.
  bool ever() const;

 private:
  std::optional<std::chrono::minutes> first_in_day(std::chrono::minutes from) const;
};

}  // namespace kontor::jobs
