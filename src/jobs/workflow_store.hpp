#pragma once

#include <optional>
#include <string>
#include <vector>

#include "async/task.hpp"
#include "db/database.hpp"
#include "jobs/job.hpp"

namespace kontor::jobs {

enum class WorkflowState { running, paused, done, cancelled };
BOOST_DESCRIBE_ENUM(WorkflowState, running, paused, done, cancelled)

enum class JobState { blocked, scheduled, available, running, done, dead, cancelled };
BOOST_DESCRIBE_ENUM(JobState, blocked, scheduled, available, running, done, dead, cancelled)

/// How far a workflow is. It is done when all of its jobs have ended, however they did.
struct WorkflowStanding {
  Id<Workflow> id;
  std::string name;
  WorkflowState state;
  std::int64_t total;
  std::int64_t done;
  std::int64_t failed;  ///< dead, or cancelled because one that they waited for was
  std::int64_t running;
};
KONTOR_DESCRIBE(WorkflowStanding, id, name, state, total, done, failed, running)

/// How a job ended, for one that waited for it.
struct JobResult {
  Id<QueuedJob> id;
  std::string kind;
  JobState state;
  std::optional<reflect::RawJson> result;  ///< as Ending::done() gave it
};
KONTOR_DESCRIBE(JobResult, id, kind, state, result)

/// The statements behind Workflows, each a transaction of its own but for insert().
class WorkflowStore {
 public:
  explicit WorkflowStore(db::Database& database) : database_(database) {}

  static Task<Id<Workflow>> insert(db::Transaction& transaction, Id<Organization> org, std::string name);
  Async<std::optional<WorkflowStanding>> find(Id<Organization> org, Id<Workflow> id);
  Async<bool> pause(Id<Organization> org, Id<Workflow> id);
  Async<bool> resume(Id<Organization> org, Id<Workflow> id);

  Async<> mark_cancelled(Id<Organization> org, Id<Workflow> id);
  /// Those of the waiting that nobody holds at this moment.
  Async<> cancel_waiting(Id<Organization> org, Id<Workflow> id);
  Async<> ask_running(Id<Organization> org, Id<Workflow> id);
  Async<bool> has_uncancelled(Id<Organization> org, Id<Workflow> id);

  Async<std::vector<JobResult>> results_of(Id<Organization> org, Id<QueuedJob> waiting,
                                           std::optional<Id<QueuedJob>> after, std::size_t most);

 private:
  Async<db::Rows> write(Id<Organization> org, const db::Statement& statement, db::Params params);

  db::Database& database_;
};

}  // namespace kontor::jobs
