#include "jobs/cleaner.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/costs.hpp"
#include "support/migrated_postgres.hpp"

namespace kontor::jobs {
namespace {

constexpr const char* kOrganization = R"sql(
  INSERT INTO organizations (id, name) VALUES ('0190a5f0-0000-7000-8000-000000000001', 'Garden');
  -- An id as the program would have made it then.
  CREATE FUNCTION id_of(at timestamptz, n integer) RETURNS uuid LANGUAGE sql AS $$
    SELECT (lpad(to_hex((date_part('epoch', at) * 1000)::bigint), 12, '0') || '70008000' || lpad(to_hex(n), 12, '0'))::uuid
  $$;
  CREATE SEQUENCE nth;
  CREATE FUNCTION old_job(name text, days numeric, in_state text, of_workflow uuid DEFAULT NULL, ended_days numeric DEFAULT NULL)
    RETURNS void LANGUAGE sql AS $$
    INSERT INTO jobs (id, org_id, kind, payload, state, created_at, finished_at, waits_for, worker_id, workflow_id, unique_key,
                      unique_for_ever)
    VALUES (id_of(now() - days * interval '1 day', nextval('nth')::integer), '0190a5f0-0000-7000-8000-000000000001', name, '{}',
            in_state, now() - days * interval '1 day',
            CASE WHEN in_state IN ('done', 'dead', 'cancelled') THEN now() - coalesce(ended_days, days) * interval '1 day' END,
            CASE WHEN in_state = 'blocked' THEN 1 ELSE 0 END,
            CASE WHEN in_state = 'running' THEN id_of(now(), 1) END, of_workflow,
            CASE WHEN name LIKE 'once%' THEN name END, name LIKE 'once%')
  $$;
)sql";

/// A cleaner over jobs whose ages are told in days.
class Cleaning : public testing::Test {
 protected:
  Cleaning() { admin(kOrganization); }

  std::string admin(const std::string& statements) {
    const std::vector<db::TextRow> rows = db::BlockingSession(conninfo_).run(statements);
    return rows.empty() ? "" : rows[0][0].value_or("");
  }
  std::string left() { return admin("SELECT coalesce(string_agg(kind, ' ' ORDER BY kind), '') FROM jobs"); }

  std::string conninfo_ = test::new_migrated_database();
  async::TestLoop loop_;
  db::Database database_{
      loop_.executor(), loop_.cpu(), loop_.ticker(), {.conninfo = conninfo_, .app_role = "kontor_app", .shared = 1}};
  Cleaner cleaner_{database_};
};

TEST_F(Cleaning, RemovesTheFinishedAfterAFortnightAndTheDeadAfterAQuarter) {
  admin(R"sql(
    SELECT old_job('old_done', 15, 'done'), old_job('old_cancelled', 15, 'cancelled'), old_job('old_dead', 91, 'dead'),
           old_job('new_done', 13, 'done'), old_job('new_cancelled', 13, 'cancelled'), old_job('new_dead', 89, 'dead'),
           old_job('slow_done', 100, 'done', NULL, 1),
           old_job('waits', 500, 'scheduled'), old_job('available', 500, 'available'), old_job('runs', 500, 'running');
  )sql");
  const Cleaner::Removed removed = loop_.run(cleaner_.clean());
  EXPECT_EQ(removed.jobs, 3u);
  EXPECT_EQ(left(), "available new_cancelled new_dead new_done runs slow_done waits");
}

TEST_F(Cleaning, KeepsWhatMustNotBeDoneTwiceInItsPeriod) {
  admin("SELECT old_job('once_a_year', 300, 'done'), old_job('once_long_ago', 401, 'done')");
  loop_.run(cleaner_.clean());
  EXPECT_EQ(left(), "once_a_year");
}

TEST_F(Cleaning, KeepsEveryJobOfAWorkflowThatIsNotOverAndRemovesEmptyWorkflows) {
  admin(R"sql(
    INSERT INTO workflows (id, org_id, name)
      SELECT id_of(now() - days * interval '1 day', n), '0190a5f0-0000-7000-8000-000000000001', name
      FROM (VALUES (1, 30, 'over'), (2, 30, 'waits'), (3, 30, 'empty'), (4, 1, 'just made')) AS w(n, days, name);
    SELECT old_job('over_row', 30, 'done', (SELECT id FROM workflows WHERE name = 'over')),
           old_job('over_zip', 30, 'done', (SELECT id FROM workflows WHERE name = 'over')),
           old_job('waits_row', 30, 'done', (SELECT id FROM workflows WHERE name = 'waits')),
           old_job('waits_zip', 30, 'blocked', (SELECT id FROM workflows WHERE name = 'waits'));
    INSERT INTO job_dependencies (job_id, on_id, org_id, even_failed)
      SELECT z.id, r.id, z.org_id, true FROM jobs z, jobs r
      WHERE z.workflow_id = r.workflow_id AND z.kind LIKE '%zip' AND r.kind LIKE '%row';
  )sql");
  const Cleaner::Removed removed = loop_.run(cleaner_.clean());
  EXPECT_EQ(removed.workflows, 2u);
  EXPECT_EQ(left(), "waits_row waits_zip");
  EXPECT_EQ(admin("SELECT string_agg(name, ' ' ORDER BY name) FROM workflows"), "just made waits");
  EXPECT_EQ(admin("SELECT count(*) FROM job_dependencies"), "1");
}

TEST_F(Cleaning, GoesOnInBatchesAndLeavesAloneWhatAnotherHolds) {
  admin("SELECT old_job('old', 20 + n / 1000.0, 'done') FROM generate_series(1, 2500) n");
  db::BlockingSession other(conninfo_);
  other.run("BEGIN");
  other.run("SELECT id FROM jobs ORDER BY id LIMIT 10 FOR UPDATE");
  EXPECT_EQ(loop_.run(cleaner_.clean()).jobs, 2490u);
  other.run("ROLLBACK");
  EXPECT_EQ(loop_.run(cleaner_.clean()).jobs, 10u);
}

TEST_F(Cleaning, LooksAtNothingThatIsYounger) {
  admin(R"sql(
    INSERT INTO jobs (id, org_id, kind, payload, state, finished_at)
      SELECT id_of(now() - n * interval '12 seconds', n), '0190a5f0-0000-7000-8000-000000000001', 'young', '{}', 'done', now()
      FROM generate_series(1, 100000) n;
    SELECT old_job('old', 20, 'done') FROM generate_series(1, 50);
  )sql");
  admin("VACUUM ANALYZE jobs");
  test::Costs costs(loop_, database_, conninfo_, "^(jobs|job_dependencies|workflows)$");
  Cleaner::Removed removed;
  const test::Costs::Counted counted = costs.of(cleaner_.clean(), &removed);
  EXPECT_EQ(removed.jobs, 50u);
  EXPECT_LE(counted.rows, 200) << "the old ones, to lock and to remove";
}

}  // namespace
}  // namespace kontor::jobs
