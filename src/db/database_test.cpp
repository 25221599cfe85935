#include "db/database.hpp"

#include "db/test_database.hpp"

namespace kontor::db {
namespace {

using testing::Each;
using testing::HasSubstr;

const Statement kEcho{"SELECT $1::text, pg_current_xact_id()::text || '/' || pg_backend_pid()"};
const Statement kDivide{"SELECT 10 / $1::int"};
const Statement kVisible{"SELECT body FROM notes ORDER BY body"};
const Statement kWhoAmI{"SELECT current_user::text"};
const Statement kScopeLeft{"SELECT current_setting('app.org_id', true)"};
const Statement kAddNote{"INSERT INTO notes (org, body) VALUES ($1, $2)"};
const Statement kAddAccount{"INSERT INTO accounts (email, balance) VALUES ($1, $2)"};
const Statement kCountAccounts{"SELECT count(*) FROM accounts"};

class Accounts : public DatabaseTest {
 protected:
  Accounts() {
    admin(
        "CREATE TABLE accounts (email text NOT NULL CONSTRAINT accounts_email_key UNIQUE,"
        " balance int CONSTRAINT balance_positive CHECK (balance >= 0));"
        "CREATE TABLE notes (org text, body text); ALTER TABLE notes ENABLE ROW LEVEL SECURITY;"
        "CREATE POLICY own ON notes USING (org = current_setting('app.org_id', true));"
        "INSERT INTO notes VALUES ('red', 'red 1'), ('red', 'red 2'), ('blue', 'blue 1')");
  }

  static Scope of(std::string org) { return {.org_id = std::move(org), .role = {}, .key = {}}; }
};

TEST_F(Accounts, ReadsOfOneMomentShareARoundTripAndEachGetsItsOwnRows) {
  options_.shared = 1;
  open();
  read(kEcho, args("warm"));
  constexpr int kReads = 40;
  std::vector<std::string> answers(kReads);
  std::vector<std::string> transactions(kReads);
  int ended = 0;
  for (int i = 0; i < kReads; ++i) {
    async::spawn(loop_.executor(), [](Database& database, int n, auto& answer, auto& transaction, int& end) -> Async<> {
      const Result<Rows> rows = co_await database.read({}, kEcho, args(std::to_string(n)));
      answer = (*rows)[0].value(0).value();
      transaction = (*rows)[0].value(1).value();
      ++end;
    }(*database_, i, answers[i], transactions[i], ended));
  }
  loop_.turn_until([&] { return ended == kReads; });
  for (int i = 0; i < kReads; ++i) EXPECT_EQ(answers[i], std::to_string(i));
  EXPECT_THAT(transactions, Each(transactions.front())) << "asked for at one moment, so sent as one transaction";
}

TEST_F(Accounts, AStatementThatFailsDoesNotSpoilItsNeighbours) {
  options_.shared = 1;
  open();
  constexpr int kReads = 60;
  int right = 0;
  int refused = 0;
  for (int i = 0; i < kReads; ++i) {
    async::spawn(loop_.executor(), [](Database& database, int n, int& good, int& bad) -> Async<> {
      try {
        const Result<Rows> rows = co_await database.read({}, kDivide, args(n % 3));
        if (rows.value().value<int>() == 10 / (n % 3)) ++good;
      } catch (const StatementFailed& failure) {
        if (failure.sqlstate == "22012") ++bad;
      }
    }(*database_, i, right, refused));
  }
  loop_.turn_until([&] { return right + refused == kReads; });
  EXPECT_EQ(right, 40);
  EXPECT_EQ(refused, 20);
}

TEST_F(Accounts, AScopeIsNeverCarriedOverToAnother) {
  constexpr int kReads = 3000;
  int ended = 0;
  int wrong = 0;
  for (int i = 0; i < kReads; ++i) {
    async::spawn(loop_.executor(), [](Database& database, int n, int& end, int& leaks) -> Async<> {
      const std::array<Scope, 3> scopes{of("red"), of("blue"), Scope{}};
      const std::size_t size[]{2, 1, 0};
      const std::string prefix[]{"red", "blue", "-"};
      const int which = n * 7 % 3;
      const Result<Rows> rows = co_await database.read(scopes[which], kVisible);
      if (rows->size() != size[which]) ++leaks;
      for (std::size_t row = 0; row < rows->size(); ++row)
        if (!(*rows)[row].value(0)->starts_with(prefix[which])) ++leaks;
      ++end;
    }(*database_, i, ended, wrong));
  }
  loop_.turn_until([&] { return ended == kReads; });
  EXPECT_EQ(wrong, 0);
}

TEST_F(Accounts, AScopeEndsWithItsTransaction) {
  options_.exclusive = 1;
  open();
  loop_.run([](Database& database) -> Async<> {
    Transaction transaction = co_await database.begin(of("red"));
    (void)co_await transaction.query(kVisible);
    co_await transaction.commit();
  }(*database_));
  const auto left = loop_.run([](Database& database) -> Async<std::pair<std::size_t, std::string>> {
    Transaction next = co_await database.begin({});
    const std::size_t seen = (co_await next.query(kVisible))->size();
    std::string left_behind = (co_await next.query(kScopeLeft))->value<std::string>();
    co_await next.commit();
    co_return std::pair(seen, std::move(left_behind));
  }(*database_));
  EXPECT_EQ(left, std::pair(std::size_t{0}, std::string()));
}

TEST_F(Accounts, NoScopeWritesIntoAnothersRows) {
  EXPECT_TRUE(write(kAddNote, args("red", "mine"), of("red")));
  EXPECT_THROW(write(kAddNote, args("blue", "theirs"), of("red")), StatementFailed);
  EXPECT_EQ(admin("SELECT string_agg(org, ',') FROM notes WHERE body IN ('mine', 'theirs')"), "red");
}

TEST_F(Accounts, AWriteIsCommittedWhenItReturns) {
  for (int i = 0; i < 50; ++i) {
    ASSERT_EQ(write(kAddAccount, args(fmt::format("{}@x.ru", i), i)).value().affected(), 1u);
    ASSERT_EQ(admin("SELECT count(*) FROM accounts"), std::to_string(i + 1));
  }
}

TEST_F(Accounts, AViolatedConstraintIsAConflictWithItsName) {
  ASSERT_TRUE(write(kAddAccount, args("anna@x.ru", 1)));
  const Result<Rows> taken = write(kAddAccount, args("anna@x.ru", 1));
  ASSERT_FALSE(taken);
  EXPECT_EQ(taken.error().code, Code::conflict);
  EXPECT_EQ(taken.error().internal_context, "accounts_email_key");
  EXPECT_THAT(taken.error().public_message, testing::Not(HasSubstr("accounts")));
  EXPECT_EQ(write(kAddAccount, args("boris@x.ru", -1)).error().internal_context, "balance_positive");
  EXPECT_EQ(read(kCountAccounts).value<int>(), 1);
}

TEST_F(Accounts, ATransactionIsKeptWholeWhenItIsCommitted) {
  loop_.run([](Database& database) -> Async<> {
    Transaction transaction = co_await database.begin({});
    (void)(co_await transaction.query(kAddAccount, args("anna@x.ru", 1))).value();
    (void)(co_await transaction.query(kAddAccount, args("boris@x.ru", 2))).value();
    co_await transaction.commit();
  }(*database_));
  EXPECT_EQ(admin("SELECT sum(balance) FROM accounts"), "3");
}

TEST_F(Accounts, ATransactionThatIsLeftIsRolledBackAndItsConnectionCleanForTheNext) {
  options_.exclusive = 1;
  open();
  loop_.run([](Database& database) -> Async<> {
    Transaction left = co_await database.begin({});
    (void)(co_await left.query(kAddAccount, args("anna@x.ru", 1))).value();
  }(*database_));
  const int seen = loop_.run([](Database& database) -> Async<int> {
    Transaction next = co_await database.begin({});
    const int count = (co_await next.query(kCountAccounts))->value<int>();
    (void)(co_await next.query(kAddAccount, args("boris@x.ru", 2))).value();
    co_await next.commit();
    co_return count;
  }(*database_));
  EXPECT_EQ(seen, 0);
  EXPECT_EQ(admin("SELECT string_agg(email, ',') FROM accounts"), "boris@x.ru");
}

TEST_F(Accounts, ASpoiledTransactionCannotBeCommitted) {
  options_.exclusive = 1;
  open();
  const auto spoil = [](Database& database) -> Async<> {
    Transaction transaction = co_await database.begin({});
    (void)(co_await transaction.query(kAddAccount, args("anna@x.ru", 1))).value();
    EXPECT_FALSE(co_await transaction.query(kAddAccount, args("anna@x.ru", 1)));
    co_await transaction.commit();
  };
  EXPECT_THROW(loop_.run(spoil(*database_)), StatementFailed);
  EXPECT_EQ(admin("SELECT count(*) FROM accounts"), "0");
  loop_.run([](Database& database) -> Async<> {
    Transaction next = co_await database.begin({});
    (void)(co_await next.query(kAddAccount, args("boris@x.ru", 2))).value();
    co_await next.commit();
  }(*database_));
  EXPECT_EQ(admin("SELECT count(*) FROM accounts"), "1");
}

TEST_F(Accounts, ATransactionInWhichNothingWasSaidEndsWell) {
  loop_.run([](Database& database) -> Async<> {
    Transaction transaction = co_await database.begin({});
    co_await transaction.commit();
  }(*database_));
  EXPECT_EQ(read(kCountAccounts).value<int>(), 0);
}

TEST_F(Accounts, ATransactionThatOutlivesItsDatabaseEndsQuietly) {
  open();
  std::optional<Transaction> kept;
  loop_.run([](Database& database, std::optional<Transaction>& transaction) -> Async<> {
    transaction.emplace(co_await database.begin({}));
    (void)(co_await transaction->query(kAddAccount, args("anna@x.ru", 1))).value();
  }(*database_, kept));
  database_.reset();
  kept.reset();  // what it would return its connection to is gone
  EXPECT_EQ(admin("SELECT count(*) FROM accounts"), "0");
}

TEST_F(Accounts, MoreTransactionsThanConnectionsWaitTheirTurn) {
  options_.exclusive = 2;
  open();
  constexpr int kMany = 40;
  int open_now = 0;
  int most = 0;
  int ended = 0;
  for (int i = 0; i < kMany; ++i) {
    async::spawn(loop_.executor(), [](Database& database, int n, int& now, int& peak, int& end) -> Async<> {
      {
        Transaction transaction = co_await database.begin({});
        peak = std::max(peak, ++now);
        (void)(co_await transaction.query(kAddAccount, args(fmt::format("{}@x.ru", n), n))).value();
        if (n % 4 != 0) co_await transaction.commit();
        --now;
      }
      ++end;
    }(*database_, i, open_now, most, ended));
  }
  loop_.turn_until([&] { return ended == kMany; });
  EXPECT_EQ(most, 2);
  EXPECT_EQ(admin("SELECT count(*) FROM accounts"), "30") << "every fourth was left without a commit";
}

TEST_F(Accounts, WhoWaitsTooLongForAConnectionIsToldSo) {
  options_.exclusive = 1;
  options_.answer_patience = std::chrono::milliseconds(300);
  open();
  loop_.run([](Database& database) -> Async<> {
    Transaction keeps = co_await database.begin({});
    (void)co_await keeps.query(kCountAccounts);
    bool refused = false;
    try {
      Transaction waits = co_await database.begin({});
    } catch (const Lost&) {
      refused = true;
    }
    EXPECT_TRUE(refused);
    EXPECT_TRUE(co_await keeps.query(kAddAccount, args("anna@x.ru", 1)));
    co_await keeps.commit();
  }(*database_));
  EXPECT_EQ(admin("SELECT count(*) FROM accounts"), "1");
}

TEST_F(Accounts, EveryConnectionTakesTheRoleThatRowSecurityBinds) {
  EXPECT_EQ(read(kWhoAmI).value<std::string>(), "kontor_app");
  EXPECT_EQ(write(kWhoAmI).value().value<std::string>(), "kontor_app");
}

}  // namespace
}  // namespace kontor::db
