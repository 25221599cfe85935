#include "state/redis.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/use_future.hpp>
#include <boost/asio/write.hpp>

#include "async/timer.hpp"
#include "base/test_directory.hpp"

namespace kontor::state {
namespace {

using namespace std::chrono_literals;

/// A real Redis of this test's own, on a Unix socket in a folder of its own.
class RedisServer {
 public:
  explicit RedisServer(std::string password = {}) : password_(std::move(password)) { start(); }
  ~RedisServer() {
    if (pid_ > 0) stop();
  }

  void start() {
    int pipe[2];
    ASSERT_EQ(::pipe2(pipe, O_CLOEXEC), 0);
    const std::string socket = folder_ + "/redis.sock";
    std::vector<std::string> words{"redis-server", "--port", "0",     "--unixsocket", socket, "--save", "",
                                   "--appendonly", "no",     "--dir", folder_};
    if (!password_.empty()) words.insert(words.end(), {"--requirepass", password_});
    std::vector<char*> argv;
    for (std::string& word : words) argv.push_back(word.data());
    argv.push_back(nullptr);
    pid_ = ::fork();
    if (pid_ == 0) {
      ::prctl(PR_SET_PDEATHSIG, SIGKILL);  // a test that crashes leaves no server behind
      ::dup2(pipe[1], 1);
      ::execvp(argv[0], argv.data());
      ::_exit(127);
    }
    ::close(pipe[1]);
    std::string said;
    char buffer[512];
    while (said.find("eady to accept connections") == said.npos && said.find("now ready") == said.npos) {
      const auto size = ::read(pipe[0], buffer, sizeof buffer);
      ASSERT_GT(size, 0) << "redis-server ended: " << said;
      said.append(buffer, static_cast<std::size_t>(size));
    }
    output_ = pipe[0];
  }
  void stop() {
    ::kill(pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
    ::close(output_);
    pid_ = 0;
  }
  void freeze() { ::kill(pid_, SIGSTOP); }
  void thaw() { ::kill(pid_, SIGCONT); }

  RedisAddress address(std::string password = {}) const {
    RedisAddress address;
    address.path = folder_ + "/redis.sock";
    address.password = Secret(password.empty() ? password_ : password);
    return address;
  }

 private:
  const test::TemporaryDirectory directory_;
  const std::string folder_ = directory_.path();
  std::string password_;
  pid_t pid_ = 0;
  int output_ = -1;
};

/// Runs `work` to its end on a fresh loop.
void run(const std::function<Async<>(async::Executor)>& work) {
  async::Loop loop(0);
  auto done = asio::co_spawn(loop.executor(), work(loop.executor()), asio::use_future);
  loop.context().run();
  done.get();
}

/// The message of the Unavailable that `work` throws.
template <class T>
Async<std::string> unavailable(Async<T> work) {
  try {
    co_await std::move(work);
  } catch (const Unavailable& error) {
    co_return error.what();
  }
  co_return "";
}

TEST(RedisAddress, IsReadFromItsUrl) {
  const auto plain = RedisAddress::parse("redis://cache");
  ASSERT_TRUE(plain);
  EXPECT_EQ(plain->host, "cache");
  EXPECT_EQ(plain->port, "6379");
  const auto full = RedisAddress::parse("redis://bob:p%40ss@[::1]:6380/3");
  ASSERT_TRUE(full);
  EXPECT_EQ(full->user, "bob");
  EXPECT_EQ(full->password.reveal(), "p@ss");
  EXPECT_EQ(full->host, "::1");
  EXPECT_EQ(full->port, "6380");
  EXPECT_EQ(full->db, 3);
  const auto unix_socket = RedisAddress::parse("unix:///run/redis.sock?db=2");
  ASSERT_TRUE(unix_socket);
  EXPECT_EQ(unix_socket->path, "/run/redis.sock");
  EXPECT_EQ(unix_socket->db, 2);
}

TEST(RedisAddress, AWrongUrlIsExplainedWithoutItsPassword) {
  for (const char* url :
       {"", "cache:6379", "http://cache", "redis://", "redis://:geheim@cache:0", "redis://:geheim@cache:x",
        "redis://:geheim@cache/abc", "redis://:%zz@cache", "rediss://:geheim@cache", "unix://rel.sock"}) {
    const auto address = RedisAddress::parse(url);
    ASSERT_FALSE(address) << url;
    EXPECT_EQ(describe(address.error()).find("geheim"), std::string::npos) << url;
  }
}

TEST(RedisProtocol, RepliesArriveInAnyPieces) {
  const std::string wire = "*3\r\n:7\r\n$2\r\nab\r\n$-1\r\n+OK\r\n-ERR no\r\n";
  ReplyReader reader;
  std::vector<Reply> replies;
  for (const char byte : wire) {
    reader.feed({&byte, 1});
    while (auto reply = reader.next()) replies.push_back(*reply);
  }
  ASSERT_EQ(replies.size(), 3u);
  EXPECT_EQ(replies[0].items[0].integer, 7);
  EXPECT_EQ(replies[0].items[1].text, "ab");
  EXPECT_EQ(replies[0].items[2].kind, Reply::Kind::nil);
  EXPECT_EQ(replies[1].text, "OK");
  EXPECT_EQ(replies[2].kind, Reply::Kind::error);
  reader.feed("HTTP/1.1 200 OK\r\n");
  EXPECT_THROW(reader.next(), Unavailable);
}

TEST(RedisState, KeepsKeysLikeTheInterfaceSays) {
  RedisServer server;
  run([&](async::Executor executor) -> Async<> {
    RedisState state(server.address(), executor);
    EXPECT_EQ(co_await state.get("a"), std::nullopt);
    const std::string bytes("\0\r\n\xff", 4);
    co_await state.set("a", bytes, 1h);
    EXPECT_EQ(co_await state.get("a"), bytes);
    EXPECT_FALSE(co_await state.set_if_absent("a", "other", 1h));
    EXPECT_TRUE(co_await state.remove("a"));
    EXPECT_FALSE(co_await state.remove("a"));
    EXPECT_TRUE(co_await state.set_if_absent("a", "other", 1h));
    const Count first = co_await state.count("hits", 1h);
    const Count second = co_await state.count("hits", 1h);
    EXPECT_EQ(first.count, 1);
    EXPECT_EQ(second.count, 2);
    EXPECT_GT(second.reset_in, 59min);
    EXPECT_LE(second.reset_in, 60min);
  });
}

TEST(RedisState, ManyCallsShareOneRoundTripAndKeepTheirOrder) {
  RedisServer server;
  async::Loop loop(0);
  RedisState state(server.address(), loop.executor());
  std::vector<std::int64_t> counts;
  auto one = [&]() -> Async<> { counts.push_back((co_await state.count("n", 1h)).count); };
  for (int i = 0; i < 1'000; ++i) asio::co_spawn(loop.executor(), one(), asio::detached);
  while (counts.size() < 1'000) loop.context().run_one();
  EXPECT_TRUE(std::ranges::is_sorted(counts));
  EXPECT_EQ(counts.back(), 1'000);
}

TEST(RedisState, FailsFastWhileRedisIsGoneAndWorksWhenItIsBack) {
  RedisServer server;
  run([&](async::Executor executor) -> Async<> {
    RedisState state(server.address(), executor, {.call_timeout = 5s, .max_backoff = 20ms});
    co_await state.set("a", "1", 1h);
    server.stop();
    const auto began = std::chrono::steady_clock::now();
    for (int i = 0; i < 20; ++i) EXPECT_NE(co_await unavailable(state.get("a")), "");
    EXPECT_LT(std::chrono::steady_clock::now() - began, 1s);
    server.start();
    while (co_await unavailable(state.ping()) != "") co_await async::sleep_for(5ms);
    EXPECT_EQ(co_await state.get("a"), std::nullopt) << "a fresh Redis is empty";
  });
}

TEST(RedisState, AHungRedisCostsOneTimeoutAndThenNothing) {
  RedisServer server;
  run([&](async::Executor executor) -> Async<> {
    RedisState state(server.address(), executor, {.call_timeout = 50ms, .max_backoff = 1h});
    co_await state.ping();
    server.freeze();
    EXPECT_NE((co_await unavailable(state.get("a"))).find("no answer in 50 ms"), std::string::npos);
    EXPECT_NE((co_await unavailable(state.get("a"))).find("no answer"), std::string::npos) << "one retry comes at once";
    EXPECT_NE((co_await unavailable(state.get("a"))).find("the next try is in"), std::string::npos);
    server.thaw();
  });
}

TEST(RedisState, SaysThatThePasswordIsWrongWithoutRepeatingIt) {
  RedisServer server("right");
  run([&](async::Executor executor) -> Async<> {
    RedisState good(server.address(), executor);
    co_await good.ping();
    RedisState bad(server.address("geheim"), executor);
    const std::string message = co_await unavailable(bad.ping());
    EXPECT_NE(message.find("WRONGPASS"), std::string::npos) << message;
    EXPECT_EQ(message.find("geheim"), std::string::npos);
  });
}

TEST(RedisState, SomethingThatIsNotRedisIsUnavailableAndNoCrash) {
  run([](async::Executor executor) -> Async<> {
    asio::ip::tcp::acceptor acceptor(executor, {asio::ip::address_v4::loopback(), 0});
    const std::string url = fmt::format("redis://127.0.0.1:{}", acceptor.local_endpoint().port());
    asio::co_spawn(
        executor,
        [&]() -> Async<> {
          auto socket = co_await acceptor.async_accept(asio::use_awaitable);
          co_await asio::async_write(socket, asio::buffer("HTTP/1.1 400 Bad Request\r\n\r\n", 28), asio::use_awaitable);
        },
        asio::use_future);
    RedisState state(RedisAddress::parse(url).value(), executor);
    EXPECT_NE((co_await unavailable(state.ping())).find("not its protocol"), std::string::npos);
  });
}

/// Publishes until the subscriber has heard it: listening begins a moment after subscribe().
Async<> publish_until_heard(State& state, std::string channel, std::string message,
                            const std::vector<std::string>& heard) {
  for (int i = 0; i < 1'000; ++i) {
    if (std::ranges::find(heard, message) != heard.end()) co_return;
    co_await unavailable(state.publish(channel, message));
    co_await async::sleep_for(5ms);
  }
  ADD_FAILURE() << message << " was never heard";
}

TEST(RedisState, MessagesReachOtherProcessesAlsoAfterRedisWasRestarted) {
  RedisServer server;
  run([&](async::Executor executor) -> Async<> {
    const RedisOptions quick{.call_timeout = 1s, .max_backoff = 20ms};
    RedisState here(server.address(), executor, quick);
    RedisState there(server.address(), executor, quick);
    std::vector<std::string> heard;
    std::vector<std::string> second;
    const auto one = there.subscribe("docs", [&](const std::string& message) { heard.push_back(message); });
    co_await publish_until_heard(here, "docs", "first", heard);
    auto two = there.subscribe("mail", [&](const std::string& message) { second.push_back(message); });
    co_await publish_until_heard(here, "mail", "hello", second);
    EXPECT_EQ(std::ranges::count(heard, "hello"), 0);

    server.stop();
    EXPECT_NE(co_await unavailable(here.publish("docs", "lost")), "");
    server.start();
    co_await publish_until_heard(here, "docs", "again", heard);
    co_await publish_until_heard(here, "mail", "again", second);
    two.reset();
    const std::size_t before = second.size();
    co_await here.publish("mail", "to nobody");
    co_await publish_until_heard(here, "docs", "end", heard);
    EXPECT_EQ(second.size(), before);
  });
}

TEST(RedisState, MayDieWhileCallsAndSubscriptionsAreWaiting) {
  RedisServer server;
  server.freeze();
  async::Loop loop(0);
  bool resumed = false;
  {
    auto state = std::make_unique<RedisState>(server.address(), loop.executor());
    const auto subscription = state->subscribe("docs", [](const std::string&) {});
    auto waiting = [&](RedisState& on) -> Async<> {
      co_await on.get("a");
      resumed = true;
    };
    asio::co_spawn(loop.executor(), waiting(*state), [](std::exception_ptr) {});
    loop.context().poll();
    state.reset();
  }
  loop.context().run();
  EXPECT_FALSE(resumed);
}

}  // namespace
}  // namespace kontor::state
