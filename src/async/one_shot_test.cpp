#include "async/one_shot.hpp"

#include <gtest/gtest.h>

#include <boost/asio/post.hpp>

#include "async/test_loop.hpp"

namespace kontor::async {
namespace {

TEST(OneShot, GivesToAWaiterAndToOneWhoComesLate) {
  OneShot<std::string> early;
  early.give("early");
  OneShot<std::string> late;
  TestLoop loop;
  const auto ask_both = [&]() -> Async<std::string> {
    asio::post(loop.executor(), [&] { late.give("late"); });
    const std::string first = co_await early.wait();
    co_return first + " " + co_await late.wait();
  };
  EXPECT_EQ(loop.run(ask_both()), "early late");
}

}  // namespace
}  // namespace kontor::async
