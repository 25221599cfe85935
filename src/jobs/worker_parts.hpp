#pragma once

#include <prometheus/counter.h>
#include <prometheus/histogram.h>

#include <array>

#include "jobs/worker.hpp"

/// What a worker is made of; for the files worker*.cpp alone.
namespace kontor::jobs {

using Clock = std::chrono::steady_clock;

/// Ends that wait for the database; past this many, nothing more is begun.
inline constexpr std::size_t kMostUnwritten = 2 * Prefetch::kMost;
/// After a failure of the database, before the next try.
inline constexpr std::chrono::milliseconds kPause{200};

/// As the metrics and the log say it.
std::string_view name(Ending::Kind kind);
/// Until the time is over or somebody cancels the timer.
Async<> wait(asio::steady_timer& timer, std::chrono::milliseconds longest);

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
  Meters(observe::Metrics& metrics, const std::string& kind);

  std::array<prometheus::Counter*, 5> ends{};
  prometheus::Histogram& seconds;
  prometheus::Histogram& waited;
};

struct Worker::Running final : Attempt {
  Running(Worker& by, Station& at, Claim what) : worker(by), station(at), job(std::move(what)) {}

  const Claim& claim() const override { return job; }
  Async<> progress(int percent, std::string line) override;

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

}  // namespace kontor::jobs
