#include "jobs/queue_store.hpp"

namespace kontor::jobs {
namespace {

// Behind an id and a payload: what is said of one job or of many in the same words.
constexpr std::string_view kColumns = R"sql(
  (id, payload, org_id, kind, version, queue, priority, run_at, state, waits_for, expires_at, max_attempts, lane, tags,
   workflow_id, unique_key, unique_for_ever))sql";
constexpr std::string_view kValues = R"sql(
  $3, $4, $5, $6, $7, coalesce($8::timestamptz, now()) + $9::bigint * interval '1 ms',
  CASE WHEN $10 > 0 THEN 'blocked'
       WHEN $9::bigint > 0 OR $8::timestamptz > now() THEN 'scheduled'
       ELSE 'available' END,
  $10, now() + $11::bigint * interval '1 ms', $12, $13, $14::text[], $15)sql";
// The kind is part of the key; a period is counted by the database's clock.
constexpr std::string_view kUnique = R"sql(
  , $4 || ':' || $16 || CASE WHEN $17::bigint > 0
                             THEN ':' || floor(date_part('epoch', now()) / $17::bigint) ELSE '' END, $17::bigint > 0)sql";

const db::Statement kInsert{fmt::format("INSERT INTO jobs {} VALUES ($1, $2, {}, NULL, false)", kColumns, kValues)};
const db::Statement kInsertUnique{
    fmt::format("INSERT INTO jobs {} VALUES ($1, $2, {} {}) ON CONFLICT DO NOTHING", kColumns, kValues, kUnique)};
const db::Statement kInsertAll{
    fmt::format("INSERT INTO jobs {} SELECT id, payload, {}, NULL, false FROM unnest($1::uuid[], $2::json[]) AS "
                "all_of(id, payload)",
                kColumns, kValues)};
const db::Statement kInsertDependencies{R"sql(
  INSERT INTO job_dependencies (job_id, on_id, org_id, even_failed)
  SELECT job_id, on_id, $3, $4 FROM unnest($1::uuid[]) AS waiting(job_id), unnest($2::uuid[]) AS others(on_id))sql"};

std::optional<std::int64_t> milliseconds(std::optional<std::chrono::milliseconds> length) {
  return length ? std::optional(std::int64_t{length->count()}) : std::nullopt;
}

template <class Ids, class Payloads>
db::Params params(const Ids& id, const Payloads& payload, const Id<Organization>& org, const QueueStore::Kind& kind,
                  const InsertOptions& options) {
  const auto unless_empty = [](const auto& value) { return value.empty() ? std::nullopt : std::optional(value); };
  return db::args(id, payload, org, kind.kind, kind.version, kind.queue, options.priority, options.run_at,
                  options.delay.count(), options.after.size(), milliseconds(options.expires_in), options.max_attempts,
                  unless_empty(options.lane), unless_empty(options.tags), options.workflow);
}

/// The same by a statement alone and by one in a transaction.
template <class Query>
Task<std::optional<QueueStore::Id>> insert_by(Query query, Id<Organization> org, QueueStore::Kind kind,
                                              std::string payload, const InsertOptions& options) {
  const auto id = QueueStore::Id::make();
  db::Params values = params(id, payload, org, kind, options);
  if (!options.unique) {
    CO_TRY(co_await query(kInsert, std::move(values)));
    co_return id;
  }
  values.push_back(reflect::to_param(options.unique->key));
  values.push_back(reflect::to_param(options.unique->period.count()));
  CO_TRY(const db::Rows inserted, co_await query(kInsertUnique, std::move(values)));
  co_return inserted.affected() == 0 ? std::nullopt : std::optional(id);
}

}  // namespace

Task<std::optional<QueueStore::Id>> QueueStore::insert(db::Transaction& transaction, kontor::Id<Organization> org,
                                                       Kind kind, std::string payload, const InsertOptions& options) {
  CO_TRY(const std::optional<Id> id, co_await insert_by(
                                         [&transaction](const db::Statement& statement, db::Params values) {
                                           return transaction.query(statement, std::move(values));
                                         },
                                         org, kind, std::move(payload), options));
  if (id && !options.after.empty())
    CO_TRY(co_await transaction.query(kInsertDependencies,
                                      db::args(std::vector{*id}, options.after, org, options.even_after_failure)));
  co_return id;
}

Task<std::optional<QueueStore::Id>> QueueStore::insert(db::Database& database, kontor::Id<Organization> org, Kind kind,
                                                       std::string payload, const InsertOptions& options) {
  return insert_by(
      [&database, org](const db::Statement& statement, db::Params values) {
        return database.write(db::Scope::tenant(org), statement, std::move(values));
      },
      org, kind, std::move(payload), options);
}

Task<std::vector<QueueStore::Id>> QueueStore::insert_all(db::Transaction& transaction, kontor::Id<Organization> org,
                                                         Kind kind, std::vector<std::string> payloads,
                                                         const InsertOptions& options) {
  std::vector<Id> ids(payloads.size());
  for (Id& id : ids) id = Id::make();
  CO_TRY(co_await transaction.query(kInsertAll, params(ids, payloads, org, kind, options)));
  if (!options.after.empty())
    CO_TRY(
        co_await transaction.query(kInsertDependencies, db::args(ids, options.after, org, options.even_after_failure)));
  co_return ids;
}

}  // namespace kontor::jobs
