#pragma once

#include "features/operations/jobs.hpp"
#include "http/router.hpp"

namespace kontor::operations {

class JobsApi {
 public:
  explicit JobsApi(Jobs& jobs) : jobs_(jobs) {}

  static void routes(http::Router& router, JobsApi* api);

  Task<reflect::Page<JobSummary>> list(Caller caller, http::Query<ListJobs> filter);
  Task<JobDetails> find(Caller caller, http::Path<Id<jobs::QueuedJob>> id);
  Task<JobDetails> retry(Caller caller, http::Path<Id<jobs::QueuedJob>> id);
  Task<JobDetails> cancel(Caller caller, http::Path<Id<jobs::QueuedJob>> id);
  Task<RetriedJobs> retry_dead(Caller caller, http::Body<RetryJobs> in);
  Task<reflect::Page<DeadJobs>> dead(Caller caller);
  Task<reflect::Page<QueueStanding>> queues(Caller caller);
  Task<> pause(Caller caller, http::Path<Text<1, 100>> queue);
  Task<> resume(Caller caller, http::Path<Text<1, 100>> queue);
  Task<reflect::Page<WorkerStanding>> workers(Caller caller);

 private:
  Jobs& jobs_;
};

}  // namespace kontor::operations
