#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "features/operations/job_store.hpp"
#include "support/costs.hpp"
#include "support/migrated_postgres.hpp"

/// The statements of the store on 100,000 jobs of two organisations, as the role that row-level security binds: each
/// must find its rows by an index.
namespace kontor::operations {
namespace {

constexpr const char* kFill = R"sql(
  INSERT INTO organizations (id, name) VALUES
    ('0190a5f0-0000-7000-8000-000000000001', 'One'), ('0190a5f0-0000-7000-8000-000000000002', 'Two');
  INSERT INTO job_workers (id, name, lease_until) VALUES ('0190a5f0-0000-7000-8000-00000000000a', 'host 1', now() + interval '1 day');
  INSERT INTO workflows (id, org_id, name)
    VALUES ('0190a5f0-0000-7000-8000-00000000000b', '0190a5f0-0000-7000-8000-000000000001', 'Bulk');
  INSERT INTO jobs (id, org_id, kind, queue, payload, state, finished_at, worker_id, waits_for, tags, workflow_id)
    SELECT ('0190a5f2-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid,
           ('0190a5f0-0000-7000-8000-00000000000' || (n % 2 + 1))::uuid,
           CASE WHEN n % 10 < 2 THEN 'sync' ELSE 'render' END, 'default', '{}', s,
           CASE WHEN s IN ('done', 'dead', 'cancelled') THEN now() END,
           CASE WHEN s = 'running' THEN '0190a5f0-0000-7000-8000-00000000000a'::uuid END,
           CASE WHEN s = 'blocked' THEN 1 ELSE 0 END, ARRAY['tag ' || n % 100],
           CASE WHEN s = 'blocked' THEN '0190a5f0-0000-7000-8000-00000000000b'::uuid END
    FROM generate_series(1, 100000) n,
         LATERAL (SELECT CASE WHEN n <= 200 THEN 'available' WHEN n <= 300 THEN 'scheduled' WHEN n <= 400 THEN 'blocked'
                              WHEN n <= 420 THEN 'running' WHEN n <= 600 THEN 'dead' WHEN n <= 800 THEN 'cancelled'
                              ELSE 'done' END AS s) AS state;
  INSERT INTO job_dependencies (job_id, on_id, org_id, even_failed)
    SELECT b.id, a.id, b.org_id, true FROM jobs b, jobs a
    WHERE b.state = 'blocked' AND a.state = 'available' AND a.org_id = b.org_id AND a.id < '0190a5f2-0000-7000-8000-000000000011';
)sql";

/// The n-th job.
Id<jobs::QueuedJob> job(int n) { return *Id<jobs::QueuedJob>::parse(fmt::format("0190a5f2-0000-7000-8000-{:012}", n)); }

const std::string& filled_database() {
  static const std::string conninfo = [] {
    std::string made = test::new_migrated_database();
    db::BlockingSession session(made);
    session.run(kFill);
    session.run("VACUUM ANALYZE");
    return made;
  }();
  return conninfo;
}

class JobIndexes : public testing::Test {
 protected:
  template <class T>
  test::Costs::Counted cost(Async<T> work, T* result = nullptr) {
    return costs_.of(std::move(work), result);
  }

  async::TestLoop loop_;
  db::Database database_{loop_.executor(),
                         loop_.cpu(),
                         loop_.ticker(),
                         {.conninfo = filled_database(), .app_role = "kontor_app", .shared = 1}};
  test::Costs costs_{loop_, database_, filled_database(), "^(jobs|job_dependencies)$"};
  JobStore store_{database_};
  Caller caller_{.user = Id<User>::make(),
                 .org = *Id<Organization>::parse("0190a5f0-0000-7000-8000-000000000001"),
                 .role = Role::owner};
  IdRange all_{Uuid(), *Uuid::parse("ffffffff-ffff-ffff-ffff-ffffffffffff")};
};

const db::Statement kByPriority{"SELECT count(*) FROM jobs WHERE priority = 1"};

TEST_F(JobIndexes, CountWhatAStatementWithoutOneCosts) {
  const auto read = [](db::Database& database, Caller caller) -> Async<int> {
    co_return (co_await database.read(db::Scope::tenant(caller.org), kByPriority)).value().value<int>();
  };
  EXPECT_GE(cost(read(database_, caller_)).rows, 50'000) << "or the other tests could not fail";
}

TEST_F(JobIndexes, ServeEveryList) {
  for (const std::optional<JobState>& state :
       {std::optional<JobState>(), std::optional(JobState::available), std::optional(JobState::dead),
        std::optional(JobState::running), std::optional(JobState::done)}) {
    for (const std::optional<Uuid>& before : {std::optional<Uuid>(), std::optional(job(50'000).uuid())}) {
      std::vector<LookedAt> found;
      const auto counted = cost(store_.look(caller_, {.state = state}, all_, before, 21), &found);
      EXPECT_EQ(counted.read_through, 0);
      EXPECT_LE(counted.rows, state ? 21 : 7 * 21);
      EXPECT_EQ(found.size(), state == JobState::running ? 10u : 21u);
      for (std::size_t i = 1; i < found.size(); ++i) EXPECT_GT(found[i - 1].id, found[i].id);
    }
  }
}

TEST_F(JobIndexes, ServeASearchAmongTheNewest) {
  std::vector<LookedAt> found;
  const auto counted =
      cost(store_.look(caller_, {.tag = Text<1, 200>::parse("tag 7").value()}, all_, std::nullopt, 2000), &found);
  EXPECT_EQ(counted.read_through, 0);
  EXPECT_LE(counted.rows, 2000 + 500) << "of the done, and all others that there are";
  EXPECT_EQ(found.size(), 2000u);
  const auto of_one = cost(store_.look(caller_, {}, {job(778).uuid(), job(778).uuid()}, std::nullopt, 21), &found);
  EXPECT_EQ(of_one.read_through, 0);
  EXPECT_LE(of_one.rows, 1 + 2 * 10) << "of those that run, all are looked at, here ten";
  EXPECT_EQ(found.size(), 1u);
}

TEST_F(JobIndexes, ServeASingleJob) {
  std::optional<JobRow> row;
  std::optional<JobState> state;
  std::vector<JobSummary> summaries;
  std::vector<Prerequisite> prerequisites;
  for (const auto& counted : {cost(store_.find(caller_, job(302)), &row), cost(store_.state(caller_, job(302)), &state),
                              cost(store_.summaries(caller_, {job(302), job(304)}), &summaries),
                              cost(store_.prerequisites(caller_, job(302)), &prerequisites)}) {
    EXPECT_EQ(counted.read_through, 0);
    EXPECT_LE(counted.rows, 12);
  }
  EXPECT_TRUE(row && state);
  EXPECT_EQ(summaries.size(), 2u);
  EXPECT_EQ(prerequisites.size(), 5u);
}

TEST_F(JobIndexes, ServeTheOverview) {
  std::vector<QueueStanding> queues;
  std::vector<DeadJobs> dead;
  std::vector<WorkerStanding> workers;
  const auto of_queues = cost(store_.queues(caller_), &queues);
  EXPECT_EQ(of_queues.read_through, 0);
  EXPECT_LE(of_queues.rows, 220) << "what has not ended";
  const auto of_dead = cost(store_.dead(caller_), &dead);
  EXPECT_EQ(of_dead.read_through, 0);
  EXPECT_LE(of_dead.rows, 100);
  const auto of_workers = cost(store_.workers(caller_), &workers);
  EXPECT_EQ(of_workers.read_through, 0);
  EXPECT_LE(of_workers.rows, 20);
  ASSERT_EQ(queues.size(), 1u);
  EXPECT_EQ(queues[0].available, 100);
  EXPECT_EQ(dead.size(), 2u);
  ASSERT_EQ(workers.size(), 1u);
  EXPECT_EQ(workers[0].running, 10);
}

TEST_F(JobIndexes, ServeEveryChange) {
  const auto retry = [](JobStore& store, Caller caller) -> Async<bool> {
    co_return (co_await store.retry(caller, job(422))).value().has_value();
  };
  const auto retry_dead = [](JobStore& store, Caller caller) -> Async<int> {
    co_return static_cast<int>((co_await store.retry_dead(caller, "sync", 10)).value().size());
  };
  bool retried = false;
  bool cancelled = false;
  bool asked = false;
  int all = 0;
  const auto of_one = cost(retry(store_, caller_), &retried);
  const auto of_all = cost(retry_dead(store_, caller_), &all);
  const auto of_cancel = cost(store_.cancel_waiting(caller_, job(2)), &cancelled);
  const auto of_request = cost(store_.request_cancel(caller_, job(402)), &asked);
  EXPECT_TRUE(retried && cancelled && asked);
  EXPECT_EQ(all, 10);
  for (const auto& counted : {of_one, of_request}) {
    EXPECT_EQ(counted.read_through, 0);
    EXPECT_LE(counted.rows, 5);
  }
  EXPECT_EQ(of_all.read_through, 0);
  EXPECT_LE(of_all.rows, 700) << "the organisation's dead, those that are changed, and here all that anybody waits for";
  EXPECT_EQ(of_cancel.read_through, 0);
  EXPECT_LE(of_cancel.rows, 120) << "and the fifty that wait for it";
}

}  // namespace
}  // namespace kontor::operations
