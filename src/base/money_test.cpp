#include "base/money.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace kontor {
namespace {

using ::testing::HasSubstr;

Currency currency(std::string_view code) { return Currency::parse(code).value(); }

TEST(Currency, KnowsTheDigitsOfIso4217) {
  EXPECT_EQ(currency("RUB").exponent(), 2);
  EXPECT_EQ(currency("jpy").exponent(), 0);
  EXPECT_EQ(currency("KWD").exponent(), 3);
  EXPECT_TRUE(std::ranges::is_sorted(Currency::all(), {}, &Currency::code));
  EXPECT_GT(Currency::all().size(), 150u);
}

TEST(Currency, NamesANearCode) {
  EXPECT_THAT(Currency::parse("RUR").error().fields[0].message, HasSubstr("\"RUR\" is not a currency code"));
  EXPECT_THAT(Currency::parse("USDT").error().fields[0].message, HasSubstr("did you mean USD?"));
}

TEST(Money, IsWrittenAsIsCustomary) {
  EXPECT_EQ(format(Money{2'100'000, currency("RUB")}, Locale::ru), "21\u00A0000,00\u00A0₽");
  EXPECT_EQ(format(Money{123'450, currency("USD")}, Locale::en), "$1,234.50");
  EXPECT_EQ(format(Money{2'100'000, currency("RUB")}, Locale::en), "₽21,000.00");
  EXPECT_EQ(format(Money{120'000, currency("KZT")}, Locale::en), "1,200.00\u00A0KZT");
  EXPECT_EQ(format(Money{120'000, currency("KZT")}, Locale::ru), "1\u00A0200,00\u00A0₸");
  EXPECT_EQ(format(Money{1500, currency("JPY")}, Locale::en), "¥1,500");
  EXPECT_EQ(format(Money{-5, currency("USD")}, Locale::en), "-$0.05");
  EXPECT_EQ(format(Money{-5, currency("CHF")}, Locale::ru), "\u22120,05\u00A0CHF");
}

TEST(Money, RoundsHalfUpToTheCurrencysDigits) {
  EXPECT_EQ(Money::round(*Decimal::parse("10.005"), currency("RUB"))->minor, 1001);
  EXPECT_EQ(Money::round(*Decimal::parse("10.5"), currency("JPY"))->minor, 11);
  EXPECT_FALSE(Money::round(*Decimal::parse("100000000000000000000"), currency("RUB")));
}

TEST(Decimal, IsWrittenInBothLanguages) {
  EXPECT_EQ(format(*Decimal::parse("-1234567.5"), Locale::ru), "\u22121\u00A0234\u00A0567,5");
  EXPECT_EQ(format(*Decimal::parse("999"), Locale::en), "999");
}

TEST(Locale, IsReadFromLanguageTags) {
  EXPECT_EQ(locale_from("ru-RU"), Locale::ru);
  EXPECT_EQ(locale_from("EN_us"), Locale::en);
  EXPECT_FALSE(locale_from("rue"));
}

}  // namespace
}  // namespace kontor
