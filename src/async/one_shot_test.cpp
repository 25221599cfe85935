#include "async/one_shot.hpp"

#include <gtest/gtest.h>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/detached.hpp>

#include "async/test_loop.hpp"
#include "async/timer.hpp"

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

TEST(OneShot, LetsAWaiterGoThatIsCancelledAndKeepsNothingOfIt) {
  TestLoop loop;
  OneShot<std::string> late;
  EXPECT_THROW(loop.run(within(std::chrono::milliseconds(1), late.wait(), "waiting")), Unavailable);
  late.give("too late for the first");
  EXPECT_EQ(loop.run(late.wait()), "too late for the first");
}

TEST(OneShot, MayDieWhileItsWaiterCouldBeCancelled) {
  TestLoop loop;
  asio::cancellation_signal signal;
  {
    const auto one = std::make_unique<OneShot<int>>();
    asio::co_spawn(
        loop.executor(), [](OneShot<int>& that) -> Async<> { (void)co_await that.wait(); }(*one),
        asio::bind_cancellation_slot(signal.slot(), asio::detached));
    bool waits = false;
    asio::post(loop.executor(), [&] { waits = true; });
    loop.turn_until([&] { return waits; });
  }
  bool cancelled = false;
  asio::post(loop.executor(), [&] {
    signal.emit(asio::cancellation_type::terminal);
    cancelled = true;
  });
  loop.turn_until([&] { return cancelled; });
}

}  // namespace
}  // namespace kontor::async
