#include "jobs/prefetch.hpp"

#include <gtest/gtest.h>

namespace kontor::jobs {
namespace {

using namespace std::chrono_literals;

TEST(Prefetch, HoldsNothingWhileJobsTakeLongerThanAClaim) {
  Prefetch prefetch;
  for (int i = 0; i < 10; ++i) prefetch.claimed(1ms, 8, 1s);
  EXPECT_EQ(prefetch.target(), 0u);
}

TEST(Prefetch, GrowsUntilShortJobsNeverWaitForTheDatabase) {
  Prefetch prefetch;
  std::size_t last = 0;
  for (int i = 0; i < 30; ++i) prefetch.claimed(4ms, 300, 5ms);
  last = prefetch.target();
  EXPECT_NEAR(static_cast<double>(last), 2 * 60'000 * 0.004, 5);
}

TEST(Prefetch, ShrinksAgainWhenTheJobsBecomeLong) {
  Prefetch prefetch;
  for (int i = 0; i < 30; ++i) prefetch.claimed(4ms, 300, 5ms);
  for (int i = 0; i < 30; ++i) prefetch.claimed(1ms, 8, 1s);
  EXPECT_EQ(prefetch.target(), 0u);
}

TEST(Prefetch, NeverHoldsMoreThanTwoClaimsGive) {
  Prefetch prefetch;
  for (int i = 0; i < 30; ++i) prefetch.claimed(1s, 1'000'000, 1s);
  EXPECT_EQ(prefetch.target(), Prefetch::kMost);
}

}  // namespace
}  // namespace kontor::jobs
