#include "base/clock.hpp"

#include <gtest/gtest.h>

namespace kontor {
namespace {

TEST(Timestamp, WritesAndReadsRfc3339) {
  const auto at = parse_rfc3339("2026-11-23T17:00:00.5+03:00");
  ASSERT_TRUE(at);
  EXPECT_EQ(rfc3339(*at), "2026-11-23T14:00:00.500000Z");
  EXPECT_EQ(rfc3339(*parse_rfc3339("2024-02-29T00:00:00Z")), "2024-02-29T00:00:00Z");
  for (const char* bad :
       {"2026-02-29T00:00:00Z", "2026-11-23", "2026-11-23T24:00:00Z", "2026-11-23T10:00:00", "2026-11-23T10:00:00Zx"})
    EXPECT_FALSE(parse_rfc3339(bad)) << bad;
}

}  // namespace
}  // namespace kontor
