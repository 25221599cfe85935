#include <gtest/gtest.h>

#include <arpa/inet.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_future.hpp>

#include "async/loops.hpp"
#include "outbound/breaker.hpp"
#include "outbound/egress_guard.hpp"
#include "outbound/fake_transport.hpp"
#include "outbound/retry.hpp"
#include "outbound/server_sent_events.hpp"

namespace kontor::outbound {
namespace {

using namespace std::chrono_literals;

const Timestamp kNow = std::chrono::sys_days(std::chrono::year(2026) / 11 / 23) + 10h;

template <class T>
T run(Async<T> work) {
  async::Loop loop(0);
  auto done = asio::co_spawn(loop.executor(), std::move(work), asio::use_future);
  loop.context().run();
  return done.get();
}

TEST(EgressGuard, LetsThroughTheInternetOnly) {
  for (const char* address : {"8.8.8.8", "93.184.216.34", "172.15.255.255", "172.32.0.1", "2606:4700::1111",
                              "::ffff:8.8.8.8", "64:ff9b::8.8.8.8", "2002:808:808::1"})
    EXPECT_TRUE(is_public(asio::ip::make_address(address))) << address;
  for (const char* address : {"0.0.0.0",
                              "10.1.2.3",
                              "100.64.0.1",
                              "127.0.0.1",
                              "169.254.169.254",
                              "172.16.0.1",
                              "172.31.255.255",
                              "192.168.1.1",
                              "198.18.0.1",
                              "224.0.0.1",
                              "255.255.255.255",
                              "::",
                              "::1",
                              "::ffff:127.0.0.1",
                              "::ffff:169.254.169.254",
                              "64:ff9b::10.0.0.1",
                              "2002:7f00:1::",
                              "fe80::1",
                              "fc00::1",
                              "fd00:ec2::254",
                              "ff02::1",
                              "2001:db8::1",
                              "2001::1",
                              "::7f00:1"})
    EXPECT_FALSE(is_public(asio::ip::make_address(address))) << address;
}

TEST(EgressGuard, SeesAnAddressBehindEverySpelling) {
  for (const char* host :
       {"127.0.0.1", "127.1:80", "0x7f.1", "2130706433", "017700000001", "[::1]:8080", "[::ffff:10.0.0.1]", "localhost",
        "LOCALHOST:80", "a.localhost", "127.0.0.1.", "169.254.169.254"})
    EXPECT_TRUE(names_private_address(host)) << host;
  for (const char* host : {"example.com", "8.8.8.8:443", "[2606:4700::1111]:443", "localhost.example.com"})
    EXPECT_FALSE(names_private_address(host)) << host;
}

TEST(Retry, WaitsLongerEachTimeUpToTheCapAndThenGivesUp) {
  const RetryPolicy policy{.attempts = 5, .base = 100ms, .cap = 300ms};
  const Request get{.url = "http://x"};
  const Answer busy = Response{503};
  EXPECT_EQ(next_try(policy, get, busy, 1, 0.5, kNow), 50ms);
  EXPECT_EQ(next_try(policy, get, busy, 2, 0.5, kNow), 100ms);
  EXPECT_EQ(next_try(policy, get, busy, 4, 0.5, kNow), 150ms);
  EXPECT_EQ(next_try(policy, get, busy, 1, 0, kNow), 0ms);
  EXPECT_EQ(next_try(policy, get, busy, 5, 0.5, kNow), std::nullopt);
  EXPECT_EQ(next_try(policy, get, Response{404}, 1, 0.5, kNow), std::nullopt);
}

TEST(Retry, SendsAgainOnlyWhatDoesNoHarmTwice) {
  const RetryPolicy policy;
  const Request post{.method = "POST", .url = "http://x"};
  const Request safe_post{.method = "POST", .url = "http://x", .repeatable = true};
  const Request unsafe_put{.method = "PUT", .url = "http://x", .repeatable = false};
  const Answer lost = std::unexpected(Failed{Cause::cut_off, "", true});
  const Answer never_sent = std::unexpected(Failed{Cause::connect, "", false});
  EXPECT_FALSE(next_try(policy, post, lost, 1, 0, kNow));
  EXPECT_FALSE(next_try(policy, unsafe_put, lost, 1, 0, kNow));
  EXPECT_TRUE(next_try(policy, safe_post, lost, 1, 0, kNow));
  EXPECT_TRUE(next_try(policy, post, never_sent, 1, 0, kNow));
  EXPECT_FALSE(next_try(policy, post, Response{500}, 1, 0, kNow));
  for (const Cause cause :
       {Cause::tls, Cause::blocked, Cause::too_large, Cause::stopped, Cause::resting, Cause::bad_request})
    EXPECT_FALSE(next_try(policy, safe_post, std::unexpected(Failed{cause}), 1, 0, kNow)) << name(cause);
}

TEST(Retry, HonoursRetryAfterInItsThreeForms) {
  const auto asked = [](std::string name, std::string value) {
    return retry_after(Response{429, {{std::move(name), std::move(value)}}}, kNow);
  };
  EXPECT_EQ(asked("retry-after", "7"), 7s);
  EXPECT_EQ(asked("retry-after-ms", "1500"), 1500ms);
  EXPECT_EQ(asked("retry-after", "Mon, 23 Nov 2026 10:00:20 GMT"), 20s);
  EXPECT_EQ(asked("retry-after", "Mon, 23 Nov 2026 09:00:20 GMT"), 0s);
  for (const char* nonsense : {"soon", "-5", "1e9", "Mon, 33 Nov 2026 10:00:20 GMT", "99999999999"})
    EXPECT_EQ(asked("retry-after", nonsense), std::nullopt) << nonsense;
  const RetryPolicy policy{.longest_wait = 30s};
  const Request get{.url = "http://x"};
  EXPECT_EQ(next_try(policy, get, Response{429, {{"retry-after", "7"}}}, 1, 0, kNow), 7s);
  EXPECT_EQ(next_try(policy, get, Response{429, {{"retry-after", "31"}}}, 1, 0, kNow), std::nullopt);
}

TEST(Retry, TriesUntilItWorks) {
  FakeTransport fake;
  fake.prepare(Failed{Cause::connect});
  fake.prepare(503);
  fake.prepare(200, "done");
  SystemClock clock;
  Retrying retrying(fake, {.base = 1ms}, clock);
  const Answer answer = run(retrying.send({.url = "http://x"}));
  EXPECT_EQ(answer->body, "done");
  EXPECT_EQ(fake.asked.size(), 3u);
}

TEST(Retry, NeverRepeatsAStreamThatHasBegun) {
  FakeTransport fake;
  fake.prepared.push_back({std::unexpected(Failed{Cause::connect})});
  fake.prepared.push_back({std::unexpected(Failed{Cause::cut_off, "", true}), {"Dear "}});
  SystemClock clock;
  Retrying retrying(fake, {.base = 1ms}, clock);
  std::string got;
  const auto on_data = [&](std::string piece) -> Async<bool> {
    got += piece;
    co_return true;
  };
  const Answer answer = run(retrying.send({.url = "http://x", .on_data = on_data}));
  EXPECT_FALSE(answer);
  EXPECT_EQ(got, "Dear ");
  EXPECT_EQ(fake.asked.size(), 2u);
}

TEST(Breaker, RestsAfterFailuresInARowAndTriesWithOneCall) {
  ManualClock clock(kNow);
  Breaker breaker(clock, {.failures = 3, .rest = 10s, .longest = 25s});
  const auto call = [&](bool works) {
    if (!breaker.admit()) return false;
    works ? breaker.succeeded() : breaker.failed();
    return true;
  };
  call(false), call(false), call(true), call(false), call(false);
  EXPECT_FALSE(breaker.open()) << "a success in between starts the count anew";
  call(false);
  EXPECT_TRUE(breaker.open());
  EXPECT_FALSE(breaker.admit());
  clock.advance(10s);
  EXPECT_TRUE(breaker.admit());
  EXPECT_FALSE(breaker.admit()) << "only one tries";
  breaker.failed();
  clock.advance(19s);
  EXPECT_FALSE(breaker.admit()) << "the rest has doubled";
  clock.advance(1s);
  EXPECT_TRUE(breaker.admit());
  breaker.abandoned();
  EXPECT_TRUE(breaker.admit()) << "a cancelled try leaves room for another";
  breaker.failed();
  clock.advance(25s);
  EXPECT_TRUE(call(true)) << "never longer than the longest";
  EXPECT_FALSE(breaker.open());
}

TEST(Breaker, HoldsBackOneHostAndNotItsNeighbour) {
  ManualClock clock(kNow);
  FakeTransport fake;
  Breaking breaking(fake, clock, {.failures = 2});
  for (int status : {500, 429, 500, 502, 200}) fake.prepare(status);
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(run(breaking.send({.url = "https://a.example/x?key=1"})));
  EXPECT_TRUE(run(breaking.send({.url = "https://a.example/y"}))) << "the 429 was an answer, so one failure is left";
  const Answer held = run(breaking.send({.url = "https://a.example/z"}));
  ASSERT_FALSE(held);
  EXPECT_EQ(held.error().cause, Cause::resting);
  EXPECT_TRUE(run(breaking.send({.url = "https://b.example/z"})));
  EXPECT_EQ(fake.asked.size(), 5u);
}

TEST(ServerSentEvents, TheSameEventsWhateverThePieces) {
  const std::string stream =
      "\xEF\xBB\xBF: hello\r\n\r\ndata: one\r\n\r\nevent: add\ndata: a\ndata:b\n\n"
      "id: 7\rdata\r\rdata:  two spaces\nunknown: x\n\nevent: lonely\n\ndata: unfinished\n";
  for (std::size_t size = 1; size <= stream.size(); ++size) {
    ServerSentEvents parser;
    std::vector<ServerSentEvent> events;
    for (std::size_t at = 0; at < stream.size(); at += size)
      for (auto& event : parser.feed(std::string_view(stream).substr(at, size)).value()) events.push_back(event);
    ASSERT_EQ(events.size(), 4u) << size;
    EXPECT_EQ(events[0].data, "one");
    EXPECT_EQ(events[0].event, "message");
    EXPECT_EQ(events[1].event, "add");
    EXPECT_EQ(events[1].data, "a\nb");
    EXPECT_EQ(events[2].data, "");
    EXPECT_EQ(events[2].id, "7");
    EXPECT_EQ(events[3].data, " two spaces");
    EXPECT_EQ(events[3].id, "7");
  }
}

TEST(ServerSentEvents, AnEventWithoutAnEndIsRefused) {
  ServerSentEvents parser(100);
  EXPECT_TRUE(parser.feed("data: 1\n\n"));
  for (int i = 0; i < 9; ++i) EXPECT_TRUE(parser.feed("data: abc\n"));
  EXPECT_FALSE(parser.feed(std::string(101, 'x')));
}

TEST(Request, TheHostIsFoundWithoutWhatIsSecret) {
  EXPECT_EQ(host_of("https://user:geheim@api.example:8443/v1?key=geheim"), "api.example:8443");
  EXPECT_EQ(host_of("http://[::1]:80"), "[::1]:80");
  EXPECT_EQ(host_of("http://a.example\\@b.example/"), "a.example");
  EXPECT_EQ(host_of("mailto:x"), "");
}

}  // namespace
}  // namespace kontor::outbound
