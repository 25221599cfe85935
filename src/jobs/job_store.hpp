#pragma once

#include <chrono>
#include <vector>

#include "async/task.hpp"
#include "db/database.hpp"
#include "jobs/job.hpp"

namespace kontor::jobs {

/// How long a claimed job is a worker's without a sign of life. Short enough that a crash is hardly noticed, long
/// enough that a slow heartbeat is none.
inline constexpr std::chrono::seconds kLease{30};

/// The statements behind queue and worker.
class JobStore {
 public:
  explicit JobStore(db::Database& database) : database_(database) {}

  static Task<> insert(db::Transaction& transaction, const Id<Organization>& org, std::string_view kind,
                       std::string payload);

  Async<std::vector<Claim>> claim(std::size_t most);
  Async<> extend(const std::vector<Id<Claim>>& ids);
  /// These do nothing when the lease has passed to another in the meantime.
  Async<> done(const Claim& claim);
  Async<> again(const Claim& claim, std::chrono::milliseconds wait, const std::string& why);
  Async<> dead(const Claim& claim, const std::string& why);
  /// Gives back what workers hold that have died; gives the number. `all`: every lease, when this process is the only
  /// one.
  Async<std::size_t> rescue(bool all);

 private:
  Async<std::size_t> change(const db::Statement& statement, db::Params params);

  db::Database& database_;
};

}  // namespace kontor::jobs
