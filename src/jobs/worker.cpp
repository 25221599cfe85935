#include "jobs/worker.hpp"

#include <prometheus/counter.h>
#include <prometheus/histogram.h>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
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

using Clock = std::chrono::steady_clock;

/// Ends that wait for the database; past this many, nothing more is begun.
constexpr std::size_t kMostUnwritten = 2 * Prefetch::kMost;
/// Progress more often than this nobody can read.
constexpr std::chrono::milliseconds kProgressPause{500};
/// Beats in a lease: two may be late or lost.
constexpr int kBeats = 3;
/// After a failure of the database, before the next try.
constexpr std::chrono::milliseconds kPause{200};
constexpr std::string_view kSorry =
    "It did not work after several attempts. An administrator can see why and try again.";

double chance() {
  thread_local std::minstd_rand random{std::random_device{}()};
  return std::uniform_real_distribution<double>(0, 1)(random);
}

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

Async<> wait(asio::steady_timer& timer, std::chrono::milliseconds longest) {
  boost::system::error_code called;
  timer.expires_after(longest);
  co_await timer.async_wait(asio::redirect_error(asio::use_awaitable, called));
}

}  // namespace

/// A queue, as this worker serves it.
struct Worker::Station {
  Station(async::Executor executor, std::string queue_name, std::size_t most)
      : name(std::move(queue_name)), concurrency(most), resting(executor) {}

  std::string name;
  std::size_t concurrency;
  std::deque<Claim> ready;  ///< claimed, not begun
  std::size_t running = 0;
  std::size_t ended = 0;  ///< since the last claim
  Prefetch prefetch;
  asio::steady_timer resting;
  bool called = false;
  bool full = false;  ///< rests because it has enough, not because the queue is empty
};

struct Worker::Meters {
  Meters(observe::Metrics& metrics, const std::string& kind)
      : seconds(metrics.seconds("kontor_job_seconds", "How long attempts at jobs took.", {{"kind", kind}})),
        waited(metrics.seconds("kontor_job_wait_seconds", "From when a job could be begun until it was claimed.",
                               {{"kind", kind}})) {
    for (const Ending::Kind end :
         {Ending::Kind::done, Ending::Kind::again, Ending::Kind::snoozed, Ending::Kind::cancelled, Ending::Kind::dead})
      ends[static_cast<std::size_t>(end)] =
          &metrics.counter("kontor_jobs_total", "Attempts at jobs, by how they ended.",
                           {{"kind", kind}, {"end", std::string(name(end))}});
  }

  std::array<prometheus::Counter*, 5> ends{};
  prometheus::Histogram& seconds;
  prometheus::Histogram& waited;
};

struct Worker::Running final : Attempt {
  Running(Worker& by, Station& at, Claim what) : worker(by), station(at), job(std::move(what)) {}

  const Claim& claim() const override { return job; }
  Async<> progress(int percent, std::string line) override {
    const Clock::time_point now = Clock::now();
    if (now - told < kProgressPause) co_return;
    told = now;
    percent = std::clamp(percent, 0, 100);
    co_await worker.store_.progress(worker.id_, job, percent, line);
    if (worker.options_.on_progress) co_await worker.options_.on_progress(job, percent, std::move(line));
  }

  Worker& worker;
  Station& station;
  Claim job;
  const Known* known = nullptr;
  Clock::time_point begun = Clock::now();
  Clock::time_point told{};
  Clock::time_point deadline = Clock::time_point::max();
  asio::cancellation_signal signal;
  Interruption interruption = Interruption::none;
};

Worker::Worker(async::Executor executor, async::Ticker& ticker, db::Database& database, state::State& state,
               observe::Metrics& metrics, Options options)
    : executor_(executor),
      ticker_(ticker),
      store_(database, options.lease),
      state_(state),
      metrics_(metrics),
      options_(std::move(options)),
      beating_(executor),
      due_(executor) {
  for (const auto& [queue, concurrency] : options_.queues)
    stations_.push_back(std::make_unique<Station>(executor, queue, concurrency));
}

Worker::~Worker() = default;

void Worker::add(std::string_view kind, UntypedHandler handler) {
  known_.emplace(kind,
                 Known{.handler = std::move(handler), .meters = std::make_unique<Meters>(metrics_, std::string(kind))});
}

void Worker::start() {
  subscription_ = state_.subscribe(std::string(Queue::kChannel), [this](const std::string& queue) { called(queue); });
  cancels_ = state_.subscribe(std::string(Queue::kCancelChannel), [this](const std::string& job) { cancel(job); });
  ticks_ = ticker_.every_tick([this](async::Ticker::Time now) { tick(now); });
  async::spawn(executor_, live());
}

Async<> Worker::live() {
  ++coroutines_;
  while (!stopping_ && id_.empty()) {
    try {
      id_ = co_await store_.enroll(options_.name);
    } catch (const std::exception& why) {
      log::warning("a worker cannot enroll", {{"what", why.what()}});
    }
    if (id_.empty()) co_await wait(beating_, options_.poll);
  }
  if (!stopping_) {
    for (const auto& station : stations_) async::spawn(executor_, claim_loop(*station));
    async::spawn(executor_, clock_loop());
    async::spawn(executor_, beat_loop());
  }
  --coroutines_;
}

Async<> Worker::stop() {
  constexpr std::chrono::milliseconds kLook{5};
  stopping_ = true;
  called({});
  due_.cancel();
  beating_.cancel();
  std::vector<Claim> unbegun;
  for (const auto& station : stations_)
    for (; !station->ready.empty(); station->ready.pop_front()) unbegun.push_back(std::move(station->ready.front()));
  const Clock::time_point patience = Clock::now() + options_.drain;
  bool interrupted = false;
  while (coroutines_ > 0 || !running_.empty() || !unwritten_.empty()) {
    if (!interrupted && Clock::now() >= patience) {
      interrupted = true;
      for (const auto& [id, attempt] : std::map(running_.begin(), running_.end()))
        interrupt(*attempt, Interruption::stopping);
    }
    co_await async::sleep_for(kLook);
  }
  try {
    if (!id_.empty()) {
      co_await store_.give_back(id_, unbegun);
      co_await store_.leave(id_);
    }
  } catch (const std::exception& why) {
    log::warning("a worker could not take its leave; its lease will run out", {{"what", why.what()}});
  }
  ticks_.reset();
  subscription_.reset();
  cancels_.reset();
}

void Worker::called(const std::string& queue) {
  if (queue == Queue::kLater) {
    due_.cancel();
    return;
  }
  for (const auto& station : stations_) {
    if (!queue.empty() && station->name != queue) continue;
    station->called = true;
    station->resting.cancel();
  }
}

Async<> Worker::rest(Station& station, std::chrono::milliseconds longest) {
  if (!std::exchange(station.called, false) && !stopping_) co_await wait(station.resting, longest);
  station.called = false;
}

std::size_t Worker::wanted(const Station& station) const {
  if (unwritten_.size() >= kMostUnwritten) return 0;
  const std::size_t target = station.concurrency + station.prefetch.target();
  const std::size_t held = station.running + station.ready.size();
  const std::size_t room = target > held ? target - held : 0;
  // By halves: a claim for each job that ends would cost more than the job.
  if (station.running >= station.concurrency && room < station.prefetch.target() / 2) return 0;
  return std::min(room, Prefetch::kMostClaimed);
}

Async<> Worker::claim_loop(Station& station) {
  ++coroutines_;
  Clock::time_point last = Clock::now();
  while (!stopping_) {
    const std::size_t most = doubting_ ? 0 : wanted(station);
    station.full = most == 0;
    if (station.full) {
      co_await rest(station, options_.poll);
      continue;
    }
    std::size_t claimed = 0;
    ++talking_;
    try {
      const Clock::time_point asked = Clock::now();
      std::vector<Claim> claims = co_await store_.claim(id_, station.name, most);
      const Clock::time_point now = Clock::now();
      station.prefetch.claimed(now - asked, std::exchange(station.ended, 0), now - std::exchange(last, now));
      claimed = claims.size();
      // RETURNING keeps no order.
      std::ranges::sort(claims, [](const Claim& a, const Claim& b) {
        return std::tuple(-a.priority, -a.waited, a.id) < std::tuple(-b.priority, -b.waited, b.id);
      });
      std::ranges::move(claims, std::back_inserter(station.ready));
      begin(station);
    } catch (const std::exception& why) {
      log::warning("no jobs can be claimed", {{"queue", station.name}, {"what", why.what()}});
      doubt();
    }
    --talking_;
    if (claimed < most) co_await rest(station, options_.poll);
  }
  --coroutines_;
}

void Worker::begin(Station& station) {
  while (!stopping_ && !station.ready.empty() && station.running < station.concurrency &&
         unwritten_.size() < kMostUnwritten) {
    Claim next = std::move(station.ready.front());
    station.ready.pop_front();
    begin(station, std::move(next));
  }
  if (station.full && wanted(station) > 0) {
    station.called = true;
    station.resting.cancel();
  }
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

void Worker::write_soon(const Running& attempt, Ending ending) {
  Station& station = attempt.station;
  if (attempt.interruption != Interruption::lost) unwritten_.push_back({attempt.job, std::move(ending)});
  --station.running;
  ++station.ended;
  running_.erase(attempt.job.id);
  if (!unwritten_.empty() && !std::exchange(writing_, true)) async::spawn(executor_, write_down());
  if (stopping_ && idle()) beating_.cancel();
  begin(station);
}

Async<> Worker::write_down() {
  ++coroutines_;
  // What ends in this turn of the loop goes together; later, what ends while the last is being written.
  co_await asio::post(executor_, asio::use_awaitable);
  while (!unwritten_.empty()) {
    being_written_ = std::exchange(unwritten_, {});
    co_await write_down_batch();
    being_written_.clear();
    for (const auto& station : stations_) begin(*station);
  }
  writing_ = false;
  if (stopping_ && idle()) beating_.cancel();
  --coroutines_;
}

Async<> Worker::write_down_batch() {
  // A database that is back within the lease learns how the jobs ended; after that they are somebody else's to do
  // again.
  for (const Clock::time_point until = Clock::now() + options_.lease;;) {
    if (!doubting_) {
      ++talking_;
      try {
        const std::size_t written = co_await store_.end(id_, being_written_);
        --talking_;
        if (std::ranges::any_of(being_written_, [](const Ended& each) { return each.ending.wait.has_value(); }))
          due_.cancel();
        tell_who_waited();
        if (written < being_written_.size())
          log::warning("jobs were no longer ours when they ended", {{"jobs", being_written_.size() - written}});
        if (options_.on_ended) options_.on_ended(being_written_);
        co_return;
      } catch (const std::exception& why) {
        --talking_;
        log::warning("how jobs ended cannot be written down", {{"jobs", being_written_.size()}, {"what", why.what()}});
        doubt();
      }
    }
    if (Clock::now() >= until || (stopping_ && !doubting_)) {
      log::warning("how jobs ended was not written down; they will be done again", {{"jobs", being_written_.size()}});
      co_return;
    }
    co_await async::sleep_for(kPause);
  }
}

void Worker::tell_who_waited() {
  bool ended = false;
  bool failed = false;
  for (const auto& [claim, ending] : being_written_) {
    if (!claim.workflow_id) continue;
    ended = true;
    failed = failed || ending.kind == Ending::Kind::dead || ending.kind == Ending::Kind::cancelled;
  }
  if (ended) called({});          // they may be of any queue
  if (failed) beating_.cancel();  // they may have to be cancelled: look around
}

void Worker::interrupt(Running& attempt, Interruption why) {
  if (attempt.interruption != Interruption::none) return;
  attempt.interruption = why;
  attempt.signal.emit(asio::cancellation_type::terminal);
}

void Worker::tick(async::Ticker::Time now) {
  std::vector<std::shared_ptr<Running>> late;
  for (const auto& [id, attempt] : running_)
    if (attempt->deadline <= now && attempt->interruption == Interruption::none) late.push_back(attempt);
  for (const auto& attempt : late) interrupt(*attempt, Interruption::timeout);
}

Async<> Worker::clock_loop() {
  ++coroutines_;
  while (!stopping_) {
    std::chrono::milliseconds pause = options_.poll;
    try {
      const LeaseStore::Due due = co_await store_.promote();
      if (due.promoted > 0) called({});
      if (due.next) pause = std::clamp(*due.next, std::chrono::milliseconds(1), pause);
    } catch (const std::exception& why) {
      log::warning("jobs whose time has come could not be found", {{"what", why.what()}});
    }
    if (!stopping_) co_await wait(due_, pause);
  }
  --coroutines_;
}

Async<> Worker::beat_loop() {
  ++coroutines_;
  while (!stopping_ || !idle()) {
    co_await wait(beating_, doubting_ || stopping_ ? kPause : options_.lease / kBeats);
    try {
      if (!doubting_ && !co_await store_.beat(id_)) doubting_ = true;
      if (doubting_) co_await renew_identity();
      if (!doubting_ && !stopping_) co_await look_around();
    } catch (const std::exception& why) {
      log::warning("a worker's lease could not be extended", {{"what", why.what()}});
      doubting_ = true;
    }
  }
  --coroutines_;
}

void Worker::doubt() {
  doubting_ = true;
  beating_.cancel();
}

std::vector<Claim> Worker::held() const {
  std::vector<Claim> all;
  for (const auto& [id, attempt] : running_) all.push_back(attempt->job);
  for (const auto& station : stations_) std::ranges::copy(station->ready, std::back_inserter(all));
  for (const auto* ended : {&unwritten_, &being_written_})
    for (const Ended& each : *ended) all.push_back(each.claim);
  return all;
}

Async<> Worker::renew_identity() {
  if (talking_ > 0) co_return;  // the next beat
  const std::vector<Claim> ours = held();
  LeaseStore::Adopted adopted = co_await store_.adopt(id_, options_.name, ours);
  id_ = adopted.worker;
  doubting_ = false;
  const auto lost = [&](const Claim& claim) { return !adopted.kept.contains(claim.id); };
  for (const auto& station : stations_) std::erase_if(station->ready, lost);
  std::vector<std::shared_ptr<Running>> gone;
  for (const auto& [id, attempt] : running_)
    if (lost(attempt->job)) gone.push_back(attempt);
  for (const auto& attempt : gone) interrupt(*attempt, Interruption::lost);
  if (adopted.kept.size() < ours.size())
    log::warning("jobs were lost with a connection; they are begun anew",
                 {{"jobs", ours.size() - adopted.kept.size()}});
  called({});
}

void Worker::cancel(const std::string& job) {
  const auto id = Id<QueuedJob>::parse(job);
  if (const auto found = id ? running_.find(*id) : running_.end(); found != running_.end())
    interrupt(*std::shared_ptr(found->second), Interruption::cancelled);
}

Async<> Worker::look_around() {
  for (const Id<QueuedJob>& id : co_await store_.wanted_cancelled(id_))
    if (const auto found = running_.find(id); found != running_.end())
      interrupt(*std::shared_ptr(found->second), Interruption::cancelled);
  const std::vector<Rescued> rescued = co_await store_.rescue();
  for (const Rescued& job : rescued)
    log::warning("a job was rescued: its worker died",
                 {{"job_id", job.id}, {"kind", job.kind}, {"attempts", job.attempts}});
  bool released = !rescued.empty();
  while (co_await store_.cancel_doomed() > 0) released = true;  // step by step: each may doom others
  if (released) called({});
}

}  // namespace kontor::jobs
