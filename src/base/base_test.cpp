#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "base/clock.hpp"
#include "base/id.hpp"
#include "base/result.hpp"
#include "base/secret.hpp"
#include "base/text.hpp"

namespace kontor {
namespace {

using ::testing::HasSubstr;

TEST(Uuid, SortsByTheMillisecondInWhichItWasMade) {
  const auto now = std::chrono::system_clock::now();
  const Uuid earlier = Uuid::v7(now);
  const Uuid later = Uuid::v7(now + std::chrono::milliseconds(1));
  EXPECT_LT(earlier, later);
  EXPECT_LT(earlier.text(), later.text());
  EXPECT_EQ(earlier.text()[14], '7');
}

TEST(Uuid, ReadsBackWhatItWroteAndNothingElse) {
  const Uuid id = Uuid::v7();
  EXPECT_EQ(Uuid::parse(id.text()), id);
  EXPECT_FALSE(Uuid::parse(id.text().substr(1)));
  EXPECT_FALSE(Uuid::parse("0190a5f0-0000-7000-8000-00000000000g"));
  EXPECT_FALSE(Uuid::parse("0190a5f0x0000-7000-8000-000000000000"));
}

TEST(Timestamp, WritesAndReadsRfc3339) {
  const auto at = parse_rfc3339("2026-11-23T17:00:00.5+03:00");
  ASSERT_TRUE(at);
  EXPECT_EQ(rfc3339(*at), "2026-11-23T14:00:00.500000Z");
  EXPECT_EQ(rfc3339(*parse_rfc3339("2024-02-29T00:00:00Z")), "2024-02-29T00:00:00Z");
  for (const char* bad :
       {"2026-02-29T00:00:00Z", "2026-11-23", "2026-11-23T24:00:00Z", "2026-11-23T10:00:00", "2026-11-23T10:00:00Zx"})
    EXPECT_FALSE(parse_rfc3339(bad)) << bad;
}

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

TEST(Secret, HashesVectorsOfTheStandards) {
  EXPECT_EQ(hex(sha256("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(hex(hmac_sha256("Jefe", "what do ya want for nothing?")),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");  // RFC 4231, case 2
}

TEST(Secret, PasswordHashVerifiesOnlyItsPassword) {
  const Argon2id cheap{.memory_kib = 8, .passes = 1};
  const std::string encoded = hash_password(Secret("correct horse"), cheap);
  EXPECT_THAT(encoded, HasSubstr("$argon2id$v=19$m=8,t=1,p=1$"));
  EXPECT_TRUE(verify_password(Secret("correct horse"), encoded));
  EXPECT_FALSE(verify_password(Secret("wrong horse"), encoded));
  EXPECT_FALSE(verify_password(Secret("correct horse"), "not a hash"));
}

TEST(Secret, TokensDoNotRepeat) {
  std::set<std::string> seen;
  for (int i = 0; i < 1000; ++i) EXPECT_TRUE(seen.insert(random_token()).second);
}

Result<int> half(int n) {
  if (n % 2 != 0) return fail(Error::invalid("n", "is odd"));
  return n / 2;
}

Result<int> quarter(int n) {
  TRY(const int once, half(n));
  TRY(const int twice, half(once));
  return twice;
}

TEST(Result, TryStopsAtTheFirstError) {
  EXPECT_EQ(*quarter(8), 2);
  EXPECT_EQ(quarter(6).error().fields, (std::vector<FieldError>{{"n", "is odd"}}));
}

}  // namespace
}  // namespace kontor
