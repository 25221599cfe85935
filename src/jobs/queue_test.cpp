#include "jobs/queue.hpp"

#include <gmock/gmock.h>

#include "jobs/test_queued_work.hpp"

namespace kontor::jobs {
namespace {

using testing::SizeIs;

TEST_F(QueuedWork, ThatIsUniqueIsNotQueuedTwiceWhileItIsUnfinished) {
  const InsertOptions once{.unique = Unique{.key = "room 7"}};
  EXPECT_TRUE(insert(7, once));
  EXPECT_FALSE(insert(7, once));
  EXPECT_TRUE(insert(8, {.unique = Unique{.key = "room 8"}}));
  admin("UPDATE jobs SET state = 'cancelled', finished_at = now()");
  EXPECT_TRUE(insert(7, once)) << "the first is finished";
}

TEST_F(QueuedWork, ThatIsUniqueInAPeriodIsNotQueuedAgainEvenWhenItIsDone) {
  const InsertOptions daily{.unique = Unique{.key = "room 7", .period = 24h}};
  EXPECT_TRUE(insert(7, daily));
  admin("UPDATE jobs SET state = 'cancelled', finished_at = now()");
  EXPECT_FALSE(insert(7, daily));
  admin(
      "UPDATE jobs SET unique_key = regexp_replace(unique_key, '[0-9]+$', (date_part('epoch', now())::bigint / 86400 - "
      "1)::text)");
  EXPECT_TRUE(insert(7, daily)) << "that was yesterday's";
}

TEST_F(QueuedWork, OfAnotherOrganisationIsAnother) {
  const InsertOptions once{.unique = Unique{.key = "room 7"}};
  EXPECT_TRUE(insert(7, once));
  org_ = Id<Organization>::make();
  admin(fmt::format("INSERT INTO organizations (id, name) VALUES ('{}', 'Orchard')", org_.text()));
  EXPECT_TRUE(insert(7, once));
}

TEST_F(QueuedWork, IsQueuedByTheThousandInOneStatement) {
  const auto insert_all = [&]() -> Async<std::vector<Id<QueuedJob>>> {
    std::vector<WaterPlants> all;
    for (int room = 0; room < 1000; ++room) all.push_back({.room = room});
    db::Transaction transaction = co_await database_.begin(db::Scope::tenant(org_));
    auto inserted = (co_await queue_.insert_all(transaction, org_, all, {.tags = {"spring, summer"}})).value();
    co_await transaction.commit();
    co_return inserted;
  };
  const std::vector<Id<QueuedJob>> ids = loop_.run(insert_all());
  EXPECT_THAT(ids, SizeIs(1000));
  EXPECT_EQ(admin("SELECT count(DISTINCT payload->>'room') FROM jobs WHERE tags = ARRAY['spring, summer']"), "1000");
  EXPECT_EQ(admin(fmt::format("SELECT payload->>'room' FROM jobs WHERE id = '{}'", ids[42].text())), "42");
}

TEST_F(QueuedWork, InATransactionOfItsOwnIsBegunWithoutWaitingForThePoll) {
  std::vector<int> rooms;
  start([&](Attempt&, WaterPlants job) -> Task<> {
    rooms.push_back(job.room);
    co_return Result<>();
  });
  wait_for("SELECT count(*) FROM job_workers", "1");
  (void)loop_.run(queue_.enqueue(org_, WaterPlants{.room = 7})).value();
  wait_for_state("done");
  (void)loop_.run(queue_.enqueue(org_, WaterPlants{.room = 8}, {.delay = 50ms})).value();
  wait_for("SELECT count(*) FROM jobs WHERE state = 'done'", "2");
  EXPECT_THAT(rooms, testing::ElementsAre(7, 8));
}

}  // namespace
}  // namespace kontor::jobs
