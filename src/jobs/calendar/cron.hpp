#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "jobs/calendar/cron_fields.hpp"
#include "jobs/calendar/time_zone.hpp"

namespace kontor::jobs {

/// A cron expression: minute, hour, day of month, month and day of week, as crontab(5) of Debian writes and means them,
/// or one of @hourly @daily @midnight @weekly @monthly @yearly @annually. Any thread.
///
/// Each field takes `*` (or `?`), values, ranges `9-17`, steps `*/5` `9-17/2` `10/20` (from 10 on) and lists of these.
/// Months and weekdays have names, JAN and MON; Sunday is 0 and 7. `L` is the last day of the month, `5L` its last
/// Friday, `1#2` its second Monday. When both day fields are restricted, either is enough; one that begins with `*`
/// does not count as restricted.
///
/// Over changes of the clock: when the minute or the hour begins with `*`, it ticks by what the clock shows: twice in
/// an hour that repeats, never in one that is jumped over. Otherwise it names fixed times of the day, and each comes
/// once: at its first showing or, if it is jumped over, at the first moment after the gap.
class Cron {
 public:
  /// Refuses what can never tick (30 February). The error has no location and one message for every bad field.
  static Result<Cron> parse(std::string_view text);

  /// The first tick after `after`; nothing when none is left before kLastMoment, and none is before kFirstMoment.
  std::optional<std::chrono::sys_seconds> next(std::chrono::sys_seconds after, const TimeZone& zone) const;

  /// As it was written, with single spaces.
  const std::string& text() const { return text_; }

 private:
  Cron(CronFields fields, std::string text) : fields_(fields), text_(std::move(text)) {}
  std::optional<std::chrono::sys_seconds> next_shown(std::chrono::sys_seconds after, const TimeZone& zone) const;
  std::optional<std::chrono::sys_seconds> next_reached(std::chrono::sys_seconds after, const TimeZone& zone) const;

  CronFields fields_;
  std::string text_;
};

}  // namespace kontor::jobs
