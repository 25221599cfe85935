#include "jobs/lease_store.hpp"

#include <gmock/gmock.h>

#include "jobs/test_queued_work.hpp"

namespace kontor::jobs {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

TEST_F(QueuedWork, CannotBeEndedByAWorkerWhoseLeasePassedToAnother) {
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

TEST_F(QueuedWork, IsNotGivenToAWorkerWhoseLeaseIsLost) {
  insert(7);
  LeaseStore store(database_);
  const auto lost = loop_.run(store.enroll("lost"));
  EXPECT_TRUE(loop_.run(store.beat(lost)));
  loop_.run(store.forget_workers());
  EXPECT_FALSE(loop_.run(store.beat(lost)));
  EXPECT_THAT(loop_.run(store.claim(lost, kDefaultQueue, 1)), IsEmpty());
}

TEST_F(QueuedWork, OfAClaimThatACrashHasUndoneIsEndedByItsLaterHolderOnly) {
  insert(7);
  LeaseStore store(database_);
  const auto first = loop_.run(store.enroll("first"));
  const auto second = loop_.run(store.enroll("second"));
  const Claim before = loop_.run(store.claim(first, kDefaultQueue, 1)).at(0);
  // The crash: the claim was never flushed.
  admin(
      "ALTER TABLE jobs DISABLE TRIGGER jobs_way;"
      "UPDATE jobs SET state = 'available', worker_id = NULL, attempts = 0; ALTER TABLE jobs ENABLE TRIGGER jobs_way");
  const Claim after = loop_.run(store.claim(second, kDefaultQueue, 1)).at(0);
  EXPECT_EQ(before.attempts, after.attempts);
  EXPECT_EQ(loop_.run(store.end(first, {{before, Ending::done()}})), 0u);
  EXPECT_EQ(loop_.run(store.end(second, {{after, Ending::done()}})), 1u);
}

/// The rooms of claimed jobs, in the order of the claim.
std::vector<int> rooms(const std::vector<Claim>& claims) {
  std::vector<int> all;
  for (const Claim& claim : claims) all.push_back(job_of<WaterPlants>(claim).value().room);
  return all;
}

TEST_F(QueuedWork, ComesInTheOrderOfItsPriorityAndThenOfItsTime) {
  for (const auto& [room, priority] : std::vector<std::pair<int, int>>{{1, 0}, {2, 5}, {3, 0}, {4, -1}})
    insert(room, {.priority = priority});
  LeaseStore store(database_);
  const auto worker = loop_.run(store.enroll("one"));
  std::vector<int> order;
  for (int i = 0; i < 4; ++i) order.push_back(rooms(loop_.run(store.claim(worker, kDefaultQueue, 1))).at(0));
  EXPECT_THAT(order, ElementsAre(2, 1, 3, 4));
}

TEST_F(QueuedWork, OfOneLaneIsDoneOneByOne) {
  for (const int room : {1, 2, 3}) insert(room, {.lane = "mailbox 1"});
  insert(4, {.lane = "mailbox 2"});
  insert(5);
  LeaseStore store(database_);
  const auto worker = loop_.run(store.enroll("one"));
  std::vector<Claim> first = loop_.run(store.claim(worker, kDefaultQueue, 10));
  EXPECT_THAT(rooms(first), testing::UnorderedElementsAre(1, 4, 5));
  EXPECT_THAT(loop_.run(store.claim(worker, kDefaultQueue, 10)), IsEmpty());
  std::vector<Ended> ended;
  for (const Claim& claim : first) ended.push_back({claim, Ending::done()});
  loop_.run(store.end(worker, ended));
  EXPECT_THAT(rooms(loop_.run(store.claim(worker, kDefaultQueue, 10))), ElementsAre(2));
}

TEST_F(QueuedWork, OfALostConnectionIsKeptWhereBothSidesAgreeAndGivenBackWhereNot) {
  for (const int room : {1, 2, 3}) insert(room);
  LeaseStore store(database_);
  const auto before = loop_.run(store.enroll("one"));
  const std::vector<Claim> known = loop_.run(store.claim(before, kDefaultQueue, 1));
  const std::vector<Claim> unheard = loop_.run(store.claim(before, kDefaultQueue, 1));  // its answer was lost
  Claim undone = loop_.run(store.claim(before, kDefaultQueue, 1)).at(0);
  undone.attempts = 9;  // the database knows of no such attempt
  const LeaseStore::Adopted adopted = loop_.run(store.adopt(before, "one", {known[0], undone}));
  EXPECT_THAT(adopted.kept, ElementsAre(known[0].id));
  EXPECT_FALSE(loop_.run(store.beat(before)));
  EXPECT_EQ(loop_.run(store.end(before, {{known[0], Ending::done()}})), 0u)
      << "what is still under way for the old one";
  EXPECT_EQ(loop_.run(store.end(adopted.worker, {{known[0], Ending::done()}})), 1u);
  EXPECT_EQ(admin("SELECT string_agg(state, ',' ORDER BY id) FROM jobs"), "done,available,available");
}

TEST_F(QueuedWork, ThatExpiredBeforeItWasBegunIsCancelled) {
  insert(1, {.expires_in = 1h});
  insert(2, {.expires_in = 1h});
  admin("UPDATE jobs SET expires_at = now() WHERE payload->>'room' = '1'");
  LeaseStore store(database_);
  const auto worker = loop_.run(store.enroll("one"));
  loop_.run(store.promote());
  EXPECT_THAT(rooms(loop_.run(store.claim(worker, kDefaultQueue, 10))), ElementsAre(2));
  EXPECT_EQ(admin("SELECT state FROM jobs WHERE payload->>'room' = '1'"), "cancelled");
}

TEST_F(QueuedWork, WaitsForItsTimeAndSaysWhenTheNextComes) {
  insert(1, {.delay = 10min});
  insert(2, {.run_at = Timestamp{std::chrono::sys_days{std::chrono::year{2001} / 1 / 1}}});
  LeaseStore store(database_);
  const auto worker = loop_.run(store.enroll("one"));
  const LeaseStore::Due due = loop_.run(store.promote());
  EXPECT_EQ(due.promoted, 0u);
  ASSERT_TRUE(due.next);
  EXPECT_LE(*due.next, 10min);
  EXPECT_GT(*due.next, 9min);
  EXPECT_THAT(rooms(loop_.run(store.claim(worker, kDefaultQueue, 10))), ElementsAre(2));
  admin("UPDATE jobs SET run_at = now() WHERE state = 'scheduled'");
  EXPECT_EQ(loop_.run(store.promote()).promoted, 1u);
  EXPECT_THAT(rooms(loop_.run(store.claim(worker, kDefaultQueue, 10))), ElementsAre(1));
}

TEST_F(QueuedWork, CannotTakeAWayThatNoJobGoes) {
  insert(1);
  for (const char* state : {"done", "dead", "scheduled", "blocked"})
    EXPECT_THROW(
        admin(fmt::format("UPDATE jobs SET state = '{}', finished_at = CASE WHEN '{}' IN ('done', 'dead') THEN "
                          "now() END, waits_for = ('{}' = 'blocked')::int",
                          state, state, state)),
        db::SqlFailure)
        << state;
  EXPECT_THROW(admin("UPDATE jobs SET state = 'running'"), db::SqlFailure) << "without a worker";
}

}  // namespace
}  // namespace kontor::jobs
