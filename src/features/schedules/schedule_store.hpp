#pragma once

#include <optional>
#include <vector>

#include "db/database.hpp"
#include "jobs/schedule.hpp"

namespace kontor::schedules {

using jobs::Schedule;

/// What only the program needs to know of a schedule.
struct Background {
  int version = 1;  ///< of the payload's shape
  std::string queue;
  Timestamp anchor;  ///< that an interval is counted from
};
KONTOR_DESCRIBE(Background, version, queue, anchor)

class ScheduleStore {
 public:
  explicit ScheduleStore(db::Database& database) : database_(database) {}

  Async<db::Transaction> begin(const Caller& caller) { return database_.begin(db::Scope::tenant(caller.org)); }
  /// By the database's clock, which all schedules go by.
  Async<Timestamp> now(const Caller& caller);
  static Async<Timestamp> now(db::Transaction& transaction);

  /// The oldest first, a thousand at most.
  Async<std::vector<Schedule>> list(const Caller& caller);
  Async<std::optional<Schedule>> find(const Caller& caller, Id<Schedule> id);
  /// Until the transaction ends no scheduler touches it.
  static Async<std::optional<Schedule>> lock(db::Transaction& transaction, Id<Schedule> id);
  static Async<Background> background(db::Transaction& transaction, Id<Schedule> id);
  static Async<> insert(db::Transaction& transaction, const Caller& caller, const Schedule& made,
                        const Background& background);
  static Async<> update(db::Transaction& transaction, const Schedule& changed, const Background& background);
  /// False when there is none.
  Async<bool> remove(const Caller& caller, Id<Schedule> id);

 private:
  db::Database& database_;
};

}  // namespace kontor::schedules
