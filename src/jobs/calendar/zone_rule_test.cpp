#include "jobs/calendar/zone_rule.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace kontor::jobs {
namespace {

using namespace std::chrono;
using namespace std::chrono_literals;

constexpr sys_days kYear2026 = 2026y / 1 / 1;

/// The changes of 2026.
Offsets changes(std::string_view rule) {
  Offsets all = ZoneRule::parse(rule).value().changes(kYear2026);
  all.resize(std::min<std::size_t>(2, all.size()));
  return all;
}

TEST(ZoneRule, ChangesOnTheLastSundaysInEurope) {
  EXPECT_EQ(changes("CET-1CEST,M3.5.0,M10.5.0/3"),
            (Offsets{{sys_days(2026y / 3 / 29) + 1h, 2h}, {sys_days(2026y / 10 / 25) + 1h, 1h}}));
}

TEST(ZoneRule, BeginsTheYearInSummerSouthOfTheEquator) {
  EXPECT_EQ(changes("<+1030>-10:30<+11>-11,M10.1.0,M4.1.0"),
            (Offsets{{sys_days(2026y / 4 / 4) + 15h, 10h + 30min}, {sys_days(2026y / 10 / 3) + 15h + 30min, 11h}}));
}

TEST(ZoneRule, KnowsHoursOutsideOfTheDay) {
  EXPECT_EQ(changes("<-02>2<-01>,M3.5.0/-1,M10.5.0/0"),
            (Offsets{{sys_days(2026y / 3 / 29) + 1h, -1h}, {sys_days(2026y / 10 / 25) + 1h, -2h}}));
  EXPECT_EQ(changes("EET-2EEST,M4.5.5/0,M10.5.4/24"),
            (Offsets{{sys_days(2026y / 4 / 23) + 22h, 3h}, {sys_days(2026y / 10 / 29) + 21h, 2h}}));
}

TEST(ZoneRule, CountsDaysWithAndWithoutTheLeapDay) {
  const ZoneRule with_it = ZoneRule::parse("AAA0BBB,59/0,300/0").value();
  EXPECT_EQ(with_it.changes(sys_days(2028y / 1 / 1))[0].begin, sys_days(2028y / 2 / 29));
  const ZoneRule without_it = ZoneRule::parse("AAA0BBB,J60/0,J300/0").value();
  EXPECT_EQ(without_it.changes(sys_days(2028y / 1 / 1))[0].begin, sys_days(2028y / 3 / 1));
  EXPECT_EQ(without_it.changes(kYear2026)[0].begin, sys_days(2026y / 3 / 1));
}

TEST(ZoneRule, HasNoChangesWithoutDaylightSaving) {
  EXPECT_THAT(changes("<+0530>-5:30"), testing::IsEmpty());
  EXPECT_THAT(changes("UTC0"), testing::IsEmpty());
}

TEST(ZoneRule, IsNothingWhenItIsNotWellFormed) {
  for (const std::string_view text :
       {"", "CET", "CET-", "<+03-3", "CET-25", "CET-1CEST", "CET-1CEST,M3.5.0", "CET-1:60", "CET-1CEST,M13.5.0,M10.5.0",
        "CET-1CEST,M3.6.0,M10.5.0", "CET-1CEST,M3.5.7,M10.5.0", "CET-1CEST,J0,J60", "CET-1CEST,366,10",
        "CET-1CEST,M3.5.0/168,M10.5.0", "CET-1CEST,M3.5.0,M10.5.0/3 ", "CET-1CEST,M3.5.0,M10.5.0,M1.1.1"})
    EXPECT_FALSE(ZoneRule::parse(text)) << text;
}

}  // namespace
}  // namespace kontor::jobs
