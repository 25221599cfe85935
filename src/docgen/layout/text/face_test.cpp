#include "docgen/layout/text/face.hpp"

#include <gtest/gtest.h>

namespace kontor::docgen::layout {
namespace {

std::string found(std::string_view family, bool bold = false, bool italic = false) {
  return find_face({std::string(family), bold, italic}).face->postscript_name();
}

TEST(Faces, AreFoundByFamilyAndCut) {
  EXPECT_EQ(found("Liberation Serif"), "LiberationSerif");
  EXPECT_EQ(found("liberation serif", true), "LiberationSerif-Bold");
  EXPECT_EQ(found("PT Sans", true, true), "PTSans-BoldItalic");
  EXPECT_EQ(found("sans"), "PTSans-Regular");
  EXPECT_EQ(found("serif", false, true), "PTSerif-Italic");
}

TEST(Faces, OfEqualWidthsStandInForThoseOfWord) {
  EXPECT_EQ(found("Arial"), "LiberationSans");
  EXPECT_EQ(found("Times New Roman", true), "LiberationSerif-Bold");
  EXPECT_EQ(found("Courier New"), "LiberationMono");
}

TEST(Faces, AreBentWhenTheFamilyHasNoSuchCut) {
  const Chosen mono = find_face({"PT Mono", true, true});
  EXPECT_FALSE(mono.embolden);  // PT Mono has a bold cut
  EXPECT_TRUE(mono.slant);
}

TEST(Faces, AreFoundForAnyName) {
  EXPECT_NE(find_face({"No Such Family", false, false}).face, nullptr);
  EXPECT_NE(find_face({"", true, false}).face, nullptr);
  EXPECT_NE(find_face({std::string(10'000, 'x'), false, false}).face, nullptr);
}

TEST(Faces, AreOpenedOnce) { EXPECT_EQ(find_face({"Arial"}).face, find_face({"Liberation Sans"}).face); }

TEST(Faces, SayTheMetricsOfTheirTables) {
  const Face& serif = *find_face({"Liberation Serif"}).face;
  EXPECT_NEAR(serif.ascent(), 1825 / 2048.0, 1e-6);  // hhea
  EXPECT_NEAR(serif.descent(), 443 / 2048.0, 1e-6);
  EXPECT_NEAR(serif.line_gap(), 87 / 2048.0, 1e-6);
  EXPECT_NEAR(find_face({"PT Sans"}).face->ascent() + find_face({"PT Sans"}).face->descent(), 1.294, 1e-6);
  EXPECT_GT(serif.underline_position(), 0);
  EXPECT_GT(serif.cap_height(), serif.x_height());
}

TEST(Fallback, HasAFaceForALetterThatTheFontLacks) {
  const FaceQuery sans{"sans"};
  ASSERT_FALSE(find_face(sans).face->has(U'☑'));
  const auto other = fallback_for(U'☑', sans);
  ASSERT_TRUE(other);
  EXPECT_TRUE(other->face->has(U'☑'));
  EXPECT_EQ(fallback_for(U'☑', sans)->face, other->face);
}

TEST(Fallback, HasNothingForWhatNoFontKnows) { EXPECT_FALSE(fallback_for(0x10FFFD, {"sans"})); }

}  // namespace
}  // namespace kontor::docgen::layout
