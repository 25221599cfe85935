#include "jobs/cleaner.hpp"

#include <algorithm>

namespace kontor::jobs {
namespace {

// The first id of a moment: ids begin with their millisecond. What is younger cannot be old enough, so that the walk
// through the ids ends there and never sees the millions of the last days.
#define KONTOR_FIRST_ID(age)                        \
  "(lpad(to_hex((date_part('epoch', now() - " age   \
  " * interval '1 day') * 1000)::bigint), 12, '0')" \
  " || repeat('0', 20))::uuid"

// The rows are locked, so that their place in the table stays good for the removal.
const db::Statement kRemoveJobs{
    "DELETE FROM jobs WHERE ctid = ANY(ARRAY("
    " SELECT j.ctid FROM jobs j"
    " WHERE j.id > $1 AND j.id < " KONTOR_FIRST_ID("$2::integer")
    " AND j.finished_at < now() - interval '1 day' * CASE WHEN j.state = 'dead' THEN $3::integer"
    " WHEN j.unique_for_ever THEN $4::integer ELSE $2::integer END"
    " AND (j.workflow_id IS NULL OR NOT EXISTS (SELECT FROM jobs o WHERE o.workflow_id = j.workflow_id"
    " AND o.state IN ('blocked', 'scheduled', 'available', 'running')))"
    " ORDER BY j.id LIMIT $5 FOR UPDATE OF j SKIP LOCKED))"
    " RETURNING id"};
const db::Statement kRemoveWorkflows{
    "DELETE FROM workflows WHERE id = ANY(ARRAY("
    " SELECT w.id FROM workflows w WHERE w.id < " KONTOR_FIRST_ID(
        "$1::integer") " AND NOT EXISTS (SELECT FROM jobs j WHERE j.workflow_id = w.id) ORDER BY w.id LIMIT $2))"};

}  // namespace

Async<Cleaner::Removed> Cleaner::clean() {
  Removed removed;
  // Behind the last batch: what stays, such as the dead, is looked at once in a round.
  for (std::optional<Uuid> behind = Uuid(); behind;) behind = co_await remove_jobs(*behind, removed.jobs);
  for (std::size_t batch = kBatch; batch == kBatch; removed.workflows += batch) batch = co_await remove_workflows();
  co_return removed;
}

Async<std::optional<Uuid>> Cleaner::remove_jobs(const Uuid& behind, std::size_t& removed) {
  const Result<db::Rows> answer = co_await database_.write(
      db::Scope::system(), kRemoveJobs,
      db::args(behind.text(), kKeepFinished.count(), kKeepDead.count(), kKeepUniqueForEver.count(), kBatch));
  const db::Rows& rows = answer.value();
  Uuid last = behind;
  for (std::size_t i = 0; i < rows.size(); ++i)
    last = std::max(last, reflect::read_column<Id<QueuedJob>>(rows[i], 0).uuid());
  removed += rows.size();
  co_return rows.size() == kBatch ? std::optional(last) : std::nullopt;
}

Async<std::size_t> Cleaner::remove_workflows() {
  const Result<db::Rows> answer =
      co_await database_.write(db::Scope::system(), kRemoveWorkflows, db::args(kKeepFinished.count(), kBatch));
  co_return answer.value().affected();
}

}  // namespace kontor::jobs
