#include "jobs/worker.hpp"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "async/timer.hpp"
#include "jobs/queue.hpp"
#include "jobs/worker_parts.hpp"
#include "observe/log.hpp"

namespace kontor::jobs {

Async<> wait(asio::steady_timer& timer, std::chrono::milliseconds longest) {
  boost::system::error_code called;
  timer.expires_after(longest);
  co_await timer.async_wait(asio::redirect_error(asio::use_awaitable, called));
}

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

}  // namespace kontor::jobs
