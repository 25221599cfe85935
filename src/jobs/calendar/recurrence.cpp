#include "jobs/calendar/recurrence.hpp"

namespace kontor::jobs {
namespace {

using namespace std::chrono;

/// The scheduler looks at its schedules about every second.
constexpr seconds kShortestInterval{1};
/// What is rarer is a matter of dates, which is what cron expressions are for.
constexpr seconds kLongestInterval = days(366);

/// The last tick up to `now`, found by halving, since a schedule may have missed millions. `planned` is one, and not
/// after `now`.
sys_seconds last_tick(const Recurrence& recurrence, sys_seconds planned, sys_seconds now) {
  sys_seconds last = planned;                     // a tick
  for (sys_seconds quiet = now; last < quiet;) {  // none comes after `quiet` up to now
    const sys_seconds middle = last + (quiet - last) / 2;
    const std::optional<sys_seconds> tick = recurrence.next(middle);
    if (tick && *tick <= now)
      last = *tick;
    else
      quiet = middle;
  }
  return last;
}

}  // namespace

Result<Recurrence> Recurrence::cron(std::string_view text, std::string_view zone) {
  Result<Cron> expression = Cron::parse(text);
  Result<TimeZone> place = TimeZone::find(zone);
  std::vector<FieldError> errors;
  if (!expression) errors.push_back({"cron", expression.error().fields[0].message});
  if (!place) errors.push_back({"zone", place.error().fields[0].message});
  if (!errors.empty()) return fail(Error::invalid(std::move(errors)));
  return Recurrence(OnClock{std::move(*expression), std::move(*place)});
}

Result<Recurrence> Recurrence::every(seconds interval, sys_seconds anchor) {
  if (interval < kShortestInterval || interval > kLongestInterval)
    return fail(Error::invalid("interval", fmt::format("{} s is not between {} s and {} s (a year)", interval.count(),
                                                       kShortestInterval.count(), kLongestInterval.count())));
  const seconds rest = anchor.time_since_epoch() % interval;
  return Recurrence(Interval{interval, rest < seconds(0) ? rest + interval : rest});
}

std::optional<sys_seconds> Recurrence::next(sys_seconds after) const {
  if (const auto* on_clock = std::get_if<OnClock>(&when_)) return on_clock->cron.next(after, on_clock->zone);
  if (after >= kLastMoment) return std::nullopt;
  const auto& [length, phase] = std::get<Interval>(when_);
  // At least -length, which lets the division, that rounds towards zero, be one that rounds down.
  const seconds since = std::max(after, kFirstMoment - seconds(1)).time_since_epoch() - phase;
  const sys_seconds tick(phase + ((since + length) / length) * length);
  return tick < kLastMoment ? std::optional(tick) : std::nullopt;
}

DueTicks due_ticks(const Recurrence& recurrence, sys_seconds planned, sys_seconds now, MissedTicks missed) {
  if (planned > now) return {.now = {}, .next = planned};
  if (missed != MissedTicks::all) {
    const sys_seconds last = last_tick(recurrence, planned, now);
    DueTicks due{.now = {}, .next = recurrence.next(now)};
    if (missed == MissedTicks::once || now - last <= kInTime) due.now.push_back(last);
    return due;
  }
  DueTicks due{.now = {}, .next = planned};
  while (due.next && *due.next <= now && due.now.size() < kMostTicksAtOnce) {
    due.now.push_back(*due.next);
    due.next = recurrence.next(*due.next);
  }
  return due;
}

}  // namespace kontor::jobs
