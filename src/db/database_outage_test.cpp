#include <signal.h>

#include "db/test_database.hpp"

namespace kontor::db {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

const Statement kEcho{"SELECT $1::text"};
const Statement kSleep{"SELECT 1 FROM pg_sleep(50)"};

constexpr const char* kSleepers =
    "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND application_name = 'kontor' AND query LIKE "
    "'%pg_sleep%'";

/// A server of their own, because these tests take it away.
test::PrivatePostgres& server() {
  static test::PrivatePostgres only;
  return only;
}

class Outage : public DatabaseTest {
 protected:
  Outage() : DatabaseTest(server(), {.connect_patience = 1000ms, .answer_patience = 1500ms}) {}

  bool works() { return read(kEcho, args("yes")).value<std::string>() == "yes"; }
  /// True when every one of many reads is refused, and at once.
  bool refuses_quickly() {
    const auto asked = Clock::now();
    for (int i = 0; i < 200; ++i) {
      try {
        works();
        return false;
      } catch (const Lost&) {
      }
    }
    return Clock::now() - asked < 10s;
  }
  void wait_for_the_database() {
    loop_.turn_until([&] { return database_->available(); });
  }
};

TEST_F(Outage, OfAStoppedServerIsToldQuicklyAndEndsByItself) {
  ASSERT_TRUE(works());
  server().stop();
  EXPECT_TRUE(refuses_quickly());
  EXPECT_FALSE(database_->available());
  server().start();
  wait_for_the_database();
  EXPECT_TRUE(works());
}

TEST_F(Outage, FromTheVeryStartIsToldToo) {
  server().stop();
  open();
  EXPECT_TRUE(refuses_quickly());
  server().start();
  wait_for_the_database();
  EXPECT_TRUE(works());
}

TEST_F(Outage, OfACrashedServerLeavesNobodyWithoutAnAnswer) {
  ASSERT_TRUE(works());
  constexpr int kReads = 500;
  int ended = 0;
  for (int i = 0; i < kReads; ++i) {
    async::spawn(loop_.executor(), [](Database& database, int n, int& end) -> Async<> {
      try {
        EXPECT_EQ((co_await database.read({}, kEcho, args(n)))->value<std::string>(), std::to_string(n));
      } catch (const Lost&) {
      }
      if (++end == kReads / 4) server().crash();
    }(*database_, i, ended));
  }
  loop_.turn_until([&] { return ended == kReads; });
  loop_.turn_until([&] {
    try {
      return works();
    } catch (const Lost&) {
      return false;
    }
  });
}

TEST_F(Outage, InATransactionEndsItAndTheNextBeginsAnew) {
  admin("CREATE TABLE visits (n int); GRANT ALL ON visits TO kontor_app");
  static const Statement visit{"INSERT INTO visits VALUES ($1)"};
  const auto interrupted = [](Database& database) -> Async<> {
    Transaction transaction = co_await database.begin({});
    (void)(co_await transaction.query(visit, args(1))).value();
    server().stop();
    server().start();
    (void)(co_await transaction.query(visit, args(2))).value();
    co_await transaction.commit();
  };
  EXPECT_THROW(loop_.run(interrupted(*database_)), Lost);
  EXPECT_EQ(admin("SELECT count(*) FROM visits"), "0");

  const auto whole = [](Database& database, bool& done) -> Async<> {
    try {
      Transaction transaction = co_await database.begin({});
      (void)(co_await transaction.query(visit, args(3))).value();
      co_await transaction.commit();
      done = true;
    } catch (const Lost&) {
    }
  };
  bool done = false;
  loop_.turn_until([&] {
    loop_.run(whole(*database_, done));
    return done;
  });
  EXPECT_EQ(admin("SELECT string_agg(n::text, ',') FROM visits"), "3");
}

TEST_F(Outage, OfOneStatementThatHangsDoesNotHoldUpOthers) {
  ASSERT_TRUE(works());
  const auto asked = Clock::now();
  const auto sleeper = loop_.start(database_->read({}, kSleep));
  BlockingSession watcher(options_.conninfo);
  loop_.turn_until([&] { return watcher.value(kSleepers) == "1"; });
  int others = 0;
  while (!sleeper->reached) {
    ASSERT_TRUE(works());
    ++others;
    ASSERT_LT(Clock::now() - asked, 20s);
  }
  EXPECT_THROW(std::rethrow_exception(sleeper->failure), Lost);
  EXPECT_GE(Clock::now() - asked, options_.answer_patience);
  EXPECT_GT(others, 0);
  EXPECT_TRUE(works());
}

/// All processes of the server stand still, as on a machine that swaps itself to death, until this is gone.
class Frozen {
 public:
  explicit Frozen(const std::string& conninfo) {
    for (const TextRow& row :
         BlockingSession(conninfo).run("SELECT pid::text FROM pg_stat_activity WHERE application_name = 'kontor'"
                                       " UNION ALL SELECT split_part(pg_read_file('postmaster.pid'), E'\\n', 1)"))
      pids_.push_back(std::stoi(row[0].value()));
    for (const pid_t pid : pids_) kill(pid, SIGSTOP);
  }
  Frozen(const Frozen&) = delete;
  ~Frozen() {
    for (const pid_t pid : pids_) kill(pid, SIGCONT);
  }

 private:
  std::vector<pid_t> pids_;
};

TEST_F(Outage, OfAFrozenServerIsToldQuicklyAndEndsWithTheFrost) {
  ASSERT_TRUE(works());
  {
    const Frozen frozen(options_.conninfo);
    EXPECT_TRUE(refuses_quickly());
  }
  wait_for_the_database();
  EXPECT_TRUE(works());
}

}  // namespace
}  // namespace kontor::db
