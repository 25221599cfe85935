#include <gtest/gtest.h>

#include <boost/asio/post.hpp>
#include <boost/asio/use_future.hpp>
#include <future>

#include "async/cpu_pool.hpp"
#include "async/loops.hpp"
#include "async/one_shot.hpp"
#include "async/ticker.hpp"
#include "async/timer.hpp"

namespace kontor::async {
namespace {

using namespace std::chrono_literals;

/// Runs one coroutine on a fresh loop to its end.
template <class T>
T run(std::function<Async<T>(Loop&)> work) {
  Loop loop(0);
  auto future = asio::co_spawn(loop.executor(), work(loop), asio::use_future);
  loop.context().run();
  return future.get();
}

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

TEST(CpuPool, ComputesElsewhereAndResumesOnTheLoop) {
  CpuPool pool(1);
  const auto result = run<std::pair<bool, bool>>([&](Loop&) -> Async<std::pair<bool, bool>> {
    const auto home = std::this_thread::get_id();
    const auto away = co_await pool.run([] { return std::this_thread::get_id(); });
    co_return std::pair(away != home, std::this_thread::get_id() == home);
  });
  EXPECT_TRUE(result.first);
  EXPECT_TRUE(result.second);
}

TEST(CpuPool, PassesExceptionsOn) {
  CpuPool pool(1);
  EXPECT_THROW(run<int>([&](Loop&) -> Async<int> {
                 co_return co_await pool.run([]() -> int { throw std::out_of_range("far"); });
               }),
               std::out_of_range);
}

TEST(OneShot, GivesToAWaiterAndToOneWhoComesLate) {
  OneShot<std::string> early;
  early.give("early");
  OneShot<std::string> late;
  const auto both = run<std::string>([&](Loop& loop) -> Async<std::string> {
    asio::post(loop.executor(), [&] { late.give("late"); });
    const std::string first = co_await early.wait();
    co_return first + " " + co_await late.wait();
  });
  EXPECT_EQ(both, "early late");
}

TEST(Within, EndsWorkThatTakesTooLong) {
  const auto slow = []() -> Async<int> {
    co_await sleep_for(1h);
    co_return 1;
  };
  const auto quick = []() -> Async<int> { co_return 2; };
  EXPECT_THROW(run<int>([&](Loop&) { return within(1ms, slow(), "the slow one"); }), Unavailable);
  EXPECT_EQ(run<int>([&](Loop&) { return within(1h, quick(), "the quick one"); }), 2);
}

TEST(Ticker, StopsCallingWhoLetGo) {
  Loop loop(0);
  Ticker ticker(loop.executor());
  int kept = 0;
  int dropped = 0;
  std::shared_ptr<void> second = ticker.every_tick([&](Ticker::Time) { ++dropped, second.reset(); });
  const auto first = ticker.every_tick([&](Ticker::Time) {
    if (++kept == 2) ticker.stop();
  });
  ticker.start();
  loop.context().run();
  EXPECT_EQ(kept, 2);
  EXPECT_EQ(dropped, 1);
}

}  // namespace
}  // namespace kontor::async
