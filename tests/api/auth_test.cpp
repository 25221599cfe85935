#include <gmock/gmock.h>

#include "base/text.hpp"
#include "support/company.hpp"

namespace kontor::test {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::HasSubstr;
using testing::Not;

TEST(Register, MakesAnOrganisationWithItsOwner) {
  HttpClient http = shared_server().client();
  const std::string email = new_email();
  const HttpResponse session = http.post("/api/v1/auth/register", {{"organization_name", "Пекарня"},
                                                                   {"name", "Анна"},
                                                                   {"email", email},
                                                                   {"password", Person::password},
                                                                   {"locale", "ru"}});
  ASSERT_EQ(session.status, 201) << session.body;
  EXPECT_EQ(session.text("user.role"), "owner");
  EXPECT_EQ(session.text("user.email"), email);
  EXPECT_EQ(session.text("organization.name"), "Пекарня");
  EXPECT_EQ(session.text("organization.locale"), "ru");
  EXPECT_EQ(session.text("token_type"), "Bearer");
  EXPECT_EQ(session.text("expires_in"), "900");
  http.set_bearer(session.text("access_token"));
  const HttpResponse me = http.get("/api/v1/auth/me");
  ASSERT_EQ(me.status, 200) << me.body;
  EXPECT_EQ(me.text("user.name"), "Анна");
  EXPECT_EQ(me.text("organization.id"), session.text("organization.id"));
}

TEST(Register, RefusesAnAddressThatIsTakenInAnyCase) {
  const Person anna = new_company();
  std::string shouted = anna.email;
  shouted.replace(0, 6, "PERSON");
  HttpClient http = shared_server().client();
  const HttpResponse again =
      http.post("/api/v1/auth/register",
                {{"organization_name", "Other"}, {"name", "Eve"}, {"email", shouted}, {"password", Person::password}});
  EXPECT_EQ(again.status, 409) << again.body;
}

TEST(Register, NamesEveryBadFieldAtOnce) {
  HttpClient http = shared_server().client();
  const HttpResponse refused =
      http.post("/api/v1/auth/register",
                {{"organization_name", ""}, {"name", "Eve"}, {"email", "not an address"}, {"password", "123"}});
  ASSERT_EQ(refused.status, 422) << refused.body;
  EXPECT_THAT(refused.locations(),
              AllOf(Contains("body.organization_name"), Contains("body.email"), Contains("body.password")));
}

TEST(Login, GivesASessionForTheRightPasswordOnly) {
  const Person anna = new_company();
  EXPECT_EQ(log_in(anna.email, Person::password).id, anna.id);
  HttpClient http = shared_server().client();
  const HttpResponse wrong = http.post("/api/v1/auth/login", {{"email", anna.email}, {"password", "wrong password"}});
  const HttpResponse nobody = http.post("/api/v1/auth/login", {{"email", new_email()}, {"password", "wrong password"}});
  EXPECT_EQ(wrong.status, 401);
  EXPECT_EQ(nobody.status, 401);
  EXPECT_EQ(wrong.text("detail"), nobody.text("detail")) << "the answer must not tell which addresses exist";
}

/// Tries wrong passwords until the answer is 429, at most `most` times.
HttpResponse try_until_limited(const std::function<HttpResponse()>& attempt, int most) {
  HttpResponse response;
  for (int i = 0; i < most && response.status != 429; ++i) response = attempt();
  return response;
}

TEST(Login, IsLimitedPerAccountFromManyAddresses) {
  const Person anna = new_company();
  const HttpResponse limited = try_until_limited(
      [&] {
        HttpClient stranger = shared_server().client();
        return stranger.post("/api/v1/auth/login", {{"email", anna.email}, {"password", "wrong password"}});
      },
      60);
  ASSERT_EQ(limited.status, 429) << limited.body;
  EXPECT_GT(std::atoi(limited.header("Retry-After").c_str()), 0);
  const Person other = new_company();
  EXPECT_EQ(log_in(other.email, Person::password).id, other.id) << "others must not suffer";
}

TEST(Login, IsLimitedPerAddressForManyAccounts) {
  HttpClient robot = shared_server().client();
  const HttpResponse limited = try_until_limited(
      [&] { return robot.post("/api/v1/auth/login", {{"email", new_email()}, {"password", "wrong password"}}); }, 200);
  ASSERT_EQ(limited.status, 429) << limited.body;
  EXPECT_GT(std::atoi(limited.header("Retry-After").c_str()), 0);
  EXPECT_EQ(limited.header("Content-Type"), "application/problem+json");
}

TEST(Refresh, RotatesTheToken) {
  Person anna = new_company();
  const HttpResponse next = anna.http.post("/api/v1/auth/refresh", {{"refresh_token", anna.refresh_token}});
  ASSERT_EQ(next.status, 200) << next.body;
  EXPECT_NE(next.text("refresh_token"), anna.refresh_token);
  anna.http.set_bearer(next.text("access_token"));
  EXPECT_EQ(anna.http.get("/api/v1/auth/me").status, 200);
}

TEST(Refresh, RevokesTheWholeFamilyWhenAnOldTokenIsUsedAgain) {
  Person anna = new_company();
  const Person elsewhere = log_in(anna.email, Person::password);
  const HttpResponse next = anna.http.post("/api/v1/auth/refresh", {{"refresh_token", anna.refresh_token}});
  ASSERT_EQ(next.status, 200) << next.body;
  EXPECT_EQ(anna.http.post("/api/v1/auth/refresh", {{"refresh_token", anna.refresh_token}}).status, 401);
  EXPECT_EQ(anna.http.post("/api/v1/auth/refresh", {{"refresh_token", next.text("refresh_token")}}).status, 401);
  EXPECT_EQ(anna.http.post("/api/v1/auth/refresh", {{"refresh_token", elsewhere.refresh_token}}).status, 200)
      << "another log-in is another family";
}

/// A browser that holds this refresh token, and one that never saw what came of it.
HttpClient browser_with(const std::string& refresh_token) {
  HttpClient http = shared_server().client();
  http.set_header("Cookie", "kontor_refresh=" + refresh_token);
  return http;
}

std::string refresh_cookie_of(const HttpResponse& response) { return response.cookie("kontor_refresh").value_or(""); }

TEST(Refresh, ForgivesABrowserThatMissedTheAnswer) {
  const Person anna = new_company();
  const HttpResponse missed = browser_with(anna.refresh_token).post("/api/v1/auth/refresh", {{"cookies", true}});
  ASSERT_EQ(missed.status, 200) << missed.body;
  const HttpResponse again = browser_with(anna.refresh_token).post("/api/v1/auth/refresh", {{"cookies", true}});
  ASSERT_EQ(again.status, 200) << again.body;
  const HttpResponse next = browser_with(refresh_cookie_of(again)).post("/api/v1/auth/refresh", {{"cookies", true}});
  EXPECT_EQ(next.status, 200) << next.body;
}

TEST(Refresh, VoidsTheTokenThatABrowserMissed) {
  const Person anna = new_company();
  const HttpResponse missed = browser_with(anna.refresh_token).post("/api/v1/auth/refresh", {{"cookies", true}});
  const HttpResponse again = browser_with(anna.refresh_token).post("/api/v1/auth/refresh", {{"cookies", true}});
  ASSERT_EQ(again.status, 200) << again.body;
  EXPECT_EQ(browser_with(refresh_cookie_of(missed)).post("/api/v1/auth/refresh", {{"cookies", true}}).status, 401);
}

TEST(Refresh, DoesNotForgiveABrowserOnceTheNextTokenWasUsed) {
  const Person anna = new_company();
  const HttpResponse first = browser_with(anna.refresh_token).post("/api/v1/auth/refresh", {{"cookies", true}});
  const HttpResponse second = browser_with(refresh_cookie_of(first)).post("/api/v1/auth/refresh", {{"cookies", true}});
  ASSERT_EQ(second.status, 200) << second.body;
  EXPECT_EQ(browser_with(anna.refresh_token).post("/api/v1/auth/refresh", {{"cookies", true}}).status, 401);
  EXPECT_EQ(browser_with(refresh_cookie_of(second)).post("/api/v1/auth/refresh", {{"cookies", true}}).status, 401)
      << "the family has ended";
}

TEST(Refresh, RefusesWhatIsNoToken) {
  HttpClient http = shared_server().client();
  EXPECT_EQ(http.post("/api/v1/auth/refresh", {{"refresh_token", "made-up"}}).status, 401);
  EXPECT_EQ(http.post("/api/v1/auth/refresh", boost::json::object{}).status, 401);
}

TEST(Logout, EndsTheFamily) {
  Person anna = new_company();
  EXPECT_EQ(anna.http.post("/api/v1/auth/logout", {{"refresh_token", anna.refresh_token}}).status, 204);
  EXPECT_EQ(anna.http.post("/api/v1/auth/refresh", {{"refresh_token", anna.refresh_token}}).status, 401);
}

TEST(Password, ChangesOnlyForWhoKnowsTheCurrentOneAndEndsOtherLogins) {
  Person anna = new_company();
  const Person elsewhere = log_in(anna.email, Person::password);
  const std::string next = "another long password";
  const HttpResponse wrong =
      anna.http.post("/api/v1/auth/password", {{"current_password", "a wrong one"}, {"new_password", next}});
  EXPECT_EQ(wrong.status, 422) << wrong.body;
  EXPECT_THAT(wrong.locations(), testing::ElementsAre("body.current_password"));
  const HttpResponse changed =
      anna.http.post("/api/v1/auth/password", {{"current_password", Person::password}, {"new_password", next}});
  ASSERT_EQ(changed.status, 200) << changed.body;
  EXPECT_EQ(anna.http.post("/api/v1/auth/refresh", {{"refresh_token", changed.text("refresh_token")}}).status, 200)
      << "who changed it stays logged in";
  EXPECT_EQ(anna.http.post("/api/v1/auth/refresh", {{"refresh_token", elsewhere.refresh_token}}).status, 401);
  EXPECT_EQ(log_in(anna.email, next).id, anna.id);
  HttpClient http = shared_server().client();
  EXPECT_EQ(http.post("/api/v1/auth/login", {{"email", anna.email}, {"password", Person::password}}).status, 401);
}

class Cookies : public testing::Test {
 protected:
  Cookies() : anna_(new_company()), http_(shared_server().client()) {
    session_ =
        http_.post("/api/v1/auth/login", {{"email", anna_.email}, {"password", Person::password}, {"cookies", true}});
    http_.set_header("Cookie", fmt::format("kontor_access={}; kontor_refresh={}; kontor_csrf={}",
                                           session_.cookie("kontor_access").value_or(""),
                                           session_.cookie("kontor_refresh").value_or(""),
                                           session_.cookie("kontor_csrf").value_or("")));
  }

  Person anna_;
  HttpClient http_;
  HttpResponse session_;
};

TEST_F(Cookies, HoldTheTokensOutOfReachOfScripts) {
  ASSERT_EQ(session_.status, 200) << session_.body;
  EXPECT_THAT(session_.cookie_line("kontor_access"),
              AllOf(HasSubstr("HttpOnly"), HasSubstr("SameSite=Strict"), HasSubstr("Path=/api")));
  EXPECT_THAT(session_.cookie_line("kontor_refresh"),
              AllOf(HasSubstr("HttpOnly"), HasSubstr("SameSite=Strict"), HasSubstr("Path=/api/v1/auth")));
  EXPECT_THAT(session_.cookie_line("kontor_csrf"), Not(HasSubstr("HttpOnly")));
  EXPECT_EQ(session_.text("access_token"), "");
  EXPECT_EQ(session_.text("refresh_token"), "");
  EXPECT_EQ(session_.text("csrf_token"), session_.cookie("kontor_csrf"));
  EXPECT_EQ(http_.get("/api/v1/auth/me").text("user.id"), anna_.id);
}

TEST_F(Cookies, ChangeNothingWithoutTheCsrfHeader) {
  const boost::json::value change = {{"name", "Renamed"}};
  EXPECT_EQ(http_.patch("/api/v1/organization", change).status, 403);
  EXPECT_EQ(http_.patch("/api/v1/organization", change, {{"X-CSRF-Token", "guessed"}}).status, 403);
  EXPECT_EQ(http_.patch("/api/v1/organization", change, {{"X-CSRF-Token", session_.text("csrf_token")}}).status, 200);
}

TEST_F(Cookies, RefreshAndAreTakenBackAtLogout) {
  const HttpResponse next = http_.post("/api/v1/auth/refresh", {{"cookies", true}});
  ASSERT_EQ(next.status, 200) << next.body;
  ASSERT_TRUE(next.cookie("kontor_refresh"));
  EXPECT_NE(next.cookie("kontor_refresh"), session_.cookie("kontor_refresh"));
  http_.set_header("Cookie",
                   fmt::format("kontor_access={}; kontor_refresh={}; kontor_csrf={}", *next.cookie("kontor_access"),
                               *next.cookie("kontor_refresh"), next.cookie("kontor_csrf").value_or("")));
  const HttpResponse out =
      http_.post("/api/v1/auth/logout", boost::json::object{}, {{"X-CSRF-Token", next.text("csrf_token")}});
  EXPECT_EQ(out.status, 204) << out.body;
  EXPECT_EQ(out.cookie("kontor_access"), "");
  EXPECT_EQ(http_.post("/api/v1/auth/refresh", {{"cookies", true}}).status, 401);
}

TEST(Token, IsRefusedWhenChangedExpiredOrSignedByAnother) {
  Person anna = new_company();
  boost::json::object claims = claims_of(anna.access_token);
  auto status_with = [&](const std::string& token) {
    anna.http.set_bearer(token);
    return anna.http.get("/api/v1/auth/me").status;
  };
  ASSERT_EQ(status_with(signed_token(claims)), 200) << "the test must be able to make a good one";
  EXPECT_EQ(status_with(signed_token(claims, "another secret that is as long as the real one, or longer")), 401);
  EXPECT_EQ(status_with(anna.access_token + "x"), 401);
  EXPECT_EQ(status_with("nonsense"), 401);
  EXPECT_EQ(status_with(anna.refresh_token), 401) << "a refresh token opens nothing";

  boost::json::object expired = claims;
  expired["exp"] = claims.at("exp").to_number<std::int64_t>() - 3600;
  EXPECT_EQ(status_with(signed_token(expired)), 401);
  const HttpResponse answer = anna.http.get("/api/v1/auth/me");
  EXPECT_EQ(answer.header("Content-Type"), "application/problem+json");
  EXPECT_EQ(answer.header("WWW-Authenticate"), "Bearer");
}

TEST(Token, WithoutASignatureIsRefused) {
  Person anna = new_company();
  const std::string claims =
      anna.access_token.substr(anna.access_token.find('.'), anna.access_token.rfind('.') - anna.access_token.find('.'));
  anna.http.set_bearer("eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0" + claims + ".");
  EXPECT_EQ(anna.http.get("/api/v1/auth/me").status, 401);
}

TEST(Users, AreAddedByAdministratorsOnly) {
  Person owner = new_company();
  Person clerk = new_colleague(owner, "user");
  EXPECT_EQ(clerk.organization_id, owner.organization_id);
  EXPECT_EQ(clerk.http.get("/api/v1/users").status, 403);
  const HttpResponse all = owner.http.get("/api/v1/users");
  ASSERT_EQ(all.status, 200) << all.body;
  EXPECT_EQ(all.json().at("items").as_array().size(), 2u);
}

TEST(Users, CannotBeMadeMoreThanTheirMaker) {
  Person owner = new_company();
  Person admin = new_colleague(owner, "admin");
  const HttpResponse refused = admin.http.post(
      "/api/v1/users", {{"email", new_email()}, {"name", "Eve"}, {"role", "owner"}, {"password", Person::password}});
  EXPECT_THAT(refused.status, testing::AnyOf(403, 422)) << refused.body;
}

TEST(Organization, IsChangedAndKeepsItsLogo) {
  Person owner = new_company();
  const HttpResponse changed = owner.http.patch("/api/v1/organization", {{"name", "New name"}, {"currency", "EUR"}});
  ASSERT_EQ(changed.status, 200) << changed.body;
  EXPECT_EQ(owner.http.get("/api/v1/organization").text("currency"), "EUR");

  const std::string png =
      from_base64url("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAAC0lEQVR4nGP4DwQACfsD_fteaysAAAAASUVORK5CYII")
          .value();  // one pixel
  EXPECT_EQ(owner.http.send("PUT", "/api/v1/organization/logo", png, {{"Content-Type", "image/png"}}).status, 204);
  const HttpResponse logo = owner.http.get("/api/v1/organization/logo");
  EXPECT_EQ(logo.header("Content-Type"), "image/png");
  EXPECT_EQ(logo.body, png);
  EXPECT_EQ(owner.http.send("PUT", "/api/v1/organization/logo", "<svg/>", {{"Content-Type", "image/svg+xml"}}).status,
            415);
  EXPECT_EQ(owner.http.del("/api/v1/organization/logo").status, 204);
  EXPECT_EQ(owner.http.get("/api/v1/organization/logo").status, 404);
}

}  // namespace
}  // namespace kontor::test
