#include "features/documents/series_pattern.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace kontor::documents {
namespace {

using testing::HasSubstr;

std::string number(std::string_view pattern, int seq = 7, Kind kind = Kind::invoice, Locale locale = Locale::ru) {
  return SeriesPattern::parse(pattern).value().number("2026-03-09", seq, kind, locale);
}

std::string refusal(std::string_view pattern) {
  const Result<SeriesPattern> parsed = SeriesPattern::parse(pattern);
  return parsed ? "" : parsed.error().fields.at(0).message;
}

TEST(SeriesPattern, FillsItsPlaceholders) {
  EXPECT_EQ(number("КП-{year}-{seq:04}"), "КП-2026-0007");
  EXPECT_EQ(number("{seq}/{month}-{yy}"), "7/03-26");
  EXPECT_EQ(number("{day}.{month}.{year} №{seq:02}"), "09.03.2026 №07");
  EXPECT_EQ(number("{seq}"), "7");
}

TEST(SeriesPattern, GrowsBeyondItsDigits) {
  EXPECT_EQ(number("{seq:02}", 99), "99");
  EXPECT_EQ(number("{seq:02}", 100), "100");
}

TEST(SeriesPattern, NamesTheKindInTheLanguageOfTheOrganisation) {
  EXPECT_EQ(number("{kind}-{seq}", 1, Kind::proposal, Locale::ru), "КП-1");
  EXPECT_EQ(number("{kind}-{seq}", 1, Kind::contract, Locale::ru), "Д-1");
  EXPECT_EQ(number("{kind}-{seq}", 1, Kind::invoice, Locale::en), "INV-1");
  EXPECT_EQ(number("{kind}-{seq}", 1, Kind::act, Locale::ru), "АКТ-1");
  EXPECT_EQ(number("{kind}-{seq}", 1, Kind::power_of_attorney, Locale::en), "POA-1");
  EXPECT_EQ(number("{kind}-{seq}", 1, Kind::other, Locale::en), "DOC-1");
}

TEST(SeriesPattern, SaysWhatIsWrongAndHowToPutItRight) {
  EXPECT_THAT(refusal("КП-{year}"), HasSubstr("needs {seq}"));
  EXPECT_THAT(refusal("{seq}-{seq}"), HasSubstr("twice"));
  EXPECT_THAT(refusal("{yeer}-{seq}"), HasSubstr("did you mean {year}?"));
  EXPECT_THAT(refusal("{client}-{seq}"), HasSubstr("there are {year}"));
  EXPECT_THAT(refusal("{}-{seq}"), HasSubstr("unknown placeholder {}"));
  EXPECT_THAT(refusal("{year:02}-{seq}"), HasSubstr("write {year}"));
  EXPECT_THAT(refusal("{seq:4}"), HasSubstr("{seq:04}"));
  EXPECT_THAT(refusal("{seq:00}"), HasSubstr("{seq:04}"));
  EXPECT_THAT(refusal("{seq:12}"), HasSubstr("01 to 09"));
  EXPECT_THAT(refusal("КП-{seq"), HasSubstr("{ without its }"));
  EXPECT_THAT(refusal("КП-seq}"), HasSubstr("} without its {"));
  EXPECT_THAT(refusal("A\n{seq}"), HasSubstr("one line"));
  EXPECT_THAT(refusal("Коммерческое предложение нашей фирмы № {seq}"), HasSubstr("at most 40 fit"));
}

TEST(SeriesPattern, ImpliesWhenItBeginsAgain) {
  const auto implied = [](std::string_view text) { return SeriesPattern::parse(text).value().implied_reset(); };
  EXPECT_EQ(implied("{seq}"), Reset::never);
  EXPECT_EQ(implied("{month}-{seq}"), Reset::never) << "a month without a year comes again";
  EXPECT_EQ(implied("{yy}-{seq}"), Reset::yearly);
  EXPECT_EQ(implied("{year}{month}-{seq}"), Reset::monthly);
}

TEST(SeriesPattern, RefusesToGiveANumberAgain) {
  const auto allowed = [](std::string_view text, Reset reset) {
    return SeriesPattern::parse(text).value().check(reset).has_value();
  };
  EXPECT_TRUE(allowed("{year}-{seq}", Reset::never));
  EXPECT_TRUE(allowed("{year}-{month}-{seq}", Reset::yearly));
  EXPECT_FALSE(allowed("{seq}", Reset::yearly));
  EXPECT_FALSE(allowed("{month}-{seq}", Reset::monthly));
  EXPECT_FALSE(allowed("{year}-{seq}", Reset::monthly));
}

}  // namespace
}  // namespace kontor::documents
