#pragma once

#include "jobs/queue_store.hpp"
#include "reflect/json_write.hpp"
#include "state/state.hpp"

namespace kontor::jobs {

/// Where work is handed in. The job belongs to the caller's transaction: no job for a change that was rolled back, no
/// change without its job. The transaction's scope is the job's organisation.
class Queue {
 public:
  static constexpr std::string_view kChannel = "jobs";

  Queue(db::Database& database, state::State& state) : database_(database), state_(state) {}

  /// The id, or nothing when InsertOptions::unique finds that there is one already.
  template <Job J>
  Task<std::optional<Id<QueuedJob>>> insert(db::Transaction& transaction, const Id<Organization>& org, const J& job,
                                            const InsertOptions& options = {}) {
    return QueueStore::insert(transaction, org, about<J>(), reflect::to_json(job), options);
  }

  /// Many of one kind in one statement; not for unique ones. The ids, in order.
  template <Job J>
  Task<std::vector<Id<QueuedJob>>> insert_all(db::Transaction& transaction, const Id<Organization>& org,
                                              const std::vector<J>& jobs, const InsertOptions& options = {}) {
    std::vector<std::string> payloads;
    payloads.reserve(jobs.size());
    for (const J& job : jobs) payloads.push_back(reflect::to_json(job));
    return QueueStore::insert_all(transaction, org, about<J>(), std::move(payloads), options);
  }

  /// In a transaction of its own, with the wake-up: for work that no change of ours causes.
  template <Job J>
  Task<std::optional<Id<QueuedJob>>> enqueue(Id<Organization> org, J job, InsertOptions options = {}) {
    CO_TRY(const std::optional<Id<QueuedJob>> id,
           co_await QueueStore::insert(database_, org, about<J>(), reflect::to_json(job), options));
    if (id) co_await wake(queue_of<J>());
    co_return id;
  }

  /// After the commit: tells the idle workers of a queue, or of all. Only a hint; they look by themselves too.
  Async<> wake(std::string_view queue = {});

 private:
  template <Job J>
  static QueueStore::Kind about() {
    return {.kind = J::kind, .version = version_of<J>(), .queue = queue_of<J>()};
  }

  db::Database& database_;
  state::State& state_;
};

}  // namespace kontor::jobs
