#include "features/auth/tokens.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/text.hpp"

namespace kontor::auth {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;

const Caller kAnna{.user = *Id<User>::parse("0190a5f0-1c2d-7e3f-8a4b-5c6d7e8f9a0b"),
                   .org = *Id<Organization>::parse("0190a5f0-1c2d-7e3f-8a4b-5c6d7e8f9a0c"),
                   .role = Role::admin};
const Id<Family> kFamily = *Id<Family>::parse("0190a5f0-1c2d-7e3f-8a4b-5c6d7e8f9a0d");
constexpr std::string_view kSecret = "a secret of at least 32 characters!";

/// Signed by another program (Python's hmac), with the claims of kAnna at the time of kStart.
constexpr std::string_view kVector =
    "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9."
    "eyJzdWIiOiIwMTkwYTVmMC0xYzJkLTdlM2YtOGE0Yi01YzZkN2U4ZjlhMGIiLCJvcmciOiIwMTkwYTVmMC0xYzJkLTdlM2YtOGE0Yi01YzZkN2U4"
    "ZjlhMGMiLCJyb2xlIjoiYWRtaW4iLCJzaWQiOiIwMTkwYTVmMC0xYzJkLTdlM2YtOGE0Yi01YzZkN2U4ZjlhMGQiLCJpYXQiOjE3OTU0NDI0MDAs"
    "ImV4cCI6MTc5NTQ0MzMwMH0."
    "ObI98poWdTzZtEPERU-OF3rmrhF5KpF-WAEYHZ6Wos8";
const Timestamp kStart = *parse_rfc3339("2026-11-23T14:00:00Z");

class AccessToken : public testing::Test {
 protected:
  std::string refusal(std::string_view token) const {
    const auto proven = tokens_.verify(token);
    if (proven) return "accepted";
    EXPECT_EQ(proven.error().code, Code::unauthenticated);
    return proven.error().public_message;
  }
  static std::string signed_by_us(std::string_view header, std::string_view claims) {
    const std::string text = base64url(header) + "." + base64url(claims);
    return text + "." + base64url(hmac_sha256(kSecret, text));
  }

  ManualClock clock_{kStart};
  Tokens tokens_{Secret(std::string(kSecret)), clock_};
};

TEST_F(AccessToken, IsTheJwtThatOtherProgramsMake) { EXPECT_EQ(tokens_.access(kAnna, kFamily), kVector); }

TEST_F(AccessToken, ProvesWhoAsks) {
  const auto proven = tokens_.verify(kVector);
  ASSERT_TRUE(proven) << describe(proven.error());
  EXPECT_EQ(proven->caller.user, kAnna.user);
  EXPECT_EQ(proven->caller.org, kAnna.org);
  EXPECT_EQ(proven->caller.role, Role::admin);
  EXPECT_EQ(proven->family, kFamily);
}

TEST_F(AccessToken, ExpiresToTheSecond) {
  clock_.advance(Tokens::kAccessLife - 1s);
  EXPECT_TRUE(tokens_.verify(kVector));
  clock_.advance(1s);
  EXPECT_THAT(refusal(kVector), HasSubstr("expired"));
}

TEST_F(AccessToken, OfAnotherSecretIsRefused) {
  const Tokens others{Secret("another secret of at least 32 characters"), clock_};
  EXPECT_THAT(refusal(others.access(kAnna, kFamily)), HasSubstr("not one of ours"));
}

TEST_F(AccessToken, WithAnyCharacterChangedIsRefused) {
  for (std::size_t i = 0; i < kVector.size(); ++i) {
    std::string forged(kVector);
    forged[i] = forged[i] == 'A' ? 'B' : 'A';
    EXPECT_THAT(refusal(forged), HasSubstr("not one of ours")) << i;
  }
}

TEST_F(AccessToken, OfAnotherAlgorithmIsRefusedEvenWhenItIsSigned) {
  const std::string claims = from_base64url(kVector.substr(37, kVector.rfind('.') - 37)).value();
  EXPECT_EQ(refusal(signed_by_us(R"({"alg":"HS256","typ":"JWT"})", claims)), "accepted");
  for (const char* header : {R"({"alg":"none","typ":"JWT"})", R"({"alg":"HS512","typ":"JWT"})", R"({"typ":"JWT"})",
                             R"({"alg":"HS256","typ":"JWT","kid":"x"})", ""})
    EXPECT_THAT(refusal(signed_by_us(header, claims)), HasSubstr("not one of ours")) << header;
  const std::string unsigned_token = base64url(R"({"alg":"none","typ":"JWT"})") + "." + base64url(claims) + ".";
  EXPECT_THAT(refusal(unsigned_token), HasSubstr("not one of ours"));
}

TEST_F(AccessToken, ThatIsNoneIsRefused) {
  const std::string body(kVector.substr(0, kVector.rfind('.')));
  for (const std::string& broken : {std::string(), std::string("."), std::string(".."), std::string("Bearer"), body,
                                    body + ".", std::string(kVector) + ".", std::string(kVector) + "A",
                                    std::string(kVector) + "=", std::string(kVector.substr(0, 36))})
    EXPECT_THAT(refusal(broken), HasSubstr("not one of ours")) << broken;
  EXPECT_THAT(refusal(signed_by_us(R"({"alg":"HS256","typ":"JWT"})", R"({"sub":"7"})")), HasSubstr("not one of ours"));
}

TEST_F(AccessToken, IsNoSignatureForAnythingElse) {
  EXPECT_NE(tokens_.sign("file", "x"), tokens_.sign("csrf", "x"));
  EXPECT_NE(tokens_.csrf(kFamily), tokens_.csrf(Id<Family>::make()));
  EXPECT_EQ(tokens_.csrf(kFamily), tokens_.sign("csrf", kFamily.text()));
}

class RememberedToken : public AccessToken {
 protected:
  VerifiedTokens remembered_{tokens_, clock_};
};

TEST_F(RememberedToken, ProvesTheSameAsTheFirstTime) {
  for (int time = 0; time < 3; ++time) {
    const auto proven = remembered_.verify(kVector);
    ASSERT_TRUE(proven) << time;
    EXPECT_EQ(proven->caller.user, kAnna.user);
    EXPECT_EQ(proven->caller.org, kAnna.org);
    EXPECT_EQ(proven->family, kFamily);
  }
}

TEST_F(RememberedToken, ExpiresAllTheSame) {
  EXPECT_TRUE(remembered_.verify(kVector));
  clock_.advance(Tokens::kAccessLife - 1s);
  EXPECT_TRUE(remembered_.verify(kVector));
  clock_.advance(1s);
  for (int time = 0; time < 2; ++time) {
    const auto proven = remembered_.verify(kVector);
    ASSERT_FALSE(proven);
    EXPECT_EQ(proven.error().code, Code::unauthenticated);
  }
}

TEST_F(RememberedToken, MakesNoForgeryTrue) {
  std::string forged(kVector);
  forged.back() = 'A';
  EXPECT_TRUE(remembered_.verify(kVector));
  for (int time = 0; time < 2; ++time) EXPECT_FALSE(remembered_.verify(forged));
}

TEST_F(RememberedToken, IsForgottenWhenThereAreTooManyAndVerifiedAgain) {
  std::vector<Caller> callers(VerifiedTokens::kMost + 100);
  for (Caller& caller : callers) {
    caller = {.user = Id<User>::make(), .org = Id<Organization>::make(), .role = Role::user};
    ASSERT_EQ(remembered_.verify(tokens_.access(caller, kFamily))->caller.user, caller.user);
  }
  EXPECT_EQ(remembered_.verify(tokens_.access(callers.front(), kFamily))->caller.user, callers.front().user);
}

}  // namespace
}  // namespace kontor::auth
