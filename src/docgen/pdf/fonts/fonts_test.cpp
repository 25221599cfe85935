#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "docgen/pdf/fonts/cff.hpp"
#include "docgen/pdf/fonts/cut.hpp"
#include "docgen/pdf/fonts/to_unicode.hpp"
#include "docgen/pdf/pdf.hpp"
#include "docgen/pdf/sample_test.hpp"
#include "docgen/test_tool.hpp"

namespace kontor::docgen {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(CutFont, IsKeptForTheNextDocument) {
  const auto first = pdf::cut_groups(sample::sans(), pdf::kBasic | pdf::kCyrillic);
  ASSERT_TRUE(first);
  EXPECT_EQ(*first, *pdf::cut_groups(sample::sans(), pdf::kBasic | pdf::kCyrillic));
  EXPECT_NE((*first)->name, (*pdf::cut_groups(sample::sans(), pdf::kBasic))->name);
}

TEST(CutFont, StaysSmallWithTheLettersOfTwoAlphabets) {
  for (const layout::Face* face : {&sample::sans(), &sample::bold(), &sample::serif()})
    EXPECT_LT((*pdf::cut_groups(*face, pdf::kBasic | pdf::kCyrillic))->program.size(), 14'000u);
}

TEST(CutFont, HasEachGlyphThatIsAskedForAndNoOther) {
  const auto font = pdf::cut_exactly(sample::sans(), {{40, "E"}, {300, "x"}});
  ASSERT_TRUE(font);
  EXPECT_NE((*font)->slots[40].code, pdf::CutFont::kNone);
  EXPECT_NE((*font)->slots[300].code, (*font)->slots[40].code);
  EXPECT_EQ((*font)->slots[41].code, pdf::CutFont::kNone);
}

TEST(CutFont, PutsRareLettersIntoAFontOfTheirOwn) {
  sample::Paper paper;
  paper.say("Сопротивление 50 Ω, ток");
  const std::string fonts = said_of(*pdf::write(paper.pages), "pdffonts {} | grep -c PTSans-Regular");
  EXPECT_EQ(fonts, "2\n");
  EXPECT_THAT(said_of(*pdf::write(paper.pages), "pdftotext {} -"), HasSubstr("Сопротивление 50 Ω, ток"));
}

TEST(CutFont, RefusesNoGlyphNumber) {
  const auto font = pdf::cut_exactly(sample::sans(), {{40, "E"}, {60'000, "x"}});
  ASSERT_TRUE(font);
  EXPECT_EQ((*font)->slots.size(), 697u);
}

TEST(ToUnicode, WritesRangesWhereLettersFollowEachOther) {
  const std::string map =
      pdf::to_unicode({{1, "a"}, {2, "b"}, {3, "c"}, {4, "ffi"}, {255, "y"}, {256, "z"}, {300, "\U0001F600"}});
  EXPECT_THAT(map, HasSubstr("1 beginbfrange\n<0001><0003><0061>\nendbfrange"));
  EXPECT_THAT(map, HasSubstr("<0004><006600660069>"));
  EXPECT_THAT(map, HasSubstr("<00FF><0079>\n<0100><007A>"));  // no range steps over the last byte
  EXPECT_THAT(map, HasSubstr("<012C><D83DDE00>"));
}

TEST(Cff, NumbersGlyphsAsTheFontDoes) {
  const std::string names("\0\1\1\1\2F", 6);
  const std::string head("\1\0\4\1", 4);
  // ROS of three operands, the character set at 29, the outlines at 35.
  const std::string dict("\x8B\x8B\x8B\x0C\x1E\xA8\x0F\xAE\x11", 9);
  std::string cff = head + names + std::string("\0\1\1\1\x0A", 5) + dict;
  cff.resize(29);
  cff += std::string("\2\0\x64\0\1", 5);  // two glyphs from 100 on
  cff.resize(35);
  cff += std::string("\0\3", 2);
  EXPECT_EQ(pdf::cff_selectors(cff), (std::vector<std::uint16_t>{0, 100, 101}));
  for (std::size_t size = 0; size < cff.size(); ++size) pdf::cff_selectors(std::string_view(cff).substr(0, size));
  EXPECT_TRUE(pdf::cff_selectors("").empty());
}

}  // namespace
}  // namespace kontor::docgen
