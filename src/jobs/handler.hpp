#pragma once

#include <concepts>
#include <functional>

#include "async/task.hpp"
#include "jobs/ending.hpp"
#include "jobs/job.hpp"
#include "reflect/json_read.hpp"

namespace kontor::jobs {

/// An attempt at a job, as the one who does it sees it. Lives until the attempt has ended.
class Attempt {
 public:
  virtual const Claim& claim() const = 0;
  const Id<Organization>& org() const { return claim().org_id; }

  /// Tells those who watch how far it is; `percent` of 0 to 100 and a line for people. Cheap to call often: what comes
  /// too soon after the last is left out.
  virtual Async<> progress(int percent, std::string line) = 0;

 protected:
  ~Attempt() = default;
};

/// What is done for a job. Either `Task<>`: done, or an Error that the kind's policy judges; or `Task<Ending>`.
template <Job J>
class Work {
 public:
  template <class F>
    requires(!std::same_as<std::remove_cvref_t<F>, Work>)
  Work(F work) {
    if constexpr (std::same_as<std::invoke_result_t<F&, Attempt&, J>, Task<Ending>>)
      work_ = std::move(work);
    else
      work_ = [work = std::move(work)](Attempt& attempt, J job) -> Task<Ending> {
        CO_TRY(co_await work(attempt, std::move(job)));
        co_return Ending::done();
      };
  }

  Task<Ending> operator()(Attempt& attempt, J job) const { return work_(attempt, std::move(job)); }

 private:
  std::function<Task<Ending>(Attempt&, J)> work_;
};

/// All that a worker knows of a kind of job.
template <Job J>
struct Handler {
  Work<J> work;
  /// After the last attempt, with a sentence for people: who waits for the job is told.
  std::function<Task<>(const Claim&, J, std::string)> give_up = {};
  Policy policy = {};
};

/// A handler that takes any kind.
struct UntypedHandler {
  std::function<Task<Ending>(Attempt&)> work;
  std::function<Task<>(const Claim&, std::string)> give_up;
  Policy policy;
};

/// The payload as the job that it was, also when an older program wrote it.
template <Job J>
Result<J> job_of(const Claim& claim) {
  if constexpr (requires { J::upgrade(claim.version, claim.payload); })
    if (claim.version < version_of<J>()) return J::upgrade(claim.version, claim.payload);
  return reflect::from_json<J>(claim.payload.text, "payload");
}

/// A newer program wrote the job: while an update is under way, one will come and do it.
inline constexpr std::chrono::minutes kNewerProgram{1};

template <Job J>
UntypedHandler untyped(Handler<J> handler) {
  const auto shared = std::make_shared<const Handler<J>>(std::move(handler));
  return {.work = [shared](Attempt& attempt) -> Task<Ending> {
            if (attempt.claim().version > version_of<J>()) co_return Ending::snooze(kNewerProgram);
            CO_TRY(J job, job_of<J>(attempt.claim()));
            co_return co_await shared->work(attempt, std::move(job));
          },
          .give_up = [shared](const Claim& claim, std::string why) -> Task<> {
            if (!shared->give_up) co_return Result<>();
            CO_TRY(J job, job_of<J>(claim));
            co_return co_await shared->give_up(claim, std::move(job), std::move(why));
          },
          .policy = shared->policy};
}

}  // namespace kontor::jobs
