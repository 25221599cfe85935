#include "http/problem.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace kontor::http {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(Problem, NamesEveryBadFieldWithItsPlace) {
  const Response response =
      problem(Error::invalid({{"body.name", "is required"}, {"query.limit", "is \"much\""}}), "r7");
  EXPECT_EQ(response.status, 422u);
  EXPECT_EQ(response.content_type, "application/problem+json");
  EXPECT_THAT(response.body, HasSubstr(R"("title":"Unprocessable Content","status":422)"));
  EXPECT_THAT(response.body, HasSubstr(R"("request_id":"r7")"));
  EXPECT_THAT(response.body, HasSubstr(R"("errors":[{"location":"body.name","message":"is required"},)"
                                       R"({"location":"query.limit","message":"is \"much\""}])"));
}

TEST(Problem, NeverTellsTheInternalContext) {
  const Response response =
      problem(Error{.code = Code::conflict, .public_message = "Taken.", .internal_context = "users_email_key"}, "r7");
  EXPECT_EQ(response.status, 409u);
  EXPECT_THAT(response.body, HasSubstr(R"("detail":"Taken.")"));
  EXPECT_THAT(response.body + response.headers, Not(HasSubstr("users_email_key")));
}

TEST(Problem, SaysWhenToComeBackAndHowToLogIn) {
  const Response limited = problem(
      Error{.code = Code::rate_limited, .public_message = "Slow.", .retry_after = std::chrono::seconds(90)}, "r7");
  EXPECT_EQ(limited.status, 429u);
  EXPECT_EQ(limited.headers, "Retry-After: 90\r\n");
  const Response nobody = problem(Error{.code = Code::unauthenticated, .public_message = "Who?"}, "r7");
  EXPECT_EQ(nobody.status, 401u);
  EXPECT_EQ(nobody.headers, "WWW-Authenticate: Bearer\r\n");
}

TEST(Problem, GivesEachCodeAStatusThatHasAName) {
  const std::map<Code, unsigned> expected{
      {Code::invalid, 422},     {Code::unauthenticated, 401}, {Code::forbidden, 403},   {Code::not_found, 404},
      {Code::conflict, 409},    {Code::too_large, 413},       {Code::unsupported, 415}, {Code::rate_limited, 429},
      {Code::unavailable, 503}, {Code::upstream, 502}};
  for (const auto& [code, status] : expected) {
    EXPECT_EQ(status_of(code), status);
    EXPECT_NE(reason_of(status), "Status") << status;
  }
}

TEST(Problem, BelowTheHandlersIsOfTheSameForm) {
  const Response response = problem(431, "The headers are too large.", "r7");
  EXPECT_EQ(response.body, R"({"type":"about:blank","title":"Request Header Fields Too Large","status":431,)"
                           R"("detail":"The headers are too large.","request_id":"r7","errors":[]})");
}

}  // namespace
}  // namespace kontor::http
