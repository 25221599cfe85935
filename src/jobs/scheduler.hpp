#pragma once

#include <boost/asio/steady_timer.hpp>
#include <chrono>

#include "async/loops.hpp"
#include "jobs/queue.hpp"
#include "jobs/tick_store.hpp"

namespace kontor::jobs {

/// Turns schedules into jobs. Any number may run: who holds a schedule's row fires its ticks, inserts their jobs and
/// plans the next one in a single transaction, so each tick has one job, whoever dies when.
///
/// A scheduler has no clock: what time it is comes with the schedules from the database. Its timer only paces how often
/// it asks.
class Scheduler {
 public:
  struct Options {
    std::chrono::milliseconds poll{2000};  ///< how often to look when nobody calls
  };
  Scheduler(async::Executor executor, db::Database& database, state::State& state, Queue& queue)
      : Scheduler(executor, database, state, queue, Options{}) {}
  Scheduler(async::Executor executor, db::Database& database, state::State& state, Queue& queue, Options options);

  void start();
  /// Returns when the batch that is under way has ended.
  Async<> stop();

  /// One batch: gives the number of schedules that were due and have been dealt with.
  Async<std::size_t> fire();

 private:
  struct Batch;

  Async<> live();
  static Async<> deal_with(db::Transaction& transaction, const DueSchedule& due, Batch& batch);
  void called();

  async::Executor executor_;
  state::State& state_;
  Queue& queue_;
  TickStore store_;
  Options options_;
  asio::steady_timer resting_;
  std::shared_ptr<void> subscription_;
  bool called_ = false;
  bool stopping_ = false;
  bool living_ = false;
};

}  // namespace kontor::jobs
