#pragma once

#include "jobs/job_store.hpp"
#include "reflect/json_write.hpp"
#include "state/state.hpp"

namespace kontor::jobs {

/// Where work is handed in. The job belongs to the caller's transaction: no job for a change that was rolled back, no
/// change without its job.
class Queue {
 public:
  static constexpr std::string_view kChannel = "jobs";

  explicit Queue(state::State& state) : state_(state) {}

  template <Job J>
  Task<> insert(db::Transaction& transaction, const Id<Organization>& org, const J& job) {
    return JobStore::insert(transaction, org, J::kind, reflect::to_json(job));
  }

  /// After the commit: tells idle workers. Only a hint; they look by themselves too.
  Async<> wake();

 private:
  state::State& state_;
};

}  // namespace kontor::jobs
