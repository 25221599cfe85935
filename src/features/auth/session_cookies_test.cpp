#include "features/auth/session_cookies.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "http/fake_request.hpp"

namespace kontor::auth {
namespace {

using ::testing::AllOf;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

const Granted kGranted{.access_token = "A.B.C", .refresh_token = "R", .csrf_token = "X"};

TEST(SessionCookies, HideTheTokensFromScriptsAndShowThemTheCsrfValue) {
  EXPECT_THAT(SessionCookies(false).set(kGranted),
              ElementsAre("kontor_access=A.B.C; Path=/api; Max-Age=900; SameSite=Strict; HttpOnly",
                          "kontor_refresh=R; Path=/api/v1/auth; Max-Age=2592000; SameSite=Strict; HttpOnly",
                          "kontor_csrf=X; Path=/; Max-Age=2592000; SameSite=Strict"));
}

TEST(SessionCookies, AreSentByTlsAloneWhereThereIsTls) {
  EXPECT_THAT(SessionCookies(true).set(kGranted), Each(EndsWith("; Secure")));
  EXPECT_THAT(SessionCookies(true).clear(), Each(EndsWith("; Secure")));
  EXPECT_THAT(SessionCookies(false).set(kGranted), Each(Not(HasSubstr("Secure"))));
}

TEST(SessionCookies, AreTakenBackWhereTheyWereSet) {
  EXPECT_THAT(SessionCookies(false).clear(),
              ElementsAre(AllOf(StartsWith("kontor_access=; Path=/api; Max-Age=0;"), HasSubstr("HttpOnly")),
                          AllOf(StartsWith("kontor_refresh=; Path=/api/v1/auth; Max-Age=0;"), HasSubstr("HttpOnly")),
                          StartsWith("kontor_csrf=; Path=/; Max-Age=0;")));
}

class Authentication : public testing::Test {
 protected:
  Code code(const http::Request& request) {
    const Result<Caller> caller = authenticate(verified_, request);
    EXPECT_FALSE(caller);
    return caller ? Code::upstream : caller.error().code;
  }
  http::FakeRequest with_cookie(http::Method method) const {
    http::FakeRequest request(method);
    request.headers["cookie"] = "theme=dark; kontor_access=" + token_;
    return request;
  }

  ManualClock clock_{*parse_rfc3339("2026-11-23T14:00:00Z")};
  Tokens tokens_{Secret(std::string(48, 's')), clock_};
  VerifiedTokens verified_{tokens_, clock_};
  Caller anna_{.user = Id<User>::make(), .org = Id<Organization>::make(), .role = Role::user};
  Id<Family> family_ = Id<Family>::make();
  std::string token_ = tokens_.access(anna_, family_);
};

TEST_F(Authentication, ByBearerNeedsNoCsrfHeader) {
  http::FakeRequest request(http::Method::del);
  for (const char* scheme : {"Bearer ", "bearer ", "BEARER "}) {
    request.headers["authorization"] = scheme + token_;
    const Result<Caller> caller = authenticate(verified_, request);
    ASSERT_TRUE(caller) << scheme;
    EXPECT_EQ(caller->user, anna_.user);
  }
}

TEST_F(Authentication, ByCookieIsEnoughForReadingOnly) {
  for (const http::Method method : {http::Method::get, http::Method::head, http::Method::options})
    EXPECT_TRUE(authenticate(verified_, with_cookie(method))) << name(method);
  for (const http::Method method :
       {http::Method::post, http::Method::put, http::Method::patch, http::Method::del, http::Method::other})
    EXPECT_EQ(code(with_cookie(method)), Code::forbidden) << name(method);
}

TEST_F(Authentication, ByCookieChangesThingsWithTheCsrfHeaderOfThatLogin) {
  http::FakeRequest request = with_cookie(http::Method::post);
  request.headers["x-csrf-token"] = tokens_.csrf(Id<Family>::make());
  EXPECT_EQ(code(request), Code::forbidden);
  request.headers["x-csrf-token"] = tokens_.csrf(family_).substr(1);
  EXPECT_EQ(code(request), Code::forbidden);
  request.headers["x-csrf-token"] = tokens_.csrf(family_);
  EXPECT_TRUE(authenticate(verified_, request));
}

TEST_F(Authentication, ByABadBearerIsNotSavedByAGoodCookie) {
  http::FakeRequest request = with_cookie(http::Method::get);
  request.headers["authorization"] = "Bearer " + token_ + "x";
  EXPECT_EQ(code(request), Code::unauthenticated);
}

TEST_F(Authentication, WithoutAnythingIsToldToLogIn) {
  EXPECT_EQ(code(http::FakeRequest()), Code::unauthenticated);
  http::FakeRequest request;
  request.headers["authorization"] = "Basic YW5uYTp4";
  EXPECT_EQ(code(request), Code::unauthenticated);
  request.headers["authorization"] = "Bearer ";
  EXPECT_EQ(code(request), Code::unauthenticated);
  request.headers["cookie"] = "kontor_access=";
  EXPECT_EQ(code(request), Code::unauthenticated);
}

}  // namespace
}  // namespace kontor::auth
