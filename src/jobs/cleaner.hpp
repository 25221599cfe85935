#pragma once

#include <chrono>
#include <optional>

#include "async/task.hpp"
#include "db/database.hpp"
#include "jobs/job.hpp"

namespace kontor::jobs {

/// How long the finished are kept: a fortnight, so that "what happened last week" has an answer and the table stays
/// small.
inline constexpr std::chrono::days kKeepFinished{14};
/// Dead ones are somebody's to look at, who may be on a long holiday.
inline constexpr std::chrono::days kKeepDead{90};
/// Those that are not wanted twice in a period are the memory of that; no period is longer than a year.
inline constexpr std::chrono::days kKeepUniqueForEver{400};

/// Removes old jobs and empty workflows. A workflow that is not over keeps all its jobs. Any number may run. By the
/// database's clock alone. Throws Unavailable while the database is away.
class Cleaner {
 public:
  /// In one statement: few enough that nobody waits for their rows.
  static constexpr int kBatch = 1000;

  explicit Cleaner(db::Database& database) : database_(database) {}

  struct Removed {
    std::size_t jobs = 0;
    std::size_t workflows = 0;
  };
  /// One round through what is old, in batches.
  Async<Removed> clean();

 private:
  Async<std::optional<Uuid>> remove_jobs(const Uuid& behind, std::size_t& removed);
  Async<std::size_t> remove_workflows();

  db::Database& database_;
};

}  // namespace kontor::jobs
