#pragma once

#include "async/task.hpp"
#include "base/caller.hpp"
#include "db/database.hpp"
#include "features/operations/job.hpp"

namespace kontor::operations {

/// A job's row, beside its summary.
struct JobRow {
  int version;
  int priority;
  std::optional<std::string> lane;
  std::optional<std::string> unique_key;
  std::optional<Timestamp> expires_at;
  std::optional<std::string> worker;
  std::optional<Id<jobs::Workflow>> workflow_id;
  std::optional<std::string> workflow_name;
  reflect::RawJson payload;
  std::optional<reflect::RawJson> result;
  reflect::RawJson errors;
};
KONTOR_DESCRIBE(JobRow, version, priority, lane, unique_key, expires_at, worker, workflow_id, workflow_name, payload,
                result, errors)

/// Ids from `first` to `last`, both included.
struct IdRange {
  Uuid first;
  Uuid last;
};

/// One of the newest jobs, and whether it is wanted.
struct LookedAt {
  Id<jobs::QueuedJob> id;
  bool fits;
};
KONTOR_DESCRIBE(LookedAt, id, fits)

struct MovedJob {
  Id<jobs::QueuedJob> id;
  std::string queue;
};
KONTOR_DESCRIBE(MovedJob, id, queue)

/// The statements behind Jobs, each in the scope of one organisation. Throws Unavailable while the database is away.
class JobStore {
 public:
  using JobId = Id<jobs::QueuedJob>;

  explicit JobStore(db::Database& database) : database_(database) {}

  /// The newest `most` in the range, before `before`.
  Async<std::vector<LookedAt>> look(const Caller& caller, const ListJobs& filter, const IdRange& range,
                                    const std::optional<Uuid>& before, int most);
  /// The newest first.
  Async<std::vector<JobSummary>> summaries(const Caller& caller, const std::vector<JobId>& ids);
  Async<std::optional<JobRow>> find(const Caller& caller, JobId id);
  Async<std::optional<JobState>> state(const Caller& caller, JobId id);
  Async<std::vector<Prerequisite>> prerequisites(const Caller& caller, JobId id);

  /// Nothing when it is not dead or cancelled, or waits for a job that has not ended well. Error{conflict} with the
  /// constraint jobs_unique when the same job is in the queue anew.
  Task<std::optional<MovedJob>> retry(const Caller& caller, JobId id);
  /// At most `most` dead ones of a kind; those that are in the queue anew are left alone.
  Task<std::vector<MovedJob>> retry_dead(const Caller& caller, std::string_view kind, int most);
  /// Ends what is not running; who waits for it is released or, by the workers, cancelled. False when it is not
  /// waiting.
  Async<bool> cancel_waiting(const Caller& caller, JobId id);
  /// False when it is not running.
  Async<bool> request_cancel(const Caller& caller, JobId id);

  Async<std::vector<QueueStanding>> queues(const Caller& caller);
  Async<> pause(const Caller& caller, std::string_view queue);
  Async<> resume(const Caller& caller, std::string_view queue);
  Async<std::vector<DeadJobs>> dead(const Caller& caller);
  Async<std::vector<WorkerStanding>> workers(const Caller& caller);

 private:
  Async<db::Rows> read(const Caller& caller, const db::Statement& statement, db::Params params = {});
  Async<db::Rows> write(const Caller& caller, const db::Statement& statement, db::Params params = {});

  db::Database& database_;
};

}  // namespace kontor::operations
