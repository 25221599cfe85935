// What HTTP promises, whatever the route.
#include <gmock/gmock.h>
#include <signal.h>

#include "support/company.hpp"

namespace kontor::test {
namespace {

using namespace std::chrono_literals;
using testing::AllOf;
using testing::AnyOf;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

TEST(Http, KeepsAConnectionForManyRequests) {
  HttpClient http = shared_server().client();
  for (int i = 0; i < 20; ++i) ASSERT_EQ(http.get("/healthz").status, 200);
  EXPECT_EQ(http.connections(), 1);
}

TEST(Http, AnswersPipelinedRequestsInTheirOrder) {
  RawConnection connection(shared_server().url());
  std::string all;
  for (int i = 0; i < 10; ++i) {
    all += fmt::format("GET {} HTTP/1.1\r\nHost: localhost\r\n\r\n",
                       i % 2 == 0 ? "/api/v1/auth/options" : "/api/v1/nothing");
  }
  connection.send(all);
  for (int i = 0; i < 10; ++i) EXPECT_EQ(status_of(connection.take_response()), i % 2 == 0 ? 200 : 404) << i;
}

TEST(Http, ClosesWhenTheClientAsksForIt) {
  RawConnection connection(shared_server().url());
  connection.send("GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
  EXPECT_TRUE(connection.closes(10s));
  EXPECT_EQ(status_of(connection.received()), 200);
}

TEST(Http, RefusesHeadersOverSixteenKibibytes) {
  RawConnection small(shared_server().url());
  small.send("GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-Large: " + std::string(15'000, 'x') + "\r\n\r\n");
  EXPECT_EQ(status_of(small.take_response()), 200);
  RawConnection large(shared_server().url());
  large.send("GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-Large: " + std::string(17'000, 'x') + "\r\n\r\n");
  EXPECT_EQ(status_of(large.take_response()), 431);
  EXPECT_TRUE(large.closes(10s));
}

TEST(Http, RefusesWhatIsNoHttp) {
  for (const char* bytes :
       {"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03 hello\r\n\r\n", "GET\r\n\r\n", "GET / HTTP/9.9\r\n\r\n",
        "GET /healthz HTTP/1.1\r\nHost: a\r\nContent-Length: -5\r\n\r\n",
        "POST /api/v1/auth/login HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello!",
        "POST /api/v1/auth/login HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n"}) {
    RawConnection connection(shared_server().url());
    connection.send(bytes);
    EXPECT_TRUE(connection.closes(20s)) << bytes;
    if (!connection.received().empty()) {
      EXPECT_THAT(status_of(connection.received()), AnyOf(400, 413, 422, 505)) << bytes;
    }
  }
  EXPECT_EQ(shared_server().client().get("/healthz").status, 200);
}

TEST(Http, DoesNotLetARequestHideInAnother) {
  RawConnection connection(shared_server().url());
  connection.send(
      "POST /api/v1/auth/login HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n"
      "0\r\n\r\nGET /api/v1/auth/options HTTP/1.1\r\nHost: a\r\n\r\n");
  connection.closes(5s);
  EXPECT_THAT(status_of(connection.received()), AnyOf(0, 400)) << connection.received();
  EXPECT_THAT(connection.received(), Not(HasSubstr("registration")));
}

TEST(Http, HangsUpOnAClientThatIsTooSlowWithItsHeaders) {
  RawConnection connection(shared_server().url());
  connection.send("GET /healthz HTTP/1.1\r\nHost: loc");
  EXPECT_TRUE(connection.closes(25s));
  if (!connection.received().empty()) {
    EXPECT_EQ(status_of(connection.received()), 408);
  }
}

TEST(Http, ContinuesWhenAClientAsksFirst) {
  RawConnection connection(shared_server().url());
  connection.send(
      "POST /api/v1/auth/refresh HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
      "Expect: 100-continue\r\nContent-Length: 27\r\n\r\n");
  connection.read_until("100 Continue");
  connection.send("{\"refresh_token\":\"made-up\"}");
  connection.read_until(" 401 ");
}

TEST(Http, AnswersHeadWithoutABody) {
  HttpClient http = shared_server().client();
  const HttpResponse response = http.send("HEAD", "/docs");
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.body, "");
  EXPECT_EQ(response.header("ETag"), http.get("/docs").header("ETag"));
}

TEST(Http, ServesItsOwnFilesCompressedAndOnlyWhenTheyChanged) {
  HttpClient http = shared_server().client();
  const HttpResponse plain = http.get("/docs");
  ASSERT_EQ(plain.status, 200);
  EXPECT_THAT(plain.header("Content-Type"), StartsWith("text/html"));
  EXPECT_EQ(plain.header("Content-Encoding"), "");
  ASSERT_NE(plain.header("ETag"), "");
  EXPECT_EQ(http.get("/docs", {{"If-None-Match", plain.header("ETag")}}).status, 304);
  EXPECT_EQ(http.get("/docs", {{"If-None-Match", "\"other\""}}).status, 200);

  const HttpResponse brotli = http.get("/docs", {{"Accept-Encoding", "gzip, br"}});
  EXPECT_EQ(brotli.header("Content-Encoding"), "br");
  EXPECT_LT(brotli.body.size(), plain.body.size());
  EXPECT_THAT(brotli.header("Vary"), HasSubstr("Accept-Encoding"));
  const HttpResponse gzip = http.get("/docs", {{"Accept-Encoding", "gzip"}});
  EXPECT_EQ(gzip.header("Content-Encoding"), "gzip");
  EXPECT_EQ(gzip.body.substr(0, 2), "\x1f\x8b");
  EXPECT_EQ(http.get("/docs", {{"Accept-Encoding", "br;q=0, identity"}}).header("Content-Encoding"), "");
}

TEST(Http, ServesNothingOutsideItsFiles) {
  HttpClient http = shared_server().client();
  for (const char* path : {"/../etc/passwd", "/..%2f..%2fetc%2fpasswd", "/docs/../../etc/passwd", "//etc/passwd"}) {
    RawConnection connection(shared_server().url());
    connection.send(fmt::format("GET {} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", path));
    connection.closes(10s);
    EXPECT_THAT(connection.received(), Not(HasSubstr("root:"))) << path;
  }
}

TEST(Http, TellsBrowsersToBeCareful) {
  HttpClient http = shared_server().client();
  for (const char* path : {"/docs", "/api/v1/auth/options", "/api/v1/nothing"}) {
    const HttpResponse response = http.get(path);
    const std::string policy = response.header("Content-Security-Policy");
    EXPECT_THAT(policy, HasSubstr("frame-ancestors 'none'")) << path;
    EXPECT_THAT(policy, Not(HasSubstr("script-src 'unsafe"))) << path;
    EXPECT_EQ(response.header("X-Content-Type-Options"), "nosniff") << path;
    EXPECT_NE(response.header("Referrer-Policy"), "") << path;
    EXPECT_EQ(response.header("Strict-Transport-Security"), "") << "only behind TLS";
    EXPECT_EQ(response.header("Server"), "") << "nobody needs to know";
  }
}

TEST(Http, GivesEveryRequestAnId) {
  HttpClient http = shared_server().client();
  const std::string first = http.get("/healthz").header("X-Request-Id");
  EXPECT_NE(first, "");
  EXPECT_NE(http.get("/healthz").header("X-Request-Id"), first);
}

TEST(Http, TellsHowItIs) {
  HttpClient http = shared_server().client();
  EXPECT_EQ(http.get("/healthz").status, 200);
  EXPECT_EQ(http.get("/readyz").status, 200);
  const HttpResponse metrics = http.get("/metrics");
  EXPECT_EQ(metrics.status, 200);
  EXPECT_THAT(metrics.body, AllOf(HasSubstr("# TYPE"), HasSubstr("http_request")));
  const HttpResponse described = http.get("/openapi.json");
  EXPECT_EQ(described.text("openapi").substr(0, 3), "3.1");
  EXPECT_THAT(http.get("/docs").body, Not(HasSubstr("https://"))) << "the page must not need other people's servers";
}

TEST(Http, KeepsNumbersAndSecretsOutOfMetricLabels) {
  Person anna = new_company();
  anna.http.get("/api/v1/templates/" + new_template(anna));
  const std::string metrics = anna.http.get("/metrics").body;
  EXPECT_THAT(metrics, HasSubstr("/api/v1/templates/{id}"));
  EXPECT_THAT(metrics, AllOf(Not(HasSubstr(anna.id)), Not(HasSubstr("example.com"))));
}

TEST(Http, KeepsSecretsOutOfTheLog) {
  KontorServer server;
  Person anna = new_company(server);
  anna.http.get("/api/v1/auth/me");
  HttpClient stranger = server.client();
  stranger.post("/api/v1/auth/login", {{"email", anna.email}, {"password", "a-wrong-password"}});
  stranger.get("/api/v1/documents/files/some-signed-token");
  EXPECT_EQ(server.stop(), 0);
  EXPECT_THAT(server.process().output(),
              AllOf(Not(HasSubstr(Person::password)), Not(HasSubstr("a-wrong-password")),
                    Not(HasSubstr(anna.access_token)), Not(HasSubstr(anna.refresh_token)), Not(HasSubstr(anna.email)),
                    Not(HasSubstr(KontorServer::jwt_secret())), Not(HasSubstr("some-signed-token"))));
}

}  // namespace
}  // namespace kontor::test
