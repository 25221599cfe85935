#include "jobs/workflow.hpp"

#include "async/timer.hpp"

namespace kontor::jobs {
namespace {

/// Jobs that are being claimed or ended just then are taken at the next round, some milliseconds later.
constexpr int kMostRounds = 1000;
constexpr std::chrono::milliseconds kBetweenRounds{10};

}  // namespace

Task<WorkflowStanding> Workflows::find(Id<Organization> org, Id<Workflow> id) {
  std::optional<WorkflowStanding> found = co_await store_.find(org, id);
  if (!found) co_return fail(Error::not_found("workflow"));
  co_return std::move(*found);
}

Task<bool> Workflows::pause(Id<Organization> org, Id<Workflow> id) {
  CO_TRY(co_await find(org, id));
  co_return co_await store_.pause(org, id);
}

Task<bool> Workflows::resume(Id<Organization> org, Id<Workflow> id) {
  CO_TRY(co_await find(org, id));
  const bool resumed = co_await store_.resume(org, id);
  if (resumed) co_await queue_.wake();
  co_return resumed;
}

// Small statements that skip what others hold: one large one could wait for a worker that waits for it.
Task<bool> Workflows::cancel(Id<Organization> org, Id<Workflow> id) {
  CO_TRY(const WorkflowStanding before, co_await find(org, id));
  if (before.state == WorkflowState::done) co_return false;
  co_await store_.mark_cancelled(org, id);
  for (int round = 0; round < kMostRounds; ++round) {
    co_await store_.cancel_waiting(org, id);
    co_await store_.ask_running(org, id);
    if (!co_await store_.has_uncancelled(org, id)) co_return true;
    co_await async::sleep_for(kBetweenRounds);
  }
  throw Unavailable("a workflow's jobs are held by others and could not be cancelled");
}

}  // namespace kontor::jobs
