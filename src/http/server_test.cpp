#include "http/server.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "async/timer.hpp"
#include "http/running_server.hpp"
#include "support/raw_connection.hpp"

namespace kontor::http {
namespace {

using namespace std::chrono_literals;
using test::RawConnection;
using test::status_of;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

std::string get(std::string_view path, std::string_view headers = "") {
  return fmt::format("GET {} HTTP/1.1\r\nHost: x\r\n{}\r\n", path, headers);
}

std::string post(std::string_view path, std::string_view body, std::string_view headers = "") {
  return fmt::format("POST {} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: {}\r\n{}\r\n{}",
                     path, body.size(), headers, body);
}

TEST(Server, AnswersPipelinedRequestsInTheirOrder) {
  RunningServer server;
  RawConnection client(server.url());
  client.send(get("/wait") + get("/echo/2") + get("/wait") + get("/echo/4"));
  for (const char* wanted : {"waited", "2", "waited", "4"})
    EXPECT_THAT(client.take_response(), HasSubstr(fmt::format(R"("words":"{}")", wanted)));
}

TEST(Server, KeepsTheConnectionUntilTheClientHasEnough) {
  RunningServer server;
  RawConnection client(server.url());
  for (int i = 0; i < 100; ++i) {
    client.send(get(fmt::format("/echo/{}", i)));
    ASSERT_THAT(client.take_response(), HasSubstr(fmt::format(R"("words":"{}")", i)));
  }
  client.send(get("/echo/last", "Connection: close\r\n"));
  EXPECT_TRUE(client.closes(5s));
  EXPECT_THAT(client.received(), AllOf(HasSubstr("Connection: close\r\n"), HasSubstr("last")));
}

TEST(Server, TakesARequestThatComesByteByByte) {
  RunningServer server;
  RawConnection client(server.url());
  for (const char c : post("/say", R"({"words":"slow but sure"})")) ASSERT_TRUE(client.send(std::string(1, c)));
  EXPECT_THAT(client.take_response(), HasSubstr("slow but sure"));
}

TEST(Server, ClosesTheConnectionOfOldHttp) {
  RunningServer server;
  RawConnection client(server.url());
  client.send("GET /echo/old HTTP/1.0\r\n\r\n");
  EXPECT_TRUE(client.closes(5s));
  EXPECT_EQ(status_of(client.received()), 200);
}

TEST(Server, RefusesHeadersOverTheLimitWith431) {
  RunningServer server({.header_bytes = 2048});
  RawConnection fits(server.url());
  fits.send(get("/echo/ok", "Cookie: " + std::string(1800, 'c') + "\r\n"));
  EXPECT_EQ(status_of(fits.take_response()), 200);
  RawConnection one_field(server.url());
  one_field.send(get("/echo/x", "Cookie: " + std::string(4000, 'c') + "\r\n"));
  EXPECT_EQ(status_of(one_field.take_response()), 431);
  RawConnection endless(server.url());
  endless.send("GET /" + std::string(4000, 'x'));
  EXPECT_EQ(status_of(endless.take_response()), 431);
  EXPECT_TRUE(endless.closes(5s));
}

TEST(Server, RefusesABodyOverTheLimitByItsLengthBeforeItComes) {
  RunningServer server({.json_bytes = 1000});
  RawConnection client(server.url());
  client.send("POST /say HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1001\r\n\r\n");
  EXPECT_THAT(client.take_response(), AllOf(HasSubstr("413 Content Too Large"), HasSubstr("1000 bytes")));
  client.finish_sending();
  EXPECT_TRUE(client.closes(5s));
}

TEST(Server, RefusesABodyInChunksAtTheLimit) {
  RunningServer server({.json_bytes = 1000});
  RawConnection client(server.url());
  client.send("POST /say HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n");
  const std::string chunk = fmt::format("{:x}\r\n{}\r\n", 400, std::string(400, ' '));
  client.send(chunk + chunk);
  client.send(chunk);
  EXPECT_EQ(status_of(client.take_response()), 413);
}

TEST(Server, TakesABodyInChunksBelowTheLimit) {
  RunningServer server;
  RawConnection client(server.url());
  client.send("POST /say HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n");
  client.send("a\r\n{\"words\": \r\n7\r\n\"tidy\"}\r\n0\r\n\r\n");
  EXPECT_THAT(client.take_response(), HasSubstr(R"("words":"tidy")"));
  client.send(get("/echo/next"));
  EXPECT_THAT(client.take_response(), HasSubstr("next"));
}

TEST(Server, DoesNotTakeABodyThatWasCutOffForAWholeOne) {
  RunningServer server;
  RawConnection client(server.url());
  client.send("POST /say HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"wor");
  client.finish_sending();
  EXPECT_THAT(client.take_response(), AllOf(HasSubstr("400 Bad Request"), HasSubstr("cut off")));
}

TEST(Server, StreamsAnUploadAndStopsItAtItsLimit) {
  RunningServer server({.json_bytes = 10, .upload_bytes = 100'000});
  RawConnection client(server.url());
  client.send(post("/measure", std::string(100'000, 'x')));
  EXPECT_THAT(client.take_response(), HasSubstr(R"("words":"100000 bytes")"));
  client.send("POST /measure HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
  for (int i = 0; i < 11; ++i) client.send(fmt::format("{:x}\r\n{}\r\n", 10'000, std::string(10'000, 'y')));
  EXPECT_EQ(status_of(client.take_response()), 413);
}

TEST(Server, EndsTheConnectionWhenAHandlerLeavesTheRestOfAnUpload) {
  RunningServer server;
  RawConnection client(server.url());
  client.send(post("/refuse", std::string(200'000, 'x')));
  client.finish_sending();
  EXPECT_TRUE(client.closes(10s));
  EXPECT_EQ(status_of(client.received()), 415);
  EXPECT_THAT(client.received(), HasSubstr("Connection: close\r\n"));
}

TEST(Server, HangsUpOnSlowHeadersAndSlowBodies) {
  RunningServer server({.headers = 1s, .json_body = 1s, .upload = 1s});
  RawConnection headers(server.url());
  RawConnection body(server.url());
  RawConnection upload(server.url());
  headers.send("GET /echo/x HTTP/1.1\r\nHos");
  body.send("POST /say HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{");
  upload.send("POST /measure HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{");
  EXPECT_THAT(headers.take_response(), AllOf(HasSubstr("408 Request Timeout"), HasSubstr("headers took too long")));
  EXPECT_THAT(body.take_response(), AllOf(HasSubstr("408 Request Timeout"), HasSubstr("body took too long")));
  EXPECT_EQ(status_of(upload.take_response()), 408);
  headers.finish_sending();
  EXPECT_TRUE(headers.closes(10s));
}

TEST(Server, ClosesAnIdleConnectionWithoutAWord) {
  RunningServer server({.idle = 1s});
  RawConnection never(server.url());
  RawConnection once(server.url());
  once.send(get("/echo/x"));
  once.take_response();
  EXPECT_TRUE(once.closes(10s));
  EXPECT_TRUE(never.closes(10s));
  EXPECT_EQ(once.received() + never.received(), "");
}

TEST(Server, LetsAHandlerTakeLongerThanAnyOfTheClientsLimits) {
  RunningServer server({.idle = 1s, .headers = 1s, .json_body = 1s});
  RawConnection client(server.url());
  client.send(get("/hold"));
  server.wait_for_held();
  RawConnection other(server.url());  // closed for idling: more than the limits have passed
  EXPECT_TRUE(other.closes(10s));
  server.let_go();
  EXPECT_THAT(client.take_response(), HasSubstr("held"));
}

TEST(Server, ContinuesWhenTheClientAsksFirst) {
  RunningServer server({.json_bytes = 1000});
  const std::string head =
      "POST /say HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nExpect: 100-continue\r\n";
  RawConnection client(server.url());
  client.send(head + "Content-Length: 16\r\n\r\n");
  client.read_until("HTTP/1.1 100 Continue\r\n\r\n");
  client.take_response();
  client.send(R"({"words":"then"})");
  EXPECT_THAT(client.take_response(), HasSubstr(R"("words":"then")"));
  RawConnection greedy(server.url());
  greedy.send(head + "Content-Length: 1001\r\n\r\n");
  EXPECT_EQ(status_of(greedy.take_response()), 413) << "before a single byte of it";
}

TEST(Server, TellsNothingOfABugButItsRequestsId) {
  RunningServer server;
  RawConnection client(server.url());
  client.send(get("/bug", "X-Request-Id: trace-12345\r\n"));
  const std::string response = client.take_response();
  EXPECT_EQ(status_of(response), 500);
  EXPECT_THAT(response, AllOf(HasSubstr(R"("request_id":"trace-12345")"), HasSubstr("X-Request-Id: trace-12345\r\n"),
                              Not(HasSubstr("secret table"))));
  client.send(get("/echo/on"));
  EXPECT_THAT(client.take_response(), HasSubstr("on"));
}

TEST(Server, AnswersAMissingPartWith503AndWhenToComeBack) {
  RunningServer server;
  RawConnection client(server.url());
  client.send(get("/away"));
  const std::string response = client.take_response();
  EXPECT_EQ(status_of(response), 503);
  EXPECT_THAT(response, AllOf(HasSubstr("Retry-After: 1\r\n"), Not(HasSubstr("database is away"))));
}

TEST(Server, TakesNoRequestIdThatCouldDoHarm) {
  RunningServer server;
  RawConnection client(server.url());
  for (const char* id : {"short", "has space in it", "\"quoted-id\""}) {
    client.send(get("/echo/x", fmt::format("X-Request-Id: {}\r\n", id)));
    EXPECT_THAT(client.take_response(), Not(HasSubstr(id)));
  }
}

TEST(Server, FinishesWhatIsInFlightWhenItStops) {
  RunningServer server;
  RawConnection working(server.url());
  RawConnection idle(server.url());
  idle.send(get("/echo/x"));
  idle.take_response();
  working.send(get("/hold"));
  server.wait_for_held();
  server.begin_stop();
  EXPECT_TRUE(idle.closes(10s));
  EXPECT_THROW(RawConnection(server.url()), std::runtime_error);
  server.let_go();
  EXPECT_THAT(working.take_response(), AllOf(HasSubstr("held"), HasSubstr("Connection: close\r\n")));
  EXPECT_TRUE(working.closes(10s));
  server.wait_for_stop();
}

TEST(Server, EndsStreamsWhenItStops) {
  RunningServer server;
  RawConnection client(server.url());
  client.send(get("/ticks"));
  client.read_until("tick");
  server.begin_stop();
  EXPECT_TRUE(client.closes(10s));
  EXPECT_THAT(client.received(), Not(HasSubstr("\r\n0\r\n\r\n"))) << "it was cut, and the client can see that";
  server.wait_for_stop();
}

TEST(Server, StopsEvenWhenAHandlerDoesNot) {
  RunningServer server({.stop = 1s});
  RawConnection client(server.url());
  client.send(get("/hold"));
  server.wait_for_held();
  server.begin_stop();
  server.wait_for_stop();
  server.let_go();
}

TEST(Server, SaysThatItsPortIsTaken) {
  RunningServer server;
  async::Loop loop(1);
  async::Ticker ticker(loop.executor());
  const Router router;
  const auto start = [&](bool first) {
    return Server(loop, ticker, router, {}, {.port = server.port(), .first = first}).port();
  };
  try {
    start(true);
    FAIL() << "two programs would have got half of the connections each";
  } catch (const std::runtime_error& failure) {
    EXPECT_EQ(failure.what(), fmt::format("cannot listen on 127.0.0.1:{}: Address already in use", server.port()));
  }
  EXPECT_EQ(start(false), server.port()) << "the other loops of one program share it";
}

}  // namespace
}  // namespace kontor::http
