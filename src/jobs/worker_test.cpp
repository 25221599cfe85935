#include "jobs/worker.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <prometheus/counter.h>

#include "async/one_shot.hpp"
#include "async/test_loop.hpp"
#include "db/blocking_session.hpp"
#include "jobs/queue.hpp"
#include "observe/metrics.hpp"
#include "state/memory.hpp"
#include "support/migrated_postgres.hpp"

namespace kontor::jobs {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

struct WaterPlants {
  static constexpr std::string_view kind = "water_plants";
  int room;
};
KONTOR_DESCRIBE(WaterPlants, room)

struct FeedCat {
  static constexpr std::string_view kind = "feed_cat";
  std::string cat;
};
KONTOR_DESCRIBE(FeedCat, cat)

const db::Statement kOne{"SELECT 1"};

/// A worker, its queue and a database with the real schema.
class Work : public testing::Test {
 protected:
  using Handler = Worker::Handler<WaterPlants>;

  Work() {
    admin(fmt::format("INSERT INTO organizations (id, name) VALUES ('{}', 'Garden')", org_.text()));
    worker_.emplace(make_worker());
  }
  ~Work() override {
    if (worker_) loop_.run(worker_->stop());
    if (second_) loop_.run(second_->stop());
  }

  Worker make_worker(Worker::Options options = {.poll = 1h}) {
    return Worker(loop_.executor(), database_, state_, metrics_, options);
  }
  void start(Handler handler) {
    worker_->handle<WaterPlants>(std::move(handler));
    worker_->start();
  }
  void start(std::function<Task<>(const Claim&, WaterPlants)> work) {
    start(Handler{.work = std::move(work), .give_up = {}});
  }

  void insert(int room, bool committed = true) {
    loop_.run([](Work& self, int in, bool commits) -> Async<> {
      db::Transaction transaction = co_await self.database_.begin(db::Scope::tenant(self.org_));
      (void)(co_await self.queue_.insert(transaction, self.org_, WaterPlants{.room = in})).value();
      if (commits) co_await transaction.commit();
    }(*this, room, committed));
  }
  void wake() { loop_.run(queue_.wake()); }

  /// As the superuser, beside the program.
  std::string admin(const std::string& statements) {
    const std::vector<db::TextRow> rows = db::BlockingSession(conninfo_).run(statements);
    return rows.empty() ? "" : rows[0][0].value_or("");
  }
  void wait_for(const std::string& question, const std::string& answer) {
    db::BlockingSession session(conninfo_);
    loop_.turn_until([&] { return session.value(question) == answer; });
  }
  void wait_for_state(const std::string& state) { wait_for("SELECT string_agg(DISTINCT state, ',') FROM jobs", state); }
  /// The wait before the next attempt is over.
  void pass_time() {
    admin("UPDATE jobs SET run_at = now() WHERE state = 'waiting'");
    wake();
  }

  std::string conninfo_ = test::new_migrated_database();
  Id<Organization> org_ = Id<Organization>::make();
  async::TestLoop loop_;
  SystemClock clock_;
  state::MemoryStore store_{clock_};
  state::MemoryState state_{store_, loop_.executor()};
  observe::Metrics metrics_;
  db::Database database_{
      loop_.executor(), loop_.cpu(), loop_.ticker(), {.conninfo = conninfo_, .app_role = "kontor_app"}};
  Queue queue_{state_};
  std::optional<Worker> worker_;
  std::optional<Worker> second_;
};

TEST_F(Work, IsDoneOnceWithWhatWasAskedFor) {
  std::vector<int> rooms;
  start([&](const Claim& claim, WaterPlants job) -> Task<> {
    EXPECT_EQ(claim.org_id, org_);
    EXPECT_EQ(claim.attempts, 1);
    rooms.push_back(job.room);
    co_return Result<>();
  });
  insert(7);
  wake();
  wait_for_state("done");
  EXPECT_THAT(rooms, ElementsAre(7));
  EXPECT_EQ(admin("SELECT lease_until IS NULL AND finished_at IS NOT NULL AND last_error IS NULL FROM jobs"), "t");
  EXPECT_THAT(metrics_.text(), HasSubstr(R"(kontor_jobs_total{end="done",kind="water_plants"} 1)"));
}

TEST_F(Work, ThatWasWaitingBeforeTheWorkerCameIsDone) {
  for (int room = 0; room < 30; ++room) insert(room);
  std::set<int> rooms;
  start([&](const Claim&, WaterPlants job) -> Task<> {
    EXPECT_TRUE(rooms.insert(job.room).second);
    co_return Result<>();
  });
  wait_for_state("done");
  EXPECT_THAT(rooms, SizeIs(30));
}

TEST_F(Work, OfATransactionThatWasRolledBackDoesNotExist) {
  std::vector<int> rooms;
  start([&](const Claim&, WaterPlants job) -> Task<> {
    rooms.push_back(job.room);
    co_return Result<>();
  });
  insert(1, /*committed=*/false);
  insert(2);
  wake();
  wait_for_state("done");
  EXPECT_THAT(rooms, ElementsAre(2));
  EXPECT_EQ(admin("SELECT count(*) FROM jobs"), "1");
}

TEST_F(Work, ThatFailsIsTriedAgainLaterAndThenDone) {
  int attempts = 0;
  start([&](const Claim&, WaterPlants) -> Task<> {
    if (++attempts < 3)
      co_return fail({.code = Code::upstream, .public_message = "No water.", .internal_context = "tap 7"});
    co_return Result<>();
  });
  insert(7);
  wake();
  wait_for("SELECT state || attempts FROM jobs", "waiting1");
  EXPECT_EQ(admin("SELECT run_at >= created_at + interval '500 milliseconds' AND run_at <= now() + interval '1 second' "
                  "FROM jobs"),
            "t");
  EXPECT_THAT(admin("SELECT last_error FROM jobs"), testing::AllOf(HasSubstr("No water."), HasSubstr("tap 7")));
  pass_time();
  wait_for("SELECT state || attempts FROM jobs", "waiting2");
  pass_time();
  wait_for_state("done");
  EXPECT_EQ(attempts, 3);
  EXPECT_EQ(admin("SELECT attempts FROM jobs"), "3");
}

TEST_F(Work, ThatBreaksDownIsTriedAgainToo) {
  int attempts = 0;
  start([&](const Claim&, WaterPlants) -> Task<> {
    if (++attempts == 1) throw std::logic_error("the can is a bug");
    co_return Result<>();
  });
  insert(7);
  wake();
  wait_for("SELECT last_error FROM jobs", "the can is a bug");
  pass_time();
  wait_for_state("done");
}

TEST_F(Work, IsDeadAfterItsLastAttemptAndSomebodyIsTold) {
  std::vector<std::string> told;
  insert(7);
  admin("UPDATE jobs SET max_attempts = 2");
  start({.work = [](const Claim&, WaterPlants) -> Task<> {
           co_return fail({.code = Code::upstream, .public_message = "No water.", .internal_context = "tap 7"});
         },
         .give_up = [&](const Claim&, WaterPlants job, std::string why) -> Task<> {
           told.push_back(fmt::format("{}: {}", job.room, why));
           co_return Result<>();
         }});
  wait_for("SELECT state || attempts FROM jobs", "waiting1");
  EXPECT_THAT(told, IsEmpty());
  pass_time();
  wait_for("SELECT state || attempts FROM jobs", "dead2");
  ASSERT_THAT(told, SizeIs(1));
  EXPECT_THAT(told[0], testing::AllOf(HasSubstr("7: "), testing::Not(HasSubstr("tap 7"))));
  EXPECT_THAT(admin("SELECT last_error FROM jobs"), HasSubstr("tap 7"));
  EXPECT_THAT(metrics_.text(), HasSubstr(R"(kontor_jobs_total{end="dead",kind="water_plants"} 1)"));
}

TEST_F(Work, OfAKindThatNobodyKnowsWaitsForOneWhoDoes) {
  worker_->handle<FeedCat>({.work = [](const Claim&, FeedCat) -> Task<> { co_return Result<>(); }, .give_up = {}});
  worker_->start();
  insert(7);
  wake();
  wait_for("SELECT state || ': ' || last_error FROM jobs", "waiting: this program knows no such kind of job");
}

TEST_F(Work, WhosePayloadDoesNotFitIsDeadInTheEnd) {
  bool done = false;
  insert(7);
  admin("UPDATE jobs SET payload = '{\"room\":\"kitchen\"}', max_attempts = 1");
  start([&](const Claim&, WaterPlants) -> Task<> {
    done = true;
    co_return Result<>();
  });
  wait_for_state("dead");
  EXPECT_FALSE(done);
  EXPECT_THAT(admin("SELECT last_error FROM jobs"), HasSubstr("payload.room"));
}

TEST_F(Work, IsSharedByTwoWorkersAndDoneByOne) {
  constexpr int kRooms = 200;
  std::map<int, int> times;
  std::set<std::string> who;
  const auto as = [&](std::string name) {
    return Handler{.work = [&, name](const Claim&, WaterPlants job) -> Task<> {
                     ++times[job.room];
                     who.insert(name);
                     (void)co_await database_.read(db::Scope::system(), kOne);
                     co_return Result<>();
                   },
                   .give_up = {}};
  };
  for (int room = 0; room < kRooms; ++room) insert(room);
  second_.emplace(make_worker());
  second_->handle<WaterPlants>(as("second"));
  start(as("first"));
  second_->start();
  wait_for_state("done");
  EXPECT_THAT(times, SizeIs(kRooms));
  EXPECT_THAT(times, testing::Each(testing::Pair(testing::_, 1)));
  EXPECT_THAT(who, ElementsAre("first", "second"));
}

TEST_F(Work, NeverRunsMoreAtOnceThanIsAllowed) {
  for (int room = 0; room < 20; ++room) insert(room);
  worker_.emplace(make_worker({.concurrency = 3, .poll = 1h}));
  int now = 0;
  int most = 0;
  start([&](const Claim&, WaterPlants) -> Task<> {
    most = std::max(most, ++now);
    (void)co_await database_.read(db::Scope::system(), kOne);
    --now;
    co_return Result<>();
  });
  wait_for_state("done");
  EXPECT_EQ(most, 3);
}

TEST_F(Work, OfAWorkerThatDiedIsTakenBack) {
  insert(7);
  JobStore store(database_);
  const std::vector<Claim> held = loop_.run(store.claim(1));
  ASSERT_THAT(held, SizeIs(1));
  EXPECT_EQ(loop_.run(store.rescue(false)), 0u) << "its lease has only begun";
  admin("UPDATE jobs SET lease_until = now() - interval '1 second'");
  EXPECT_EQ(loop_.run(store.rescue(false)), 1u);
  int attempts = 0;
  start([&](const Claim& claim, WaterPlants) -> Task<> {
    attempts = claim.attempts;
    co_return Result<>();
  });
  wait_for_state("done");
  EXPECT_EQ(attempts, 2);
}

TEST_F(Work, ThatKillsEveryWorkerIsGivenUpWithoutAnotherTry) {
  admin("INSERT INTO jobs (id, org_id, kind, payload, attempts, max_attempts) VALUES (gen_random_uuid(), '" +
        org_.text() + "', 'water_plants', '{\"room\":1}', 8, 8)");
  int tries = 0;
  std::vector<int> given_up;
  start(Handler{.work = [&](const Claim&, WaterPlants) -> Task<> {
                  ++tries;
                  co_return Result<>();
                },
                .give_up = [&](const Claim&, WaterPlants job, std::string) -> Task<> {
                  given_up.push_back(job.room);
                  co_return Result<>();
                }});
  wait_for_state("dead");
  EXPECT_EQ(tries, 0);
  EXPECT_THAT(given_up, ElementsAre(1));
}

TEST_F(Work, CannotBeEndedByAWorkerWhoseLeasePassedToAnother) {
  insert(7);
  JobStore store(database_);
  const Claim late = loop_.run(store.claim(1)).at(0);
  EXPECT_EQ(loop_.run(store.rescue(true)), 1u);
  const Claim present = loop_.run(store.claim(1)).at(0);
  loop_.run(store.dead(late, "too late"));
  loop_.run(store.again(late, 0ms, "too late"));
  loop_.run(store.done(late));
  EXPECT_EQ(admin("SELECT state || attempts FROM jobs"), "running2");
  loop_.run(store.done(present));
  EXPECT_EQ(admin("SELECT state FROM jobs"), "done");
}

TEST_F(Work, ThatTakesLongKeepsItsLease) {
  insert(7);
  JobStore store(database_);
  const Claim claim = loop_.run(store.claim(1)).at(0);
  admin("UPDATE jobs SET lease_until = now() + interval '1 second'");
  loop_.run(store.extend({claim.id}));
  EXPECT_EQ(admin("SELECT lease_until > now() + interval '20 seconds' FROM jobs"), "t");
}

TEST_F(Work, ThatRunsIsFinishedWhenTheWorkerStopsAndNoneIsBegun) {
  async::OneShot<bool> go;
  int begun = 0;
  worker_.emplace(make_worker({.concurrency = 1, .poll = 1h}));
  start([&](const Claim&, WaterPlants) -> Task<> {
    ++begun;
    co_await go.wait();
    co_return Result<>();
  });
  insert(1);
  wake();
  loop_.turn_until([&] { return begun == 1; });
  insert(2);
  const auto stop = loop_.start(worker_->stop());
  wake();
  EXPECT_FALSE(stop->reached);
  go.give(true);
  loop_.turn_until([&] { return stop->reached; });
  worker_.reset();
  EXPECT_EQ(begun, 1);
  EXPECT_EQ(admin("SELECT string_agg(state, ',' ORDER BY created_at) FROM jobs"), "done,waiting");
}

TEST_F(Work, GoesOnAfterTheDatabaseWasAway) {
  start([](const Claim&, WaterPlants) -> Task<> { co_return Result<>(); });
  insert(1);
  wake();
  wait_for_state("done");
  admin("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name = 'kontor'");
  loop_.turn_until([&] {
    try {
      insert(2);
      return true;
    } catch (const Unavailable&) {
      return false;
    }
  });
  db::BlockingSession session(conninfo_);
  loop_.turn_until([&] {
    wake();
    return session.value("SELECT string_agg(state, ',' ORDER BY created_at) FROM jobs") == "done,done";
  });
}

}  // namespace
}  // namespace kontor::jobs
