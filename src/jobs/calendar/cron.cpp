#include "jobs/calendar/cron.hpp"

#include "jobs/calendar/cron_parser.hpp"

namespace kontor::jobs {
namespace {

using namespace std::chrono;

/// By the clock of any zone: those are less than a day from UTC.
const local_seconds kLastLocal{(kLastMoment + days(1)).time_since_epoch()};

local_seconds shown(sys_seconds at, seconds offset) { return local_seconds((at + offset).time_since_epoch()); }

}  // namespace

Result<Cron> Cron::parse(std::string_view text) {
  TRY(CronText parsed, parse_cron(text));
  return Cron(parsed.fields, std::move(parsed.text));
}

std::optional<sys_seconds> Cron::next(sys_seconds after, const TimeZone& zone) const {
  if (after >= kLastMoment) return std::nullopt;
  after = std::max(after, kFirstMoment - seconds(1));
  const std::optional<sys_seconds> tick = fields_.by_the_clock ? next_shown(after, zone) : next_reached(after, zone);
  return tick && *tick < kLastMoment ? tick : std::nullopt;
}

std::optional<sys_seconds> Cron::next_shown(sys_seconds after, const TimeZone& zone) const {
  for (sys_seconds from = after + seconds(1); from < kLastMoment;) {
    const TimeZone::Period period = zone.period(from);
    const std::optional<local_seconds> tick =
        fields_.first(shown(from, period.offset), shown(period.end, period.offset));
    if (tick) return sys_seconds(tick->time_since_epoch()) - period.offset;
    from = period.end;
  }
  return std::nullopt;
}

/// The clock has come to all times up to the furthest one, and to no later one; so they have ticked, and the next of
/// the later ones is the next to tick.
std::optional<sys_seconds> Cron::next_reached(sys_seconds after, const TimeZone& zone) const {
  const std::optional<local_seconds> tick = fields_.first(zone.furthest(after) + seconds(1), kLastLocal);
  if (!tick) return std::nullopt;
  return zone.reached(*tick);
}

}  // namespace kontor::jobs
