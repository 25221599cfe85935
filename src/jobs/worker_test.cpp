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
  using Handler = jobs::Handler<WaterPlants>;

  Work() {
    admin(fmt::format("INSERT INTO organizations (id, name) VALUES ('{}', 'Garden')", org_.text()));
    make(worker_);
  }
  ~Work() override {
    if (worker_) loop_.run(worker_->stop());
    if (second_) loop_.run(second_->stop());
  }

  static Worker::Options one_queue(std::size_t concurrency) {
    return {.queues = {{std::string(kDefaultQueue), concurrency}}, .poll = 1h};
  }
  Worker& make(std::optional<Worker>& worker, Worker::Options options = one_queue(8)) {
    return worker.emplace(loop_.executor(), loop_.ticker(), database_, state_, metrics_, std::move(options));
  }
  void start(Handler handler) {
    worker_->handle<WaterPlants>(std::move(handler));
    worker_->start();
  }
  void start(std::function<Task<>(Attempt&, WaterPlants)> work) { start(Handler{.work = std::move(work)}); }

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
    admin("UPDATE jobs SET run_at = now() WHERE state = 'scheduled'");
    loop_.run(queue_.wake(Queue::kLater));
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
  Queue queue_{database_, state_};
  std::optional<Worker> worker_;
  std::optional<Worker> second_;
};

TEST_F(Work, IsDoneOnceWithWhatWasAskedFor) {
  std::vector<int> rooms;
  start([&](Attempt& attempt, WaterPlants job) -> Task<> {
    EXPECT_EQ(attempt.org(), org_);
    EXPECT_EQ(attempt.claim().attempts, 1);
    rooms.push_back(job.room);
    co_return Result<>();
  });
  insert(7);
  wake();
  wait_for_state("done");
  EXPECT_THAT(rooms, ElementsAre(7));
  EXPECT_EQ(admin("SELECT worker_id IS NULL AND finished_at IS NOT NULL AND errors = '[]' FROM jobs"), "t");
  EXPECT_THAT(metrics_.text(), HasSubstr(R"(kontor_jobs_total{end="done",kind="water_plants"} 1)"));
}

TEST_F(Work, ThatWasWaitingBeforeTheWorkerCameIsDone) {
  for (int room = 0; room < 30; ++room) insert(room);
  std::set<int> rooms;
  start([&](Attempt&, WaterPlants job) -> Task<> {
    EXPECT_TRUE(rooms.insert(job.room).second);
    co_return Result<>();
  });
  wait_for_state("done");
  EXPECT_THAT(rooms, SizeIs(30));
}

TEST_F(Work, OfATransactionThatWasRolledBackDoesNotExist) {
  std::vector<int> rooms;
  start([&](Attempt&, WaterPlants job) -> Task<> {
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
  start([&](Attempt&, WaterPlants) -> Task<> {
    if (++attempts < 3)
      co_return fail({.code = Code::upstream, .public_message = "No water.", .internal_context = "tap 7"});
    co_return Result<>();
  });
  insert(7);
  wake();
  wait_for("SELECT state || attempts FROM jobs", "scheduled1");
  EXPECT_EQ(admin("SELECT run_at >= created_at + interval '500 milliseconds' AND run_at <= now() + interval '1 second' "
                  "FROM jobs"),
            "t");
  EXPECT_THAT(admin("SELECT errors->-1->>'what' FROM jobs"), testing::AllOf(HasSubstr("No water."), HasSubstr("tap 7")));
  pass_time();
  wait_for("SELECT state || attempts FROM jobs", "scheduled2");
  pass_time();
  wait_for_state("done");
  EXPECT_EQ(attempts, 3);
  EXPECT_EQ(admin("SELECT attempts FROM jobs"), "3");
}

TEST_F(Work, ThatBreaksDownIsTriedAgainToo) {
  int attempts = 0;
  start([&](Attempt&, WaterPlants) -> Task<> {
    if (++attempts == 1) throw std::logic_error("the can is a bug");
    co_return Result<>();
  });
  insert(7);
  wake();
  wait_for("SELECT errors->-1->>'what' FROM jobs", "the can is a bug");
  pass_time();
  wait_for_state("done");
}

TEST_F(Work, IsDeadAfterItsLastAttemptAndSomebodyIsTold) {
  std::vector<std::string> told;
  insert(7);
  admin("UPDATE jobs SET max_attempts = 2");
  start({.work = [](Attempt&, WaterPlants) -> Task<> {
           co_return fail({.code = Code::upstream, .public_message = "No water.", .internal_context = "tap 7"});
         },
         .give_up = [&](const Claim&, WaterPlants job, std::string why) -> Task<> {
           told.push_back(fmt::format("{}: {}", job.room, why));
           co_return Result<>();
         }});
  wait_for("SELECT state || attempts FROM jobs", "scheduled1");
  EXPECT_THAT(told, IsEmpty());
  pass_time();
  wait_for("SELECT state || attempts FROM jobs", "dead2");
  ASSERT_THAT(told, SizeIs(1));
  EXPECT_THAT(told[0], testing::AllOf(HasSubstr("7: "), testing::Not(HasSubstr("tap 7"))));
  EXPECT_THAT(admin("SELECT errors->-1->>'what' FROM jobs"), HasSubstr("tap 7"));
  EXPECT_THAT(metrics_.text(), HasSubstr(R"(kontor_jobs_total{end="dead",kind="water_plants"} 1)"));
}

TEST_F(Work, OfAKindThatNobodyKnowsWaitsForOneWhoDoes) {
  worker_->handle<FeedCat>({.work = [](Attempt&, FeedCat) -> Task<> { co_return Result<>(); }, .give_up = {}});
  worker_->start();
  insert(7);
  wake();
  wait_for("SELECT state || ': ' || (errors->-1->>'what') FROM jobs", "scheduled: this program knows no such kind of job");
}

TEST_F(Work, WhosePayloadDoesNotFitIsDeadInTheEnd) {
  bool done = false;
  insert(7);
  admin("UPDATE jobs SET payload = '{\"room\":\"kitchen\"}', max_attempts = 1");
  start([&](Attempt&, WaterPlants) -> Task<> {
    done = true;
    co_return Result<>();
  });
  wait_for_state("dead");
  EXPECT_FALSE(done);
  EXPECT_THAT(admin("SELECT errors->-1->>'what' FROM jobs"), HasSubstr("payload.room"));
}

TEST_F(Work, IsSharedByTwoWorkersAndDoneByOne) {
  constexpr int kRooms = 200;
  std::map<int, int> times;
  std::set<std::string> who;
  const auto as = [&](std::string name) {
    return Handler{.work = [&, name](Attempt&, WaterPlants job) -> Task<> {
                     ++times[job.room];
                     who.insert(name);
                     (void)co_await database_.read(db::Scope::system(), kOne);
                     co_return Result<>();
                   },
                   .give_up = {}};
  };
  for (int room = 0; room < kRooms; ++room) insert(room);
  make(second_);
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
  make(worker_, one_queue(3));
  int now = 0;
  int most = 0;
  start([&](Attempt&, WaterPlants) -> Task<> {
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
  LeaseStore store(database_);
  const auto dead = loop_.run(store.enroll("dead"));
  ASSERT_THAT(loop_.run(store.claim(dead, kDefaultQueue, 1)), SizeIs(1));
  EXPECT_THAT(loop_.run(store.rescue()), IsEmpty()) << "its lease has only begun";
  admin("UPDATE job_workers SET lease_until = now() - interval '1 second'");
  const std::vector<Rescued> rescued = loop_.run(store.rescue());
  ASSERT_THAT(rescued, SizeIs(1));
  EXPECT_EQ(rescued[0].kind, "water_plants");
  int attempts = 0;
  start([&](Attempt& attempt, WaterPlants) -> Task<> {
    attempts = attempt.claim().attempts;
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
  start(Handler{.work = [&](Attempt&, WaterPlants) -> Task<> {
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
  LeaseStore store(database_);
  const auto late_worker = loop_.run(store.enroll("late"));
  const Claim late = loop_.run(store.claim(late_worker, kDefaultQueue, 1)).at(0);
  loop_.run(store.forget_workers());
  const auto present_worker = loop_.run(store.enroll("present"));
  const Claim present = loop_.run(store.claim(present_worker, kDefaultQueue, 1)).at(0);
  for (const Ending& ending : {Ending::dead("too late"), Ending::again("too late", 0ms), Ending::done()})
    EXPECT_EQ(loop_.run(store.end(late_worker, {{late, ending}})), 0u);
  EXPECT_EQ(admin("SELECT state || attempts FROM jobs"), "running2");
  EXPECT_EQ(loop_.run(store.end(present_worker, {{present, Ending::done()}})), 1u);
  EXPECT_EQ(admin("SELECT state FROM jobs"), "done");
}

TEST_F(Work, IsNotGivenToAWorkerWhoseLeaseIsLost) {
  insert(7);
  LeaseStore store(database_);
  const auto lost = loop_.run(store.enroll("lost"));
  EXPECT_TRUE(loop_.run(store.beat(lost)));
  loop_.run(store.forget_workers());
  EXPECT_FALSE(loop_.run(store.beat(lost)));
  EXPECT_THAT(loop_.run(store.claim(lost, kDefaultQueue, 1)), IsEmpty());
}

TEST_F(Work, OfAClaimThatACrashHasUndoneIsEndedByItsLaterHolderOnly) {
  insert(7);
  LeaseStore store(database_);
  const auto first = loop_.run(store.enroll("first"));
  const auto second = loop_.run(store.enroll("second"));
  const Claim before = loop_.run(store.claim(first, kDefaultQueue, 1)).at(0);
  // The crash: the claim was never flushed.
  admin("ALTER TABLE jobs DISABLE TRIGGER jobs_way;"
        "UPDATE jobs SET state = 'available', worker_id = NULL, attempts = 0; ALTER TABLE jobs ENABLE TRIGGER jobs_way");
  const Claim after = loop_.run(store.claim(second, kDefaultQueue, 1)).at(0);
  EXPECT_EQ(before.attempts, after.attempts);
  EXPECT_EQ(loop_.run(store.end(first, {{before, Ending::done()}})), 0u);
  EXPECT_EQ(loop_.run(store.end(second, {{after, Ending::done()}})), 1u);
}

TEST_F(Work, ThatRunsIsFinishedWhenTheWorkerStopsAndNoneIsBegun) {
  async::OneShot<bool> go;
  int begun = 0;
  make(worker_, one_queue(1));
  start([&](Attempt&, WaterPlants) -> Task<> {
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
  EXPECT_EQ(admin("SELECT string_agg(state, ',' ORDER BY created_at) FROM jobs"), "done,available");
}

TEST_F(Work, GoesOnAfterTheDatabaseWasAway) {
  start([](Attempt&, WaterPlants) -> Task<> { co_return Result<>(); });
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
