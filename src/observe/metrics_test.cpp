#include "observe/metrics.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <prometheus/counter.h>
#include <prometheus/histogram.h>

namespace kontor {
namespace {

using ::testing::HasSubstr;

TEST(Metrics, GivesOneCounterForOneSetOfLabels) {
  observe::Metrics metrics;
  metrics.counter("visits_total", "Visits.", {{"route", "/a"}}).Increment();
  metrics.counter("visits_total", "Visits.", {{"route", "/a"}}).Increment();
  metrics.seconds("wait_seconds", "Waits.").Observe(0.003);
  const std::string text = metrics.text();
  EXPECT_THAT(text, HasSubstr("visits_total{route=\"/a\"} 2"));
  EXPECT_THAT(text, HasSubstr("wait_seconds_bucket{le=\"0.005\"} 1"));
  EXPECT_THAT(text, HasSubstr("process_resident_memory_bytes"));
}

}  // namespace
}  // namespace kontor
