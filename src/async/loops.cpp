#include "async/loops.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/executor_work_guard.hpp>

namespace kontor::async {

// Only the scheduler is shared (post from other threads); descriptors and timers belong to the loop's own thread.
Loop::Loop(std::size_t index) : context_(BOOST_ASIO_CONCURRENCY_HINT_UNSAFE_IO), index_(index) {}

Loops::Loops(std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) loops_.push_back(std::make_unique<Loop>(i));
}

void Loops::run(const std::function<void(Loop&)>& start) {
  std::mutex mutex;
  std::exception_ptr first;
  const auto body = [&](Loop& loop) {
    try {
      const auto awake = asio::make_work_guard(loop.context());
      start(loop);
      loop.context().run();
    } catch (...) {
      {
        const std::lock_guard lock(mutex);
        if (!first) first = std::current_exception();
      }
      stop();
    }
  };
  {
    std::vector<std::jthread> threads;
    for (std::size_t i = 1; i < loops_.size(); ++i) threads.emplace_back([&, i] { body(*loops_[i]); });
    body(*loops_.front());
  }
  if (first) std::rethrow_exception(first);
}

void Loops::stop() {
  for (const auto& loop : loops_) loop->context().stop();
}

void spawn(Executor executor, Async<> work) {
  asio::co_spawn(executor, std::move(work), [](std::exception_ptr failure) {
    if (failure) std::rethrow_exception(failure);
  });
}

}  // namespace kontor::async
