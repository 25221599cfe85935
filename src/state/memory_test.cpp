#include "state/memory.hpp"

#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_future.hpp>

namespace kontor::state {
namespace {

using namespace std::chrono_literals;

class Memory : public testing::Test {
 protected:
  ManualClock clock_{Timestamp(std::chrono::sys_days(std::chrono::year(2026) / 11 / 23))};
  MemoryStore store_{clock_, 4'000};
};

TEST_F(Memory, ForgetsAKeyWhenItsTimeIsOver) {
  store_.set("a", "1", 10s);
  EXPECT_EQ(store_.get("a"), "1");
  clock_.advance(10s);
  EXPECT_EQ(store_.get("a"), std::nullopt);
  EXPECT_EQ(store_.bytes(), 0u);
}

TEST_F(Memory, MakesAKeyOnlyOnceUntilItExpiresOrIsRemoved) {
  EXPECT_TRUE(store_.set_if_absent("a", "first", 10s));
  EXPECT_FALSE(store_.set_if_absent("a", "second", 10s));
  EXPECT_EQ(store_.get("a"), "first");
  EXPECT_TRUE(store_.remove("a"));
  EXPECT_FALSE(store_.remove("a"));
  EXPECT_TRUE(store_.set_if_absent("a", "third", 10s));
  clock_.advance(11s);
  EXPECT_FALSE(store_.remove("a"));
  EXPECT_TRUE(store_.set_if_absent("a", "fourth", 10s));
}

TEST_F(Memory, CountsWithinAWindowAndStartsAnew) {
  EXPECT_EQ(store_.count("ip", 60s).count, 1);
  clock_.advance(20s);
  const Count second = store_.count("ip", 60s);
  EXPECT_EQ(second.count, 2);
  EXPECT_EQ(second.reset_in, 40s);
  clock_.advance(40s);
  EXPECT_EQ(store_.count("ip", 60s).count, 1);
}

TEST_F(Memory, StaysBelowItsCapByDroppingWhatWouldExpireFirst) {
  store_.set("keep", std::string(500, 'x'), 1h);
  for (int i = 0; i < 100; ++i)
    store_.set(fmt::format("short-{}", i), std::string(500, 'x'), std::chrono::seconds(1 + i));
  EXPECT_LE(store_.bytes(), 4'000u);
  EXPECT_TRUE(store_.get("keep"));
  EXPECT_FALSE(store_.get("short-0"));
  EXPECT_TRUE(store_.get("short-99"));
}

TEST_F(Memory, ExpiredKeysNobodyAsksForAreDroppedWhenOthersCome) {
  for (int i = 0; i < 5; ++i) store_.set(fmt::format("k{}", i), "v", 1s);
  clock_.advance(2s);
  store_.set("new", "v", 1s);
  EXPECT_LT(store_.bytes(), 200u);
}

TEST_F(Memory, AMessageReachesEachSubscriberOnItsOwnLoop) {
  async::Loop here(0);
  async::Loop there(1);
  MemoryState one(store_, here.executor());
  MemoryState two(store_, there.executor());
  std::vector<std::string> heard;
  const auto first = one.subscribe("docs", [&](const std::string& message) { heard.push_back("here " + message); });
  auto second = two.subscribe("docs", [&](const std::string& message) { heard.push_back("there " + message); });

  asio::co_spawn(here.executor(), one.publish("docs", "1"), asio::use_future);
  here.context().run();
  EXPECT_EQ(heard, (std::vector<std::string>{"here 1"}));
  there.context().run();
  EXPECT_EQ(heard, (std::vector<std::string>{"here 1", "there 1"}));

  second.reset();
  store_.publish("docs", "2");
  store_.publish("others", "3");
  here.context().restart();
  there.context().restart();
  here.context().run();
  there.context().run();
  EXPECT_EQ(heard.size(), 3u);
  EXPECT_EQ(heard.back(), "here 2");
}

TEST_F(Memory, ALetGoSubscriberHearsNothingOfWhatWasAlreadyPosted) {
  async::Loop loop(0);
  int heard = 0;
  auto subscription = store_.subscribe("docs", loop.executor(), [&](const std::string&) { ++heard; });
  store_.publish("docs", "posted");
  subscription.reset();
  loop.context().run();
  EXPECT_EQ(heard, 0);
}

TEST_F(Memory, ManyThreadsGetManyDifferentNumbers) {
  SystemClock clock;
  MemoryStore store(clock);
  std::mutex mutex;
  std::set<std::int64_t> seen;
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 4; ++i)
      threads.emplace_back([&] {
        for (int n = 0; n < 1'000; ++n) {
          const auto count = store.count("x", 1h).count;
          const std::lock_guard lock(mutex);
          seen.insert(count);
        }
      });
  }
  EXPECT_EQ(seen.size(), 4'000u);
  EXPECT_EQ(*seen.rbegin(), 4'000);
}

}  // namespace
}  // namespace kontor::state
