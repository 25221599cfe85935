#include "async/ticker.hpp"

#include <gtest/gtest.h>

namespace kontor::async {
namespace {

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
