#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <prometheus/counter.h>
#include <prometheus/histogram.h>

#include "observe/log.hpp"
#include "observe/metrics.hpp"

namespace kontor {
namespace {

using ::testing::HasSubstr;

TEST(Log, WritesOneJsonObjectALine) {
  const std::string line =
      log::line(log::Level::info, "rendered \"it\"\n", {{"documents", 2}, {"format", "pdf"}, {"took", 0.25}});
  EXPECT_THAT(line,
              HasSubstr(R"("level":"info","message":"rendered \"it\"\n","documents":2,"format":"pdf","took":0.25})"));
  EXPECT_EQ(line.find('\n'), std::string::npos);
}

TEST(Log, DropsWhatIsBelowTheLevel) {
  log::set_level(log::Level::warning);
  EXPECT_FALSE(log::enabled(log::Level::info));
  EXPECT_TRUE(log::enabled(log::Level::error));
  log::set_level(log::Level::info);
}

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
