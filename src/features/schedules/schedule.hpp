#pragma once

#include <boost/json/value.hpp>
#include <vector>

#include "jobs/schedule.hpp"
#include "reflect/json_schema.hpp"

/// What people say of schedules. The schedule itself is jobs::Schedule.
namespace kontor::schedules {

using jobs::MissedTicks;
using jobs::Schedule;

using ScheduleName = Text<1, 200>;
using CronText = Text<1, 200>;
using ZoneName = Text<1, 100>;

/// Either `cron`, in `zone` (UTC when left out), or every `interval` seconds. Without a word about missed ticks one
/// makes up for all.
struct CreateSchedule {
  std::string kind;
  ScheduleName name;
  boost::json::object payload;
  std::optional<CronText> cron;
  std::optional<ZoneName> zone;
  std::optional<std::int64_t> interval;
  std::optional<MissedTicks> missed;
  std::optional<bool> enabled;
};
KONTOR_DESCRIBE(CreateSchedule, kind, name, payload, cron, zone, interval, missed, enabled)

/// What is absent stays; `cron` takes the place of an interval, and the other way round.
struct ChangeSchedule {
  std::optional<ScheduleName> name;
  std::optional<boost::json::object> payload;
  std::optional<CronText> cron;
  std::optional<ZoneName> zone;
  std::optional<std::int64_t> interval;
  std::optional<MissedTicks> missed;
  std::optional<bool> enabled;
};
KONTOR_DESCRIBE(ChangeSchedule, name, payload, cron, zone, interval, missed, enabled)

/// When it would come if it began now.
struct PreviewSchedule {
  std::optional<CronText> cron;
  std::optional<ZoneName> zone;
  std::optional<std::int64_t> interval;
};
KONTOR_DESCRIBE(PreviewSchedule, cron, zone, interval)

struct SchedulePreview {
  std::vector<Timestamp> ticks;
};
KONTOR_DESCRIBE(SchedulePreview, ticks)

struct StartedRun {
  Id<jobs::QueuedJob> job_id;
};
KONTOR_DESCRIBE(StartedRun, job_id)

/// A kind of job that can be scheduled, and what its schedules must say.
struct ScheduleKind {
  std::string kind;
  reflect::RawJson schema;  ///< JSON Schema of the payload
};
KONTOR_DESCRIBE(ScheduleKind, kind, schema)

}  // namespace kontor::schedules
