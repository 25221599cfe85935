#include "jobs/queue_gauges.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "observe/metrics.hpp"
#include "support/costs.hpp"
#include "support/migrated_postgres.hpp"

namespace kontor::jobs {
namespace {

using testing::AllOf;
using testing::ContainsRegex;
using testing::HasSubstr;
using testing::Not;

constexpr const char* kFill = R"sql(
  INSERT INTO organizations (id, name) VALUES ('0190a5f0-0000-7000-8000-000000000001', 'One'),
                                              ('0190a5f0-0000-7000-8000-000000000002', 'Two');
  INSERT INTO jobs (id, org_id, kind, queue, payload, state, priority, run_at, finished_at, worker_id)
    SELECT uuid_v7(), ('0190a5f0-0000-7000-8000-00000000000' || (n % 2 + 1))::uuid,
           CASE WHEN n % 3 = 0 THEN 'sync' ELSE 'render' END, CASE WHEN n % 3 = 0 THEN 'mail' ELSE 'default' END, '{}', s,
           n % 5, now() - n * interval '1 minute', CASE WHEN s IN ('done', 'dead') THEN now() END,
           CASE WHEN s = 'running' THEN uuid_v7() END
    FROM generate_series(1, 100000) n,
         LATERAL (SELECT CASE WHEN n <= 300 THEN 'available' WHEN n <= 330 THEN 'running' WHEN n <= 345 THEN 'dead'
                              ELSE 'done' END AS s) AS state;
)sql";

class Gauges : public testing::Test {
 protected:
  Gauges() {
    admin(kFill);
    admin("VACUUM ANALYZE jobs");
  }
  void admin(const std::string& statements) { db::BlockingSession(conninfo_).run(statements); }

  std::string conninfo_ = test::new_migrated_database();
  async::TestLoop loop_;
  observe::Metrics metrics_;
  db::Database database_{
      loop_.executor(), loop_.cpu(), loop_.ticker(), {.conninfo = conninfo_, .app_role = "kontor_app", .shared = 1}};
  QueueGauges gauges_{database_, metrics_};
};

TEST_F(Gauges, TellWhatWaitsWhatRunsAndWhatIsDeadOfAllOrganisations) {
  loop_.run(gauges_.refresh());
  EXPECT_THAT(metrics_.text(), AllOf(HasSubstr("kontor_jobs_available{kind=\"sync\",queue=\"mail\"} 100\n"),
                                     HasSubstr("kontor_jobs_available{kind=\"render\",queue=\"default\"} 200\n"),
                                     HasSubstr("kontor_jobs_running{kind=\"sync\",queue=\"mail\"} 10\n"),
                                     HasSubstr("kontor_jobs_dead{kind=\"render\",queue=\"default\"} 10\n"),
                                     ContainsRegex("kontor_jobs_oldest_seconds.queue=\"mail\". 1800[0-9]"),
                                     ContainsRegex("kontor_jobs_oldest_seconds.queue=\"default\". 1794[0-9]")));
}

TEST_F(Gauges, AreZeroForAQueueThatHasRunEmpty) {
  loop_.run(gauges_.refresh());
  admin("UPDATE jobs SET state = 'cancelled', finished_at = now() WHERE state = 'available' AND queue = 'mail'");
  loop_.run(gauges_.refresh());
  EXPECT_THAT(metrics_.text(), AllOf(HasSubstr("kontor_jobs_available{kind=\"sync\",queue=\"mail\"} 0\n"),
                                     HasSubstr("kontor_jobs_oldest_seconds{queue=\"mail\"} 0\n"),
                                     Not(HasSubstr("kontor_jobs_available{kind=\"render\",queue=\"default\"} 0\n"))));
}

TEST_F(Gauges, DoNotLookAtWhatIsFinished) {
  test::Costs costs(loop_, database_, conninfo_, "^jobs$");
  const auto refreshed = [](QueueGauges& gauges) -> Async<bool> {
    co_await gauges.refresh();
    co_return true;
  };
  const test::Costs::Counted counted = costs.of(refreshed(gauges_));
  EXPECT_EQ(counted.read_through, 0);
  EXPECT_GE(counted.rows, 345) << "or nothing was counted";
  EXPECT_LE(counted.rows, 345 + 100) << "the counted, and a step for each queue and priority";
}

}  // namespace
}  // namespace kontor::jobs
