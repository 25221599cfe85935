#include "features/schedules/schedule_store.hpp"

namespace kontor::schedules {
namespace {

using db::args;
using db::Scope;
using db::Statement;

#define KONTOR_SCHEDULE                                                                                  \
  "SELECT id, owner_id, kind, name, payload, cron, zone, interval_seconds AS interval, missed, enabled," \
  " disabled_because, next_at, last_at, created_at, updated_at FROM schedules "

const Statement kNow{"SELECT now()"};
const Statement kList{KONTOR_SCHEDULE "WHERE org_id = current_org() ORDER BY created_at, id LIMIT 1000"};
const Statement kFind{KONTOR_SCHEDULE "WHERE id = $1"};
const Statement kLock{KONTOR_SCHEDULE "WHERE id = $1 FOR UPDATE"};
const Statement kBackground{"SELECT version, queue, anchor FROM schedules WHERE id = $1"};
const Statement kInsert{R"sql(
  INSERT INTO schedules (id, org_id, owner_id, name, kind, version, queue, payload, cron, zone, interval_seconds, anchor,
                         missed, enabled, next_at, created_at, updated_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $16))sql"};
const Statement kUpdate{R"sql(
  UPDATE schedules
  SET owner_id = $2, name = $3, version = $4, queue = $5, payload = $6, cron = $7, zone = $8, interval_seconds = $9,
      anchor = $10, missed = $11, enabled = $12, disabled_because = $13, next_at = $14, updated_at = now()
  WHERE id = $1)sql"};
const Statement kRemove{"DELETE FROM schedules WHERE id = $1"};

}  // namespace

Async<Timestamp> ScheduleStore::now(const Caller& caller) {
  const auto rows = co_await database_.read(Scope::tenant(caller.org), kNow);
  co_return rows.value().value<Timestamp>();
}

Async<Timestamp> ScheduleStore::now(db::Transaction& transaction) {
  const auto rows = co_await transaction.query(kNow);
  co_return rows.value().value<Timestamp>();
}

Async<std::vector<Schedule>> ScheduleStore::list(const Caller& caller) {
  const auto rows = co_await database_.read(Scope::tenant(caller.org), kList);
  co_return rows.value().as<Schedule>();
}

Async<std::optional<Schedule>> ScheduleStore::find(const Caller& caller, Id<Schedule> id) {
  const auto rows = co_await database_.read(Scope::tenant(caller.org), kFind, args(id));
  co_return rows.value().first<Schedule>();
}

Async<std::optional<Schedule>> ScheduleStore::lock(db::Transaction& transaction, Id<Schedule> id) {
  const auto rows = co_await transaction.query(kLock, args(id));
  co_return rows.value().first<Schedule>();
}

Async<Background> ScheduleStore::background(db::Transaction& transaction, Id<Schedule> id) {
  const auto rows = co_await transaction.query(kBackground, args(id));
  co_return *rows.value().first<Background>();
}

Async<> ScheduleStore::insert(db::Transaction& transaction, const Caller& caller, const Schedule& s,
                              const Background& b) {
  (void)(co_await transaction.query(
             kInsert, args(s.id, caller.org, s.owner_id, s.name, s.kind, b.version, b.queue, s.payload, s.cron, s.zone,
                           s.interval, b.anchor, s.missed, s.enabled, s.next_at, s.created_at)))
      .value();
}

Async<> ScheduleStore::update(db::Transaction& transaction, const Schedule& s, const Background& b) {
  (void)(co_await transaction.query(
             kUpdate, args(s.id, s.owner_id, s.name, b.version, b.queue, s.payload, s.cron, s.zone, s.interval,
                           b.anchor, s.missed, s.enabled, s.disabled_because, s.next_at)))
      .value();
}

Async<bool> ScheduleStore::remove(const Caller& caller, Id<Schedule> id) {
  const auto rows = co_await database_.write(Scope::tenant(caller.org), kRemove, args(id));
  co_return rows.value().affected() == 1;
}

}  // namespace kontor::schedules
