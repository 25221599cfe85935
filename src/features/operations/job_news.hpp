#pragma once

#include <unordered_set>

#include "features/events/events.hpp"
#include "jobs/lease_store.hpp"

namespace kontor::operations {

/// Tells open pages what becomes of jobs, as `event: job`: how far one is, and how it ended, of those that told how far
/// they were. Of the rest only that something is dead or cancelled, once for all that end together, so that thousands
/// of small jobs cost nothing. Belongs to a worker and its loop.
class JobNews {
 public:
  JobNews(async::Executor executor, events::Events& events) : executor_(executor), events_(events) {}

  Async<> progress(Id<Organization> org, Id<jobs::QueuedJob> job, int percent, std::string line);
  void ended(const std::vector<jobs::Ended>& batch);

 private:
  async::Executor executor_;
  events::Events& events_;
  std::unordered_set<Id<jobs::QueuedJob>> told_;  ///< running jobs that told how far they are
};

}  // namespace kontor::operations
