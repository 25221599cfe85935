#include "docgen/language/words.hpp"

#include <gtest/gtest.h>

#include "docgen/language/dates.hpp"

namespace kontor::docgen {
namespace {

std::string words(std::int64_t minor, std::string_view currency, Locale locale) {
  return in_words(Money{minor, *Currency::parse(currency)}, locale);
}

TEST(Words, AgreeInGenderAndCaseInRussian) {
  const std::pair<std::int64_t, const char*> rubles[] = {
      {2'100'000, "Двадцать одна тысяча рублей 00 копеек"},
      {100, "Один рубль 00 копеек"},
      {201, "Два рубля 01 копейка"},
      {1'122, "Одиннадцать рублей 22 копейки"},
      {0, "Ноль рублей 00 копеек"},
      {100'200'311, "Один миллион две тысячи три рубля 11 копеек"},
      {200'000'000'000'05, "Двести миллиардов рублей 05 копеек"},
      {-1'050, "Минус десять рублей 50 копеек"},
      {91'900'000'000, "Девятьсот девятнадцать миллионов рублей 00 копеек"},
  };
  for (const auto& [minor, expected] : rubles) EXPECT_EQ(words(minor, "RUB", Locale::ru), expected);
  EXPECT_EQ(words(2'200, "UAH", Locale::ru), "Двадцать две гривны 00 копеек");
  EXPECT_EQ(words(100, "EUR", Locale::ru), "Одно евро 00 центов");
  EXPECT_EQ(words(300, "USD", Locale::ru), "Три доллара США 00 центов");
  EXPECT_EQ(words(500, "KZT", Locale::ru), "Пять тенге 00 тиынов");
}

TEST(Words, ReadWellInEnglish) {
  EXPECT_EQ(words(2'100'000, "RUB", Locale::en), "Twenty-one thousand rubles and 00 kopecks");
  EXPECT_EQ(words(100'101, "USD", Locale::en), "One thousand one dollars and 01 cent");
  EXPECT_EQ(words(11'700, "GBP", Locale::en), "One hundred seventeen pounds and 00 pence");
  EXPECT_EQ(words(5, "JPY", Locale::en), "Five yen");
}

TEST(Words, CallACurrencyWithoutNamesByItsCode) {
  EXPECT_EQ(words(150'000, "SEK", Locale::en), "One thousand five hundred SEK and 00 hundredths");
  EXPECT_EQ(words(1'500, "KWD", Locale::en), "One KWD and 500 thousandths");
}

TEST(Plural, FollowsEachLanguage) {
  const std::pair<int, int> ru[] = {{1, 0}, {2, 1}, {5, 2}, {11, 2}, {12, 2}, {21, 0}, {22, 1}, {111, 2}, {0, 2}};
  for (const auto& [number, form] : ru) EXPECT_EQ(plural_form(number, Locale::ru), form) << number;
  EXPECT_EQ(plural_form(*Decimal::parse("1.5"), Locale::ru), 1);
  EXPECT_EQ(plural_form(1, Locale::en), 0);
  EXPECT_EQ(plural_form(21, Locale::en), 1);
}

TEST(Dates, AreWrittenAsOnPaper) {
  const auto day = parse_date("2026-11-23");
  ASSERT_TRUE(day);
  EXPECT_EQ(format_date(*day, "long", Locale::ru), "23\u00A0ноября 2026\u00A0г.");
  EXPECT_EQ(format_date(*day, "quoted", Locale::ru), "«23»\u00A0ноября 2026\u00A0г.");
  EXPECT_EQ(format_date(*day, "short", Locale::ru), "23.11.2026");
  EXPECT_EQ(format_date(*day, "%-d %B %Y", Locale::en), "23 November 2026");
  EXPECT_FALSE(format_date(*day, "loud", Locale::en));
}

TEST(Dates, RefuseDaysThatDoNotExist) {
  for (const char* bad : {"2026-02-30", "2026-13-01", "23.11.2026", "2026-11-2", "2026-11-23x", ""})
    EXPECT_FALSE(parse_date(bad)) << bad;
  EXPECT_TRUE(parse_date("2024-02-29T10:00:00Z"));
}

}  // namespace
}  // namespace kontor::docgen
