#include "docgen/words/dates.hpp"

#include <gtest/gtest.h>

#include "docgen/words/durations.hpp"

namespace kontor::docgen {
namespace {

Day day(std::string_view iso) { return *parse_date(iso); }

TEST(Dates, AreWrittenAsOnPaper) {
  const Day date = day("2026-11-23");
  const std::pair<const char*, const char*> ru[] = {
      {"long", "23\u00A0ноября 2026\u00A0г."},
      {"quoted", "«23»\u00A0ноября 2026\u00A0г."},
      {"short", "23.11.2026"},
      {"words", "двадцать третье ноября две тысячи двадцать шестого года"},
      {"month", "ноябрь 2026\u00A0г."},
      {"quarter", "IV\u00A0квартал 2026\u00A0г."},
      {"weekday", "понедельник"},
      {"%d.%m.%y", "23.11.26"},
      {"%-d %B, %OB, %b", "23 ноября, ноябрь, ноя"},
      {"%A, %a, %j, %q, %Q, 100 %%", "понедельник, пн, 327, 4, IV, 100 %"},
  };
  for (const auto& [style, written] : ru) EXPECT_EQ(format_date(date, style, Locale::ru), written) << style;
  const std::pair<const char*, const char*> en[] = {
      {"long", "23\u00A0November 2026"},
      {"short",
       "23\u00A0Nov\u00A0"
       "2026"},
      {"words", "the twenty-third of November, two thousand twenty-six"},
      {"month", "November 2026"},
      {"quarter", "Q4 2026"},
      {"%A %-d %B %Y", "Monday 23 November 2026"},
  };
  for (const auto& [style, written] : en) EXPECT_EQ(format_date(date, style, Locale::en), written) << style;
  for (const char* bad : {"loud", "%x", "%Ox"}) EXPECT_FALSE(format_date(date, bad, Locale::en)) << bad;
}

TEST(Dates, StandInTheirCase) {
  EXPECT_EQ(format_date(day("2026-11-23"), "words", Locale::ru, Case::genitive),
            "двадцать третьего ноября две тысячи двадцать шестого года");
  EXPECT_EQ(format_date(day("2000-01-01"), "words", Locale::ru), "первое января двухтысячного года");
  EXPECT_EQ(format_date(day("1999-05-30"), "words", Locale::ru),
            "тридцатое мая одна тысяча девятьсот девяносто девятого года");
  EXPECT_EQ(format_date(day("2026-05-01"), "month", Locale::ru, Case::prepositional), "мае 2026\u00A0г.");
  EXPECT_EQ(format_date(day("2026-03-01"), "month", Locale::ru, Case::instrumental), "мартом 2026\u00A0г.");
  EXPECT_EQ(format_date(day("2026-09-01"), "month", Locale::ru, Case::instrumental), "сентябрём 2026\u00A0г.");
  EXPECT_EQ(format_date(day("2026-11-25"), "weekday", Locale::ru, Case::accusative), "среду");
}

TEST(Dates, RefuseDaysThatDoNotExist) {
  for (const char* bad : {"2026-02-30", "2026-13-01", "23.11.2026", "2026-11-2", "2026-11-23x", "0000-01-01", ""})
    EXPECT_FALSE(parse_date(bad)) << bad;
  EXPECT_TRUE(parse_date("2024-02-29T10:00:00Z"));
}

TEST(Dates, MoveByDaysAndMonths) {
  EXPECT_EQ(add_days(day("2026-12-25"), 10), day("2027-01-04"));
  EXPECT_EQ(add_days(day("2024-03-01"), -1), day("2024-02-29"));
  EXPECT_EQ(add_months(day("2026-01-31"), 1), day("2026-02-28"));
  EXPECT_EQ(add_months(day("2026-11-30"), 15), day("2028-02-29"));
  EXPECT_EQ(add_months(day("2026-01-15"), -1), day("2025-12-15"));
  EXPECT_EQ(add_days(day("9999-12-31"), 1), std::nullopt);
  EXPECT_EQ(add_months(day("0001-01-01"), -1), std::nullopt);
  EXPECT_EQ(add_days(day("2026-01-01"), INT64_MAX), std::nullopt);
  EXPECT_EQ(days_between(day("2026-11-23"), day("2027-01-01")), 39);
  EXPECT_EQ(days_between(day("2026-11-23"), day("2026-11-20")), -3);
}

TEST(Dates, CountWorkingDaysWithoutWeekends) {
  const std::tuple<const char*, int, const char*> cases[] = {
      {"2026-11-23", 1, "2026-11-24"},  {"2026-11-23", 5, "2026-11-30"},  {"2026-11-27", 1, "2026-11-30"},
      {"2026-11-28", 1, "2026-11-30"},  {"2026-11-28", 5, "2026-12-04"},  {"2026-11-29", 5, "2026-12-04"},
      {"2026-11-30", -1, "2026-11-27"}, {"2026-11-29", -5, "2026-11-23"}, {"2026-11-28", 0, "2026-11-28"},
      {"2026-11-26", 12, "2026-12-14"},
  };
  for (const auto& [from, days, to] : cases) EXPECT_EQ(add_working_days(day(from), days), day(to)) << from << days;
}

TEST(Durations, AgreeWithTheirNumber) {
  const auto ru = [](std::string_view number, std::string_view unit, const DurationWords& how = {}) {
    return duration(*Decimal::parse(number), unit, Locale::ru, how).value_or("nothing");
  };
  EXPECT_EQ(ru("1", "day"), "1\u00A0день");
  EXPECT_EQ(ru("22", "days"), "22\u00A0дня");
  EXPECT_EQ(ru("11", "working_days"), "11\u00A0рабочих дней");
  EXPECT_EQ(ru("1.5", "working_days"), "1,5\u00A0рабочего дня");
  EXPECT_EQ(ru("3", "years"), "3\u00A0года");
  EXPECT_EQ(ru("5", "years"), "5\u00A0лет");
  EXPECT_EQ(ru("10", "working_days", {.words = true, .in = Case::genitive}), "10 (десяти) рабочих дней");
  EXPECT_EQ(ru("21", "weeks", {.words = true}), "21 (двадцать одна) неделя");
  EXPECT_EQ(ru("1", "week", {.words = true, .in = Case::genitive}), "1 (одной) недели");
  EXPECT_EQ(ru("0.1", "percent", {.words = true, .in = Case::genitive}), "0,1 (ноля целых одной десятой) процента");
  EXPECT_EQ(ru("3", "fortnights"), "nothing");
  EXPECT_EQ(duration(1, "working_day", Locale::en), "1\u00A0working day");
  EXPECT_EQ(duration(10, "days", Locale::en, {.words = true}), "10 (ten) days");
}

}  // namespace
}  // namespace kontor::docgen
