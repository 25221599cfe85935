#include "features/auth/login_limits.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "async/test_loop.hpp"
#include "state/memory.hpp"

namespace kontor::auth {
namespace {

using namespace std::chrono_literals;

class Limits : public testing::Test {
 protected:
  Result<> login(const std::string& email, const std::string& address) {
    return loop_.run(limits_.login(email, address));
  }
  /// How many of `tries` are let through.
  int let_through(int tries, const std::function<Result<>(int)>& attempt) {
    int count = 0;
    for (int i = 0; i < tries; ++i) count += attempt(i) ? 1 : 0;
    return count;
  }

  async::TestLoop loop_;
  ManualClock clock_{*parse_rfc3339("2026-11-23T14:00:00Z")};
  state::MemoryStore store_{clock_};
  state::MemoryState state_{store_, loop_.executor()};
  LoginLimits limits_{state_};
};

TEST_F(Limits, StopWhoGuessesOnePasswordFromManyAddresses) {
  const auto from_anywhere = [&](int i) { return login("anna@x.ru", fmt::format("10.0.0.{}", i)); };
  EXPECT_EQ(let_through(50, from_anywhere), LoginLimits::kPerAccount);
  EXPECT_TRUE(login("boris@x.ru", "10.0.0.1")) << "nobody else is locked out";
}

TEST_F(Limits, StopWhoTriesManyAccountsFromOneAddress) {
  const auto at_anyone = [&](int i) { return login(fmt::format("{}@x.ru", i), "10.0.0.1"); };
  EXPECT_EQ(let_through(150, at_anyone), LoginLimits::kPerAddress);
  EXPECT_TRUE(login("anna@x.ru", "10.0.0.2"));
}

TEST_F(Limits, TakeAnAddressInAnyCaseForTheSameAccount) {
  const auto in_any_case = [&](int i) { return login(i % 2 ? "ANNA@X.RU" : "anna@x.ru", fmt::format("10.0.0.{}", i)); };
  EXPECT_EQ(let_through(30, in_any_case), LoginLimits::kPerAccount);
}

TEST_F(Limits, SayHowLongToWaitAndLetOneInAfterThat) {
  let_through(LoginLimits::kPerAccount, [&](int) { return login("anna@x.ru", "10.0.0.1"); });
  clock_.advance(5min);
  const Result<> refused = login("anna@x.ru", "10.0.0.1");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Code::rate_limited);
  EXPECT_EQ(refused.error().retry_after, 10min);
  clock_.advance(*refused.error().retry_after);
  EXPECT_TRUE(login("anna@x.ru", "10.0.0.1"));
}

TEST_F(Limits, ForgetTheFailuresOfWhoRemembersThePassword) {
  for (int day = 0; day < 3; ++day) {
    EXPECT_EQ(let_through(9, [&](int i) { return login("anna@x.ru", fmt::format("10.{}.0.{}", day, i)); }), 9);
    loop_.run(limits_.succeeded("Anna@x.ru"));
  }
}

TEST_F(Limits, HoldForNewOrganisationsToo) {
  const auto registered = [&](int) { return loop_.run(limits_.registration("10.0.0.1")); };
  EXPECT_EQ(let_through(LoginLimits::kRegistrations + 20, registered), LoginLimits::kRegistrations);
  clock_.advance(1h);
  EXPECT_TRUE(registered(0));
}

/// A Redis that does not answer.
class AwayState final : public state::State {
  Async<std::optional<std::string>> get(std::string) override { throw Unavailable("away"); }
  Async<> set(std::string, std::string, std::chrono::milliseconds) override { throw Unavailable("away"); }
  Async<bool> set_if_absent(std::string, std::string, std::chrono::milliseconds) override { throw Unavailable("away"); }
  Async<bool> remove(std::string) override { throw Unavailable("away"); }
  Async<state::Count> count(std::string, std::chrono::milliseconds) override { throw Unavailable("away"); }
  Async<> publish(std::string, std::string) override { throw Unavailable("away"); }
  std::shared_ptr<void> subscribe(std::string, Callback) override { return nullptr; }
};

TEST_F(Limits, LockNobodyOutWhileNothingCanBeCounted) {
  AwayState away;
  LoginLimits limits(away);
  EXPECT_EQ(let_through(200, [&](int) { return loop_.run(limits.login("anna@x.ru", "10.0.0.1")); }), 200);
  EXPECT_NO_THROW(loop_.run(limits.succeeded("anna@x.ru")));
}

}  // namespace
}  // namespace kontor::auth
