#include "http/url.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace kontor::http {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;

TEST(Url, DecodesEscapesInEitherCase) {
  EXPECT_EQ(percent_decode("%D0%96%d0%b6", false), "Жж");
  EXPECT_EQ(percent_decode("a%2Fb%2525", false), "a/b%25");
  EXPECT_EQ(percent_decode("", false), "");
}

TEST(Url, TakesAPlusForASpaceOnlyInForms) {
  EXPECT_EQ(percent_decode("a+b%2B", true), "a b+");
  EXPECT_EQ(percent_decode("a+b", false), "a+b");
}

TEST(Url, RefusesBrokenEscapesAndBrokenUtf8) {
  for (const char* broken : {"%", "a%4", "%4g", "%%41", "% 41", "%D0", "%ED%A0%80", "%FF"})
    EXPECT_EQ(percent_decode(broken, false), std::nullopt) << broken;
}

TEST(Url, EncodesAllThatCouldMeanSomethingElse) {
  EXPECT_EQ(percent_encode("a-b._~9"), "a-b._~9");
  EXPECT_EQ(percent_encode("a/b?c&d=e f+Ж%"), "a%2Fb%3Fc%26d%3De%20f%2B%D0%96%25");
}

TEST(Url, DecodesBackWhatItEncoded) {
  std::string all;
  for (char32_t c = 1; c < 128; ++c) all += static_cast<char>(c);
  EXPECT_EQ(percent_decode(percent_encode(all + "дом €"), true), all + "дом €");
}

TEST(Query, KeepsTheOrderRepeatsAndEmptyValues) {
  const auto pairs = parse_query("b=2&a=1&&b=%3D&c&d=x=y&=z");
  ASSERT_TRUE(pairs);
  EXPECT_THAT(*pairs, ElementsAre(Pair("b", "2"), Pair("a", "1"), Pair("b", "="), Pair("c", ""), Pair("d", "x=y"),
                                  Pair("", "z")));
  EXPECT_THAT(*parse_query(""), IsEmpty());
}

TEST(Query, IsRefusedWholeWhenAnyPartIsBroken) {
  EXPECT_FALSE(parse_query("a=1&b=%4"));
  EXPECT_FALSE(parse_query("a=1&%FF=2"));
}

}  // namespace
}  // namespace kontor::http
