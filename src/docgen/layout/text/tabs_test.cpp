#include "docgen/layout/text/tabs.hpp"

#include <gtest/gtest.h>

namespace kontor::docgen::layout {
namespace {

TEST(Tabs, GoToTheNextStopOfTheParagraph) {
  const std::vector<TabStop> tabs{
      {.at = 200, .kind = TabStop::Kind::right}, {.at = 80}, {.at = 90, .kind = TabStop::Kind::bar}};
  const Setting setting{.width = 400, .tabs = &tabs, .default_tab = 36};
  EXPECT_EQ(next_stop(setting, 10).at, 80);
  EXPECT_EQ(next_stop(setting, 80).at, 200);
  EXPECT_EQ(next_stop(setting, 80).kind, TabStop::Kind::right);
  EXPECT_EQ(next_stop(setting, 200).at, 216);  // behind its own stops those of the default distance
  EXPECT_TRUE(next_stop(setting, 200).automatic);
}

TEST(Tabs, GoToTheLeftEdgeFromAHangingFirstLine) {
  EXPECT_EQ(next_stop({.width = 400, .left = 50, .first_line = -20}, 40).at, 50);
  EXPECT_EQ(next_stop({.width = 400, .left = 50, .first_line = -20}, 55).at, 72);
  EXPECT_EQ(next_stop({.width = 400, .left = 50, .default_tab = 0}, 55).at, 56);  // no distance is none
}

TEST(Decimals, BeginAtTheSeparatorOfTheNumber) {
  const auto place = [](std::string_view text, Locale locale) { return text.substr(0, decimal_place(text, locale)); };
  EXPECT_EQ(place("1\u00A0250,50 ₽", Locale::ru), "1\u00A0250");
  EXPECT_EQ(place("1,250.50", Locale::en), "1,250");
  EXPECT_EQ(place("12.5", Locale::ru), "12");
  EXPECT_EQ(place("1,250", Locale::en), "1,250");
  EXPECT_EQ(place("100 ₽", Locale::ru), "100");
  EXPECT_EQ(place("−5", Locale::ru), "−5");
  EXPECT_EQ(place("по договору", Locale::ru), "по договору");
}

}  // namespace
}  // namespace kontor::docgen::layout
