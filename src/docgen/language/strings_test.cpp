#include "docgen/language/strings.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "docgen/language/wrapping.hpp"

namespace kontor::docgen {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(Strings, AreRowsOfCodePoints) {
  EXPECT_EQ(count_characters("Привет"), 6U);
  EXPECT_EQ(cut("Привет", 1, 3), "ри");
  EXPECT_EQ(cut("Привет", 4, 99), "ет");
  EXPECT_EQ(cut("Привет", 9, 99), "");
  EXPECT_THAT(characters("aж"), ElementsAre("a", "ж"));
}

TEST(Strings, TakeBytesThatAreNoTextAsTheyAre) {
  const std::string_view broken =
      "\x80\xFF"
      "a\xD0";
  EXPECT_EQ(count_characters(broken), characters(broken).size());
  EXPECT_EQ(cut(broken, 0, 99), broken);
  EXPECT_FALSE(only_letters(broken));
}

TEST(Strings, ArePaddedAndStrippedAtTheirSides) {
  EXPECT_EQ(padded("ж", 4, "*", Side::left), "***ж");
  EXPECT_EQ(padded("ж", 4, "*", Side::right), "ж***");
  EXPECT_EQ(padded("ab", 7, "*", Side::both), "***ab**");
  EXPECT_EQ(padded("abc", 8, "*", Side::both), "**abc***");
  EXPECT_EQ(stripped("\u00A0 a \n", Side::both), "a");
  EXPECT_EQ(stripped("«a»", Side::both, "«»"), "a");
  EXPECT_EQ(stripped("  a ", Side::left), "a ");
}

TEST(Strings, AreSplitFromBothEnds) {
  EXPECT_THAT(split("a,b,c", ",", 1, Side::left), ElementsAre("a", "b,c"));
  EXPECT_THAT(split("a,b,c", ",", 1, Side::right), ElementsAre("a,b", "c"));
  EXPECT_THAT(split(" a  b ", std::nullopt, SIZE_MAX, Side::left), ElementsAre("a", "b"));
  EXPECT_THAT(split(" ", std::nullopt, SIZE_MAX, Side::right), IsEmpty());
  EXPECT_THAT(split_lines("a\r\n\nb", true), ElementsAre("a\r\n", "\n", "b"));
  EXPECT_EQ(find_last_in("aaaa", "aaa"), 1U);
}

TEST(Strings, AreReplacedUpToALimit) {
  EXPECT_EQ(replaced("aжa", "", "-", 2), "-a-жa");
  EXPECT_EQ(replaced("aaa", "a", "b", 2), "bba");
  EXPECT_FALSE(replaced(std::string(1'000'000, 'a'), "a", "0123456789", SIZE_MAX));
}

TEST(Wrapping, BreaksAtSpacesAndHyphensAndCutsWhatIsTooLong) {
  EXPECT_THAT(wrapped("state-of-the-art", {9, true, true}), ElementsAre("state-of-", "the-art"));
  EXPECT_THAT(wrapped("aaaaaa bb", {4, true, true}), ElementsAre("aaaa", "aa", "bb"));
  EXPECT_THAT(wrapped("aaaaaa bb", {4, false, true}), ElementsAre("aaaaaa", "bb"));
  EXPECT_THAT(wrapped("   ", {4, true, true}), IsEmpty());
}

}  // namespace
}  // namespace kontor::docgen
