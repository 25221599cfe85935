#include "jobs/calendar/cron.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/clock.hpp"

namespace kontor::jobs {
namespace {

using namespace std::chrono;
using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::string refusal(std::string_view text) {
  const Result<Cron> cron = Cron::parse(text);
  return cron ? "is accepted" : describe(cron.error());
}

/// The first ticks in UTC after a moment, as `2026-01-31T00:00`.
std::vector<std::string> ticks(std::string_view text, std::string_view after, int count) {
  const Cron cron = Cron::parse(text).value();
  const TimeZone utc = TimeZone::find("UTC").value();
  std::vector<std::string> all;
  auto at = std::optional(floor<seconds>(parse_rfc3339(after).value()));
  while (count-- > 0 && (at = cron.next(*at, utc))) all.push_back(rfc3339(*at).substr(0, 16));
  return all;
}

TEST(Cron, TicksAtWhatItsFieldsName) {
  EXPECT_THAT(ticks("30 9 * * *", "2026-01-30T09:30:00Z", 2), ElementsAre("2026-01-31T09:30", "2026-02-01T09:30"));
  EXPECT_THAT(
      ticks("*/20 8-9 * * *", "2026-01-01T08:30:00Z", 5),
      ElementsAre("2026-01-01T08:40", "2026-01-01T09:00", "2026-01-01T09:20", "2026-01-01T09:40", "2026-01-02T08:00"));
  EXPECT_THAT(ticks("0 0 1,15 JAN,jul *", "2026-01-02T00:00:00Z", 3),
              ElementsAre("2026-01-15T00:00", "2026-07-01T00:00", "2026-07-15T00:00"));
  EXPECT_THAT(ticks("5/25 0-23/12 * * *", "2026-01-01T00:00:00Z", 4),
              ElementsAre("2026-01-01T00:05", "2026-01-01T00:30", "2026-01-01T00:55", "2026-01-01T12:05"));
  EXPECT_THAT(ticks("0\t12   ? * MON-FRI", "2026-11-27T00:00:00Z", 2),
              ElementsAre("2026-11-27T12:00", "2026-11-30T12:00"));
}

TEST(Cron, IsAfterTheMomentEvenWithinAMinute) {
  EXPECT_THAT(ticks("* * * * *", "2026-01-01T00:00:00Z", 1), ElementsAre("2026-01-01T00:01"));
  EXPECT_THAT(ticks("* * * * *", "2025-12-31T23:59:59Z", 1), ElementsAre("2026-01-01T00:00"));
  EXPECT_THAT(ticks("* * * * *", "2026-01-01T00:00:01Z", 1), ElementsAre("2026-01-01T00:01"));
}

TEST(Cron, CountsSundayAsZeroAndSeven) {
  const std::vector<std::string> sundays = {"2026-11-29T00:00", "2026-12-06T00:00"};
  for (const std::string_view text : {"0 0 * * 0", "0 0 * * 7", "0 0 * * sun", "@weekly", "0 0 * * 7/3,7"})
    EXPECT_EQ(ticks(text, "2026-11-28T00:00:00Z", 2), sundays) << text;
  EXPECT_EQ(ticks("0 0 * * 6-7", "2026-11-27T00:00:00Z", 3), ticks("0 0 * * SAT-SUN", "2026-11-27T00:00:00Z", 3));
  EXPECT_THAT(ticks("0 0 * * FRI-SUN", "2026-11-26T12:00:00Z", 4),
              ElementsAre("2026-11-27T00:00", "2026-11-28T00:00", "2026-11-29T00:00", "2026-12-04T00:00"));
}

TEST(Cron, TakesEitherDayWhenBothAreRestricted) {
  EXPECT_THAT(ticks("0 0 13 * 5", "2026-02-12T00:00:00Z", 4),
              ElementsAre("2026-02-13T00:00", "2026-02-20T00:00", "2026-02-27T00:00", "2026-03-06T00:00"));
  EXPECT_THAT(ticks("0 0 */2 * 1", "2026-11-23T00:00:00Z", 3),
              ElementsAre("2026-12-07T00:00", "2026-12-21T00:00", "2027-01-11T00:00"))
      << "a step over all days restricts nothing by itself, as crontab(5) says: Mondays on odd days";
}

TEST(Cron, KnowsTheLastDayAndWeekdaysOfAMonth) {
  EXPECT_THAT(ticks("0 0 L * *", "2028-01-01T00:00:00Z", 3),
              ElementsAre("2028-01-31T00:00", "2028-02-29T00:00", "2028-03-31T00:00"));
  EXPECT_THAT(ticks("0 0 15,L 4 *", "2026-01-01T00:00:00Z", 2), ElementsAre("2026-04-15T00:00", "2026-04-30T00:00"));
  EXPECT_THAT(ticks("0 18 * * 5L", "2026-11-01T00:00:00Z", 2), ElementsAre("2026-11-27T18:00", "2026-12-25T18:00"));
  EXPECT_THAT(ticks("0 8 * * mon#2", "2026-11-01T00:00:00Z", 2), ElementsAre("2026-11-09T08:00", "2026-12-14T08:00"));
  EXPECT_THAT(ticks("0 8 * * 7#5,7#1", "2026-11-01T08:00:00Z", 3),
              ElementsAre("2026-11-29T08:00", "2026-12-06T08:00", "2027-01-03T08:00"));
  EXPECT_THAT(ticks("0 0 L * friL", "2026-11-01T00:00:00Z", 2), ElementsAre("2026-11-27T00:00", "2026-11-30T00:00"));
}

TEST(Cron, WaitsYearsForARareDay) {
  EXPECT_THAT(ticks("0 0 29 2 *", "2096-03-01T00:00:00Z", 1), ElementsAre("2104-02-29T00:00"))
      << "2100 is no leap year";
  EXPECT_THAT(ticks("0 0 */28 2 1#5", "2026-01-01T00:00:00Z", 1), ElementsAre("2044-02-29T00:00"));
  EXPECT_THAT(ticks("0 0 29 2 *", "2196-02-29T00:00:00Z", 1), ElementsAre()) << "kLastMoment comes first";
}

TEST(Cron, HasShorthands) {
  const std::pair<std::string_view, std::string_view> same[] = {
      {"@hourly", "0 * * * *"},  {"@daily", "0 0 * * *"},  {"@midnight", "0 0 * * *"}, {"@weekly", "0 0 * * 0"},
      {"@monthly", "0 0 1 * *"}, {"@Yearly", "0 0 1 1 *"}, {"@annually", "0 0 1 1 *"}};
  for (const auto& [shorthand, fields] : same)
    EXPECT_EQ(ticks(shorthand, "2026-11-28T10:00:00Z", 5), ticks(fields, "2026-11-28T10:00:00Z", 5)) << shorthand;
}

TEST(Cron, KeepsItsTextWithSingleSpaces) {
  EXPECT_EQ(Cron::parse("  0  9\t* *  Mon ")->text(), "0 9 * * Mon");
  EXPECT_EQ(Cron::parse(" @daily ")->text(), "@daily");
}

TEST(Cron, NamesEveryBadFieldWithItsValueAndTheWayOut) {
  EXPECT_THAT(
      refusal("60 25 0 JNA 8"),
      HasSubstr(R"(minute: "60" is not in 0–59; hour: "25" is not in 0–23; day of month: "0" is not in 1–31 or L; )"
                R"(month: "JNA" is not in 1–12 or JAN–DEC; day of week: "8" is not in 0–7 or SUN–SAT)"));
  EXPECT_THAT(refusal("* 22-2 * * *"), HasSubstr(R"(hour: "22-2" goes backwards: write 22-23,0-2)"));
  EXPECT_THAT(refusal("* * * * FRI-MON"), HasSubstr(R"(day of week: "FRI-MON" goes backwards: write 5-6,0-1)"));
  EXPECT_THAT(refusal("*/90 * * * *"), HasSubstr(R"(minute: "*/90": a step is a number in 1–60)"));
  EXPECT_THAT(refusal("*/0 * * * *"), HasSubstr(R"("*/0": a step)"));
  EXPECT_THAT(refusal("1,,2 * * * *"), HasSubstr("minute: a value is missing beside a comma"));
  EXPECT_THAT(refusal("* * * * 1#6"), HasSubstr(R"("1#6": after # comes a number in 1–5, or write 1L for the last)"));
  EXPECT_THAT(refusal("* * * * L"), HasSubstr(R"("L" is not in 0–7 or SUN–SAT)"));
  EXPECT_THAT(refusal("* -5 * * *"), HasSubstr(R"("-5" is not in 0–23)"));
  for (const std::string_view text : {"*5 * * * *", "1-2-3 * * * *", "+1 * * * *", "1/2/3 * * * *", "1- * * * *",
                                      "4294967297 * * * *", "* * 15W * *", "* * L/2 * *", "* * L-3 * *", "* * * L *",
                                      "* * * JAN#1 *", "*-5 * * * *", "* * * * 1#", "* * * * #1", "*/ * * * *"})
    EXPECT_THAT(refusal(text), HasSubstr("\"")) << text;
}

TEST(Cron, NeedsFiveFields) {
  EXPECT_THAT(refusal(""), HasSubstr("has 0 fields and needs five: minute, hour, day of month, month, day of week"));
  EXPECT_THAT(refusal("5"), HasSubstr("has 1 field and"));
  EXPECT_THAT(refusal("0 0 9 * * *"), HasSubstr("has 6 fields and"));
  EXPECT_THAT(refusal("@reboot"), HasSubstr(R"("@reboot" is not one of @hourly, @daily)"));
  EXPECT_THAT(refusal("@daily *"), HasSubstr("has 2 fields"));
}

TEST(Cron, RefusesWhatNeverComes) {
  for (const std::string_view text : {"0 0 30 2 *", "0 0 31 2,4,6,9,11 *", "0 0 30-31 FEB *", "0 0 */30 FEB 1#5"})
    EXPECT_THAT(refusal(text), HasSubstr("it never comes: none of its months has such a day")) << text;
  EXPECT_EQ(refusal("0 0 30 2 1"), "is accepted") << "the Mondays of February";
  EXPECT_EQ(refusal("0 0 29 2 *"), "is accepted");
}

TEST(Cron, RefusesWhatIsNoPlainTextOrEndless) {
  EXPECT_THAT(refusal("0 0 * * пн"), HasSubstr("only Latin letters, digits and"));
  EXPECT_THAT(refusal("0 0 * *\n*"), HasSubstr("only Latin letters, digits and"));
  EXPECT_THAT(refusal(std::string(501, '1')), HasSubstr("may have at most 500 letters, has 501"));
}

TEST(Cron, HasNoTickOutsideOfItsTimes) {
  const Cron cron = Cron::parse("* * * * *").value();
  for (const std::string_view name : {"UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago", "Europe/Berlin"}) {
    const TimeZone zone = TimeZone::find(name).value();
    EXPECT_EQ(cron.next(sys_seconds::min(), zone), kFirstMoment) << name;
    EXPECT_EQ(cron.next(kLastMoment - 61s, zone), kLastMoment - 60s) << name;
    EXPECT_EQ(cron.next(kLastMoment - 60s, zone), std::nullopt) << name;
    EXPECT_EQ(cron.next(sys_seconds::max(), zone), std::nullopt) << name;
  }
}

}  // namespace
}  // namespace kontor::jobs
