#include "outbound/curl_transport.hpp"

#include <gtest/gtest.h>

#include <boost/asio/use_future.hpp>

#include "async/timer.hpp"
#include "outbound/scripted_server.hpp"

namespace kontor::outbound {
namespace {

using namespace std::chrono_literals;
using Socket = ScriptedServer::Socket;

/// A server with the given manners, a transport, and one loop for both.
class Curl : public testing::Test {
 protected:
  void serve(ScriptedServer::Script script) { server_.emplace(loop_.executor(), std::move(script)); }

  Answer send(Request request) { return run(transport_->send(std::move(request))); }

  template <class T>
  T run(Async<T> work) {
    auto done = asio::co_spawn(loop_.executor(), std::move(work), asio::use_future);
    loop_.context().restart();
    while (done.wait_for(0s) != std::future_status::ready) loop_.context().run_one();
    return done.get();
  }

  async::Loop loop_{0};
  std::optional<ScriptedServer> server_;
  std::unique_ptr<CurlTransport> transport_ = std::make_unique<CurlTransport>(loop_.executor());
};

/// Says nothing until the other side goes away.
Async<bool> hang(Socket& socket) {
  char byte;
  co_await socket.async_read_some(asio::buffer(&byte, 1), asio::as_tuple(asio::use_awaitable));
  co_return false;
}

TEST_F(Curl, SendsTheMethodTheHeadersAndTheBodyAsTheyAre) {
  std::string seen_head;
  std::string seen_body;
  serve([&](Socket& socket, std::string head, std::string body) -> Async<bool> {
    seen_head = head;
    seen_body = body;
    co_return co_await ScriptedServer::answer(socket, 201, "made", "X-Thing:  some value \r\nETag: \"a\"\r\n");
  });
  const Answer answer = send({.method = "PUT",
                              .url = server_->url("/a//b/../c%20d?x=1"),
                              .headers = {{"X-One", "1"}, {"Authorization", "Bearer t"}},
                              .body = std::string("b\0dy", 4)});
  ASSERT_TRUE(answer) << answer.error().detail;
  EXPECT_EQ(answer->status, 201);
  EXPECT_EQ(answer->body, "made");
  EXPECT_EQ(answer->header("x-thing"), "some value");
  EXPECT_EQ(answer->header("etag"), "\"a\"");
  EXPECT_TRUE(seen_head.starts_with("PUT /a//b/../c%20d?x=1 HTTP/1.1\r\n")) << seen_head;
  EXPECT_NE(seen_head.find("X-One: 1\r\n"), std::string::npos);
  EXPECT_EQ(seen_head.find("Content-Type"), std::string::npos);
  EXPECT_EQ(seen_head.find("Expect"), std::string::npos);
  EXPECT_EQ(seen_body, std::string("b\0dy", 4));
}

TEST_F(Curl, KeepsItsConnection) {
  serve([](Socket& socket, std::string, std::string) { return ScriptedServer::answer(socket, 200, "ok"); });
  for (int i = 0; i < 5; ++i) EXPECT_EQ(send({.url = server_->url()})->body, "ok");
  EXPECT_EQ(server_->connections(), 1);
}

TEST_F(Curl, ServesManyAtOnce) {
  serve([](Socket& socket, std::string, std::string body) { return ScriptedServer::answer(socket, 200, body); });
  int right = 0;
  auto one = [&](int i) -> Async<> {
    const Answer answer =
        co_await transport_->send({.method = "POST", .url = server_->url(), .body = std::to_string(i)});
    right += answer && answer->body == std::to_string(i);
  };
  int ended = 0;
  for (int i = 0; i < 100; ++i) asio::co_spawn(loop_.executor(), one(i), [&](std::exception_ptr) { ++ended; });
  while (ended < 100) loop_.context().run_one();
  EXPECT_EQ(right, 100);
}

TEST_F(Curl, AnErrorStatusIsAnAnswerAndRedirectsAreNotFollowedUnasked) {
  serve([](Socket& socket, std::string head, std::string) -> Async<bool> {
    if (head.starts_with("GET /new")) co_return co_await ScriptedServer::answer(socket, 200, "here");
    if (head.starts_with("GET /file"))
      co_return co_await ScriptedServer::answer(socket, 302, "", "Location: file:///etc/passwd\r\n");
    if (head.starts_with("GET /busy"))
      co_return co_await ScriptedServer::answer(socket, 429, "no", "Retry-After: 3\r\n");
    co_return co_await ScriptedServer::answer(socket, 302, "", "Location: /new\r\nX-Old: 1\r\n");
  });
  const Answer plain = send({.url = server_->url("/old")});
  EXPECT_EQ(plain->status, 302);
  const Answer followed = send({.url = server_->url("/old"), .max_redirects = 3});
  EXPECT_EQ(followed->body, "here");
  EXPECT_EQ(followed->header("x-old"), "") << "headers are those of the last answer";
  const Answer busy = send({.url = server_->url("/busy")});
  EXPECT_EQ(busy->status, 429);
  EXPECT_EQ(busy->header("retry-after"), "3");
  EXPECT_FALSE(send({.url = server_->url("/file"), .max_redirects = 3})) << "never to another protocol";
}

TEST_F(Curl, AServerThatHangsIsGivenUp) {
  serve([](Socket& socket, std::string, std::string) { return hang(socket); });
  const Answer stalled = send({.url = server_->url(), .timeouts = {.stall = 30ms}});
  ASSERT_FALSE(stalled);
  EXPECT_EQ(stalled.error().cause, Cause::timed_out);
  EXPECT_TRUE(stalled.error().maybe_sent);
  const Answer late = send({.url = server_->url(), .timeouts = {.total = 30ms}});
  ASSERT_FALSE(late);
  EXPECT_EQ(late.error().cause, Cause::timed_out);
  EXPECT_EQ(late.error().error("The shop").code, Code::unavailable);
}

TEST_F(Curl, ADripIsAliveForTheStallLimitButNotForTheTotal) {
  serve([](Socket& socket, std::string, std::string) -> Async<bool> {
    co_await ScriptedServer::say(socket, "HTTP/1.1 200 OK\r\nContent-Length: 12\r\n\r\n");
    for (int i = 0; i < 12; ++i) {
      co_await async::sleep_for(10ms);
      co_await ScriptedServer::say(socket, "x");
    }
    co_return true;
  });
  EXPECT_EQ(send({.url = server_->url(), .timeouts = {.stall = 60ms}})->body, std::string(12, 'x'));
  const Answer late = send({.url = server_->url(), .timeouts = {.stall = 60ms, .total = 50ms}});
  ASSERT_FALSE(late);
  EXPECT_EQ(late.error().cause, Cause::timed_out);
}

TEST_F(Curl, AnAnswerThatBreaksOffIsNoAnswer) {
  serve([](Socket& socket, std::string head, std::string) -> Async<bool> {
    if (head.starts_with("GET /body"))
      co_await ScriptedServer::say(socket, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
    if (head.starts_with("GET /chunk"))
      co_await ScriptedServer::say(socket, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nhalf");
    if (head.starts_with("GET /noise")) co_await ScriptedServer::say(socket, "220 mail.example ESMTP\r\n");
    co_return false;
  });
  for (const char* path : {"/body", "/chunk", "/noise", "/nothing"}) {
    const Answer answer = send({.url = server_->url(path)});
    ASSERT_FALSE(answer) << path;
    EXPECT_EQ(answer.error().cause, Cause::cut_off) << path << answer.error().detail;
  }
}

TEST_F(Curl, ABodyOverTheCapIsRefusedWhetherAnnouncedOrNot) {
  serve([](Socket& socket, std::string head, std::string) -> Async<bool> {
    if (head.starts_with("GET /announced"))
      co_return co_await ScriptedServer::answer(socket, 200, std::string(5'000, 'x'));
    co_await ScriptedServer::say(socket, "HTTP/1.1 200 OK\r\n\r\n");
    for (int i = 0; i < 100; ++i) co_await ScriptedServer::say(socket, std::string(1'000, 'x'));
    co_return false;
  });
  for (const char* path : {"/announced", "/endless"}) {
    const Answer answer = send({.url = server_->url(path), .max_response = 2'000});
    ASSERT_FALSE(answer) << path;
    EXPECT_EQ(answer.error().cause, Cause::too_large) << path;
  }
}

TEST_F(Curl, ASlowReaderHoldsTheOtherSideBack) {
  constexpr std::size_t kPieces = 400;
  std::size_t written = 0;
  serve([&](Socket& socket, std::string, std::string) -> Async<bool> {
    socket.set_option(asio::socket_base::send_buffer_size(16'384));
    co_await ScriptedServer::say(socket, "HTTP/1.1 200 OK\r\n\r\n");
    for (std::size_t i = 0; i < kPieces; ++i, ++written)
      co_await ScriptedServer::say(socket, std::string(64 << 10, 'x'));
    co_return false;
  });
  std::size_t got = 0;
  std::size_t written_at_first = 0;
  const Answer answer =
      send({.url = server_->url(), .max_response = 100 << 20, .on_data = [&](std::string piece) -> Async<bool> {
              if (got == 0) {
                co_await async::sleep_for(200ms);
                written_at_first = written;
              }
              got += piece.size();
              co_return true;
            }});
  ASSERT_TRUE(answer) << answer.error().detail;
  EXPECT_EQ(got, kPieces << 16);
  EXPECT_TRUE(answer->body.empty());
  EXPECT_LT(written_at_first, kPieces / 2) << "the rest waited in the server";
}

TEST_F(Curl, TheReaderMayStopAndAnErrorsBodyIsNotStreamed) {
  serve([](Socket& socket, std::string head, std::string) -> Async<bool> {
    if (head.starts_with("GET /error")) co_return co_await ScriptedServer::answer(socket, 500, "why");
    co_await ScriptedServer::say(socket, "HTTP/1.1 200 OK\r\n\r\ndata: 1\n\n");
    co_return co_await hang(socket);
  });
  int calls = 0;
  const auto stop = [&](std::string) -> Async<bool> {
    ++calls;
    co_return false;
  };
  const Answer stopped = send({.url = server_->url(), .on_data = stop});
  ASSERT_FALSE(stopped);
  EXPECT_EQ(stopped.error().cause, Cause::stopped);
  const Answer error = send({.url = server_->url("/error"), .on_data = stop});
  EXPECT_EQ(error->body, "why");
  EXPECT_EQ(calls, 1);
}

TEST_F(Curl, ACancelledCallerEndsTheTransfer) {
  bool server_saw_the_end = false;
  serve([&](Socket& socket, std::string, std::string) -> Async<bool> {
    co_await hang(socket);
    server_saw_the_end = true;
    co_return false;
  });
  auto wait = [&]() -> Async<bool> {
    try {
      co_await async::within(30ms, transport_->send({.url = server_->url()}), "the answer");
    } catch (const Unavailable&) {
      co_return true;
    }
    co_return false;
  };
  EXPECT_TRUE(run(wait()));
  while (!server_saw_the_end) loop_.context().run_one();
}

TEST_F(Curl, TheTransportAndTheLoopMayGoWhileSomeoneWaits) {
  serve([](Socket& socket, std::string, std::string) { return hang(socket); });
  bool ended = false;
  asio::co_spawn(loop_.executor(), transport_->send({.url = server_->url()}),
                 [&](std::exception_ptr, Answer) { ended = true; });
  while (server_->connections() == 0) loop_.context().run_one();
  transport_.reset();
  loop_.context().poll();
  EXPECT_FALSE(ended);
}

TEST_F(Curl, AUsersUrlDoesNotReachThisMachineEvenOverAKeptConnection) {
  int requests = 0;
  serve([&](Socket& socket, std::string, std::string) {
    ++requests;
    return ScriptedServer::answer(socket, 200, "secret");
  });
  EXPECT_TRUE(send({.url = server_->url()}));
  const int port = std::stoi(server_->url().substr(server_->url().rfind(':') + 1));
  const std::string by_name = fmt::format("http://shop.example:{}/", port);
  transport_ = std::make_unique<CurlTransport>(loop_.executor(),
                                               CurlOptions{.names = {fmt::format("shop.example:{}:127.0.0.1", port)}});
  EXPECT_TRUE(send({.url = by_name})) << "the operator may";
  for (const std::string& url : {server_->url(), by_name}) {
    const Answer answer = send({.url = url, .host_chosen = Chosen::by_user});
    ASSERT_FALSE(answer) << url;
    EXPECT_EQ(answer.error().cause, Cause::blocked) << answer.error().detail;
    EXPECT_EQ(answer.error().error("The webhook").code, Code::invalid);
  }
  EXPECT_EQ(requests, 2);
}

TEST_F(Curl, WhatCannotBeSentIsSaidAndNotSent) {
  const auto cause = [&](Request request) {
    const Answer answer = send(std::move(request));
    return answer ? "answered" : name(answer.error().cause);
  };
  EXPECT_EQ(cause({.url = "nonsense://x"}), "bad_request");
  EXPECT_EQ(cause({.url = "http://"}), "bad_request");
  EXPECT_EQ(cause({.url = "http://127.0.0.1/\r\nX: 1"}), "bad_request");
  EXPECT_EQ(cause({.url = "http://127.0.0.1/", .headers = {{"X", "a\r\nY: b"}}}), "bad_request");
  EXPECT_EQ(cause({.url = "http://127.0.0.1:1/"}), "connect");
  EXPECT_EQ(cause({.url = "http://no-such-host.invalid/"}), "resolve");
}

TEST_F(Curl, AServerWithoutTlsIsNoHttps) {
  serve([](Socket& socket, std::string, std::string) { return ScriptedServer::answer(socket, 200, "plain"); });
  std::string url = server_->url("/?key=geheim");
  url.insert(4, "s");
  asio::co_spawn(
      loop_.executor(),
      [&]() -> Async<> {  // the hello of TLS holds no line end, so the server would wait for ever
        co_await async::sleep_for(50ms);
        server_->close();
      },
      asio::detached);
  const Answer answer = send({.url = url, .headers = {{"Authorization", "geheim"}}});
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().cause, Cause::tls) << answer.error().detail;
  EXPECT_EQ(answer.error().detail.find("geheim"), std::string::npos);
}

}  // namespace
}  // namespace kontor::outbound
