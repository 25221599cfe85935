#pragma once

#include "features/events/events.hpp"
#include "features/operations/job_store.hpp"
#include "jobs/queue.hpp"
#include "reflect/page.hpp"

namespace kontor::operations {

/// The jobs of an organisation, for its administrators (Permission::manage_jobs). One object per loop.
class Jobs {
 public:
  Jobs(db::Database& database, jobs::Queue& queue, events::Events& events)
      : store_(database), queue_(queue), events_(events) {}

  /// The newest first. Kind, queue and tag are looked for among the newest few thousand: a page may hold fewer than
  /// asked for, or none, and still have a next one, which looks further back.
  Task<reflect::Page<JobSummary>> list(const Caller& caller, const ListJobs& filter);
  Task<JobDetails> find(const Caller& caller, Id<jobs::QueuedJob> id);

  /// A dead or cancelled job has another go. Error{conflict} for others, and when the same job is in the queue anew or
  /// one that it waits for has not ended well.
  Task<JobDetails> retry(const Caller& caller, Id<jobs::QueuedJob> id);
  Task<RetriedJobs> retry_dead(const Caller& caller, const RetryJobs& in);
  /// What waits ends at once; what runs is told to, and ends within moments. Error{conflict} for what has ended.
  Task<JobDetails> cancel(const Caller& caller, Id<jobs::QueuedJob> id);

  Task<std::vector<QueueStanding>> queues(const Caller& caller);
  /// What runs ends, nothing more begins.
  Task<> pause(const Caller& caller, std::string_view queue);
  Task<> resume(const Caller& caller, std::string_view queue);
  Task<std::vector<DeadJobs>> dead(const Caller& caller);
  Task<std::vector<WorkerStanding>> workers(const Caller& caller);

 private:
  /// Pages that are open look anew.
  Async<> tell(const Caller& caller);

  JobStore store_;
  jobs::Queue& queue_;
  events::Events& events_;
};

/// The ids that begin so (`0190a5f0-12`), or Error at `query.id`.
Result<IdRange> ids_beginning_with(std::string_view text);

}  // namespace kontor::operations
