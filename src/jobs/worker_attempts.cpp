#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>
#include <random>

#include "jobs/backoff.hpp"
#include "jobs/worker_parts.hpp"
#include "observe/log.hpp"
#include "observe/metrics.hpp"

// An attempt, from its begin to the judgement of how it ended.

namespace kontor::jobs {
namespace {

/// Progress more often than this nobody can read.
constexpr std::chrono::milliseconds kProgressPause{500};
constexpr std::string_view kSorry =
    "It did not work after several attempts. An administrator can see why and try again.";

double chance() {
  thread_local std::minstd_rand random{std::random_device{}()};
  return std::uniform_real_distribution<double>(0, 1)(random);
}

}  // namespace

std::string_view name(Ending::Kind kind) {
  switch (kind) {
    case Ending::Kind::done:
      return "done";
    case Ending::Kind::again:
      return "again";
    case Ending::Kind::snoozed:
      return "snoozed";
    case Ending::Kind::cancelled:
      return "cancelled";
    case Ending::Kind::dead:
      break;
  }
  return "dead";
}

Worker::Meters::Meters(observe::Metrics& metrics, const std::string& kind)
    : seconds(metrics.seconds("kontor_job_seconds", "How long attempts at jobs took.", {{"kind", kind}})),
      waited(metrics.seconds("kontor_job_wait_seconds", "From when a job could be begun until it was claimed.",
                             {{"kind", kind}})) {
  for (const Ending::Kind end :
       {Ending::Kind::done, Ending::Kind::again, Ending::Kind::snoozed, Ending::Kind::cancelled, Ending::Kind::dead})
    ends[static_cast<std::size_t>(end)] = &metrics.counter("kontor_jobs_total", "Attempts at jobs, by how they ended.",
                                                           {{"kind", kind}, {"end", std::string(name(end))}});
}

Async<> Worker::Running::progress(int percent, std::string line) {
  const Clock::time_point now = Clock::now();
  if (now - told < kProgressPause) co_return;
  told = now;
  percent = std::clamp(percent, 0, 100);
  co_await worker.store_.progress(worker.id_, job, percent, line);
  if (worker.options_.on_progress) co_await worker.options_.on_progress(job, percent, std::move(line));
}

void Worker::begin(Station& station, Claim claim) {
  // The database crashed and has forgotten that it gave us this job; we are still at it.
  if (running_.contains(claim.id)) return;
  const auto attempt = std::make_shared<Running>(*this, station, std::move(claim));
  if (const auto known = known_.find(attempt->job.kind); known != known_.end()) {
    attempt->known = &known->second;
    attempt->deadline = attempt->begun + known->second.handler.policy.timeout;
    known->second.meters->waited.Observe(attempt->job.waited);
  }
  running_.emplace(attempt->job.id, attempt);
  ++station.running;
  asio::co_spawn(
      executor_, work(*attempt),
      asio::bind_cancellation_slot(attempt->signal.slot(), [this, attempt](std::exception_ptr failure, Ending ending) {
        ended(attempt, failure, std::move(ending));
      }));
}

Async<Ending> Worker::work(Running& attempt) {
  // Its worker died at every attempt: the job itself may be what kills them.
  if (attempt.job.attempts > attempt.job.max_attempts) co_return Ending::dead("the worker died at every attempt");
  if (!attempt.known) co_return Ending::again("this program knows no such kind of job");
  const UntypedHandler& handler = attempt.known->handler;
  const Result<Ending> ending = co_await handler.work(attempt);
  co_return ending ? *ending : handler.policy.on_error(ending.error());
}

void Worker::ended(const std::shared_ptr<Running>& attempt, std::exception_ptr failure, Ending ending) {
  ending = judged(*attempt, failure, std::move(ending));
  const Claim& job = attempt->job;
  if (attempt->known) {
    attempt->known->meters->ends[static_cast<std::size_t>(ending.kind)]->Increment();
    attempt->known->meters->seconds.Observe(std::chrono::duration<double>(Clock::now() - attempt->begun).count());
  }
  if (!ending.why.empty())
    log::warning("a job failed", {{"job_id", job.id},
                                  {"kind", job.kind},
                                  {"attempt", job.attempts},
                                  {"end", name(ending.kind)},
                                  {"what", ending.why}});
  if (ending.kind == Ending::Kind::dead && attempt->known)
    async::spawn(executor_, give_up(attempt, std::move(ending)));
  else
    write_soon(*attempt, std::move(ending));
}

Ending Worker::judged(const Running& attempt, std::exception_ptr failure, Ending ending) const {
  const auto seconds = [&] {
    return std::chrono::duration_cast<std::chrono::seconds>(attempt.known->handler.policy.timeout).count();
  };
  switch (attempt.interruption) {
    case Interruption::timeout:
      ending = Ending::again(fmt::format("it took longer than {} s", seconds()));
      break;
    case Interruption::cancelled:
      ending = Ending::cancel("an administrator cancelled it");
      break;
    case Interruption::stopping:
    case Interruption::lost:
      ending = Ending::snooze(std::chrono::milliseconds(0));
      break;
    case Interruption::none:
      if (!failure) break;
      try {
        std::rethrow_exception(failure);
      } catch (const std::exception& why) {
        ending = Ending::again(why.what());
      } catch (...) {
        ending = Ending::again("it threw what is no exception");
      }
  }
  if (ending.kind == Ending::Kind::again && attempt.job.last_attempt()) ending.kind = Ending::Kind::dead;
  if (ending.kind == Ending::Kind::again && !ending.wait) ending.wait = backoff(attempt.job.attempts, chance());
  return ending;
}

Async<> Worker::give_up(std::shared_ptr<Running> attempt, Ending ending) {
  try {
    const Result<> told = co_await attempt->known->handler.give_up(attempt->job, std::string(kSorry));
    if (!told)
      log::warning("nobody could be told that a job is dead",
                   {{"job_id", attempt->job.id}, {"what", describe(told.error())}});
  } catch (const std::exception& why) {
    // Not dead before that is known: the attempt is repeated when its lease has run out, or here.
    log::warning("nobody could be told that a job is dead", {{"job_id", attempt->job.id}, {"what", why.what()}});
    ending = Ending::again(ending.why, backoff(attempt->job.attempts, chance()));
  }
  write_soon(*attempt, std::move(ending));
}

void Worker::interrupt(Running& attempt, Interruption why) {
  if (attempt.interruption != Interruption::none) return;
  attempt.interruption = why;
  attempt.signal.emit(asio::cancellation_type::terminal);
}

void Worker::cancel(const std::string& job) {
  const auto id = Id<QueuedJob>::parse(job);
  if (const auto found = id ? running_.find(*id) : running_.end(); found != running_.end())
    interrupt(*std::shared_ptr(found->second), Interruption::cancelled);
}

void Worker::tick(async::Ticker::Time now) {
  std::vector<std::shared_ptr<Running>> late;
  for (const auto& [id, attempt] : running_)
    if (attempt->deadline <= now && attempt->interruption == Interruption::none) late.push_back(attempt);
  for (const auto& attempt : late) interrupt(*attempt, Interruption::timeout);
}

}  // namespace kontor::jobs
