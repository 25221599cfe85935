#include "features/operations/jobs_api.hpp"

namespace kontor::operations {

using http::Method;

void JobsApi::routes(http::Router& router, JobsApi* api) {
  router.add(Method::get, "/api/v1/jobs", api, &JobsApi::list, {"Jobs in the background, the newest first", "jobs"});
  router.add(Method::get, "/api/v1/jobs/{id}", api, &JobsApi::find,
             {"A job with its payload, its errors and what it waits for", "jobs"});
  router.add(Method::post, "/api/v1/jobs/{id}/retry", api, &JobsApi::retry,
             {"Give a dead or cancelled job another go", "jobs"});
  router.add(Method::post, "/api/v1/jobs/{id}/cancel", api, &JobsApi::cancel,
             {"Cancel a job: a waiting one at once, a running one within moments", "jobs"});
  router.add(Method::get, "/api/v1/jobs/dead", api, &JobsApi::dead, {"How many jobs are dead, by kind", "jobs"});
  router.add(Method::post, "/api/v1/jobs/dead/retry", api, &JobsApi::retry_dead,
             {"Give all dead jobs of a kind another go; up to 20,000 at a time", "jobs"});
  router.add(Method::get, "/api/v1/jobs/queues", api, &JobsApi::queues,
             {"The queues: how long, how late, whether paused", "jobs"});
  router.add(Method::post, "/api/v1/jobs/queues/{queue}/pause", api, &JobsApi::pause,
             {"Pause a queue of the organisation: what runs ends, nothing more begins", "jobs"});
  router.add(Method::post, "/api/v1/jobs/queues/{queue}/resume", api, &JobsApi::resume,
             {"Let a paused queue go on", "jobs"});
  router.add(Method::get, "/api/v1/jobs/workers", api, &JobsApi::workers, {"The processes that work", "jobs"});
}

Task<reflect::Page<JobSummary>> JobsApi::list(Caller caller, http::Query<ListJobs> filter) {
  co_return co_await jobs_.list(caller, filter.value);
}

Task<JobDetails> JobsApi::find(Caller caller, http::Path<Id<jobs::QueuedJob>> id) {
  co_return co_await jobs_.find(caller, id.value);
}

Task<JobDetails> JobsApi::retry(Caller caller, http::Path<Id<jobs::QueuedJob>> id) {
  co_return co_await jobs_.retry(caller, id.value);
}

Task<JobDetails> JobsApi::cancel(Caller caller, http::Path<Id<jobs::QueuedJob>> id) {
  co_return co_await jobs_.cancel(caller, id.value);
}

Task<RetriedJobs> JobsApi::retry_dead(Caller caller, http::Body<RetryJobs> in) {
  co_return co_await jobs_.retry_dead(caller, in.value);
}

Task<reflect::Page<DeadJobs>> JobsApi::dead(Caller caller) {
  CO_TRY(std::vector<DeadJobs> all, co_await jobs_.dead(caller));
  co_return reflect::Page<DeadJobs>{std::move(all), std::nullopt};
}

Task<reflect::Page<QueueStanding>> JobsApi::queues(Caller caller) {
  CO_TRY(std::vector<QueueStanding> all, co_await jobs_.queues(caller));
  co_return reflect::Page<QueueStanding>{std::move(all), std::nullopt};
}

Task<> JobsApi::pause(Caller caller, http::Path<Text<1, 100>> queue) {
  co_return co_await jobs_.pause(caller, queue.value);
}

Task<> JobsApi::resume(Caller caller, http::Path<Text<1, 100>> queue) {
  co_return co_await jobs_.resume(caller, queue.value);
}

Task<reflect::Page<WorkerStanding>> JobsApi::workers(Caller caller) {
  CO_TRY(std::vector<WorkerStanding> all, co_await jobs_.workers(caller));
  co_return reflect::Page<WorkerStanding>{std::move(all), std::nullopt};
}

}  // namespace kontor::operations
