#include "db/migrator.hpp"

#include <gmock/gmock.h>

#include <barrier>
#include <future>

#include "base/test_directory.hpp"
#include "db/blocking_session.hpp"
#include "db/embedded_server.hpp"

namespace kontor::db {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr Migration shops = {1, "shops", "CREATE TABLE shops (id int PRIMARY KEY);"};
constexpr Migration mails = {2, "mails", "CREATE TABLE mails (id int);\nINSERT INTO mails VALUES (1);"};
constexpr Migration broken = {3, "broken", "CREATE TABLE half (id int);\n-- «ёж»\nSELECT nonsense;"};

/// One server for all tests of this file, an empty database for each.
class MigratorTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    top_ = std::make_unique<test::TemporaryDirectory>();
    server_ = std::make_unique<EmbeddedServer>(EmbeddedServer::start({.home = top_->path(), .durable = false}));
  }
  static void TearDownTestSuite() {
    server_.reset();
    top_.reset();
  }

  MigratorTest() {
    static int count = 0;
    const std::string database = fmt::format("test_{}", ++count);
    BlockingSession(server_->conninfo()).run("CREATE DATABASE " + database);
    conninfo_ = server_->conninfo() + " dbname=" + database;
  }

  std::string ask(const std::string& question) const { return BlockingSession(conninfo_).value(question); }
  Migrator::Report migrate(std::span<const Migration> migrations) const {
    return Migrator(conninfo_, migrations).migrate();
  }
  std::string complaint(std::span<const Migration> migrations) const {
    try {
      migrate(migrations);
    } catch (const MigrationFailure& failure) {
      return failure.what();
    }
    return "";
  }

  static inline std::unique_ptr<test::TemporaryDirectory> top_;
  static inline std::unique_ptr<EmbeddedServer> server_;
  std::string conninfo_;
};

TEST_F(MigratorTest, AppliesWhatIsMissingAndNothingTwice) {
  const std::array first = {shops};
  const std::array both = {shops, mails};
  EXPECT_THAT(migrate(first).applied, ElementsAre("0001_shops"));
  EXPECT_THAT(migrate(both).applied, ElementsAre("0002_mails"));
  const Migrator::Report again = migrate(both);
  EXPECT_THAT(again.applied, IsEmpty());
  EXPECT_EQ(again.number, 2);
  EXPECT_EQ(ask("SELECT count(*) FROM mails"), "1");
}

TEST_F(MigratorTest, LeavesNothingOfAMigrationThatFailsAndNamesItsLine) {
  const std::array all = {shops, mails, broken};
  EXPECT_THAT(complaint(all), testing::AllOf(HasSubstr("0003_broken, line 3"), HasSubstr("nonsense")));
  EXPECT_EQ(ask("SELECT to_regclass('half') IS NULL"), "t");
  EXPECT_EQ(ask("SELECT max(number) FROM schema_migrations"), "2");
}

TEST_F(MigratorTest, RefusesAFileThatChangedAfterItRan) {
  const std::array before = {shops, mails};
  migrate(before);
  const std::array after = {shops, Migration{2, "mails", "CREATE TABLE mails (id bigint);"}};
  EXPECT_THAT(complaint(after), HasSubstr("0002_mails was changed after it was applied"));
}

TEST_F(MigratorTest, RefusesADatabaseThatIsNewerThanTheBinary) {
  const std::array newer = {shops, mails};
  migrate(newer);
  const std::array older = {shops};
  EXPECT_THAT(complaint(older), HasSubstr("newer than this kontor: it has migration 0002_mails"));
}

TEST_F(MigratorTest, RefusesGapsInTheFilesAndInTheDatabase) {
  const std::array gap = {shops, broken};
  EXPECT_THAT(complaint(gap), HasSubstr("migration 0002 is missing"));
  const std::array both = {shops, mails};
  migrate(both);
  ask("DELETE FROM schema_migrations WHERE number = 1");
  EXPECT_THAT(complaint(both), HasSubstr("0001_shops before it was not"));
}

TEST_F(MigratorTest, RefusesAMigrationThatEndsItsTransaction) {
  const std::array commits = {Migration{1, "commits", "CREATE TABLE loose (id int); COMMIT;"}};
  EXPECT_THAT(complaint(commits), HasSubstr("0001_commits ends its transaction"));
}

TEST_F(MigratorTest, LetsTwoProcessesMigrateAtOnce) {
  const std::array all = {shops, Migration{2, "slow", "SELECT pg_sleep(0.2); CREATE TABLE slow (id int);"}};
  std::barrier together(2);
  auto run = [&] {
    together.arrive_and_wait();
    return migrate(all).applied.size();
  };
  auto one = std::async(std::launch::async, run);
  auto two = std::async(std::launch::async, run);
  EXPECT_EQ(one.get() + two.get(), 2u) << "each migration runs in exactly one of them";
  EXPECT_EQ(ask("SELECT count(*) FROM schema_migrations"), "2");
}

TEST_F(MigratorTest, WaitsForAnotherProcessOnlySoLong) {
  BlockingSession other(conninfo_);
  other.value("SELECT pg_advisory_lock(7236832841003)");
  const std::array all = {shops};
  std::vector<std::string> said;
  Migrator migrator(conninfo_, all, {.patience = 50ms, .say = [&](std::string_view line) { said.emplace_back(line); }});
  EXPECT_THROW(migrator.migrate(), MigrationFailure);
  EXPECT_THAT(said, ElementsAre(HasSubstr("another process is migrating")));
  EXPECT_EQ(ask("SELECT to_regclass('shops') IS NULL"), "t");
}

TEST_F(MigratorTest, ShowsTheStatusWithoutChangingAnything) {
  const std::array before = {shops, mails};
  const std::vector<Migrator::Row> fresh = Migrator(conninfo_, before).status();
  ASSERT_EQ(fresh.size(), 2u);
  EXPECT_EQ(fresh[0].state, Migrator::State::pending);
  EXPECT_EQ(ask("SELECT to_regclass('schema_migrations') IS NULL"), "t");

  migrate(before);
  const std::array after = {Migration{1, "shops", "SELECT 1"}};
  const std::vector<Migrator::Row> rows = Migrator(conninfo_, after).status();
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0].state, Migrator::State::changed);
  EXPECT_EQ(rows[1].state, Migrator::State::newer);
  EXPECT_THAT(rows[1].applied_at.value_or(""), testing::MatchesRegex("20..-..-..T..:..:..Z"));
}

TEST_F(MigratorTest, GivesASuperuserARoleThatRowSecurityBinds) {
  const std::array all = {
      Migration{1, "notes",
                "CREATE TABLE notes (org text, body text); ALTER TABLE notes ENABLE ROW LEVEL SECURITY;"
                "CREATE POLICY own ON notes USING (org = current_setting('app.org_id', true));"
                "INSERT INTO notes VALUES ('a', 'mine'), ('b', 'theirs')"},
      Migration{2, "audit", "CREATE TABLE audit_log (id int)"}};
  const Migrator::Report report = migrate(all);
  ASSERT_EQ(report.app_role, "kontor_app");
  BlockingSession app(with_role(conninfo_, report.app_role));
  EXPECT_EQ(app.value("SELECT current_user"), "kontor_app");
  EXPECT_EQ(app.value("SELECT count(*) FROM notes"), "0");
  app.run("SET app.org_id = 'a'");
  EXPECT_EQ(app.value("SELECT string_agg(body, ',') FROM notes"), "mine");
  EXPECT_NO_THROW(app.run("INSERT INTO audit_log VALUES (1)"));
  EXPECT_THROW(app.run("DELETE FROM audit_log"), SqlFailure);
  EXPECT_THROW(app.run("UPDATE schema_migrations SET number = 9"), SqlFailure);
  EXPECT_THROW(app.run("CREATE TABLE mine (id int)"), SqlFailure);
}

TEST_F(MigratorTest, LetsAMigrationTakeRightsBack) {
  const std::array all = {
      Migration{1, "prices", "CREATE TABLE prices (id int); REVOKE DELETE ON prices FROM kontor_app"}};
  BlockingSession(conninfo_).run("CREATE TABLE older (id int)");
  migrate(all);
  migrate(all);  // a second start does not give them again
  BlockingSession app(with_role(conninfo_, "kontor_app"));
  EXPECT_NO_THROW(app.run("INSERT INTO prices VALUES (1); INSERT INTO older VALUES (1)"));
  EXPECT_THROW(app.run("DELETE FROM prices"), SqlFailure);
}

TEST(Conninfo, TakesTheFormsInWhichPeopleWriteIt) {
  const std::string plain = "dbname='shop' host='db.example' password='p@ss wörd' port='5433' user='anna'";
  EXPECT_EQ(conninfo_from_url("postgresql://anna:p%40ss%20w%C3%B6rd@db.example:5433/shop").value(), plain);
  EXPECT_EQ(conninfo_from_url("postgres://anna:p%40ss%20w%C3%B6rd@db.example:5433/shop").value(), plain);
  EXPECT_EQ(conninfo_from_url("postgresql+asyncpg://anna:p%40ss%20w%C3%B6rd@db.example:5433/shop").value(), plain);
  EXPECT_EQ(conninfo_from_url("host=db.example port=5433 user=anna dbname=shop password='p@ss wörd'").value(), plain);
  EXPECT_EQ(conninfo_from_url("postgresql+asyncpg://a@h/d?ssl=require").value(),
            "dbname='d' host='h' sslmode='require' user='a'");
}

TEST(Conninfo, NeverRepeatsAPassword) {
  for (const char* wrong :
       {"mysql://anna:geheim@db/shop", "postgresql://anna:geheim@db:port/shop?x=geheim", "geheim", ""}) {
    const Result<std::string> got = conninfo_from_url(wrong);
    ASSERT_FALSE(got) << wrong;
    EXPECT_THAT(describe(got.error()), testing::AllOf(HasSubstr("DATABASE_URL"), testing::Not(HasSubstr("geheim"))));
  }
  EXPECT_EQ(without_password("host=db user=anna password=geheim dbname=shop"), "anna@db:5432/shop");
}

TEST(Conninfo, KeepsOtherOptionsBesideTheRole) {
  EXPECT_EQ(with_role("host=db options='-c jit=off'", "kontor_app"),
            "host='db' options='-c jit=off -c role=kontor_app'");
  EXPECT_EQ(with_role("host=db", ""), "host=db");
}

}  // namespace
}  // namespace kontor::db
