#include "features/documents/series_store.hpp"

namespace kontor::documents {
namespace {

using db::args;
using db::Scope;
using db::Statement;

/// The organisation's calendar says what day it is. Volatile: after waiting for a lock it is later than before.
#define KONTOR_TODAY "(clock_timestamp() AT TIME ZONE o.time_zone)::date"
#define KONTOR_SERIES                                                                                        \
  "SELECT s.id, s.kind, s.name, s.pattern, s.reset, s.is_default, o.locale, coalesce(c.last, 0) AS last,"    \
  " to_char(greatest(d.day, c.last_on), 'YYYY-MM-DD') AS today, s.created_at, s.updated_at"                  \
  " FROM document_series s JOIN organizations o ON o.id = s.org_id CROSS JOIN LATERAL (SELECT " KONTOR_TODAY \
  " AS day) d"                                                                                               \
  " LEFT JOIN document_series_counters c ON c.series_id = s.id AND c.period = series_period(s.reset, d.day) "

const Statement kList{
    KONTOR_SERIES
    "ORDER BY array_position(ARRAY['proposal', 'contract', 'invoice', 'act', 'delivery_note', 'letter',"
    " 'power_of_attorney', 'other'], s.kind), s.is_default DESC,"
    " s.created_at, s.id LIMIT 1000"};
const Statement kFind{KONTOR_SERIES "WHERE s.id = $1"};
/// Nothing refers to a series by what changes here, so rows that refer to it need not wait.
const Statement kLock{KONTOR_SERIES "WHERE s.id = $1 FOR NO KEY UPDATE OF s"};
const Statement kLockDefault{KONTOR_SERIES
                             "WHERE s.org_id = current_org() AND s.kind = $1 AND s.is_default FOR NO KEY UPDATE OF s"};

const Statement kTake{R"sql(
  INSERT INTO document_series_counters AS c (series_id, org_id, period, last, last_on)
  SELECT s.id, s.org_id, series_period(s.reset, d.day), 1, d.day
  FROM document_series s JOIN organizations o ON o.id = s.org_id
       CROSS JOIN LATERAL (SELECT )sql" KONTOR_TODAY R"sql( AS day) d
  WHERE s.id = $1
  ON CONFLICT (series_id, period) DO UPDATE SET last = c.last + 1, last_on = greatest(c.last_on, excluded.last_on)
  RETURNING period, last AS seq, to_char(last_on, 'YYYY-MM-DD') AS today)sql"};
const Statement kEnter{R"sql(
  INSERT INTO document_numbers (id, org_id, series_id, kind, period, seq, number, document_id, issued_on, issued_at, issued_by,
                                idempotency_key)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, clock_timestamp(), $10, $11))sql"};
const Statement kVoid{R"sql(
  UPDATE document_numbers SET voided_at = now(), voided_by = $2, void_reason = $3
  WHERE document_id = $1 AND voided_at IS NULL)sql"};
const Statement kFindByKey{
    "SELECT document_id FROM document_numbers WHERE org_id = current_org() AND issued_by = $1 AND idempotency_key = "
    "$2"};

#define KONTOR_NUMBERS(condition)                                                                                   \
  "SELECT n.id, n.number, n.period, n.seq, CASE WHEN n.voided_at IS NULL THEN 'issued' ELSE 'voided' END AS state," \
  " n.document_id, g.title AS document_title, to_char(n.issued_on, 'YYYY-MM-DD') AS issued_on, n.issued_at,"        \
  " n.issued_by, i.name AS issued_by_name, n.voided_at, n.voided_by, v.name AS voided_by_name, n.void_reason"       \
  " FROM document_numbers n JOIN generated_documents g ON g.id = n.document_id JOIN users i ON i.id = n.issued_by"  \
  " LEFT JOIN users v ON v.id = n.voided_by"                                                                        \
  " WHERE n.org_id = current_org() AND n.series_id = $2 AND (n.issued_at, n.id) < ($3::timestamptz, $4::uuid)"      \
  " " condition " ORDER BY n.issued_at DESC, n.id DESC LIMIT $1"

const Statement kNumbers{KONTOR_NUMBERS("")};
const Statement kNumbersInForce{KONTOR_NUMBERS("AND n.voided_at IS NULL")};
const Statement kVoidNumbers{KONTOR_NUMBERS("AND n.voided_at IS NOT NULL")};

const Statement kInsert{R"sql(
  INSERT INTO document_series (id, org_id, kind, name, pattern, reset, is_default, created_at, updated_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8))sql"};
const Statement kUpdate{R"sql(
  UPDATE document_series SET name = $2, pattern = $3, reset = $4, is_default = $5, updated_at = $6 WHERE id = $1)sql"};
const Statement kEndDefault{
    "UPDATE document_series SET is_default = false WHERE org_id = current_org() AND kind = $1 AND is_default"};
#define KONTOR_COUNT_FROM                                                                                    \
  "INSERT INTO document_series_counters AS c (series_id, org_id, period, last, last_on)"                     \
  " SELECT s.id, s.org_id, series_period(s.reset, d.day), $2::integer, d.day"                                \
  " FROM document_series s JOIN organizations o ON o.id = s.org_id CROSS JOIN LATERAL (SELECT " KONTOR_TODAY \
  " AS day) d WHERE s.id = $1 ON CONFLICT (series_id, period) DO UPDATE SET last = "

const Statement kGoOnBehind{KONTOR_COUNT_FROM "greatest(c.last, excluded.last)"};
const Statement kStartBehind{KONTOR_COUNT_FROM "excluded.last"};
const Statement kHasNumbers{R"sql(
  SELECT EXISTS (SELECT FROM document_numbers n
                 WHERE n.series_id = s.id AND n.period = series_period(s.reset, )sql" KONTOR_TODAY R"sql())
  FROM document_series s JOIN organizations o ON o.id = s.org_id WHERE s.id = $1)sql"};

}  // namespace

Async<std::vector<StoredSeries>> SeriesStore::list(const Caller& caller) {
  const auto rows = co_await database_.read(Scope::tenant(caller.org), kList);
  co_return rows.value().as<StoredSeries>();
}

Async<std::optional<StoredSeries>> SeriesStore::find(const Caller& caller, Id<Series> id) {
  const auto rows = co_await database_.read(Scope::tenant(caller.org), kFind, args(id));
  co_return rows.value().first<StoredSeries>();
}

Async<std::vector<RegisteredNumber>> SeriesStore::numbers(const Caller& caller, Id<Series> id,
                                                          std::optional<NumberState> state,
                                                          std::optional<PageCursor> after, int limit) {
  const std::string at = after ? rfc3339(after->created_at) : "infinity";
  const std::string last = (after ? after->id : Uuid()).text();
  const Statement& statement = !state ? kNumbers : state == NumberState::issued ? kNumbersInForce : kVoidNumbers;
  const auto rows = co_await database_.read(Scope::tenant(caller.org), statement, args(limit + 1, id, at, last));
  co_return rows.value().as<RegisteredNumber>();
}

Async<std::optional<StoredSeries>> SeriesStore::lock(db::Transaction& transaction, Id<Series> id) {
  const auto rows = co_await transaction.query(kLock, args(id));
  co_return rows.value().first<StoredSeries>();
}

Async<std::optional<StoredSeries>> SeriesStore::lock_default(db::Transaction& transaction, Kind kind) {
  const auto rows = co_await transaction.query(kLockDefault, args(kind));
  co_return rows.value().first<StoredSeries>();
}

Async<StoredSeries> SeriesStore::reread(db::Transaction& transaction, Id<Series> id) {
  const auto rows = co_await transaction.query(kFind, args(id));
  co_return *rows.value().first<StoredSeries>();
}

Async<TakenNumber> SeriesStore::take(db::Transaction& transaction, Id<Series> id) {
  const auto rows = co_await transaction.query(kTake, args(id));
  co_return *rows.value().first<TakenNumber>();
}

Task<> SeriesStore::enter(db::Transaction& transaction, const Caller& caller, const Registration& r) {
  CO_TRY(co_await transaction.query(
      kEnter, args(Id<RegisteredNumber>::make(), caller.org, r.series_id, r.kind, r.taken.period, r.taken.seq, r.number,
                   r.document_id, r.taken.today, caller.user, r.idempotency_key)));
  co_return Result<>();
}

Async<bool> SeriesStore::make_void(db::Transaction& transaction, const Caller& caller, Id<GeneratedDocument> document,
                                   const std::string& reason) {
  const auto rows = co_await transaction.query(kVoid, args(document, caller.user, reason));
  co_return rows.value().affected() == 1;
}

Async<std::optional<Id<GeneratedDocument>>> SeriesStore::find_by_key(const Caller& caller, const std::string& key) {
  const auto rows = co_await database_.read(Scope::tenant(caller.org), kFindByKey, args(caller.user, key));
  co_return rows.value().empty() ? std::nullopt : std::optional(rows->value<Id<GeneratedDocument>>());
}

Task<> SeriesStore::insert(db::Transaction& transaction, const Caller& caller, const StoredSeries& s) {
  CO_TRY(co_await transaction.query(
      kInsert, args(s.id, caller.org, s.kind, s.name, s.pattern, s.reset, s.is_default, s.created_at)));
  co_return Result<>();
}

Task<> SeriesStore::update(db::Transaction& transaction, const StoredSeries& s) {
  CO_TRY(co_await transaction.query(kUpdate, args(s.id, s.name, s.pattern, s.reset, s.is_default, s.updated_at)));
  co_return Result<>();
}

Async<> SeriesStore::end_default(db::Transaction& transaction, Kind kind) {
  (void)(co_await transaction.query(kEndDefault, args(kind))).value();
}

Async<> SeriesStore::go_on_behind(db::Transaction& transaction, Id<Series> id, int last) {
  (void)(co_await transaction.query(kGoOnBehind, args(id, last))).value();
}

Async<> SeriesStore::start_behind(db::Transaction& transaction, Id<Series> id, int last) {
  (void)(co_await transaction.query(kStartBehind, args(id, last))).value();
}

Async<bool> SeriesStore::has_numbers(db::Transaction& transaction, Id<Series> id) {
  const auto rows = co_await transaction.query(kHasNumbers, args(id));
  co_return rows.value().value<bool>();
}

}  // namespace kontor::documents
