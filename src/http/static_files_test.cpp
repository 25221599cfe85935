#include "http/static_files.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "http/fake_request.hpp"

namespace kontor::http {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr std::array<EmbeddedFile, 3> kFiles{{
    {"assets/app-3f2a.js", "text/javascript; charset=utf-8", "\"app\"", "plain js", "gzip js", "brotli js"},
    {"index.html", "text/html; charset=utf-8", "\"page\"", "plain page", "gzip page", ""},
    {"logo.png", "image/png", "\"logo\"", "png", "", ""},
}};

Response get(std::string_view path, std::map<std::string, std::string> headers = {}, Method method = Method::get) {
  FakeRequest request(method, path);
  request.headers = std::move(headers);
  return StaticFiles(kFiles).answer(request);
}

TEST(StaticFiles, ComeInTheBestEncodingThatTheClientTakes) {
  const auto body = [](const char* path, const char* accepted) {
    return get(path, {{"accept-encoding", accepted}}).static_body;
  };
  EXPECT_EQ(body("/assets/app-3f2a.js", "gzip, deflate, br"), "brotli js");
  EXPECT_EQ(body("/assets/app-3f2a.js", "gzip"), "gzip js");
  EXPECT_EQ(body("/assets/app-3f2a.js", ""), "plain js");
  EXPECT_EQ(body("/assets/app-3f2a.js", "identity"), "plain js");
  EXPECT_EQ(body("/index.html", "gzip, br"), "gzip page");
  EXPECT_EQ(body("/logo.png", "gzip, br"), "png");
}

TEST(StaticFiles, NeverComeInAnEncodingOfWeightZero) {
  const auto body = [](const char* accepted) {
    return get("/assets/app-3f2a.js", {{"accept-encoding", accepted}}).static_body;
  };
  EXPECT_EQ(body("br;q=0, gzip"), "gzip js");
  EXPECT_EQ(body("br; q=0.000, gzip;q=0.5"), "gzip js");
  EXPECT_EQ(body("br;q=0, gzip;q=0.0"), "plain js");
  EXPECT_EQ(body("brotli, xgzip"), "plain js");
}

TEST(StaticFiles, SayWhichEncodingTheyAreIn) {
  EXPECT_THAT(get("/assets/app-3f2a.js", {{"accept-encoding", "br"}}).headers, HasSubstr("Content-Encoding: br\r\n"));
  const Response plain = get("/assets/app-3f2a.js");
  EXPECT_THAT(plain.headers, Not(HasSubstr("Content-Encoding")));
  EXPECT_THAT(plain.headers, HasSubstr("Vary: Accept-Encoding\r\n")) << "a cache must not mix them up";
  EXPECT_EQ(plain.content_type, "text/javascript; charset=utf-8");
}

TEST(StaticFiles, HaveATagForEachEncoding) {
  EXPECT_THAT(get("/assets/app-3f2a.js").headers, HasSubstr("ETag: \"app\"\r\n"));
  EXPECT_THAT(get("/assets/app-3f2a.js", {{"accept-encoding", "gzip"}}).headers, HasSubstr("ETag: \"app-gzip\"\r\n"));
  EXPECT_THAT(get("/assets/app-3f2a.js", {{"accept-encoding", "br"}}).headers, HasSubstr("ETag: \"app-br\"\r\n"));
}

TEST(StaticFiles, AreNotSentAgainToWhoHasThem) {
  const auto ask = [](const char* known, const char* accepted) {
    return get("/assets/app-3f2a.js", {{"if-none-match", known}, {"accept-encoding", accepted}});
  };
  const Response same = ask("\"app-br\"", "br");
  EXPECT_EQ(same.status, 304u);
  EXPECT_TRUE(same.body.empty() && same.static_body.empty() && same.content_type.empty());
  EXPECT_THAT(same.headers, HasSubstr("ETag: \"app-br\"\r\n"));
  EXPECT_EQ(ask("\"other\", W/\"app-br\"", "br").status, 304u);
  EXPECT_EQ(ask("*", "br").status, 304u);
  EXPECT_EQ(ask("\"app-br\"", "gzip").status, 200u) << "that is the tag of other bytes";
  EXPECT_EQ(ask("\"app-br\"", "").status, 200u);
  EXPECT_EQ(ask("\"old\"", "br").status, 200u);
}

TEST(StaticFiles, AreKeptForEverOnlyWhenTheirNameHoldsTheirHash) {
  EXPECT_THAT(get("/assets/app-3f2a.js").headers, HasSubstr("Cache-Control: public, max-age=31536000, immutable\r\n"));
  EXPECT_THAT(get("/index.html").headers, HasSubstr("Cache-Control: no-cache\r\n"));
  EXPECT_THAT(get("/documents/7").headers, HasSubstr("Cache-Control: no-cache\r\n"));
}

TEST(StaticFiles, AnswerEveryPageOfTheAppWithItsIndex) {
  for (const char* page : {"/", "/documents", "/documents/7/preview"}) {
    const Response response = get(page);
    EXPECT_EQ(response.status, 200u) << page;
    EXPECT_EQ(response.static_body, "plain page") << page;
  }
}

TEST(StaticFiles, AnswerNothingElse) {
  for (const char* path : {"/api/v1/nothing", "/assets/gone.js", "/favicon.ico", "/../index.html", "/.env"})
    EXPECT_EQ(get(path).status, 404u) << path;
  EXPECT_EQ(get("/documents", {}, Method::post).status, 404u);
  EXPECT_EQ(get("/documents", {}, Method::head).status, 200u);
}

TEST(StaticFiles, OfAnAppThatWasNotBuiltAreNothing) { EXPECT_EQ(StaticFiles({}).answer(FakeRequest()).status, 404u); }

}  // namespace
}  // namespace kontor::http
