#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "db/database.hpp"
#include "jobs/schedule.hpp"

namespace kontor::jobs {

/// A schedule whose time has come, as its scheduler holds it until the transaction ends.
struct DueSchedule {
  Id<Schedule> id;
  Id<Organization> org_id;
  Id<User> owner_id;
  std::string kind;
  int version;
  std::string queue;
  reflect::RawJson payload;
  std::optional<std::string> cron;
  std::optional<std::string> zone;
  std::optional<std::int64_t> interval;
  Timestamp anchor;
  MissedTicks missed;
  Timestamp next_at;
  Timestamp now;  ///< by the database's clock
};
KONTOR_DESCRIBE(DueSchedule, id, org_id, owner_id, kind, version, queue, payload, cron, zone, interval, anchor, missed,
                next_at, now)

/// What a scheduler does with schedules; all of a batch is one transaction.
class TickStore {
 public:
  explicit TickStore(db::Database& database) : database_(database) {}

  Async<db::Transaction> begin() { return database_.begin(db::Scope::system()); }

  /// The first that are due and that nobody else holds.
  static Async<std::vector<DueSchedule>> due(db::Transaction& transaction, std::size_t most);

  struct Job {
    const DueSchedule& schedule;
    Timestamp tick;
    std::string payload;
  };
  /// Left out are those whose tick has a job already.
  static Async<> insert(db::Transaction& transaction, const std::vector<Job>& jobs);

  struct Step {
    Id<Schedule> id;
    std::optional<Timestamp> fired;  ///< the last tick of now; nothing when none was fired
    std::optional<Timestamp> next;   ///< without one, the schedule has come to its end
  };
  static Async<> advance(db::Transaction& transaction, const std::vector<Step>& steps);

  /// Switched off until a person looks; `because` is for them. Nothing happens to one that is off.
  static Async<> stop(db::Transaction& transaction, Id<Schedule> id, std::string because);
  static Async<> stop(db::Database& database, Id<Organization> org, Id<Schedule> id, std::string because);

  /// Until the next tick of all, less than nothing when one is due.
  Async<std::optional<std::chrono::milliseconds>> until_next();

 private:
  db::Database& database_;
};

}  // namespace kontor::jobs
