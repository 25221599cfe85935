#include "pages/comparison.hpp"

#include <gmock/gmock.h>

namespace kontor::test {
namespace {

using testing::HasSubstr;

constexpr double kPoints = 72 / 25.4;  // of a millimetre

Sheet sheet(std::vector<Word> words) {
  Sheet made{.words = std::move(words), .reading = {}, .layout = {}};
  for (const Word& word : made.words) made.reading += (made.reading.empty() ? "" : " ") + word.text;
  made.layout = made.reading;
  return made;
}

const std::vector<Opening> kOpenings{{"Dear", "all"}, {"See", "you"}};

TEST(PageComparison, FindsNoDifferenceBetweenEqualPages) {
  const std::vector<Sheet> page{sheet({{"Dear", 50, 50}, {"all", 80, 50}, {"See", 50, 70}, {"you", 80, 70}})};
  const Comparison result = compared(page, page, kOpenings);
  EXPECT_TRUE(result.same_text);
  EXPECT_EQ(result.offsets.size(), 2u);
  EXPECT_EQ(result.worst(), 0);
  EXPECT_TRUE(result.near());
  EXPECT_EQ(result.first_difference, "");
}

TEST(PageComparison, TellsWhichParagraphStandsElsewhere) {
  const std::vector<Sheet> theirs{sheet({{"Dear", 50, 50}, {"all", 80, 50}, {"See", 50, 70}, {"you", 80, 70}})};
  std::vector<Sheet> ours = theirs;
  ours[0].words[2].y += 4 * kPoints;
  const Comparison result = compared(ours, theirs, kOpenings);
  EXPECT_TRUE(result.same_text);
  EXPECT_NEAR(result.worst(), 4, 1e-6);
  EXPECT_FALSE(result.near());
  EXPECT_EQ(result.first_difference, "page 1: \"See you\" stands +0.0 mm right, +4.0 mm down");
}

TEST(PageComparison, TellsWhichWordsDiffer) {
  const std::vector<Sheet> theirs{sheet({{"Dear", 50, 50}, {"all", 80, 50}})};
  const std::vector<Sheet> ours{sheet({{"Dear", 50, 50}, {"nobody", 80, 50}})};
  const Comparison result = compared(ours, theirs, {{"Dear"}});
  EXPECT_FALSE(result.same_text);
  EXPECT_EQ(result.first_difference, "page 1: \"Dear nobody\" instead of \"Dear all\"");
}

TEST(PageComparison, TakesAnotherOrderOfTheSamePlacesForTheSameText) {
  const std::vector<Sheet> ours{sheet({{"one", 50, 50}, {"two", 50, 70}})};
  const std::vector<Sheet> theirs{sheet({{"two", 51, 71}, {"one", 50, 50}})};
  EXPECT_TRUE(compared(ours, theirs, {}).same_text);
}

TEST(PageComparison, CountsAParagraphOnAnotherPageAsNowhere) {
  const std::vector<Sheet> theirs{sheet({{"one", 50, 50}, {"two", 50, 70}}), sheet({{"three", 50, 50}})};
  const std::vector<Sheet> ours{sheet({{"one", 50, 50}}), sheet({{"two", 50, 50}, {"three", 50, 60}})};
  const Comparison result = compared(ours, theirs, {{"one"}, {"two"}});
  EXPECT_FALSE(result.same_text);
  EXPECT_FALSE(result.near());
  EXPECT_FALSE(result.offsets[1].found);
  EXPECT_THAT(result.first_difference, HasSubstr("page 1"));
}

TEST(PageComparison, MeasuresRepeatedTextsAtTheirNearest) {
  const std::vector<Sheet> page{sheet({{"1", 50, 50}, {"1", 50, 70}, {"1", 50, 90}})};
  const Comparison result = compared(page, page, {{"1"}, {"1"}, {"1"}, {"1"}});
  EXPECT_EQ(result.worst(), 0);
  EXPECT_EQ(result.not_printed, 1u);
}

TEST(PageComparison, FindsAWordBeforeTheLeaderOfATab) {
  const std::vector<Sheet> page{sheet({{"Introduction.......4", 50, 50}})};
  EXPECT_EQ(compared(page, page, {{"Introduction", "4"}}).offsets.size(), 1u);
}

TEST(PageText, IsComparedWithoutWhatOnlySpacesIt) {
  EXPECT_EQ(spaced("One........ 1 ____ two... three-four"), "One 1 two... three-four");
  EXPECT_EQ(spaced("  a\u00A0b\n\n c\u00ADd e\u2011f\f"), "a b cd e-f");
}

}  // namespace
}  // namespace kontor::test
