#include "jobs/queue_gauges.hpp"

#include <prometheus/gauge.h>

#include "observe/metrics.hpp"
#include "reflect/describe.hpp"

namespace kontor::jobs {
namespace {

/// Whoever waits behind more than these knows enough.
constexpr int kMostCounted = 100'000;

// The queues that have something waiting, each found by one step in the index from the one before. By ORDER BY and
// LIMIT, because min() of a short table would be counted out.
const db::Statement kAvailable{R"sql(
  WITH RECURSIVE queues AS (
    (SELECT queue FROM jobs WHERE state = 'available' ORDER BY queue LIMIT 1)
    UNION ALL
    SELECT (SELECT j.queue FROM jobs j WHERE j.state = 'available' AND j.queue > q.queue ORDER BY j.queue LIMIT 1)
    FROM queues q WHERE q.queue IS NOT NULL)
  SELECT j.queue, j.kind, count(*) AS jobs FROM queues q CROSS JOIN LATERAL (
    SELECT queue, kind FROM jobs WHERE state = 'available' AND queue = q.queue
    ORDER BY priority DESC, run_at, id LIMIT $1) AS j
  GROUP BY j.queue, j.kind)sql"};
// In the index the oldest stands first for each queue and priority.
const db::Statement kOldest{R"sql(
  WITH RECURSIVE firsts AS (
    (SELECT queue, priority, run_at FROM jobs WHERE state = 'available' ORDER BY queue, priority DESC, run_at LIMIT 1)
    UNION ALL
    SELECT n.queue, n.priority, n.run_at FROM firsts f CROSS JOIN LATERAL (
      (SELECT queue, priority, run_at FROM jobs j
       WHERE j.state = 'available' AND j.queue = f.queue AND j.priority < f.priority
       ORDER BY queue, priority DESC, run_at LIMIT 1)
      UNION ALL
      (SELECT queue, priority, run_at FROM jobs j
       WHERE j.state = 'available' AND j.queue > f.queue ORDER BY queue, priority DESC, run_at LIMIT 1)
      LIMIT 1) AS n)
  SELECT queue, date_part('epoch', now() - min(run_at)) AS seconds FROM firsts GROUP BY queue)sql"};
const db::Statement kRunning{
    "SELECT queue, kind, count(*) AS jobs FROM (SELECT queue, kind FROM jobs WHERE state = 'running' LIMIT $1) AS j"
    " GROUP BY queue, kind"};
const db::Statement kDead{
    "SELECT queue, kind, count(*) AS jobs FROM (SELECT queue, kind FROM jobs WHERE state = 'dead' LIMIT $1) AS j"
    " GROUP BY queue, kind"};

struct CountRow {
  std::string queue;
  std::string kind;
  std::int64_t jobs;
};
KONTOR_DESCRIBE(CountRow, queue, kind, jobs)

struct AgeRow {
  std::string queue;
  double seconds;
};
KONTOR_DESCRIBE(AgeRow, queue, seconds)

}  // namespace

Async<> QueueGauges::refresh() {
  for (auto& [key, shown] : shown_) shown.fresh = false;
  const auto count = [this](const db::Statement& statement, const char* name, const char* help) -> Async<> {
    const Result<db::Rows> rows = co_await database_.read(db::Scope::system(), statement, db::args(kMostCounted));
    for (const CountRow& row : rows.value().as<CountRow>())
      set(name, help, {{"queue", row.queue}, {"kind", row.kind}}, static_cast<double>(row.jobs));
  };
  co_await count(kAvailable, "kontor_jobs_available",
                 "Jobs that could begin now; at most 100,000 of a queue are counted.");
  co_await count(kRunning, "kontor_jobs_running", "Jobs that run.");
  co_await count(kDead, "kontor_jobs_dead", "Jobs that have failed for good and wait for a person.");
  const Result<db::Rows> ages = co_await database_.read(db::Scope::system(), kOldest);
  for (const AgeRow& row : ages.value().as<AgeRow>())
    set("kontor_jobs_oldest_seconds", "For how long the oldest job that could begin has waited.",
        {{"queue", row.queue}}, row.seconds);
  for (auto& [key, shown] : shown_)
    if (!shown.fresh) shown.gauge->Set(0);
}

void QueueGauges::set(const std::string& name, const std::string& help, const Labels& labels, double value) {
  Shown& shown = shown_[Key{name, labels}];
  if (!shown.gauge) shown.gauge = &metrics_.gauge(name, help, labels);
  shown.gauge->Set(value);
  shown.fresh = true;
}

}  // namespace kontor::jobs
