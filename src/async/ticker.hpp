#pragma once

#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <functional>
#include <list>

#include "async/loops.hpp"

namespace kontor::async {

/// One coarse timer per loop for all the deadlines that need no precision (idle clients, slow queries): far cheaper
/// than a timer for each.
class Ticker {
 public:
  /// Deadlines are met at most this much late.
  static constexpr std::chrono::milliseconds kPeriod{250};

  using Time = std::chrono::steady_clock::time_point;
  using Callback = std::function<void(Time now)>;

  explicit Ticker(Executor executor) : timer_(executor) {}

  /// The time of the last tick: good enough for deadlines and free.
  Time now() const { return now_; }

  /// Called at every tick until the returned handle dies. The callback may add and drop callbacks.
  [[nodiscard]] std::shared_ptr<void> every_tick(Callback callback);

  void start();
  void stop();

 private:
  void arm();
  void tick();

  asio::basic_waitable_timer<std::chrono::steady_clock, asio::wait_traits<std::chrono::steady_clock>, Executor> timer_;
  Time now_ = std::chrono::steady_clock::now();
  std::list<std::weak_ptr<Callback>> callbacks_;
  bool stopped_ = false;
};

}  // namespace kontor::async
