#include "features/operations/job_store.hpp"

#include "jobs/release.hpp"

namespace kontor::operations {
namespace {

using db::args;
using db::Statement;

// Short looks, one for each state, of which the newest count. The index of an organisation's jobs holds all but those
// that run, which are few and have their own. What an index cannot tell (kind, queue, tag) is told of each, so that who
// reads on knows where. The planner must not begin with the id, or it looks through the jobs of everybody: the range is
// said of state and id together, and of those that run behind a look at all of them.
const Statement kLook{R"sql(
  WITH running AS MATERIALIZED (
    SELECT id, kind, queue, tags FROM jobs WHERE org_id = current_org() AND state = 'running' AND 'running' = ANY($2)),
  newest AS (
    SELECT f.* FROM unnest($2::text[]) AS s(state) CROSS JOIN LATERAL (
      SELECT id, kind, queue, tags FROM jobs
      WHERE org_id = current_org() AND state = s.state AND state <> 'running'
        AND (state, id) < (s.state, $3::uuid) AND (state, id) BETWEEN (s.state, $4::uuid) AND (s.state, $5::uuid)
      ORDER BY id DESC LIMIT $1) AS f
    UNION ALL SELECT * FROM running WHERE id < $3 AND id BETWEEN $4 AND $5)
  SELECT id, ($6::text IS NULL OR kind = $6) AND ($7::text IS NULL OR queue = $7)
      AND ($8::text IS NULL OR coalesce($8 = ANY(tags), false)) AS fits
  FROM newest ORDER BY id DESC LIMIT $1)sql"};
const Statement kSummaries{R"sql(
  SELECT id, kind, queue, state, coalesce(tags, '{}') AS tags, attempts, max_attempts, progress, progress_line,
    cancel_requested AND state = 'running' AS cancel_requested, errors -> -1 ->> 'what' AS last_error, run_at, created_at,
    started_at, finished_at
  FROM jobs WHERE id = ANY($1::uuid[]) ORDER BY id DESC)sql"};
const Statement kFind{R"sql(
  SELECT j.version, j.priority, j.lane, j.unique_key, j.expires_at, w.name AS worker, j.workflow_id, f.name AS workflow_name,
    j.payload, j.result, j.errors::json AS errors
  FROM jobs j LEFT JOIN job_workers w ON w.id = j.worker_id LEFT JOIN workflows f ON f.id = j.workflow_id
  WHERE j.id = $1)sql"};
const Statement kState{"SELECT state FROM jobs WHERE id = $1"};
const Statement kPrerequisites{R"sql(
  SELECT o.id, o.kind, o.state, d.even_failed FROM job_dependencies d JOIN jobs o ON o.id = d.on_id
  WHERE d.job_id = $1 ORDER BY o.finished_at NULLS FIRST, o.id LIMIT 100)sql"};

/// Of a job `j`: one that it waits for has not ended as it has to.
constexpr std::string_view kUnmet = R"sql(
  EXISTS (SELECT FROM job_dependencies d JOIN jobs o ON o.id = d.on_id
          WHERE d.job_id = j.id
            AND CASE WHEN d.even_failed THEN o.finished_at IS NULL ELSE o.state <> 'done' END))sql";
/// Behind a common table expression `ready`: available again, with another go. Who waits for its end whatever it is,
/// and has counted it already, waits for it once more.
constexpr std::string_view kRetryReady = R"sql(
  , retried AS (
    UPDATE jobs j SET state = 'available', run_at = now(), finished_at = NULL, expires_at = NULL,
      max_attempts = greatest(max_attempts, attempts + 1), cancel_requested = false, progress = 0,
      progress_line = NULL, result = NULL
    FROM ready WHERE j.id = ready.id RETURNING j.id, j.queue, j.workflow_id),
  waiting AS (
    UPDATE jobs w SET waits_for = w.waits_for + n.again
    FROM (SELECT d.job_id, count(*)::int AS again FROM retried r JOIN job_dependencies d ON d.on_id = r.id
          WHERE r.workflow_id IS NOT NULL AND d.even_failed GROUP BY d.job_id) AS n
    WHERE w.id = n.job_id AND w.state = 'blocked')
  SELECT id, queue FROM retried)sql";

const Statement kRetry{fmt::format(R"sql(
  WITH ready AS (
    SELECT j.id FROM jobs j WHERE j.id = $1 AND j.state IN ('dead', 'cancelled') AND NOT {} FOR UPDATE OF j)
  {})sql",
                                   kUnmet, kRetryReady)};
// Of those with one unique key, one.
const Statement kRetryDead{fmt::format(R"sql(
  WITH candidates AS (
    SELECT j.id, j.unique_key FROM jobs j WHERE j.org_id = current_org() AND j.state = 'dead' AND j.kind = $1
      AND NOT {}
      AND (j.unique_key IS NULL OR NOT EXISTS (
        SELECT FROM jobs u WHERE u.org_id = j.org_id AND u.unique_key = j.unique_key
          AND u.state IN ('blocked', 'scheduled', 'available', 'running')))
    ORDER BY j.id LIMIT $2 FOR UPDATE OF j SKIP LOCKED),
  ready AS (
    SELECT DISTINCT ON (coalesce(unique_key, id::text)) id FROM candidates
    ORDER BY coalesce(unique_key, id::text), id DESC)
  {})sql",
                                       kUnmet, kRetryReady)};

const Statement kCancelWaiting{fmt::format(R"sql(
  WITH finished AS (
    UPDATE jobs SET state = 'cancelled', waits_for = 0, finished_at = now(),
      errors = with_job_error(errors, attempts, 'an administrator cancelled it')
    WHERE id = $1 AND state IN ('blocked', 'scheduled', 'available')
    RETURNING id, state, workflow_id) {}
  SELECT id FROM finished)sql",
                                           jobs::kRelease)};
const Statement kRequestCancel{
    "UPDATE jobs SET cancel_requested = true WHERE id = $1 AND state = 'running' RETURNING id"};

/// More need no exact number, and counting them would cost more than they are worth.
constexpr int kMostCounted = 10'000;
const Statement kQueues{R"sql(
  WITH counted AS MATERIALIZED (
    SELECT j.* FROM unnest(ARRAY['available', 'scheduled', 'blocked']) AS s(state) CROSS JOIN LATERAL (
      SELECT queue, state, run_at FROM jobs
      WHERE org_id = current_org() AND state = s.state AND state <> 'running' ORDER BY id LIMIT $1) AS j
    UNION ALL (SELECT queue, state, run_at FROM jobs WHERE org_id = current_org() AND state = 'running' LIMIT $1)),
  standing AS (
    SELECT queue, count(*) FILTER (WHERE state = 'available') AS available,
      count(*) FILTER (WHERE state = 'scheduled') AS scheduled, count(*) FILTER (WHERE state = 'blocked') AS blocked,
      count(*) FILTER (WHERE state = 'running') AS running,
      date_part('epoch', now() - min(run_at) FILTER (WHERE state = 'available')) AS oldest_seconds
    FROM counted GROUP BY queue),
  paused AS (SELECT queue, paused_at FROM paused_queues WHERE org_id = current_org()),
  named AS (SELECT queue FROM standing UNION SELECT queue FROM paused UNION SELECT $2)
  SELECT n.queue AS name, coalesce(available, 0) AS available, coalesce(scheduled, 0) AS scheduled,
    coalesce(blocked, 0) AS blocked, coalesce(running, 0) AS running,
    EXISTS (SELECT FROM counted GROUP BY state HAVING count(*) = $1) AS at_least, oldest_seconds, paused_at
  FROM named n LEFT JOIN standing USING (queue) LEFT JOIN paused USING (queue) ORDER BY n.queue)sql"};
const Statement kPause{"INSERT INTO paused_queues (org_id, queue) VALUES (current_org(), $1) ON CONFLICT DO NOTHING"};
const Statement kResume{"DELETE FROM paused_queues WHERE org_id = current_org() AND queue = $1"};
const Statement kDead{R"sql(
  SELECT kind, count(*) AS jobs, max(finished_at) AS last_at FROM (
    SELECT kind, finished_at FROM jobs WHERE org_id = current_org() AND state = 'dead' ORDER BY id DESC LIMIT $1) AS newest
  GROUP BY kind ORDER BY kind)sql"};
const Statement kWorkers{R"sql(
  SELECT w.name, count(*) AS loops, min(w.started_at) AS started_at, coalesce(sum(r.running), 0)::int AS running
  FROM job_workers w LEFT JOIN (
    SELECT worker_id, count(*) AS running FROM jobs WHERE org_id = current_org() AND state = 'running'
    GROUP BY worker_id) AS r ON r.worker_id = w.id
  WHERE w.lease_until > now() GROUP BY w.name ORDER BY w.name)sql"};

const std::vector<std::string> kAllStates = {"blocked", "scheduled", "available", "running",
                                             "done",    "dead",      "cancelled"};

}  // namespace

Async<db::Rows> JobStore::read(const Caller& caller, const Statement& statement, db::Params params) {
  Result<db::Rows> rows = co_await database_.read(db::Scope::tenant(caller.org), statement, std::move(params));
  co_return std::move(rows).value();
}

Async<db::Rows> JobStore::write(const Caller& caller, const Statement& statement, db::Params params) {
  Result<db::Rows> rows = co_await database_.write(db::Scope::tenant(caller.org), statement, std::move(params));
  co_return std::move(rows).value();
}

Async<std::vector<LookedAt>> JobStore::look(const Caller& caller, const ListJobs& filter, const IdRange& range,
                                            const std::optional<Uuid>& before, int most) {
  const std::vector<std::string> states =
      filter.state ? std::vector{std::string(reflect::enum_name(*filter.state))} : kAllStates;
  const std::string end = before ? before->text() : "ffffffff-ffff-ffff-ffff-ffffffffffff";
  co_return (co_await read(
                 caller, kLook,
                 args(most, states, end, range.first.text(), range.last.text(), filter.kind, filter.queue, filter.tag)))
      .as<LookedAt>();
}

Async<std::vector<JobSummary>> JobStore::summaries(const Caller& caller, const std::vector<JobId>& ids) {
  if (ids.empty()) co_return std::vector<JobSummary>();
  co_return (co_await read(caller, kSummaries, args(ids))).as<JobSummary>();
}

Async<std::optional<JobRow>> JobStore::find(const Caller& caller, JobId id) {
  co_return (co_await read(caller, kFind, args(id))).first<JobRow>();
}

Async<std::optional<JobState>> JobStore::state(const Caller& caller, JobId id) {
  const db::Rows rows = co_await read(caller, kState, args(id));
  co_return rows.empty() ? std::nullopt : std::optional(rows.value<JobState>());
}

Async<std::vector<Prerequisite>> JobStore::prerequisites(const Caller& caller, JobId id) {
  co_return (co_await read(caller, kPrerequisites, args(id))).as<Prerequisite>();
}

Task<std::optional<MovedJob>> JobStore::retry(const Caller& caller, JobId id) {
  CO_TRY(const db::Rows rows, co_await database_.write(db::Scope::tenant(caller.org), kRetry, args(id)));
  co_return rows.first<MovedJob>();
}

Task<std::vector<MovedJob>> JobStore::retry_dead(const Caller& caller, std::string_view kind, int most) {
  CO_TRY(const db::Rows rows, co_await database_.write(db::Scope::tenant(caller.org), kRetryDead, args(kind, most)));
  co_return rows.as<MovedJob>();
}

Async<bool> JobStore::cancel_waiting(const Caller& caller, JobId id) {
  co_return !(co_await write(caller, kCancelWaiting, args(id))).empty();
}

Async<bool> JobStore::request_cancel(const Caller& caller, JobId id) {
  co_return !(co_await write(caller, kRequestCancel, args(id))).empty();
}

Async<std::vector<QueueStanding>> JobStore::queues(const Caller& caller) {
  co_return (co_await read(caller, kQueues, args(kMostCounted, jobs::kDefaultQueue))).as<QueueStanding>();
}

Async<> JobStore::pause(const Caller& caller, std::string_view queue) { co_await write(caller, kPause, args(queue)); }

Async<> JobStore::resume(const Caller& caller, std::string_view queue) { co_await write(caller, kResume, args(queue)); }

Async<std::vector<DeadJobs>> JobStore::dead(const Caller& caller) {
  co_return (co_await read(caller, kDead, args(kMostCounted))).as<DeadJobs>();
}

Async<std::vector<WorkerStanding>> JobStore::workers(const Caller& caller) {
  co_return (co_await read(caller, kWorkers)).as<WorkerStanding>();
}

}  // namespace kontor::operations
