#include "jobs/lease_store.hpp"

#include "jobs/release.hpp"

namespace kontor::jobs {
namespace {

const db::Statement kEnroll{
    "INSERT INTO job_workers (id, name, lease_until) VALUES ($1, $2, now() + $3::bigint * interval '1 ms')"};
const db::Statement kBeat{
    "UPDATE job_workers SET lease_until = now() + $2::bigint * interval '1 ms' WHERE id = $1 RETURNING id"};
// The new row, what both sides know of, and what only the table knows of: three answers to one lost connection. A claim
// that is still under way for the old row commits or not; without a row it is taken back by the next rescue.
const db::Statement kAdopt{R"sql(
  WITH renewed AS (
    INSERT INTO job_workers (id, name, lease_until) VALUES ($1, $2, now() + $3::bigint * interval '1 ms')),
  gone AS (DELETE FROM job_workers WHERE id = $4),
  held AS MATERIALIZED (SELECT id, attempts FROM unnest($5::uuid[], $6::int[]) AS h(id, attempts)),
  strays AS (
    UPDATE jobs j SET state = 'available', worker_id = NULL
    WHERE j.worker_id = $4 AND j.state = 'running'
      AND NOT EXISTS (SELECT FROM held h WHERE h.id = j.id AND h.attempts = j.attempts)),
  kept AS (
    UPDATE jobs j SET worker_id = $1 FROM held h
    WHERE j.id = h.id AND j.attempts = h.attempts AND j.worker_id = $4
    RETURNING j.id)
  SELECT id FROM kept)sql"};
const db::Statement kLeave{"DELETE FROM job_workers WHERE id = $1"};

// The worker's row is locked, so that nobody takes it for dead while it claims. Of a lane the most urgent; when two
// workers take from one lane at once, the index jobs_lane refuses the later. The rows are locked, so that their place
// in the table (ctid) stays good for the update: cheaper than a key.
const db::Statement kClaim{R"sql(
  WITH ready AS MATERIALIZED (
    SELECT place, org_id, lane, row_number() OVER () AS rank FROM (
      SELECT j.ctid AS place, j.org_id, j.lane FROM jobs j
      WHERE j.state = 'available' AND j.queue = $2
        AND (j.expires_at IS NULL OR j.expires_at > now())
        AND (j.lane IS NULL OR NOT EXISTS (
          SELECT FROM jobs r WHERE r.org_id = j.org_id AND r.lane = j.lane AND r.state = 'running'))
        AND (j.workflow_id IS NULL OR j.workflow_id NOT IN (SELECT id FROM workflows WHERE paused_at IS NOT NULL))
        AND j.org_id NOT IN (SELECT org_id FROM paused_queues WHERE queue = $2)
      ORDER BY j.priority DESC, j.run_at, j.id LIMIT $3 FOR UPDATE OF j SKIP LOCKED) AS locked)
  UPDATE jobs SET state = 'running', worker_id = $1, attempts = attempts + 1, started_at = now(), progress = 0,
    progress_line = NULL
  WHERE ctid = ANY(ARRAY(
      SELECT place FROM ready WHERE lane IS NULL
        OR rank IN (SELECT min(rank) FROM ready WHERE lane IS NOT NULL GROUP BY org_id, lane)))
    AND EXISTS (SELECT FROM job_workers WHERE id = $1 FOR KEY SHARE)
    AND (SELECT set_config('synchronous_commit', 'off', true)) = 'off'
  RETURNING id, org_id, kind, version, priority, payload, attempts, max_attempts, workflow_id,
    date_part('epoch', now() - run_at) AS waited)sql"};
constexpr std::string_view kLaneTaken = "jobs_lane";

// A job with a worker is running and one that waits for others is blocked: the table's constraints say so, and the
// statements below leave it unsaid. Said, it would let the planner begin with the index of all running jobs, of which
// it knows no number, and look through all of them for each id.

const db::Statement kDone{fmt::format(R"sql(
  WITH finished AS (
    UPDATE jobs j SET state = 'done', worker_id = NULL, finished_at = now(), progress = 100
    FROM unnest($2::uuid[], $3::int[]) AS e(id, attempts)
    WHERE j.id = e.id AND j.attempts = e.attempts AND j.worker_id = $1
    RETURNING j.id, j.state, j.workflow_id) {}
  SELECT count(*) FROM finished)sql",
                                      kRelease)};

// An attempt that does not count gives the job one more.
const db::Statement kEnd{fmt::format(R"sql(
  WITH ended AS (
    UPDATE jobs j SET worker_id = NULL,
      state = CASE WHEN e.state <> 'waiting' THEN e.state WHEN e.wait > 0 THEN 'scheduled' ELSE 'available' END,
      run_at = CASE WHEN e.state = 'waiting' THEN now() + e.wait * interval '1 ms' ELSE j.run_at END,
      finished_at = CASE WHEN e.state <> 'waiting' THEN now() END,
      max_attempts = j.max_attempts + CASE WHEN e.counts THEN 0 ELSE 1 END,
      progress = CASE WHEN e.state = 'done' THEN 100 ELSE j.progress END,
      result = e.result,
      errors = CASE WHEN e.why IS NULL THEN j.errors
        ELSE with_job_error(j.errors, j.attempts, e.why) END
    FROM unnest($2::uuid[], $3::int[], $4::text[], $5::bigint[], $6::bool[], $7::text[], $8::json[])
      AS e(id, attempts, state, wait, counts, why, result)
    WHERE j.id = e.id AND j.attempts = e.attempts AND j.worker_id = $1
    RETURNING j.id, j.state, j.workflow_id),
  finished AS (SELECT * FROM ended WHERE state IN ('done', 'dead', 'cancelled')) {}
  SELECT count(*) FROM ended)sql",
                                     kRelease)};

const db::Statement kProgress{R"sql(
  UPDATE jobs SET progress = $4, progress_line = $5
  WHERE id = $2 AND attempts = $3 AND worker_id = $1 AND state = 'running')sql"};
const db::Statement kWantedCancelled{
    "SELECT id FROM jobs WHERE worker_id = $1 AND state = 'running' AND cancel_requested"};

const db::Statement kExpire{fmt::format(R"sql(
  WITH finished AS (
    UPDATE jobs SET state = 'cancelled', finished_at = now(),
      errors = with_job_error(errors, attempts, 'it expired before it was begun')
    WHERE state IN ('available', 'scheduled') AND expires_at IS NOT NULL AND expires_at <= now()
    RETURNING id, state, workflow_id) {}
  SELECT count(*) FROM finished)sql",
                                        kRelease)};
const db::Statement kPromote{R"sql(
  WITH due AS (
    UPDATE jobs SET state = 'available'
    WHERE id IN (SELECT id FROM jobs WHERE state = 'scheduled' AND run_at <= now()
                 ORDER BY run_at LIMIT $1 FOR UPDATE SKIP LOCKED)
    RETURNING id)
  SELECT (SELECT count(*) FROM due) AS promoted,
    (SELECT ceil(date_part('epoch', min(run_at) - now()) * 1000)::bigint FROM jobs
     WHERE state = 'scheduled' AND run_at > now()) AS next)sql"};
/// In one statement: more would hold their rows too long.
constexpr int kMostPromoted = 5000;

const db::Statement kCancelDoomed{fmt::format(R"sql(
  WITH finished AS (
    UPDATE jobs w SET state = 'cancelled', waits_for = 0, finished_at = now(),
      errors = with_job_error(errors, 0, 'a job that it waits for has failed')
    WHERE w.state = 'blocked' AND EXISTS (
      SELECT FROM job_dependencies d JOIN jobs o ON o.id = d.on_id
      WHERE d.job_id = w.id AND NOT d.even_failed AND o.state IN ('dead', 'cancelled'))
    RETURNING w.id, w.state, w.workflow_id) {}
  SELECT count(*) FROM finished)sql",
                                              kRelease)};

const db::Statement kForgetLapsed{"DELETE FROM job_workers WHERE lease_until < now()"};
const db::Statement kForgetAll{"DELETE FROM job_workers"};
// By the absence of a worker, not by the workers just forgotten: a claim that was under way when its worker was
// forgotten is found the next time.
const db::Statement kRescue{R"sql(
  UPDATE jobs j SET state = 'available', worker_id = NULL,
    errors = with_job_error(errors, attempts, 'its worker died')
  WHERE state = 'running' AND NOT EXISTS (SELECT FROM job_workers w WHERE w.id = j.worker_id)
  RETURNING id, kind, attempts)sql"};

struct PromotedRow {
  std::int64_t promoted;
  std::optional<std::int64_t> next;
};
KONTOR_DESCRIBE(PromotedRow, promoted, next)

std::string_view state_after(const Ended& ended) {
  switch (ended.ending.kind) {
    case Ending::Kind::done:
      return "done";
    case Ending::Kind::cancelled:
      return "cancelled";
    case Ending::Kind::dead:
      return "dead";
    case Ending::Kind::again:
    case Ending::Kind::snoozed:
      break;
  }
  return "waiting";
}

/// The columns of kEnd's table of attempts.
db::Params columns(const LeaseStore::WorkerId& worker, const std::vector<const Ended*>& all) {
  std::vector<Id<QueuedJob>> ids;
  std::vector<int> attempts;
  std::vector<std::string> states;
  std::vector<std::int64_t> waits;
  std::vector<bool> count;
  std::vector<std::optional<std::string>> whys;
  std::vector<std::optional<std::string>> results;
  for (const Ended* ended : all) {
    const Ending& ending = ended->ending;
    ids.push_back(ended->claim.id);
    attempts.push_back(ended->claim.attempts);
    states.emplace_back(state_after(*ended));
    waits.push_back(ending.wait.value_or(std::chrono::milliseconds(0)).count());
    count.push_back(ending.kind != Ending::Kind::snoozed);
    whys.push_back(ending.why.empty() ? std::nullopt : std::optional(ending.why));
    results.push_back(ending.result ? std::optional(ending.result->text) : std::nullopt);
  }
  return db::args(worker, ids, attempts, states, waits, count, whys, results);
}

}  // namespace

Async<db::Rows> LeaseStore::run(const db::Statement& statement, db::Params params) {
  Result<db::Rows> rows = co_await database_.write(db::Scope::system(), statement, std::move(params));
  co_return std::move(rows).value();
}

Async<LeaseStore::WorkerId> LeaseStore::enroll(std::string name) {
  const auto id = WorkerId::make();
  co_await run(kEnroll, db::args(id, name, lease_.count()));
  co_return id;
}

Async<bool> LeaseStore::beat(WorkerId worker) {
  co_return !(co_await run(kBeat, db::args(worker, lease_.count()))).empty();
}

Async<LeaseStore::Adopted> LeaseStore::adopt(WorkerId old, std::string name, const std::vector<Claim>& held) {
  std::vector<Id<QueuedJob>> ids;
  std::vector<int> attempts;
  for (const Claim& claim : held) {
    ids.push_back(claim.id);
    attempts.push_back(claim.attempts);
  }
  Adopted adopted{.worker = WorkerId::make(), .kept = {}};
  const db::Rows kept = co_await run(kAdopt, db::args(adopted.worker, name, lease_.count(), old, ids, attempts));
  for (std::size_t i = 0; i < kept.size(); ++i) adopted.kept.insert(reflect::read_column<Id<QueuedJob>>(kept[i], 0));
  co_return adopted;
}

Async<> LeaseStore::leave(WorkerId worker) {
  co_await run(kLeave, db::args(worker));
  co_await run(kRescue);
}

Async<std::vector<Claim>> LeaseStore::claim(WorkerId worker, std::string_view queue, std::size_t most) {
  const db::Params params = db::args(worker, queue, most);
  for (;;) {
    const Result<db::Rows> rows = co_await database_.write(db::Scope::system(), kClaim, params);
    if (rows) co_return rows->as<Claim>();
    // Another worker has just taken a job of the same lane: what it took is now visible.
    if (rows.error().internal_context != kLaneTaken) throw std::logic_error(describe(rows.error()));
  }
}

Async<std::size_t> LeaseStore::end(WorkerId worker, const std::vector<Ended>& ended) {
  std::vector<Id<QueuedJob>> done;
  std::vector<int> attempts;
  std::vector<const Ended*> others;
  for (const Ended& each : ended) {
    if (each.ending.kind != Ending::Kind::done || each.ending.result) {
      others.push_back(&each);
      continue;
    }
    done.push_back(each.claim.id);
    attempts.push_back(each.claim.attempts);
  }
  std::int64_t written = 0;
  if (!done.empty()) written += (co_await run(kDone, db::args(worker, done, attempts))).value<std::int64_t>();
  if (!others.empty()) written += (co_await run(kEnd, columns(worker, others))).value<std::int64_t>();
  co_return static_cast<std::size_t>(written);
}

Async<> LeaseStore::give_back(WorkerId worker, const std::vector<Claim>& claims) {
  std::vector<Ended> unbegun;
  for (const Claim& claim : claims) unbegun.push_back({claim, Ending::snooze(std::chrono::milliseconds(0))});
  co_await end(worker, unbegun);
}

Async<> LeaseStore::progress(WorkerId worker, const Claim& claim, int percent, std::string line) {
  co_await run(kProgress, db::args(worker, claim.id, claim.attempts, percent, line));
}

Async<std::vector<Id<QueuedJob>>> LeaseStore::wanted_cancelled(WorkerId worker) {
  const db::Rows rows = co_await run(kWantedCancelled, db::args(worker));
  std::vector<Id<QueuedJob>> ids;
  for (std::size_t i = 0; i < rows.size(); ++i) ids.push_back(reflect::read_column<Id<QueuedJob>>(rows[i], 0));
  co_return ids;
}

Async<LeaseStore::Due> LeaseStore::promote() {
  co_await run(kExpire);
  const auto row = (co_await run(kPromote, db::args(kMostPromoted))).first<PromotedRow>().value();
  Due due{.promoted = static_cast<std::size_t>(row.promoted), .next = {}};
  if (row.next) due.next = std::chrono::milliseconds(*row.next);
  co_return due;
}

Async<std::size_t> LeaseStore::cancel_doomed() {
  co_return static_cast<std::size_t>((co_await run(kCancelDoomed)).value<std::int64_t>());
}

Async<std::vector<Rescued>> LeaseStore::rescue() {
  co_await run(kForgetLapsed);
  co_return (co_await run(kRescue)).as<Rescued>();
}

Async<> LeaseStore::forget_workers() {
  co_await run(kForgetAll);
  co_await run(kRescue);
}

}  // namespace kontor::jobs
