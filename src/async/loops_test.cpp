#include "async/loops.hpp"

#include <gtest/gtest.h>

#include "async/timer.hpp"

namespace kontor::async {
namespace {

using namespace std::chrono_literals;

TEST(Loops, RunsEveryLoopOnItsOwnThread) {
  Loops loops(3);
  std::mutex mutex;
  std::set<std::thread::id> threads;
  loops.run([&](Loop&) {
    const std::lock_guard lock(mutex);
    threads.insert(std::this_thread::get_id());
    if (threads.size() == loops.size()) loops.stop();
  });
  EXPECT_EQ(threads.size(), 3u);
}

TEST(Loops, AnExceptionOnOneLoopStopsAllAndIsThrown) {
  Loops loops(2);
  const auto failing = []() -> Async<> {
    throw std::runtime_error("boom");
    co_return;
  };
  const auto endless = []() -> Async<> { co_await sleep_for(1h); };
  EXPECT_THROW(loops.run([&](Loop& loop) { spawn(loop.executor(), loop.index() == 0 ? endless() : failing()); }),
               std::runtime_error);
}

}  // namespace
}  // namespace kontor::async
