#pragma once

#include <optional>
#include <string>

#include "base/caller.hpp"
#include "jobs/calendar/recurrence.hpp"
#include "jobs/job.hpp"

namespace kontor::jobs {

/// Something to be done again and again, as people see it. It comes either by `cron` in `zone`, or every `interval`
/// seconds.
struct Schedule {
  Id<struct Schedule> id;
  Id<User> owner_id;  ///< in whose name
  std::string kind;   ///< of the jobs
  std::string name;
  reflect::RawJson payload;
  std::optional<std::string> cron;
  std::optional<std::string> zone;
  std::optional<std::int64_t> interval;
  MissedTicks missed;
  bool enabled;
  std::optional<std::string> disabled_because;  ///< when nobody chose that, in a person's words
  std::optional<Timestamp> next_at;
  std::optional<Timestamp> last_at;
  Timestamp created_at;
  Timestamp updated_at;
};
KONTOR_DESCRIBE(Schedule, id, owner_id, kind, name, payload, cron, zone, interval, missed, enabled, disabled_because,
                next_at, last_at, created_at, updated_at)

/// Which tick a job stands for: the member `tick` that its payload has beside what the schedule says.
struct Tick {
  Id<Schedule> schedule_id;
  Id<User> owner_id;                ///< of the schedule
  Timestamp at;                     ///< as it was planned, however late the job is
  std::optional<std::string> zone;  ///< of the schedule, when it goes by a clock
};
KONTOR_DESCRIBE(Tick, schedule_id, owner_id, at, zone)

/// A job that can be scheduled.
template <class J>
concept Scheduled = Job<J> && requires(J job) { requires std::same_as<decltype(job.tick), Tick>; };

/// The payload of the job for a tick; the schedule's own is an object.
std::string payload_at(const reflect::RawJson& payload, const Tick& tick);

/// Either `cron` and `zone`, or `interval`, counted from `anchor`. The errors are at those names. Throws what
/// TimeZone::find does.
Result<Recurrence> recurrence(const std::optional<std::string>& cron, const std::optional<std::string>& zone,
                              const std::optional<std::int64_t>& interval, Timestamp anchor);

/// Whoever changed a schedule says so here, after the commit; only a hint, schedulers look by themselves too.
inline constexpr std::string_view kSchedulesChannel = "schedules";

}  // namespace kontor::jobs
