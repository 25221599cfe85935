#include "jobs/worker.hpp"

#include <prometheus/counter.h>

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <random>

#include "async/timer.hpp"
#include "jobs/backoff.hpp"
#include "jobs/queue.hpp"
#include "observe/log.hpp"
#include "observe/metrics.hpp"

namespace kontor::jobs {
namespace {

double chance() {
  thread_local std::minstd_rand random{std::random_device{}()};
  return std::uniform_real_distribution<double>(0, 1)(random);
}

constexpr std::string_view kSorry =
    "It did not work after several attempts. An administrator can see why and try again.";

}  // namespace

Worker::Worker(async::Executor executor, db::Database& database, state::State& state, observe::Metrics& metrics,
               Options options)
    : executor_(executor),
      store_(database),
      state_(state),
      metrics_(metrics),
      options_(options),
      resting_(executor),
      beating_(executor) {}

void Worker::add(std::string_view kind, Untyped handler) { handlers_.emplace(kind, std::move(handler)); }

void Worker::start() {
  loops_ = 2;
  subscription_ = state_.subscribe(std::string(Queue::kChannel), [this](const std::string&) { wake(); });
  async::spawn(executor_, claim_loop());
  async::spawn(executor_, heartbeat_loop());
}

Async<> Worker::stop() {
  stopping_ = true;
  wake();
  beating_.cancel();
  while (loops_ > 0 || !running_.empty()) co_await async::sleep_for(std::chrono::milliseconds(5));
  subscription_.reset();
}

void Worker::wake() {
  called_ = true;
  resting_.cancel();
}

Async<> Worker::rest(std::chrono::milliseconds longest) {
  if (std::exchange(called_, false) || stopping_) co_return;
  boost::system::error_code called;
  resting_.expires_after(longest);
  co_await resting_.async_wait(asio::redirect_error(asio::use_awaitable, called));
  called_ = false;
}

Async<> Worker::claim_loop() {
  while (!stopping_) {
    std::size_t claimed = 0;
    const std::size_t room = options_.concurrency - running_.size();
    try {
      const std::vector<Claim> claims = room > 0 ? co_await store_.claim(room) : std::vector<Claim>{};
      claimed = claims.size();
      for (const Claim& claim : claims) {
        running_.insert(claim.id);
        async::spawn(executor_, run(claim));
      }
    } catch (const std::exception& why) {
      log::warning("no jobs can be claimed", {{"what", why.what()}});
    }
    // A full hand means that there may be more; a job that ends calls us back.
    if (claimed == 0 || claimed == room) co_await rest(options_.poll);
  }
  --loops_;
}

Async<> Worker::heartbeat_loop() {
  boost::system::error_code cancelled;
  while (!stopping_ || !running_.empty()) {
    beating_.expires_after(stopping_ ? std::chrono::milliseconds(200) : std::chrono::milliseconds(kLease) / 3);
    co_await beating_.async_wait(asio::redirect_error(asio::use_awaitable, cancelled));
    try {
      if (!running_.empty()) co_await store_.extend({running_.begin(), running_.end()});
      if (const std::size_t rescued = co_await store_.rescue(false); rescued > 0) {
        log::warning("jobs of a dead worker were taken back", {{"jobs", rescued}});
        wake();
      }
    } catch (const std::exception& why) {
      log::warning("the leases of running jobs could not be extended", {{"what", why.what()}});
    }
  }
  --loops_;
}

Async<> Worker::run(Claim claim) {
  const std::string why = co_await attempt(claim);
  const std::string_view outcome = why.empty() ? "done" : claim.last_attempt() ? "dead" : "again";
  metrics_
      .counter("kontor_jobs_total", "Attempts at jobs, by how they ended.",
               {{"kind", claim.kind}, {"end", std::string(outcome)}})
      .Increment();
  if (!why.empty())
    log::warning(
        "a job failed",
        {{"job_id", claim.id}, {"kind", claim.kind}, {"attempt", claim.attempts}, {"end", outcome}, {"what", why}});
  co_await write_down(claim, why);
  running_.erase(claim.id);
  wake();
}

Async<> Worker::write_down(const Claim& claim, const std::string& why) {
  // A database that is back within the lease learns how the job ended; after that the job is somebody else's to do
  // again.
  constexpr std::chrono::milliseconds kPause{500};
  const auto until = std::chrono::steady_clock::now() + kLease;
  for (bool again = true; again;) {
    std::string lost;
    try {
      co_return co_await end(claim, why);
    } catch (const Unavailable& away) {
      lost = away.what();
      again = !stopping_ && std::chrono::steady_clock::now() < until;
    } catch (const std::exception& failure) {
      lost = failure.what();
      again = false;
    }
    if (again)
      co_await async::sleep_for(kPause);
    else
      log::warning("the end of a job could not be written down",
                   {{"job_id", claim.id}, {"kind", claim.kind}, {"what", lost}});
  }
}

Async<> Worker::end(const Claim& claim, const std::string& why) {
  if (why.empty()) co_return co_await store_.done(claim);
  if (!claim.last_attempt()) co_return co_await store_.again(claim, backoff(claim.attempts, chance()), why);
  co_await give_up(claim, why);
}

Async<std::string> Worker::attempt(const Claim& claim) {
  // Its worker died at every attempt: the job itself may be what kills them.
  if (claim.attempts > claim.max_attempts) co_return "the worker died at every attempt";
  const auto handler = handlers_.find(claim.kind);
  if (handler == handlers_.end()) co_return "this program knows no such kind of job";
  try {
    const Result<> result = co_await handler->second.work(claim);
    co_return result ? "" : fmt::format("{} {}", describe(result.error()), result.error().internal_context);
  } catch (const std::exception& why) {
    co_return why.what();
  }
}

Async<> Worker::give_up(const Claim& claim, const std::string& why) {
  if (const auto handler = handlers_.find(claim.kind); handler != handlers_.end()) {
    const Result<> told = co_await handler->second.give_up(claim, std::string(kSorry));
    if (!told)
      log::warning("nobody could be told that a job is dead", {{"job_id", claim.id}, {"what", describe(told.error())}});
  }
  co_await store_.dead(claim, why);
}

}  // namespace kontor::jobs
