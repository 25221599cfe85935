#pragma once

#include <optional>

#include "base/caller.hpp"
#include "db/database.hpp"
#include "jobs/schedule.hpp"

namespace kontor::documents {

/// Who a schedule works for.
struct ScheduleOwner {
  Role role;
  std::string time_zone;  ///< of the organisation
};
KONTOR_DESCRIBE(ScheduleOwner, role, time_zone)

class ScheduledDocumentStore {
 public:
  explicit ScheduledDocumentStore(db::Database& database) : database_(database) {}

  /// Nothing when they are not in the organisation any more.
  Async<std::optional<ScheduleOwner>> owner(const Id<Organization>& org, Id<User> id);
  Async<> stop_schedule(const Id<Organization>& org, Id<jobs::Schedule> id, std::string because);

 private:
  db::Database& database_;
};

}  // namespace kontor::documents
