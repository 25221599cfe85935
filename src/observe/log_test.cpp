#include "observe/log.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

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

}  // namespace
}  // namespace kontor
