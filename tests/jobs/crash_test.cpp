// Nothing lost, nothing twice: workers and the database are killed at random while twenty thousand jobs are done.
#include <gmock/gmock.h>
#include <signal.h>

#include <fstream>
#include <random>
#include <regex>

#include "db/blocking_session.hpp"
#include "support/migrated_postgres.hpp"
#include "support/private_postgres.hpp"
#include "support/process.hpp"

namespace kontor::test {
namespace {

using namespace std::chrono_literals;
using testing::Gt;

/// Workers that poll (they share no state but the database), and jobs that each write one row.
class WrittenRows : public testing::Test {
 protected:
  WrittenRows() {
    admin(R"sql(
      CREATE TABLE effects (number bigint PRIMARY KEY, attempt integer NOT NULL, early boolean NOT NULL,
                            again integer NOT NULL DEFAULT 0);
      GRANT ALL ON effects TO kontor_app;
      INSERT INTO organizations (id, name) VALUES ('01980000-0000-7000-8000-000000000001', 'Crash'))sql");
  }

  /// More attempts than a worker that is killed again and again can use up.
  void insert(int jobs, const std::string& delay = "0") {
    admin(fmt::format(R"sql(
      INSERT INTO jobs (id, org_id, kind, payload, max_attempts, state, run_at)
      SELECT gen_random_uuid(), '01980000-0000-7000-8000-000000000001', 'write_row',
        json_build_object('number', n), 100, CASE WHEN {0} > 0 THEN 'scheduled' ELSE 'available' END,
        now() + {0} * interval '1 s'
      FROM generate_series(1, {1}) AS n)sql",
                      delay, jobs));
  }

  std::unique_ptr<Process> worker(const std::string& name, Environment environment = {}) {
    return std::make_unique<Process>(std::vector<std::string>{KONTOR_WORKER_PROGRAM, conninfo_, name}, environment);
  }

  void admin(const std::string& statements) { db::BlockingSession(conninfo_).run(statements); }
  std::string value(const std::string& question) { return db::BlockingSession(conninfo_).value(question); }

  /// A person would look about as often; what is waited for is an answer of the database.
  void wait_for(const std::string& question, const std::string& answer, std::chrono::seconds patience) {
    const auto until = std::chrono::steady_clock::now() + patience;
    while (value(question) != answer) {
      ASSERT_LT(std::chrono::steady_clock::now(), until) << question << ": " << value(question);
      std::this_thread::sleep_for(100ms);
    }
  }

  std::string conninfo_ = new_migrated_database();
};

TEST_F(WrittenRows, AreAllThereOnceWhateverIsKilled) {
  constexpr int kJobs = 20'000;
  constexpr auto kKilling = 60s;
  constexpr auto kPause = 200ms;
  const std::vector<std::chrono::seconds> crashes{20s, 40s};  // of the database
  insert(kJobs);

  std::vector<std::unique_ptr<Process>> workers;
  std::string logs;
  const auto bury = [&](std::unique_ptr<Process>& killed) {
    killed->signal(SIGKILL);
    killed->wait();
    logs += killed->output();
  };
  for (const char* name : {"first", "second", "third"}) workers.push_back(worker(name));
  std::mt19937 random(7);  // the same order at every run; what it meets differs
  const auto began = std::chrono::steady_clock::now();
  std::size_t crashed = 0;
  int kills = 0;
  for (auto next = began + kPause; next < began + kKilling; next += kPause) {
    std::this_thread::sleep_until(next);
    auto& chosen = workers[random() % workers.size()];
    bury(chosen);
    chosen = worker("heir");
    ++kills;
    if (crashed < crashes.size() && next > began + crashes[crashed]) {
      EXPECT_THAT(std::stoi(value("SELECT count(*) FROM jobs WHERE state = 'running'")), Gt(0)) << "it meets work";
      PrivatePostgres::shared().crash();
      PrivatePostgres::shared().start();
      ++crashed;
    }
  }
  EXPECT_THAT(kills, Gt(200));
  EXPECT_EQ(crashed, crashes.size());

  wait_for("SELECT count(*) FROM jobs WHERE state <> 'done'", "0", 300s);
  EXPECT_EQ(value("SELECT count(*) FROM jobs"), std::to_string(kJobs));
  EXPECT_EQ(value("SELECT count(*) FROM effects"), std::to_string(kJobs)) << "no row is missing, none is there twice";
  EXPECT_EQ(value("SELECT min(number) || '-' || max(number) FROM effects"), "1-20000");
  EXPECT_EQ(value("SELECT count(*) FROM effects WHERE number % 10 = 0 AND attempt = 1"), "0")
      << "each tenth failed first";
  for (auto& each : workers) bury(each);
  const std::regex rescue(R"("message":"a job was rescued[^"]*","job_id":"[0-9a-f-]{36}","kind":"write_row")");
  const auto rescued = std::distance(std::sregex_iterator(logs.begin(), logs.end(), rescue), std::sregex_iterator());
  EXPECT_THAT(rescued, Gt(0)) << "the log says which";
  RecordProperty("kills", kills);
  RecordProperty("rescued", static_cast<int>(rescued));
  RecordProperty("done_again", value("SELECT sum(again) FROM effects"));
  std::cout << kills << " kills, " << rescued << " jobs rescued, " << value("SELECT sum(again) FROM effects")
            << " rows written by a second attempt found in place\n";
}

TEST_F(WrittenRows, AreWrittenAtTheDatabasesTimeWhateverTheWorkersClockSays) {
  constexpr int kJobs = 300;
  const TemporaryDirectory directory;
  const auto clock = directory.path() / "clock";
  const auto set_clock = [&](const std::string& offset) { std::ofstream(clock) << offset << "\n"; };
  set_clock("-5m");  // the database is ahead
  const Environment faked{
      {"LD_PRELOAD", KONTOR_LIBFAKETIME},
      {"FAKETIME_TIMESTAMP_FILE", clock.string()},
      {"FAKETIME_NO_CACHE", "1"},
      {"FAKETIME_DONT_FAKE_MONOTONIC", "1"},
      // ASan's allocator asks for the time, and the library allocates to tell it: not before it is ready.
      {"ASAN_OPTIONS",
       "verify_asan_link_order=0:quarantine_size_mb=0:thread_local_quarantine_size_kb=0:"
       "allocator_release_to_os_interval_ms=-1"}};
  const auto first = worker("slow clock", faked);
  insert(kJobs, "(1 + n % 5)");
  wait_for("SELECT count(*) > 20 FROM effects", "t", 60s);
  set_clock("+1h");
  wait_for("SELECT count(*) > 100 FROM effects", "t", 60s);
  set_clock("-1h");
  wait_for("SELECT count(*) FROM jobs WHERE state <> 'done'", "0", 60s);
  EXPECT_EQ(value("SELECT count(*) FROM effects"), std::to_string(kJobs));
  EXPECT_EQ(value("SELECT count(*) FROM effects WHERE early"), "0") << "none before its time";
  EXPECT_EQ(value("SELECT max(finished_at - run_at) < interval '20 s' FROM jobs"), "t") << "none an hour late";
  EXPECT_EQ(value("SELECT count(*) FROM jobs WHERE errors @> '[{\"what\": \"its worker died\"}]'"), "0")
      << "no lease ran out by a clock's jump";
}

}  // namespace
}  // namespace kontor::test
