#include "jobs/backoff.hpp"

#include <gtest/gtest.h>

namespace kontor::jobs {
namespace {

using namespace std::chrono_literals;

TEST(Backoff, DoublesFromASecondToTenMinutes) {
  EXPECT_EQ(backoff(1, 0), 500ms);
  EXPECT_EQ(backoff(2, 0), 1000ms);
  EXPECT_EQ(backoff(5, 0), 8000ms);
  EXPECT_EQ(backoff(10, 0), 256s);
  EXPECT_EQ(backoff(11, 0), 300s);
  EXPECT_EQ(backoff(1'000'000, 0), 300s);
}

TEST(Backoff, AddsHalfAtRandomSoThatJobsDoNotComeBackTogether) {
  for (const int attempts : {1, 4, 20}) {
    EXPECT_EQ(backoff(attempts, 0.5), backoff(attempts, 0) * 3 / 2) << attempts;
    EXPECT_LT(backoff(attempts, 0.999), backoff(attempts, 0) * 2) << attempts;
  }
}

TEST(Backoff, TakesNoAttemptAsTheFirst) {
  EXPECT_EQ(backoff(0, 0), backoff(1, 0));
  EXPECT_EQ(backoff(-5, 0), backoff(1, 0));
}

}  // namespace
}  // namespace kontor::jobs
