#include "base/decimal.hpp"

#include <gtest/gtest.h>

namespace kontor {
namespace {

Decimal d(std::string_view text) { return Decimal::parse(text).value(); }

TEST(Decimal, ReadsWhatProgramsWriteAndPrintsItBack) {
  for (const char* text : {"0", "12.50", "-0.05", "170141183460469231731687303715884105727", "0.000000000000000001"})
    EXPECT_EQ(d(text).str(), text);
  EXPECT_EQ(d("1e3").str(), "1000");
  EXPECT_EQ(d("2.5E-3").str(), "0.0025");
  EXPECT_EQ(d(".5").str(), "0.5");
  for (const char* bad :
       {"", "-", ".", "1.2.3", "1,5", "0x10", "1e", "1e999", "nan", "170141183460469231731687303715884105728"})
    EXPECT_FALSE(Decimal::parse(bad)) << bad;
}

TEST(Decimal, TakesAmountsAsPeopleTypeThem) {
  const std::pair<const char*, const char*> cases[] = {
      {"12,50", "12.50"},
      {"1 200.5", "1200.5"},
      {"1\u00A0200,50", "1200.50"},
      {"1\u202F000\u202F000", "1000000"},
      {"1,234.50", "1234.50"},
      {"1.234,50", "1234.50"},
      {"1,234,567", "1234567"},
      {" 7 ", "7"},
      {"0,125", "0.125"},
      {"1234,567", "1234.567"},
      {"\u22125", "-5"},
      {"1'000.25", "1000.25"},
  };
  for (const auto& [typed, plain] : cases) {
    const auto number = Decimal::parse_typed(typed);
    ASSERT_TRUE(number) << typed;
    EXPECT_EQ(number->str(), plain) << typed;
  }
}

TEST(Decimal, RefusesWhatCouldMeanTwoThings) {
  for (const char* typed :
       {"1,234", "12,5O", "1 20", "1 2000", "12 34,5", "1,23,4.5", "1.2.3,4", "", " ", "12 руб", "1,2345,678"})
    EXPECT_FALSE(Decimal::parse_typed(typed)) << typed;
}

TEST(Decimal, CalculatesExactly) {
  EXPECT_EQ(Decimal::add(d("0.1"), d("0.2"))->str(), "0.3");
  EXPECT_EQ(Decimal::subtract(d("1"), d("0.99"))->str(), "0.01");
  EXPECT_EQ(Decimal::multiply(d("1.1"), d("1.1"))->str(), "1.21");
  EXPECT_EQ(Decimal::multiply(d("-19.99"), d("3"))->str(), "-59.97");
  EXPECT_EQ(Decimal::divide(d("1"), d("8"))->str(), "0.125");
  EXPECT_EQ(Decimal::divide(d("6"), d("2"))->str(), "3");
  EXPECT_EQ(Decimal::divide(d("2"), d("3"))->str(), "0.666666666666666667");
  EXPECT_EQ(Decimal::divide(d("100"), d("3"), 2)->str(), "33.33");
  EXPECT_EQ(Decimal::divide(d("-1000"), d("0.001"))->str(), "-1000000");
  EXPECT_EQ(Decimal::divide(d("120000.00"), d("120"))->str(), "1000");
  EXPECT_EQ(Decimal::divide(d("0.125"), d("1"), 2)->str(), "0.12");
  EXPECT_EQ(Decimal::divide(d("0.125"), d("1"), 2, Rounding::half_up)->str(), "0.13");
}

TEST(Decimal, DividesTowardTheFloorAsPythonDoes) {
  EXPECT_EQ(Decimal::floor_divide(d("-7"), d("2"))->str(), "-4");
  EXPECT_EQ(Decimal::modulo(d("-7"), d("2"))->str(), "1");
  EXPECT_EQ(Decimal::modulo(d("7.5"), d("-2"))->str(), "-0.5");
}

TEST(Decimal, SaysNothingRatherThanSomethingWrong) {
  const Decimal huge = d("100000000000000000000000000000000000000");
  EXPECT_FALSE(Decimal::multiply(huge, d("10")));
  EXPECT_FALSE(Decimal::add(huge, huge));
  EXPECT_FALSE(Decimal::divide(d("1"), d("0")));
  EXPECT_FALSE(Decimal::modulo(d("1"), d("0")));
  EXPECT_FALSE(huge.rounded(2));
  EXPECT_FALSE(huge.whole());
  EXPECT_EQ(Decimal::divide(huge, huge)->str(), "1");
  EXPECT_EQ(Decimal::add(huge, d("0.00"))->str(), huge.str());
}

TEST(Decimal, RoundsAsAsked) {
  EXPECT_EQ(d("2.345").rounded(2)->str(), "2.35");
  EXPECT_EQ(d("-2.345").rounded(2)->str(), "-2.35");
  EXPECT_EQ(d("2.345").rounded(2, Rounding::half_even)->str(), "2.34");
  EXPECT_EQ(d("2.355").rounded(2, Rounding::half_even)->str(), "2.36");
  EXPECT_EQ(d("2.349").rounded(2, Rounding::down)->str(), "2.34");
  EXPECT_EQ(d("5").rounded(2)->str(), "5.00");
}

TEST(Decimal, ComparesByValueNotByForm) {
  EXPECT_EQ(d("1.50"), d("1.5"));
  EXPECT_LT(d("-0.2"), d("-0.1"));
  EXPECT_LT(d("0.999999999999999999"), d("170141183460469231731687303715884105727"));
}

TEST(Decimal, TakesTheShortestDecimalOfADouble) {
  EXPECT_EQ(Decimal::from_double(0.1)->str(), "0.1");
  EXPECT_EQ(Decimal::from_double(1e21)->str(), "1000000000000000000000");
  EXPECT_FALSE(Decimal::from_double(1e300));
  EXPECT_FALSE(Decimal::from_double(std::numeric_limits<double>::infinity()));
}

TEST(Decimal, KnowsItsMinorUnits) {
  EXPECT_EQ(d("12.5").minor(2), 1250);
  EXPECT_FALSE(d("12.505").minor(2));
  EXPECT_EQ(d("4.00").whole(), 4);
}

}  // namespace
}  // namespace kontor
