#include "jobs/tick_store.hpp"

namespace kontor::jobs {
namespace {

using db::args;

const db::Statement kDue{R"sql(
  SELECT id, org_id, owner_id, kind, version, queue, payload, cron, zone, interval_seconds AS interval, anchor, missed,
         next_at, now() AS now
  FROM schedules WHERE enabled AND next_at <= now()
  ORDER BY next_at LIMIT $1 FOR UPDATE SKIP LOCKED)sql"};
/// A tick is a unique key for ever: whatever goes wrong, it has one job.
const db::Statement kInsert{R"sql(
  INSERT INTO jobs (id, org_id, kind, version, queue, payload, unique_key, unique_for_ever)
  SELECT id, org_id, kind, version, queue, payload, key, true
  FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::smallint[], $5::text[], $6::json[], $7::text[])
       AS ticks (id, org_id, kind, version, queue, payload, key)
  ON CONFLICT DO NOTHING)sql"};
const db::Statement kAdvance{R"sql(
  UPDATE schedules s
  SET last_at = coalesce(step.fired, s.last_at), next_at = step.next, enabled = step.next IS NOT NULL,
      disabled_because = CASE WHEN step.next IS NULL THEN $4 END
  FROM unnest($1::uuid[], $2::timestamptz[], $3::timestamptz[]) AS step (id, fired, next)
  WHERE s.id = step.id)sql"};
const db::Statement kStop{R"sql(
  UPDATE schedules SET enabled = false, next_at = NULL, disabled_because = $2, updated_at = now() WHERE id = $1 AND enabled)sql"};
const db::Statement kUntilNext{R"sql(
  SELECT (extract(epoch FROM next_at - now()) * 1000)::bigint FROM schedules WHERE enabled ORDER BY next_at LIMIT 1)sql"};

}  // namespace

Async<std::vector<DueSchedule>> TickStore::due(db::Transaction& transaction, std::size_t most) {
  const auto rows = co_await transaction.query(kDue, args(most));
  co_return rows.value().as<DueSchedule>();
}

Async<> TickStore::insert(db::Transaction& transaction, const std::vector<Job>& jobs) {
  if (jobs.empty()) co_return;
  std::vector<Id<QueuedJob>> ids;
  std::vector<Id<Organization>> orgs;
  std::vector<int> versions;
  std::vector<std::string> kinds, queues, payloads, keys;
  for (const auto& [schedule, tick, payload] : jobs) {
    ids.push_back(Id<QueuedJob>::make());
    orgs.push_back(schedule.org_id);
    kinds.push_back(schedule.kind);
    versions.push_back(schedule.version);
    queues.push_back(schedule.queue);
    payloads.push_back(payload);
    keys.push_back(fmt::format("tick:{}:{}", schedule.id.text(), rfc3339(tick)));
  }
  (void)(co_await transaction.query(kInsert, args(ids, orgs, kinds, versions, queues, payloads, keys))).value();
}

Async<> TickStore::advance(db::Transaction& transaction, const std::vector<Step>& steps) {
  if (steps.empty()) co_return;
  std::vector<Id<Schedule>> ids;
  std::vector<std::optional<Timestamp>> fired, next;
  for (const Step& step : steps) {
    ids.push_back(step.id);
    fired.push_back(step.fired);
    next.push_back(step.next);
  }
  (void)(co_await transaction.query(kAdvance, args(ids, fired, next, "It has come to its end: no time is left.")))
      .value();
}

Async<> TickStore::stop(db::Transaction& transaction, Id<Schedule> id, std::string because) {
  (void)(co_await transaction.query(kStop, args(id, because))).value();
}

Async<> TickStore::stop(db::Database& database, Id<Organization> org, Id<Schedule> id, std::string because) {
  (void)(co_await database.write(db::Scope::tenant(org), kStop, args(id, because))).value();
}

Async<std::optional<std::chrono::milliseconds>> TickStore::until_next() {
  const auto rows = co_await database_.read(db::Scope::system(), kUntilNext);
  if (rows.value().empty()) co_return std::nullopt;
  co_return std::chrono::milliseconds(rows->value<std::int64_t>());
}

}  // namespace kontor::jobs
