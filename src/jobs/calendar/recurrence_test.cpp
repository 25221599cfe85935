#include "jobs/calendar/recurrence.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace kontor::jobs {
namespace {

using namespace std::chrono;
using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr sys_seconds kMonday = sys_days(2026y / 11 / 23);

Recurrence cron(std::string_view text, std::string_view zone = "Europe/Berlin") {
  return Recurrence::cron(text, zone).value();
}
Recurrence every(seconds interval, sys_seconds anchor = kMonday) { return Recurrence::every(interval, anchor).value(); }

TEST(Recurrence, GoesByACronExpressionInAZone) {
  EXPECT_EQ(cron("0 9 * * *").next(kMonday), kMonday + 8h);
  EXPECT_EQ(cron("0 9 * * *", "Asia/Tashkent").next(kMonday), kMonday + 4h);
}

TEST(Recurrence, NamesABadExpressionAndABadZoneAtOnce) {
  const Error error = Recurrence::cron("0 25 * * *", "Europe/Berlim").error();
  ASSERT_THAT(error.fields, SizeIs(2));
  EXPECT_EQ(error.fields[0], (FieldError{"cron", "hour: \"25\" is not in 0–23"}));
  EXPECT_EQ(error.fields[1].location, "zone");
  EXPECT_THAT(error.fields[1].message, HasSubstr("did you mean Europe/Berlin?"));
}

TEST(Recurrence, CountsIntervalsFromTheAnchorInBothDirections) {
  const Recurrence quarter = every(15min, kMonday + 7min);
  EXPECT_EQ(quarter.next(kMonday), kMonday + 7min);
  EXPECT_EQ(quarter.next(kMonday + 7min - 1s), kMonday + 7min);
  EXPECT_EQ(quarter.next(kMonday + 7min), kMonday + 22min);
  EXPECT_EQ(quarter.next(kMonday - 1h), kMonday - 53min);
  EXPECT_EQ(every(7h, kMonday).next(kMonday + 1s), kMonday + 7h);
  EXPECT_EQ(every(7h, sys_seconds(-3h)).next(sys_seconds::min()), kFirstMoment + 4h);
  EXPECT_EQ(every(1s).next(sys_seconds::min()), kFirstMoment);
  EXPECT_EQ(every(1s).next(kLastMoment - 1s), std::nullopt);
  EXPECT_EQ(every(1s, sys_seconds::max()).next(kMonday), kMonday + 1s);
  EXPECT_EQ(every(1s, sys_seconds::min()).next(sys_seconds::max()), std::nullopt);
}

TEST(Recurrence, RefusesIntervalsThatAreNoneOrLongerThanAYear) {
  for (const seconds interval : {seconds(0), seconds(-60), seconds(days(367)), seconds::max()}) {
    const Error error = Recurrence::every(interval, kMonday).error();
    EXPECT_EQ(error.fields.at(0).location, "interval");
    EXPECT_THAT(error.fields[0].message, HasSubstr("is not between 1 s and 31622400 s (a year)"));
  }
}

TEST(DueTicks, AreNoneBeforeTheirTime) {
  const DueTicks due = due_ticks(every(1h), kMonday + 1h, kMonday + 1h - 1s, MissedTicks::all);
  EXPECT_THAT(due.now, IsEmpty());
  EXPECT_EQ(due.next, kMonday + 1h);
}

TEST(DueTicks, OfWhatIsInTimeAreTheSameForEveryPolicy) {
  for (const MissedTicks missed : {MissedTicks::skip, MissedTicks::once, MissedTicks::all})
    for (const seconds late : {0s, 1s, 60s}) {
      const DueTicks due = due_ticks(every(1h), kMonday, kMonday + late, missed);
      EXPECT_THAT(due.now, ElementsAre(kMonday));
      EXPECT_EQ(due.next, kMonday + 1h);
    }
}

TEST(DueTicks, AfterADayAwayAreWhatThePolicySays) {
  const Recurrence every_6_hours = cron("0 */6 * * *", "UTC");
  const sys_seconds now = kMonday + 20h;
  const auto due = [&](MissedTicks missed) { return due_ticks(every_6_hours, kMonday, now, missed); };
  EXPECT_THAT(due(MissedTicks::skip).now, IsEmpty());
  EXPECT_THAT(due(MissedTicks::once).now, ElementsAre(kMonday + 18h));
  EXPECT_THAT(due(MissedTicks::all).now, ElementsAre(kMonday, kMonday + 6h, kMonday + 12h, kMonday + 18h));
  for (const MissedTicks missed : {MissedTicks::skip, MissedTicks::once, MissedTicks::all})
    EXPECT_EQ(due(missed).next, kMonday + 24h);
}

TEST(DueTicks, SkipStillFiresTheOneThatIsInTime) {
  const DueTicks due = due_ticks(every(1h), kMonday, kMonday + 5h + 59s, MissedTicks::skip);
  EXPECT_THAT(due.now, ElementsAre(kMonday + 5h));
  EXPECT_EQ(due.next, kMonday + 6h);
}

TEST(DueTicks, OfAllComeInPortionsAndLoseNone) {
  const Recurrence minutely = every(1min);
  const sys_seconds now = kMonday + 249min + 30s;
  std::vector<sys_seconds> fired;
  std::vector<std::size_t> portions;
  std::optional<sys_seconds> planned = kMonday;
  while (*planned <= now) {
    const DueTicks due = due_ticks(minutely, *planned, now, MissedTicks::all);
    fired.insert(fired.end(), due.now.begin(), due.now.end());
    portions.push_back(due.now.size());
    planned = due.next;
  }
  EXPECT_THAT(portions, ElementsAre(kMostTicksAtOnce, kMostTicksAtOnce, 50));
  ASSERT_THAT(fired, SizeIs(250));
  for (std::size_t i = 0; i < fired.size(); ++i) EXPECT_EQ(fired[i], kMonday + minutes(i));
  EXPECT_EQ(planned, kMonday + 250min);
}

TEST(DueTicks, FindTheLastOfMillions) {
  const DueTicks due = due_ticks(every(1s), kFirstMoment, kMonday, MissedTicks::once);
  EXPECT_THAT(due.now, ElementsAre(kMonday));
  const DueTicks leap = due_ticks(cron("* * 29 2 *", "UTC"), sys_days(1972y / 2 / 29), kMonday, MissedTicks::once);
  EXPECT_THAT(leap.now, ElementsAre(sys_days(2024y / 3 / 1) - 1min));
  EXPECT_EQ(leap.next, sys_days(2028y / 2 / 29));
}

TEST(DueTicks, EndWhenTimeDoes) {
  for (const MissedTicks missed : {MissedTicks::skip, MissedTicks::once, MissedTicks::all}) {
    const DueTicks due = due_ticks(every(1min, kLastMoment), kLastMoment - 1min, kLastMoment + 1h, missed);
    EXPECT_THAT(due.now, SizeIs(missed == MissedTicks::skip ? 0 : 1));
    EXPECT_EQ(due.next, std::nullopt);
  }
}

}  // namespace
}  // namespace kontor::jobs
