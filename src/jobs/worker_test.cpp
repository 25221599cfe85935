#include "jobs/worker.hpp"

#include <gmock/gmock.h>
#include <prometheus/counter.h>

#include "async/one_shot.hpp"
#include "async/timer.hpp"
#include "jobs/test_queued_work.hpp"

namespace kontor::jobs {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

const db::Statement kOne{"SELECT 1"};

TEST_F(QueuedWork, IsDoneOnceWithWhatWasAskedFor) {
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

TEST_F(QueuedWork, ThatWasWaitingBeforeTheWorkerCameIsDone) {
  for (int room = 0; room < 30; ++room) insert(room);
  std::set<int> rooms;
  start([&](Attempt&, WaterPlants job) -> Task<> {
    EXPECT_TRUE(rooms.insert(job.room).second);
    co_return Result<>();
  });
  wait_for_state("done");
  EXPECT_THAT(rooms, SizeIs(30));
}

TEST_F(QueuedWork, OfATransactionThatWasRolledBackDoesNotExist) {
  std::vector<int> rooms;
  start([&](Attempt&, WaterPlants job) -> Task<> {
    rooms.push_back(job.room);
    co_return Result<>();
  });
  insert(1, {}, /*committed=*/false);
  insert(2);
  wake();
  wait_for_state("done");
  EXPECT_THAT(rooms, ElementsAre(2));
  EXPECT_EQ(admin("SELECT count(*) FROM jobs"), "1");
}

TEST_F(QueuedWork, ThatFailsIsTriedAgainLaterAndThenDone) {
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
  EXPECT_THAT(admin("SELECT errors->-1->>'what' FROM jobs"),
              testing::AllOf(HasSubstr("No water."), HasSubstr("tap 7")));
  pass_time();
  wait_for("SELECT state || attempts FROM jobs", "scheduled2");
  pass_time();
  wait_for_state("done");
  EXPECT_EQ(attempts, 3);
  EXPECT_EQ(admin("SELECT attempts FROM jobs"), "3");
}

TEST_F(QueuedWork, ThatBreaksDownIsTriedAgainToo) {
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

TEST_F(QueuedWork, IsDeadAfterItsLastAttemptAndSomebodyIsTold) {
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

TEST_F(QueuedWork, OfAKindThatNobodyKnowsWaitsForOneWhoDoes) {
  worker_->handle<FeedCat>({.work = [](Attempt&, FeedCat) -> Task<> { co_return Result<>(); }, .give_up = {}});
  worker_->start();
  insert(7);
  wake();
  wait_for("SELECT state || ': ' || (errors->-1->>'what') FROM jobs",
           "scheduled: this program knows no such kind of job");
}

TEST_F(QueuedWork, WhosePayloadDoesNotFitIsDeadInTheEnd) {
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

TEST_F(QueuedWork, IsSharedByTwoWorkersAndDoneByOne) {
  constexpr int kRooms = 200;
  std::map<int, int> times;
  std::set<std::string> who;
  const auto as = [&](std::string name) {
    return Handler{.work = [&, name](Attempt&, WaterPlants job) -> Task<> {
                     ++times[job.room];
                     who.insert(name);
                     while (who.size() < 2) co_await async::sleep_for(1ms);  // until the other has one too
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

TEST_F(QueuedWork, NeverRunsMoreAtOnceThanIsAllowed) {
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

TEST_F(QueuedWork, OfAWorkerThatDiedIsTakenBack) {
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

TEST_F(QueuedWork, ThatKillsEveryWorkerIsGivenUpWithoutAnotherTry) {
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

TEST_F(QueuedWork, ThatRunsIsFinishedWhenTheWorkerStopsAndNoneIsBegun) {
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

TEST_F(QueuedWork, GoesOnAfterTheDatabaseWasAway) {
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

TEST_F(QueuedWork, ThatTakesTooLongIsCancelledWhereItWaitsAndTriedAgain) {
  async::OneShot<bool> never;
  int attempts = 0;
  start(Handler{.work = [&](Attempt&, WaterPlants) -> Task<> {
                  if (++attempts == 1) co_await never.wait();
                  co_return Result<>();
                },
                .policy = {.timeout = 1ms}});
  insert(7);
  wake();
  wait_for("SELECT state || attempts FROM jobs", "scheduled1");
  EXPECT_THAT(admin("SELECT errors->-1->>'what' FROM jobs"), HasSubstr("took longer"));
  pass_time();
  wait_for_state("done");
}

TEST_F(QueuedWork, ThatSnoozesComesBackAndItsAttemptDoesNotCount) {
  int tries = 0;
  start(Handler{.work = [&](Attempt&, WaterPlants) -> Task<Ending> {
    co_return ++tries == 1 ? Ending::snooze(1h) : Ending::done(reflect::RawJson{R"({"litres":3})"});
  }});
  insert(7, {.max_attempts = 1});
  wake();
  wait_for("SELECT state || (run_at > now() + interval '59 minutes')::text FROM jobs", "scheduledtrue");
  pass_time();
  wait_for("SELECT state || (result->>'litres') FROM jobs", "done3");
}

TEST_F(QueuedWork, IsEndedAsItsKindJudgesTheError) {
  start(Handler{.work = [](Attempt&, WaterPlants job) -> Task<> {
                  co_return fail({.code = job.room == 1 ? Code::not_found : Code::rate_limited,
                                  .public_message = "Not now.",
                                  .retry_after = 60s});
                },
                .policy = {.on_error = [](const Error& error) {
                  return error.code == Code::not_found ? Ending::cancel("the room is gone") : retry(error);
                }}});
  insert(1);
  insert(2);
  wake();
  wait_for("SELECT string_agg(state, ',' ORDER BY payload->>'room') FROM jobs", "cancelled,scheduled");
  EXPECT_EQ(admin("SELECT run_at > now() + interval '50 seconds' FROM jobs WHERE state = 'scheduled'"), "t");
}

TEST_F(QueuedWork, TellsHowFarItIs) {
  std::vector<std::string> told;
  Worker::Options options = one_queue(1);
  options.on_progress = [&](const Claim&, int percent, std::string line) -> Async<> {
    told.push_back(fmt::format("{} {}", percent, line));
    co_return;
  };
  make(worker_, options);
  async::OneShot<bool> go;
  start([&](Attempt& attempt, WaterPlants) -> Task<> {
    co_await attempt.progress(40, "the palm");
    co_await attempt.progress(41, "too soon for people");
    co_await go.wait();
    co_return Result<>();
  });
  insert(7);
  wake();
  wait_for("SELECT progress || progress_line FROM jobs", "40the palm");
  loop_.turn_until([&] { return !told.empty(); });
  EXPECT_THAT(told, ElementsAre("40 the palm"));
  go.give(true);
  wait_for("SELECT state || progress FROM jobs", "done100");
}

TEST_F(QueuedWork, OfAQueueThatIsPausedWaitsUntilItGoesOn) {
  int done = 0;
  start([&](Attempt&, WaterPlants) -> Task<> {
    ++done;
    co_return Result<>();
  });
  admin(fmt::format("INSERT INTO paused_queues (org_id, queue) VALUES ('{}', 'default')", org_.text()));
  insert(7);
  wake();
  const auto claimed_nothing = [&] {
    return loop_.run(LeaseStore(database_).claim(loop_.run(LeaseStore(database_).enroll("other")), kDefaultQueue, 9))
        .empty();
  };
  EXPECT_TRUE(claimed_nothing());
  admin("DELETE FROM paused_queues");
  wake();
  wait_for_state("done");
  EXPECT_EQ(done, 1);
}

TEST_F(QueuedWork, ThatStillRunsWhenPatienceEndsAtTheStopIsGivenBackUncounted) {
  async::OneShot<bool> never;
  bool begun = false;
  Worker::Options options = one_queue(1);
  options.drain = 0ms;
  make(worker_, options);
  start([&](Attempt&, WaterPlants) -> Task<> {
    begun = true;
    co_await never.wait();
    co_return Result<>();
  });
  insert(7, {.max_attempts = 1});
  wake();
  loop_.turn_until([&] { return begun; });
  loop_.run(worker_->stop());
  worker_.reset();
  EXPECT_EQ(admin("SELECT state || attempts || max_attempts FROM jobs"), "available12");
  EXPECT_EQ(admin("SELECT count(*) FROM job_workers"), "0");
}

}  // namespace
}  // namespace kontor::jobs
