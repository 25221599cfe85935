#include "jobs/workflow_store.hpp"

namespace kontor::jobs {
namespace {

const db::Statement kInsert{"INSERT INTO workflows (id, org_id, name) VALUES ($1, $2, $3)"};

const db::Statement kFind{R"sql(
  SELECT w.id, w.name,
    CASE WHEN w.cancelled_at IS NOT NULL THEN 'cancelled' WHEN j.open = 0 THEN 'done'
         WHEN w.paused_at IS NOT NULL THEN 'paused' ELSE 'running' END AS state,
    j.total, j.done, j.failed, j.running
  FROM workflows w, LATERAL (
    SELECT count(*) AS total,
      count(*) FILTER (WHERE state = 'done') AS done,
      count(*) FILTER (WHERE state IN ('dead', 'cancelled')) AS failed,
      count(*) FILTER (WHERE state = 'running') AS running,
      count(*) FILTER (WHERE state IN ('blocked', 'scheduled', 'available', 'running')) AS open
    FROM jobs WHERE workflow_id = w.id) AS j
  WHERE w.id = $1)sql"};

const db::Statement kPause{R"sql(
  UPDATE workflows SET paused_at = now()
  WHERE id = $1 AND paused_at IS NULL AND cancelled_at IS NULL AND EXISTS (
    SELECT FROM jobs WHERE workflow_id = $1 AND state IN ('blocked', 'scheduled', 'available', 'running')))sql"};
const db::Statement kResume{"UPDATE workflows SET paused_at = NULL WHERE id = $1 AND paused_at IS NOT NULL"};

// A cancelled one is not paused: what it was asked to end may go on to its end.
const db::Statement kMarkCancelled{
    "UPDATE workflows SET cancelled_at = coalesce(cancelled_at, now()), paused_at = NULL WHERE id = $1"};
const db::Statement kCancelWaiting{R"sql(
  UPDATE jobs SET state = 'cancelled', waits_for = 0, finished_at = now(),
    errors = with_job_error(errors, attempts, 'the workflow was cancelled')
  WHERE id IN (SELECT id FROM jobs WHERE workflow_id = $1 AND state IN ('blocked', 'scheduled', 'available')
               FOR UPDATE SKIP LOCKED))sql"};
const db::Statement kAskRunning{R"sql(
  UPDATE jobs SET cancel_requested = true
  WHERE id IN (SELECT id FROM jobs WHERE workflow_id = $1 AND state = 'running' AND NOT cancel_requested
               FOR UPDATE SKIP LOCKED))sql"};
const db::Statement kUncancelled{R"sql(
  SELECT EXISTS (SELECT FROM jobs WHERE workflow_id = $1
    AND (state IN ('blocked', 'scheduled', 'available') OR (state = 'running' AND NOT cancel_requested))))sql"};

const db::Statement kResults{R"sql(
  SELECT j.id, j.kind, j.state, j.result
  FROM job_dependencies d JOIN jobs j ON j.id = d.on_id
  WHERE d.job_id = $1 AND ($2::uuid IS NULL OR d.on_id > $2)
  ORDER BY d.on_id LIMIT $3)sql"};

}  // namespace

Async<db::Rows> WorkflowStore::write(Id<Organization> org, const db::Statement& statement, db::Params params) {
  Result<db::Rows> rows = co_await database_.write(db::Scope::tenant(org), statement, std::move(params));
  co_return std::move(rows).value();
}

Task<Id<Workflow>> WorkflowStore::insert(db::Transaction& transaction, Id<Organization> org, std::string name) {
  const auto id = Id<Workflow>::make();
  CO_TRY(co_await transaction.query(kInsert, db::args(id, org, name)));
  co_return id;
}

Async<std::optional<WorkflowStanding>> WorkflowStore::find(Id<Organization> org, Id<Workflow> id) {
  const auto rows = co_await database_.read(db::Scope::tenant(org), kFind, db::args(id));
  co_return rows.value().first<WorkflowStanding>();
}

Async<bool> WorkflowStore::pause(Id<Organization> org, Id<Workflow> id) {
  co_return (co_await write(org, kPause, db::args(id))).affected() == 1;
}

Async<bool> WorkflowStore::resume(Id<Organization> org, Id<Workflow> id) {
  co_return (co_await write(org, kResume, db::args(id))).affected() == 1;
}

Async<> WorkflowStore::mark_cancelled(Id<Organization> org, Id<Workflow> id) {
  co_await write(org, kMarkCancelled, db::args(id));
}

Async<> WorkflowStore::cancel_waiting(Id<Organization> org, Id<Workflow> id) {
  co_await write(org, kCancelWaiting, db::args(id));
}

Async<> WorkflowStore::ask_running(Id<Organization> org, Id<Workflow> id) {
  co_await write(org, kAskRunning, db::args(id));
}

Async<bool> WorkflowStore::has_uncancelled(Id<Organization> org, Id<Workflow> id) {
  co_return (co_await write(org, kUncancelled, db::args(id))).value<bool>();
}

Async<std::vector<JobResult>> WorkflowStore::results_of(Id<Organization> org, Id<QueuedJob> waiting,
                                                        std::optional<Id<QueuedJob>> after, std::size_t most) {
  const auto rows = co_await database_.read(db::Scope::tenant(org), kResults, db::args(waiting, after, most));
  co_return rows.value().as<JobResult>();
}

}  // namespace kontor::jobs
