#pragma once

#include <boost/describe/enum.hpp>
#include <optional>
#include <string>
#include <vector>

#include "base/text.hpp"
#include "jobs/job.hpp"

/// What goes on in the background, for the organisation's administrators: what waits, who works, what has failed.
/// Names as in JSON and SQL.
namespace kontor::operations {

enum class JobState { blocked, scheduled, available, running, done, dead, cancelled };
BOOST_DESCRIBE_ENUM(JobState, blocked, scheduled, available, running, done, dead, cancelled)

struct JobSummary {
  Id<jobs::QueuedJob> id;
  std::string kind;
  std::string queue;
  JobState state;
  std::vector<std::string> tags;
  int attempts;
  int max_attempts;
  int progress;  ///< 0 to 100
  std::optional<std::string> progress_line;
  bool cancel_requested;  ///< while it runs: its worker has been asked to stop
  std::optional<std::string> last_error;
  Timestamp run_at;  ///< not before
  Timestamp created_at;
  std::optional<Timestamp> started_at;  ///< of the last attempt
  std::optional<Timestamp> finished_at;
};
KONTOR_DESCRIBE(JobSummary, id, kind, queue, state, tags, attempts, max_attempts, progress, progress_line,
                cancel_requested, last_error, run_at, created_at, started_at, finished_at)

struct JobError {
  Timestamp at;
  int attempt;
  std::string what;
};
KONTOR_DESCRIBE(JobError, at, attempt, what)

/// A job that must end before another begins.
struct Prerequisite {
  Id<jobs::QueuedJob> id;
  std::string kind;
  JobState state;
  bool even_failed;  ///< otherwise its failure cancels who waits for it
};
KONTOR_DESCRIBE(Prerequisite, id, kind, state, even_failed)

struct JobDetails {
  JobSummary job;
  int version;  ///< of the payload's shape
  int priority;
  std::optional<std::string> lane;
  std::optional<std::string> unique_key;
  std::optional<Timestamp> expires_at;
  std::optional<std::string> worker;  ///< host and process, while it runs
  std::optional<Id<jobs::Workflow>> workflow_id;
  std::optional<std::string> workflow_name;
  reflect::RawJson payload;
  std::optional<reflect::RawJson> result;
  std::vector<JobError> errors;         ///< the last ones, the oldest first
  std::vector<Prerequisite> waits_for;  ///< at most 100, those that have not ended first
};
KONTOR_DESCRIBE(JobDetails, job, version, priority, lane, unique_key, expires_at, worker, workflow_id, workflow_name,
                payload, result, errors, waits_for)

struct ListJobs {
  std::optional<int> limit;
  std::optional<Text<1, 200>> cursor;
  std::optional<JobState> state;
  std::optional<Text<1, 100>> kind;
  std::optional<Text<1, 100>> queue;
  std::optional<Text<1, 200>> tag;
  std::optional<Text<1, 36>> id;  ///< the id, or its beginning
};
KONTOR_DESCRIBE(ListJobs, limit, cursor, state, kind, queue, tag, id)

/// Every dead job of a kind.
struct RetryJobs {
  Text<1, 100> kind;
};
KONTOR_DESCRIBE(RetryJobs, kind)

struct RetriedJobs {
  int retried;
};
KONTOR_DESCRIBE(RetriedJobs, retried)

/// A queue as the organisation has it; its jobs are counted up to 10,000 of each state, `at_least` says that there are
/// more.
struct QueueStanding {
  std::string name;
  int available;
  int scheduled;
  int blocked;
  int running;
  bool at_least;
  std::optional<double> oldest_seconds;  ///< how long the one has waited that could have begun first
  std::optional<Timestamp> paused_at;
};
KONTOR_DESCRIBE(QueueStanding, name, available, scheduled, blocked, running, at_least, oldest_seconds, paused_at)

struct DeadJobs {
  std::string kind;
  int jobs;
  Timestamp last_at;
};
KONTOR_DESCRIBE(DeadJobs, kind, jobs, last_at)

/// A process that works: one worker for each of its loops.
struct WorkerStanding {
  std::string name;  ///< host and process
  int loops;
  Timestamp started_at;
  int running;  ///< of the organisation's jobs
};
KONTOR_DESCRIBE(WorkerStanding, name, loops, started_at, running)

}  // namespace kontor::operations
