#include "docgen/layout/text/hyphenation.hpp"

#include <gtest/gtest.h>

namespace kontor::docgen::layout {
namespace {

std::string parted(const Hyphenation& hyphenation, std::string_view word) {
  std::string out(word);
  const std::vector<std::size_t> places = hyphenation.places(word);
  for (auto place = places.rbegin(); place != places.rend(); ++place) out.insert(*place, 1, '-');
  return out;
}

TEST(Hyphenation, FollowsThePatternsOfItsFile) {
  const Hyphenation patterns("UTF-8\nLEFTHYPHENMIN 2\nRIGHTHYPHENMIN 3\na1b\na2bc\n1cd\n");
  EXPECT_EQ(parted(patterns, "xxabxx"), "xxa-bxx");
  EXPECT_EQ(parted(patterns, "xxabcxx"), "xxabcxx");  // the even number forbids
  EXPECT_EQ(parted(patterns, "abxxxx"), "abxxxx");    // too short a beginning
  EXPECT_EQ(parted(patterns, "xxxxcde"), "xxxx-cde");
  EXPECT_EQ(parted(patterns, "xxxxcd"), "xxxxcd");  // too short an end
}

TEST(Hyphenation, PartsRussianWords) {
  const Hyphenation* russian = hyphenation_for("ru", HB_SCRIPT_CYRILLIC);
  ASSERT_NE(russian, nullptr) << "the package hyphen-ru";
  EXPECT_EQ(parted(*russian, "предложение"), "пред-ло-же-ние");
  EXPECT_EQ(parted(*russian, "«договор»,"), "«до-го-вор»,");
  EXPECT_EQ(parted(*russian, "Ответственность"), "От-вет-ствен-ность");
  EXPECT_EQ(parted(*russian, "это"), "это");
}

TEST(Hyphenation, PartsEnglishWords) {
  const Hyphenation* english = hyphenation_for("en", HB_SCRIPT_LATIN);
  ASSERT_NE(english, nullptr) << "the package hyphen-en-us";
  EXPECT_EQ(parted(*english, "hyphenation"), "hy-phen-ation");
  EXPECT_EQ(parted(*english, "responsibility."), "re-spon-si-bil-ity.");
}

TEST(Hyphenation, LeavesWhatIsNoWord) {
  const Hyphenation* english = hyphenation_for("en", HB_SCRIPT_LATIN);
  ASSERT_NE(english, nullptr);
  for (const std::string& word :
       {std::string("UNESCO"), std::string("info@example.com"), std::string("a1b2c3d4e5"), std::string(5000, 'a')})
    EXPECT_TRUE(english->places(word).empty()) << word;
}

TEST(Hyphenation, TakesTheDictionaryOfTheScript) {
  EXPECT_EQ(hyphenation_for("en", HB_SCRIPT_CYRILLIC), hyphenation_for("ru", HB_SCRIPT_CYRILLIC));
  EXPECT_EQ(hyphenation_for("../../etc/passwd", HB_SCRIPT_LATIN), nullptr);
  EXPECT_EQ(hyphenation_for("ru", HB_SCRIPT_HAN), nullptr);
}

TEST(Hyphenation, TakesAHostileFile) {
  EXPECT_TRUE(Hyphenation("EBCDIC\nabc1d").places("abcdef").empty());
  EXPECT_TRUE(Hyphenation("").places("abcdef").empty());
  EXPECT_TRUE(Hyphenation("UTF-8\nLEFTHYPHENMIN 99999999999999999999\n\xFF\xFE" + std::string(100'000, '9'))
                  .places("abcdef")
                  .empty());
}

}  // namespace
}  // namespace kontor::docgen::layout
