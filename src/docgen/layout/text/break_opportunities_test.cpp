#include "docgen/layout/text/break_opportunities.hpp"

#include <gtest/gtest.h>

namespace kontor::docgen::layout {
namespace {

/// The text with "|" where a line may begin and "~" where it may but should not, "^" where it may in an
/// address.
std::string marked(std::string_view text, Locale locale = Locale::en) {
  const std::vector<Break> breaks = break_opportunities(text, locale);
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (breaks[i] == Break::allowed) out += '|';
    if (breaks[i] == Break::unwelcome) out += '~';
    if (breaks[i] == Break::at_slash) out += '^';
    if (breaks[i] == Break::must) out += '!';
    out += text[i];
  }
  return out;
}

TEST(BreakOpportunities, StandBehindSpacesAndInNoWord) {
  EXPECT_EQ(marked("one two  three"), "one |two  |three");
  EXPECT_EQ(marked(" one"), " |one");
  EXPECT_EQ(marked("one\ntwo"), "one\n!two");
  EXPECT_EQ(marked("a\u00A0b\u202Fc\u2060d"), "a\u00A0b\u202Fc\u2060d");
}

TEST(BreakOpportunities, KeepPunctuationWithItsWord) {
  EXPECT_EQ(marked("(one) «two», three!"), "(one) |«two», |three!");
  EXPECT_EQ(marked("what ?"), "what ?");
  EXPECT_EQ(marked("a.b,c 3.14 12:30 and/or"), "a.b,c |3.14 |12:30 |and/^or");
  EXPECT_EQ(marked("say \"yes\" now"), "say |\"yes\" |now");
}

TEST(BreakOpportunities, StandBehindHyphensAndDashes) {
  EXPECT_EQ(marked("well-known 5-10 -7"), "well-|known |5-10 |-7");
  EXPECT_EQ(marked("one—two 10–20"), "one—|two |10–20");
  EXPECT_EQ(marked("non\u2011breaking"), "non\u2011breaking");
}

TEST(BreakOpportunities, PartAddressesAtTheirSlashes) {
  EXPECT_EQ(marked("https://example.com/a/b"), "https://^example.com/^a/^b");
}

TEST(BreakOpportunities, StandBetweenIdeographsButNotBeforeTheirPunctuation) {
  EXPECT_EQ(marked("中文。字"), "中|文。|字");
  EXPECT_EQ(marked("「中」a"), "「中」a");
}

TEST(BreakOpportunities, AreUnwelcomeBehindShortRussianWordsAndInNumbers) {
  EXPECT_EQ(marked("в Москве", Locale::ru), "в ~Москве");
  EXPECT_EQ(marked("слово — дело", Locale::ru), "слово ~— |дело");
  EXPECT_EQ(marked("всего 10 000 ₽ сразу", Locale::ru), "всего |10 ~000 ~₽ |сразу");
  EXPECT_EQ(marked("5 кг, 3 шт. и 2024 1000", Locale::ru), "5 ~кг, |3 ~шт. ~и ~2024 |1000");
}

TEST(BreakOpportunities, PartNoLetterFromItsAccentsAndNoFlag) {
  EXPECT_EQ(marked("e\u0301e"), "e\u0301e");
  EXPECT_EQ(marked("\U0001F1F7\U0001F1FA\U0001F1E9\U0001F1EA"), "\U0001F1F7\U0001F1FA|\U0001F1E9\U0001F1EA");
}

}  // namespace
}  // namespace kontor::docgen::layout
