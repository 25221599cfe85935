#pragma once

#include "features/schedules/schedulable.hpp"
#include "features/schedules/schedule_store.hpp"
#include "jobs/queue.hpp"

namespace kontor::schedules {

/// The organisation's schedules, for its administrators. There is no clock here: what time it is, the database says.
/// One object per loop.
class Schedules {
 public:
  /// A document each minute is more than anybody reads.
  static constexpr std::chrono::seconds kShortestInterval{60};
  static constexpr std::size_t kPreviewed = 5;

  Schedules(db::Database& database, state::State& state, jobs::Queue& queue, std::vector<Schedulable> kinds)
      : store_(database), state_(state), queue_(queue), kinds_(std::move(kinds)) {}

  Task<std::vector<ScheduleKind>> kinds(const Caller& caller);
  Task<std::vector<Schedule>> list(const Caller& caller);
  Task<Schedule> find(const Caller& caller, Id<Schedule> id);
  /// The next ticks. The errors are under `query`.
  Task<SchedulePreview> preview(const Caller& caller, const PreviewSchedule& in);

  Task<Schedule> create(const Caller& caller, const CreateSchedule& in);
  /// Another time is counted from now on; so is a schedule that is switched on again. One that had stopped by itself
  /// belongs to who switches it on.
  Task<Schedule> change(const Caller& caller, Id<Schedule> id, const ChangeSchedule& in);
  Task<> remove(const Caller& caller, Id<Schedule> id);
  /// Its job once, now, beside its ticks.
  Task<StartedRun> run(const Caller& caller, Id<Schedule> id);

 private:
  Result<const Schedulable*> known(const Schedule& schedule) const;
  Async<> tell();

  ScheduleStore store_;
  state::State& state_;
  jobs::Queue& queue_;
  std::vector<Schedulable> kinds_;
};

}  // namespace kontor::schedules
