// What becomes of ticks where clocks change, as lists of what the clock shows and its distance from UTC; and the same
// held against a clock that is watched minute by minute.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <charconv>

#include "base/clock.hpp"
#include "jobs/calendar/cron.hpp"

namespace kontor::jobs {
namespace {

using namespace std::chrono;
using namespace std::chrono_literals;
using ::testing::ElementsAre;

/// `29 03:00 +2`: day, time, hours from UTC.
std::string shown(sys_seconds at, const TimeZone& zone) {
  const auto offset = zone.period(at).offset;
  const std::string local = rfc3339(at + offset);
  return fmt::format("{} {} {:+}", local.substr(8, 2), local.substr(11, 5),
                     static_cast<double>(duration_cast<minutes>(offset).count()) / 60);
}

std::vector<std::string> ticks(std::string_view text, std::string_view zone_name, sys_seconds after, int count) {
  const Cron cron = Cron::parse(text).value();
  const TimeZone zone = TimeZone::find(zone_name).value();
  std::vector<std::string> all;
  for (auto at = std::optional(after); count > 0 && (at = cron.next(*at, zone)); --count)
    all.push_back(shown(*at, zone));
  return all;
}

TEST(CronClockChanges, FixedTimeInTheGapComesRightAfterIt) {
  EXPECT_THAT(ticks("30 2 * * *", "Europe/Berlin", sys_days(2026y / 3 / 28), 3),
              ElementsAre("28 02:30 +1", "29 03:00 +2", "30 02:30 +2"));
  EXPECT_THAT(ticks("30 2 * * *", "America/New_York", sys_days(2026y / 3 / 7), 3),
              ElementsAre("07 02:30 -5", "08 03:00 -4", "09 02:30 -4"));
  EXPECT_THAT(ticks("0,20,40 2 * * *", "Europe/Berlin", sys_days(2026y / 3 / 29), 2),
              ElementsAre("29 03:00 +2", "30 02:00 +2"))
      << "several in one gap are one tick";
  EXPECT_THAT(ticks("30 2,3 * * *", "Europe/Berlin", sys_days(2026y / 3 / 29), 3),
              ElementsAre("29 03:00 +2", "29 03:30 +2", "30 02:30 +2"));
}

TEST(CronClockChanges, FixedTimeThatIsShownTwiceComesOnce) {
  EXPECT_THAT(ticks("30 2 * * *", "Europe/Berlin", sys_days(2026y / 10 / 24), 3),
              ElementsAre("24 02:30 +2", "25 02:30 +2", "26 02:30 +1"));
  EXPECT_THAT(ticks("30 1 * * *", "America/New_York", sys_days(2026y / 10 / 31), 3),
              ElementsAre("31 01:30 -4", "01 01:30 -4", "02 01:30 -5"));
  EXPECT_THAT(ticks("0 2,3 * * *", "Europe/Berlin", sys_days(2026y / 10 / 24) + 12h, 3),
              ElementsAre("25 02:00 +2", "25 03:00 +1", "26 02:00 +1"));
}

TEST(CronClockChanges, FixedTimeOutsideOfTheChangeKeepsToTheClock) {
  EXPECT_THAT(ticks("0 9 * * *", "Europe/Berlin", sys_days(2026y / 3 / 28), 2),
              ElementsAre("28 09:00 +1", "29 09:00 +2"));
  EXPECT_THAT(ticks("0 9 * * *", "Europe/Berlin", sys_days(2026y / 10 / 24), 2),
              ElementsAre("24 09:00 +2", "25 09:00 +1"));
}

TEST(CronClockChanges, StarGoesByWhatTheClockShows) {
  EXPECT_THAT(ticks("30 * * * *", "Europe/Berlin", sys_days(2026y / 3 / 28) + 23h, 4),
              ElementsAre("29 00:30 +1", "29 01:30 +1", "29 03:30 +2", "29 04:30 +2"));
  EXPECT_THAT(ticks("30 * * * *", "Europe/Berlin", sys_days(2026y / 10 / 24) + 23h, 4),
              ElementsAre("25 01:30 +2", "25 02:30 +2", "25 02:30 +1", "25 03:30 +1"));
  EXPECT_THAT(ticks("@hourly", "America/New_York", sys_days(2026y / 11 / 1) + 4h, 4),
              ElementsAre("01 01:00 -4", "01 01:00 -5", "01 02:00 -5", "01 03:00 -5"));
  EXPECT_THAT(ticks("0 */2 * * *", "Europe/Berlin", sys_days(2026y / 3 / 28) + 22h, 3),
              ElementsAre("29 00:00 +1", "29 04:00 +2", "29 06:00 +2"))
      << "02:00 is in the gap";
  EXPECT_THAT(ticks("*/30 2 * * *", "Europe/Berlin", sys_days(2026y / 10 / 24) + 12h, 5),
              ElementsAre("25 02:00 +2", "25 02:30 +2", "25 02:00 +1", "25 02:30 +1", "26 02:00 +1"));
  EXPECT_THAT(ticks("*/30 2 * * *", "Europe/Berlin", sys_days(2026y / 3 / 28) + 12h, 1), ElementsAre("30 02:00 +2"));
}

TEST(CronClockChanges, NothingHappensWhereClocksDoNotChange) {
  EXPECT_THAT(ticks("30 2 * * *", "Asia/Tashkent", sys_days(2026y / 3 / 28), 2),
              ElementsAre("29 02:30 +5", "30 02:30 +5"));
  EXPECT_THAT(ticks("30 2 * * *", "Asia/Kolkata", sys_days(2026y / 10 / 24), 2),
              ElementsAre("25 02:30 +5.5", "26 02:30 +5.5"));
  EXPECT_THAT(ticks("0 * * * *", "Asia/Kolkata", sys_days(2026y / 10 / 24), 2),
              ElementsAre("24 06:00 +5.5", "24 07:00 +5.5"));
}

TEST(CronClockChanges, LordHowesChangeIsHalfAnHour) {
  EXPECT_THAT(ticks("15 2 * * *", "Australia/Lord_Howe", sys_days(2026y / 10 / 3), 2),
              ElementsAre("04 02:30 +11", "05 02:15 +11"));
  EXPECT_THAT(ticks("*/15 * * * *", "Australia/Lord_Howe", sys_days(2026y / 10 / 3) + 15h, 4),
              ElementsAre("04 01:45 +10.5", "04 02:30 +11", "04 02:45 +11", "04 03:00 +11"));
  EXPECT_THAT(ticks("45 1 * * *", "Australia/Lord_Howe", sys_days(2026y / 4 / 4) + 12h, 2),
              ElementsAre("05 01:45 +11", "06 01:45 +10.5"));
  EXPECT_THAT(ticks("*/15 * * * *", "Australia/Lord_Howe", sys_days(2026y / 4 / 4) + 14h + 15min, 5),
              ElementsAre("05 01:30 +11", "05 01:45 +11", "05 01:30 +10.5", "05 01:45 +10.5", "05 02:00 +10.5"));
}

TEST(CronClockChanges, DayWhoseMidnightIsJumpedOverBeginsAfterTheGap) {
  EXPECT_THAT(ticks("@daily", "America/Sao_Paulo", sys_days(2018y / 11 / 3), 3),
              ElementsAre("03 00:00 -3", "04 01:00 -2", "05 00:00 -2"));
  EXPECT_THAT(ticks("@daily", "Asia/Beirut", sys_days(2026y / 3 / 28), 2), ElementsAre("29 01:00 +3", "30 00:00 +3"));
  EXPECT_THAT(ticks("@daily", "Africa/Cairo", sys_days(2026y / 4 / 23), 2), ElementsAre("24 01:00 +3", "25 00:00 +3"));
  EXPECT_THAT(ticks("0 0 * * FRI", "Africa/Cairo", sys_days(2026y / 4 / 20), 2),
              ElementsAre("24 01:00 +3", "01 00:00 +3"));
}

TEST(CronClockChanges, HourBeforeMidnightThatRepeatsComesOnce) {
  EXPECT_THAT(ticks("30 23 * * *", "America/Sao_Paulo", sys_days(2018y / 2 / 17) + 12h, 2),
              ElementsAre("17 23:30 -2", "18 23:30 -3"));
  EXPECT_THAT(ticks("@daily", "America/Sao_Paulo", sys_days(2018y / 2 / 17) + 12h, 2),
              ElementsAre("18 00:00 -3", "19 00:00 -3"));
  EXPECT_THAT(ticks("30 23 29 10 *", "Africa/Cairo", sys_days(2026y / 10 / 29), 1), ElementsAre("29 23:30 +3"));
}

TEST(CronClockChanges, DayThatNeverWasTicksWhenTheNextOneBegins) {
  EXPECT_THAT(ticks("0 9 * * *", "Pacific/Apia", sys_days(2011y / 12 / 29), 4),
              ElementsAre("29 09:00 -10", "31 00:00 +14", "31 09:00 +14", "01 09:00 +14"));
}

/// Fields as crontab(5) tells them, tried value by value.
class Watcher {
 public:
  explicit Watcher(std::string_view text) {
    for (; !text.empty();
         text.remove_prefix(std::min(text.size(), text.find(' ') == text.npos ? text.npos : text.find(' ') + 1)))
      fields_.emplace_back(text.substr(0, text.find(' ')));
  }

  /// Goes through [from, to) minute by minute and returns the ticks.
  std::vector<sys_seconds> watch(sys_seconds from, sys_seconds to, const TimeZone& zone) const {
    const bool by_the_clock = fields_[0][0] == '*' || fields_[1][0] == '*';
    local_seconds furthest = zone.local(from - 2h);
    for (sys_seconds at = from - 2h; at < from; at += 1min) furthest = std::max(furthest, zone.local(at));
    std::vector<sys_seconds> ticks;
    for (sys_seconds at = from; at < to; at += 1min) {
      const local_seconds now = zone.local(at);
      bool tick = by_the_clock && named(now);
      if (!by_the_clock)
        for (local_seconds passed = furthest + 1min; passed <= now; passed += 1min) tick = tick || named(passed);
      if (tick) ticks.push_back(at);
      furthest = std::max(furthest, now);
    }
    return ticks;
  }

 private:
  bool named(local_seconds at) const {
    const local_days day = floor<days>(at);
    const year_month_day date(day);
    const hh_mm_ss time(at - day);
    if (!has(0, static_cast<int>(time.minutes().count()), 0) || !has(1, static_cast<int>(time.hours().count()), 0))
      return false;
    const bool date_fits = has(2, static_cast<int>(unsigned(date.day())), 1);
    const bool weekday_fits = has(4, static_cast<int>(weekday(day).c_encoding()), 0);
    const bool both = fields_[2][0] == '*' || fields_[4][0] == '*';
    return has(3, static_cast<int>(unsigned(date.month())), 1) &&
           (both ? date_fits && weekday_fits : date_fits || weekday_fits);
  }

  /// `*`, `a`, `a-b`, each with `/step`, in lists.
  bool has(std::size_t field, int value, int least) const {
    for (std::string_view rest = fields_[field]; !rest.empty();) {
      const std::string_view part = rest.substr(0, rest.find(','));
      rest.remove_prefix(std::min(rest.size(), part.size() + 1));
      const auto after = [&](char mark, int otherwise) {
        const std::size_t at = part.find(mark);
        int found = otherwise;
        if (at != part.npos) std::from_chars(part.data() + at + 1, part.data() + part.size(), found);
        return found;
      };
      int low = least;
      if (part[0] != '*') std::from_chars(part.data(), part.data() + part.size(), low);
      const int high = part[0] == '*' ? 99 : after('-', low);
      if (value >= low && value <= high && (value - low) % after('/', 1) == 0) return true;
    }
    return false;
  }

  std::vector<std::string> fields_;
};

TEST(CronClockChanges, NextIsWhatAWatcherSeesMinuteByMinute) {
  constexpr std::string_view kTexts[] = {"* * * * *",      "*/7 * * * *",          "30 2 * * *",
                                         "0,30 0-3 * * *", "15 */2 * * *",         "*/20 1-2 * * *",
                                         "0 0 * * *",      "59 23 * * 6,0",        "5 1,2,3 */2 * 0",
                                         "45 1 1-9 * 5,0", "0 0-23 * 3,4,10-11 *", "10-50/20 2-23/3 28-31 * 1"};
  constexpr std::string_view kNames[] = {
      "Europe/Berlin", "America/New_York", "Asia/Tashkent",     "Australia/Lord_Howe", "America/Sao_Paulo",
      "Asia/Beirut",   "Africa/Cairo",     "Africa/Casablanca", "Antarctica/Troll",    "Europe/Dublin"};
  int changes = 0;
  for (const std::string_view name : kNames) {
    const TimeZone zone = TimeZone::find(name).value();
    const auto compare = [&](sys_seconds from, sys_seconds to) {
      for (const std::string_view text : kTexts) {
        const Cron cron = Cron::parse(text).value();
        std::vector<sys_seconds> ticks;
        for (auto at = cron.next(from - 1s, zone); at && *at < to; at = cron.next(*at, zone)) {
          ASSERT_TRUE(ticks.empty() || ticks.back() < *at);
          ticks.push_back(*at);
        }
        ASSERT_EQ(ticks, Watcher(text).watch(from, to, zone)) << text << ' ' << name << ' ' << shown(from, zone);
      }
    };
    for (sys_seconds at = zone.period(sys_days(2016y / 1 / 1)).end; at < sys_days(2029y / 1 / 1);
         at = zone.period(at).end) {
      ++changes;
      compare(at - 26h, at + 26h);
    }
    compare(sys_days(2024y / 2 / 20), sys_days(2024y / 3 / 10));
  }
  EXPECT_GT(changes, 150);
}

TEST(CronClockChanges, NextFromAnyMomentIsTheFirstTickAfterIt) {
  const TimeZone zone = TimeZone::find("Europe/Berlin").value();
  for (const std::string_view text : {"*/20 1-3 * * *", "10 1-3 * * *", "0,30 2 * * *"}) {
    const Cron cron = Cron::parse(text).value();
    for (const sys_seconds change : {sys_days(2026y / 3 / 29) + 1h, sys_days(2026y / 10 / 25) + 1h}) {
      const std::vector<sys_seconds> ticks = Watcher(text).watch(change - 4h, change + 48h, zone);
      for (sys_seconds at = change - 4h; at < change + 6h; at += 13s)
        ASSERT_EQ(cron.next(at, zone), *std::ranges::upper_bound(ticks, at)) << text << ' ' << shown(at, zone);
    }
  }
}

}  // namespace
}  // namespace kontor::jobs
