#include "base/text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace kontor {
namespace {

using ::testing::HasSubstr;

TEST(Text, CountsCodePointsAndTrims) {
  const auto name = Text<1, 5>::parse("  Олег\n");
  ASSERT_TRUE(name);
  EXPECT_EQ(name->str(), "Олег");
  EXPECT_THAT((Text<1, 3>::parse("Олег").error().fields[0].message), HasSubstr("at most 3"));
  EXPECT_THAT((Text<1, 3>::parse(" \t ").error().fields[0].message), HasSubstr("empty"));
}

TEST(Text, RefusesBrokenUtf8AndControlCharacters) {
  EXPECT_THAT((Text<1, 9>::parse("a\xC3").error().fields[0].message), HasSubstr("UTF-8"));
  EXPECT_THAT((Text<1, 9>::parse("\xED\xA0\x80").error().fields[0].message), HasSubstr("UTF-8"));
  EXPECT_THAT((Text<1, 9>::parse(std::string_view("a\0b", 3)).error().fields[0].message), HasSubstr("U+0000"));
}

TEST(Text, MakesLatinAndCyrillicSmall) { EXPECT_EQ(lowercase("ÀBC Ёлка ИВАН Ω"), "àbc ёлка иван ω"); }

TEST(Text, FindsTheNearestWordButNoWildGuess) {
  EXPECT_EQ(nearest("cleint", {"date", "client", "items"}), "client");
  EXPECT_EQ(nearest("nmae", {"date", "name"}), "name");
  EXPECT_EQ(nearest("emial", {"items", "email"}), "email");
  EXPECT_EQ(nearest("zebra", {"date", "client"}), "");
}

TEST(Base64Url, RoundTripsAndRefusesPadding) {
  EXPECT_EQ(base64url("\xFB\xFF"), "-_8");
  EXPECT_EQ(from_base64url("-_8"), "\xFB\xFF");
  EXPECT_FALSE(from_base64url("-_8="));
  EXPECT_FALSE(from_base64url("a+b/"));
}

TEST(EmailAddress, TakesRealOnesAndNamesWhatIsWrong) {
  EXPECT_EQ(EmailAddress::parse(" Ivan.Petrov+x@Example.COM ")->str(), "Ivan.Petrov+x@example.com");
  EXPECT_TRUE(EmailAddress::parse("иван@почта.рф"));
  EXPECT_THAT(EmailAddress::parse("ivan").error().fields[0].message, HasSubstr("@ is missing"));
  for (const char* bad : {"@x.ru", "a@", "a@b", "a..b@x.ru", "a b@x.ru", "a@-x.ru", "a@x..ru", "a@x.ru-"})
    EXPECT_FALSE(EmailAddress::parse(bad)) << bad;
}

TEST(Verbatim, KeepsTheEndsAndCountsThem) {
  using Source = Verbatim<1, 8>;
  EXPECT_EQ(Source::parse("\n\n a\r\n").value().str(), "\n\n a\r\n");
  EXPECT_FALSE(Source::parse(" \n ")) << "nothing but white space is empty";
  EXPECT_FALSE(Source::parse("a        ")) << "nine characters";
  EXPECT_FALSE(Source::parse(std::string_view("a\0b", 3)));
}

}  // namespace
}  // namespace kontor
