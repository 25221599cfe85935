#include "jobs/calendar/time_zone.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <ctime>
#include <fstream>
#include <sstream>

namespace kontor::jobs {
namespace {

using namespace std::chrono;
using namespace std::chrono_literals;
using ::testing::HasSubstr;
using ::testing::Not;

TimeZone zone(std::string_view name) { return TimeZone::find(name).value(); }
local_seconds on(year_month_day date, seconds time) { return local_days(date) + time; }
std::string refusal(std::string_view name) { return TimeZone::find(name).error().fields.at(0).message; }

/// Reads zones by the C library, and gives the tests' own zone back.
class LibraryClock {
 public:
  explicit LibraryClock(const std::string& name) {
    ::setenv("TZ", name.c_str(), 1);
    ::tzset();
  }
  ~LibraryClock() {
    ::unsetenv("TZ");
    ::tzset();
  }
  seconds offset(sys_seconds at) const {
    const std::time_t time = at.time_since_epoch().count();
    std::tm parts{};
    ::localtime_r(&time, &parts);
    return seconds(parts.tm_gmtoff);
  }
};

TEST(TimeZone, ShowsBothSidesOfAChange) {
  const TimeZone berlin = zone("Europe/Berlin");
  const sys_seconds spring = sys_days(2026y / 3 / 29) + 1h;
  EXPECT_EQ(berlin.local(spring - 1s), on(2026y / 3 / 29, 2h - 1s));
  EXPECT_EQ(berlin.local(spring), on(2026y / 3 / 29, 3h));
  const TimeZone::Period summer = berlin.period(spring);
  EXPECT_EQ(summer.begin, spring);
  EXPECT_EQ(summer.end, sys_days(2026y / 10 / 25) + 1h);
  EXPECT_EQ(summer.offset, 2h);
}

TEST(TimeZone, ReachesWhatAGapJumpsOverRightAfterIt) {
  const TimeZone berlin = zone("Europe/Berlin");
  const sys_seconds spring = sys_days(2026y / 3 / 29) + 1h;
  EXPECT_EQ(berlin.reached(on(2026y / 3 / 29, 2h - 1s)), spring - 1s);
  EXPECT_EQ(berlin.reached(on(2026y / 3 / 29, 2h)), spring);
  EXPECT_EQ(berlin.reached(on(2026y / 3 / 29, 2h + 59min)), spring);
  EXPECT_EQ(berlin.reached(on(2026y / 3 / 29, 3h)), spring);
  EXPECT_EQ(berlin.reached(on(2026y / 3 / 29, 3h + 1s)), spring + 1s);
}

TEST(TimeZone, ReachesWhatIsShownTwiceAtItsFirstShowing) {
  const TimeZone berlin = zone("Europe/Berlin");
  const sys_seconds autumn = sys_days(2026y / 10 / 25) + 1h;
  EXPECT_EQ(berlin.reached(on(2026y / 10 / 25, 2h + 30min)), autumn - 30min);
  EXPECT_EQ(berlin.reached(on(2026y / 10 / 25, 3h)), autumn + 1h);
  EXPECT_EQ(berlin.furthest(autumn - 1s), on(2026y / 10 / 25, 3h - 1s));
  EXPECT_EQ(berlin.furthest(autumn), on(2026y / 10 / 25, 3h - 1s));
  EXPECT_EQ(berlin.furthest(autumn + 1h - 1s), on(2026y / 10 / 25, 3h - 1s));
  EXPECT_EQ(berlin.furthest(autumn + 1h), on(2026y / 10 / 25, 3h));
}

TEST(TimeZone, KnowsADayThatNeverWas) {
  const TimeZone samoa = zone("Pacific/Apia");  // went over the date line at the end of 29 December 2011
  const sys_seconds jump = sys_days(2011y / 12 / 30) + 10h;
  EXPECT_EQ(samoa.local(jump - 1s), on(2011y / 12 / 29, 24h - 1s));
  EXPECT_EQ(samoa.local(jump), on(2011y / 12 / 31, 0h));
  EXPECT_EQ(samoa.reached(on(2011y / 12 / 30, 12h)), jump);
}

TEST(TimeZone, AgreesWithTheCLibraryOnEveryZoneUntil2200) {
  std::ifstream tab("/usr/share/zoneinfo/zone.tab");
  int zones = 0;
  for (std::string line; std::getline(tab, line);) {
    std::istringstream columns(line);
    std::string country, coordinates, name;
    if (line.starts_with('#') || !(columns >> country >> coordinates >> name)) continue;
    ++zones;
    const TimeZone ours = zone(name);
    const LibraryClock library(name);
    for (sys_seconds at = kFirstMoment; at < kLastMoment; at += days(29) + 7h)
      ASSERT_EQ(ours.period(at).offset, library.offset(at)) << name << ' ' << at.time_since_epoch().count();
    for (sys_seconds at = ours.period(sys_days(2010y / 1 / 1)).end; at < sys_days(2045y / 1 / 1);
         at = ours.period(at).end) {
      ASSERT_EQ(ours.period(at - 1s).offset, library.offset(at - 1s)) << name << ' ' << at.time_since_epoch().count();
      ASSERT_EQ(ours.period(at).offset, library.offset(at)) << name << ' ' << at.time_since_epoch().count();
    }
  }
  EXPECT_GT(zones, 300);
}

TEST(TimeZone, NeedsNoFileForUtc) {
  const TimeZone utc = zone("UTC");
  EXPECT_EQ(utc.name(), "UTC");
  EXPECT_EQ(utc.local(sys_days(2026y / 7 / 1)), on(2026y / 7 / 1, 0h));
  EXPECT_EQ(utc.period(sys_days(2026y / 7 / 1)).end, kLastMoment);
}

TEST(TimeZone, TakesNoAbbreviationsAndNothingOutsideOfTheRegions) {
  for (const std::string_view name : {"EST",
                                      "CET",
                                      "MSK",
                                      "GMT",
                                      "EST5EDT",
                                      "Etc/Unknown",
                                      "US/Eastern",
                                      "Factory",
                                      "posix/Europe/Berlin",
                                      "right/Europe/Berlin",
                                      "posixrules",
                                      "zone.tab",
                                      "America/Argentina",
                                      "Europe/",
                                      "Europe/../Europe/Berlin",
                                      "../../../etc/passwd",
                                      "/etc/passwd",
                                      "Europe/Berlin/",
                                      "europe/Berlin",
                                      " Europe/Berlin",
                                      "",
                                      "+03:00"})
    EXPECT_THAT(refusal(name), HasSubstr("is not a time zone: name a region and a city such as Europe/Berlin, or UTC"))
        << name;
  EXPECT_EQ(TimeZone::find("Etc/GMT-3")->period(kFirstMoment).offset, 3h);
}

TEST(TimeZone, NamesANearZone) {
  EXPECT_THAT(refusal("Europe/Berlim"), HasSubstr("\"Europe/Berlim\" is not"));
  EXPECT_THAT(refusal("Europe/Berlim"), HasSubstr("(did you mean Europe/Berlin?)"));
  EXPECT_THAT(refusal("europe/moscow"), HasSubstr("(did you mean Europe/Moscow?)"));
  EXPECT_THAT(refusal("Tashkent"), HasSubstr("(did you mean Asia/Tashkent?)"));
  EXPECT_THAT(refusal("EST"), Not(HasSubstr("did you mean")));
}

TEST(TimeZone, DoesNotRepeatWhatCannotBePrinted) {
  EXPECT_THAT(refusal(std::string(100'000, 'x')), testing::StartsWith("this is not a time zone"));
  EXPECT_THAT(refusal("Europe/\x01"), testing::StartsWith("this is not a time zone"));
  EXPECT_THAT(refusal("Europe/\xff"), testing::StartsWith("this is not a time zone"));
  EXPECT_THAT(refusal(std::string_view("Europe/Berlin\0x", 15)), testing::StartsWith("this is not a time zone"));
}

}  // namespace
}  // namespace kontor::jobs
