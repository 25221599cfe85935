#include "features/schedules/schedules.hpp"

#include <boost/json.hpp>

#include "jobs/queue_store.hpp"
#include "observe/log.hpp"

namespace kontor::schedules {
namespace {

using jobs::Recurrence;
using std::chrono::floor;
using std::chrono::seconds;

template <class T>
std::optional<std::string> text(const std::optional<T>& value) {
  return value ? std::optional(value->str()) : std::nullopt;
}

Result<Recurrence> recurrence_at(std::string_view place, const std::optional<std::string>& cron,
                                 const std::optional<std::string>& zone, const std::optional<std::int64_t>& interval,
                                 Timestamp anchor) {
  Result<Recurrence> when =
      interval && *interval < Schedules::kShortestInterval.count() && !cron
          ? fail(Error::invalid("interval", fmt::format("is at least {} s", Schedules::kShortestInterval.count())))
          : jobs::recurrence(cron, zone, interval, anchor);
  if (when) return when;
  for (FieldError& field : when.error().fields) field.location = fmt::format("{}.{}", place, field.location);
  return when;
}

Result<Timestamp> next_tick(const Recurrence& when, Timestamp now) {
  const auto next = when.next(floor<seconds>(now));
  if (!next) return fail(Error::invalid("body.cron", "never comes again"));
  return Timestamp(*next);
}

/// What both refuse, at once.
Result<> both(Result<> first, Result<> second) {
  if (first || second || first.error().code != Code::invalid || second.error().code != Code::invalid)
    return first ? second : first;
  for (FieldError& field : second.error().fields) first.error().fields.push_back(std::move(field));
  return first;
}

/// Changes the time of a schedule; both a cron and an interval are for recurrence() to refuse.
void change_time(Schedule& schedule, const ChangeSchedule& in) {
  if (in.cron || (in.zone && schedule.cron)) {
    if (in.cron) schedule.cron = text(in.cron);
    schedule.zone = in.zone ? text(in.zone) : std::optional(schedule.zone.value_or("UTC"));
    schedule.interval = in.interval;
  } else if (in.interval) {
    schedule.interval = in.interval;
    schedule.cron = schedule.zone = std::nullopt;
  }
}

/// Applies `in`; the errors are under `body`.
Result<> changed(Schedule& schedule, const ChangeSchedule& in, const Caller& caller, Timestamp anchor, Timestamp now) {
  if (in.name) schedule.name = in.name->str();
  if (in.payload) schedule.payload.text = reflect::to_text(boost::json::value(*in.payload));
  if (in.missed) schedule.missed = *in.missed;
  change_time(schedule, in);
  const bool other_time = in.cron || in.zone || in.interval;
  const bool was_enabled = std::exchange(schedule.enabled, in.enabled.value_or(schedule.enabled));
  const bool begins_anew = schedule.enabled && (other_time || !was_enabled);
  if (other_time || begins_anew) {
    TRY(const Recurrence when, recurrence_at("body", schedule.cron, schedule.zone, schedule.interval, anchor));
    TRY(const Timestamp next, next_tick(when, now));
    schedule.next_at = next;
  }
  if (!schedule.enabled) schedule.next_at = std::nullopt;
  if (begins_anew && std::exchange(schedule.disabled_because, std::nullopt)) schedule.owner_id = caller.user;
  return {};
}

Result<> without_value(const Result<Recurrence>& when) { return when ? Result<>() : Result<>(fail(when.error())); }

}  // namespace

Task<std::vector<ScheduleKind>> Schedules::kinds(const Caller& caller) {
  CO_TRY(caller.require(Permission::manage_organization));
  std::vector<ScheduleKind> all;
  for (const Schedulable& each : kinds_) all.push_back({each.kind, {reflect::to_text(each.schema)}});
  co_return all;
}

Task<std::vector<Schedule>> Schedules::list(const Caller& caller) {
  CO_TRY(caller.require(Permission::manage_organization));
  co_return co_await store_.list(caller);
}

Task<Schedule> Schedules::find(const Caller& caller, Id<Schedule> id) {
  CO_TRY(caller.require(Permission::manage_organization));
  std::optional<Schedule> found = co_await store_.find(caller, id);
  if (!found) co_return fail(Error::not_found("schedule"));
  co_return std::move(*found);
}

Task<SchedulePreview> Schedules::preview(const Caller& caller, const PreviewSchedule& in) {
  CO_TRY(caller.require(Permission::manage_organization));
  const Timestamp now = co_await store_.now(caller);
  CO_TRY(const Recurrence when, recurrence_at("query", text(in.cron), text(in.zone), in.interval, now));
  SchedulePreview preview;
  for (std::optional<std::chrono::sys_seconds> tick = when.next(floor<seconds>(now));
       tick && preview.ticks.size() < kPreviewed; tick = when.next(*tick))
    preview.ticks.emplace_back(*tick);
  co_return preview;
}

Task<Schedule> Schedules::create(const Caller& caller, const CreateSchedule& in) {
  CO_TRY(caller.require(Permission::manage_organization));
  const auto kind = std::ranges::find(kinds_, in.kind, &Schedulable::kind);
  if (kind == kinds_.end())
    co_return fail(Error::invalid("body.kind", fmt::format("\"{}\" is not a kind that can be scheduled", in.kind)));
  const Timestamp now = co_await store_.now(caller);
  const auto cron = text(in.cron);
  const auto zone = cron ? std::optional(text(in.zone).value_or("UTC")) : std::nullopt;
  const Result<Recurrence> when = recurrence_at("body", cron, zone, in.interval, now);
  CO_TRY(both(without_value(when), co_await kind->check(caller, in.payload)));
  CO_TRY(const Timestamp next, next_tick(*when, now));
  const bool enabled = in.enabled.value_or(true);
  const Schedule made{.id = Id<Schedule>::make(),
                      .owner_id = caller.user,
                      .kind = kind->kind,
                      .name = in.name.str(),
                      .payload = {reflect::to_text(boost::json::value(in.payload))},
                      .cron = cron,
                      .zone = zone,
                      .interval = in.interval,
                      .missed = in.missed.value_or(MissedTicks::once),
                      .enabled = enabled,
                      .disabled_because = std::nullopt,
                      .next_at = enabled ? std::optional(next) : std::nullopt,
                      .last_at = std::nullopt,
                      .created_at = now,
                      .updated_at = now};
  {
    db::Transaction transaction = co_await store_.begin(caller);
    co_await ScheduleStore::insert(transaction, caller, made,
                                   {.version = kind->version, .queue = kind->queue, .anchor = now});
    co_await transaction.commit();
  }
  co_await tell();
  co_return made;
}

Task<Schedule> Schedules::change(const Caller& caller, Id<Schedule> id, const ChangeSchedule& in) {
  CO_TRY(caller.require(Permission::manage_organization));
  CO_TRY(const Schedule before, co_await find(caller, id));
  CO_TRY(const Schedulable* kind, known(before));
  const bool wakes = in.enabled.value_or(false) && !before.enabled;
  // Before the row is locked: a check may take its time.
  Result<> checked;
  if (in.payload || wakes)
    checked =
        co_await kind->check(caller, in.payload ? *in.payload : boost::json::parse(before.payload.text).as_object());
  {
    db::Transaction transaction = co_await store_.begin(caller);
    std::optional<Schedule> schedule = co_await ScheduleStore::lock(transaction, id);
    if (!schedule) co_return fail(Error::not_found("schedule"));
    Background background = co_await ScheduleStore::background(transaction, id);
    const Timestamp now = co_await ScheduleStore::now(transaction);
    if (in.interval) background.anchor = now;
    if (in.payload) background = {kind->version, kind->queue, background.anchor};
    CO_TRY(both(changed(*schedule, in, caller, background.anchor, now), std::move(checked)));
    co_await ScheduleStore::update(transaction, *schedule, background);
    co_await transaction.commit();
  }
  co_await tell();
  co_return co_await find(caller, id);
}

Task<> Schedules::remove(const Caller& caller, Id<Schedule> id) {
  CO_TRY(caller.require(Permission::manage_organization));
  if (!co_await store_.remove(caller, id)) co_return fail(Error::not_found("schedule"));
  co_return Result<>();
}

Task<StartedRun> Schedules::run(const Caller& caller, Id<Schedule> id) {
  CO_TRY(const Schedule schedule, co_await find(caller, id));
  CO_TRY(const Schedulable* kind, known(schedule));
  CO_TRY(co_await kind->check(caller, boost::json::parse(schedule.payload.text).as_object()));
  StartedRun started;
  {
    db::Transaction transaction = co_await store_.begin(caller);
    const jobs::Tick tick{.schedule_id = id,
                          .owner_id = caller.user,
                          .at = co_await ScheduleStore::now(transaction),
                          .zone = schedule.zone};
    const jobs::QueueStore::Kind about{.kind = kind->kind, .version = kind->version, .queue = kind->queue};
    CO_TRY(const std::optional<Id<jobs::QueuedJob>> job,
           co_await jobs::QueueStore::insert(transaction, caller.org, about, jobs::payload_at(schedule.payload, tick),
                                             {}));
    started.job_id = job.value();
    co_await transaction.commit();
  }
  co_await queue_.wake(kind->queue);
  co_return started;
}

Result<const Schedulable*> Schedules::known(const Schedule& schedule) const {
  const auto found = std::ranges::find(kinds_, schedule.kind, &Schedulable::kind);
  if (found != kinds_.end()) return &*found;
  return fail({.code = Code::conflict, .public_message = "This program cannot do this kind of schedule any more."});
}

Async<> Schedules::tell() {
  try {
    co_await state_.publish(std::string(jobs::kSchedulesChannel), {});
  } catch (const Unavailable& why) {
    log::warning("schedulers could not be woken; they will look by themselves", {{"what", why.what()}});
  }
}

}  // namespace kontor::schedules
