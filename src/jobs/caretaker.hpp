#pragma once

#include <boost/asio/steady_timer.hpp>
#include <chrono>

#include "async/loops.hpp"
#include "jobs/cleaner.hpp"
#include "jobs/queue_gauges.hpp"

namespace kontor::jobs {

/// What has to be done for the queue as a whole from time to time: its metrics and its cleaning. One in a process is
/// enough, any number may run. Belongs to its loop.
class Caretaker {
 public:
  /// As often as Prometheus usually asks.
  static constexpr std::chrono::seconds kMeasure{15};
  static constexpr std::chrono::minutes kClean{10};

  Caretaker(async::Executor executor, db::Database& database, observe::Metrics& metrics);

  void start();
  /// Returns when what is under way has ended.
  Async<> stop();

 private:
  Async<> measure();
  Async<> clean();

  async::Executor executor_;
  QueueGauges gauges_;
  Cleaner cleaner_;
  asio::steady_timer measuring_;
  asio::steady_timer cleaning_;
  bool stopping_ = false;
  int living_ = 0;
};

}  // namespace kontor::jobs
