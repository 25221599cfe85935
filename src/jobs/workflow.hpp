#pragma once

#include "jobs/queue.hpp"
#include "jobs/workflow_store.hpp"

namespace kontor::jobs {

/// Jobs that belong together, of which some wait for others:
///
///     CO_TRY(const auto flow, co_await Workflows::create(transaction, org, "bulk documents"));
///     CO_TRY(const auto parts, co_await queue.insert_all(transaction, org, pieces, {.workflow = flow}));
///     CO_TRY(co_await queue.insert(transaction, org, Whole{…}, {.workflow = flow, .after = parts}));
///
/// All in one transaction: what a job waits for cannot have ended before it is there. The job that waits reads what
/// the others gave with results_of(). Organisations see their own workflows only.
class Workflows {
 public:
  Workflows(db::Database& database, Queue& queue) : store_(database), queue_(queue) {}

  /// `name` is for people who look at the queue.
  static Task<Id<Workflow>> create(db::Transaction& transaction, const Id<Organization>& org, std::string name) {
    return WorkflowStore::insert(transaction, org, std::move(name));
  }

  /// Error{not_found} for what is not the organisation's; so do the others.
  Task<WorkflowStanding> find(Id<Organization> org, Id<Workflow> id);

  /// What runs ends, nothing more begins. False when there is nothing to pause: it has ended, or is paused.
  Task<bool> pause(Id<Organization> org, Id<Workflow> id);
  Task<bool> resume(Id<Organization> org, Id<Workflow> id);
  /// What has not begun never will, also what would go on after a failure; what runs is asked to end. False when it had
  /// ended. May be called again when it was interrupted.
  Task<bool> cancel(Id<Organization> org, Id<Workflow> id);

  /// How those ended that the job waited for, by their ids from behind `after`: the next page begins behind the last of
  /// this one, and an empty one is the end.
  Async<std::vector<JobResult>> results_of(Id<Organization> org, Id<QueuedJob> waiting,
                                           std::optional<Id<QueuedJob>> after = {}, std::size_t most = 500) {
    return store_.results_of(org, waiting, after, most);
  }

 private:
  WorkflowStore store_;
  Queue& queue_;
};

}  // namespace kontor::jobs
