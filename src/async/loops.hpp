#pragma once

#include <boost/asio/io_context.hpp>
#include <cstddef>
#include <functional>
#include <memory>
#include <thread>
#include <vector>

#include "async/task.hpp"

namespace kontor::async {

using Executor = asio::io_context::executor_type;

/// One event loop, run by one thread. Everything that lives on it is touched by that thread alone and needs no lock;
/// other threads reach it by asio::post only.
class Loop {
 public:
  explicit Loop(std::size_t index);

  std::size_t index() const { return index_; }
  Executor executor() { return context_.get_executor(); }
  asio::io_context& context() { return context_; }

 private:
  asio::io_context context_;
  std::size_t index_;
};

/// One loop per core. The first runs on the thread that calls run().
class Loops {
 public:
  explicit Loops(std::size_t count);

  std::size_t size() const { return loops_.size(); }
  Loop& at(std::size_t index) { return *loops_[index]; }

  /// Runs `start` on every loop's own thread, then the loops until stop(), also while they have nothing to do.
  /// An exception that leaves a loop stops all of them and is thrown here.
  void run(const std::function<void(Loop&)>& start);
  /// Any thread, any time; handlers that have not run are dropped.
  void stop();

 private:
  std::vector<std::unique_ptr<Loop>> loops_;
};

/// Starts `work` on the loop and forgets it. An exception that leaves it is a bug and ends the loop (see Loops::run).
void spawn(Executor executor, Async<> work);

}  // namespace kontor::async
