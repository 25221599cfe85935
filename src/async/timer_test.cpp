#include "async/timer.hpp"

#include <gtest/gtest.h>

#include "async/test_loop.hpp"

namespace kontor::async {
namespace {

using namespace std::chrono_literals;

TEST(Within, EndsWorkThatTakesTooLong) {
  TestLoop loop;
  const auto slow = []() -> Async<int> {
    co_await sleep_for(1h);
    co_return 1;
  };
  const auto quick = []() -> Async<int> { co_return 2; };
  EXPECT_THROW(loop.run(within(1ms, slow(), "the slow one")), Unavailable);
  EXPECT_EQ(loop.run(within(1h, quick(), "the quick one")), 2);
}

}  // namespace
}  // namespace kontor::async
