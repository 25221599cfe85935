#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

#include "async/task.hpp"
#include "db/database.hpp"
#include "jobs/ending.hpp"
#include "jobs/job.hpp"

namespace kontor::jobs {

/// A worker as the database knows it. A new one after every start and every loss of its lease: ids are not used again.
struct EnrolledWorker;

/// How long a worker's jobs are its own without a sign of life. Short enough that a crash is hardly noticed, long
/// enough that a slow heartbeat is none.
inline constexpr std::chrono::seconds kLease{30};

/// A job that the death of its worker gave back.
struct Rescued {
  Id<QueuedJob> id;
  std::string kind;
  int attempts = 0;
};
KONTOR_DESCRIBE(Rescued, id, kind, attempts)

/// An attempt that has ended, for the database.
struct Ended {
  Claim claim;
  Ending ending;
};

/// The statements behind Worker: the lease protocol (docs/models). A worker has a lease, and its jobs with it; a job is
/// ended only by the worker that holds it, and at the attempt that it was given. Every time is the database's. Each
/// function is one transaction and throws Unavailable while the database is away.
class LeaseStore {
 public:
  using WorkerId = Id<EnrolledWorker>;

  explicit LeaseStore(db::Database& database, std::chrono::milliseconds lease = kLease)
      : database_(database), lease_(lease) {}

  /// `name` is for people: host and process.
  Async<WorkerId> enroll(std::string name);
  /// Extends the lease. False when it was lost: whatever the worker held is somebody else's now.
  Async<bool> beat(WorkerId worker);
  struct Adopted {
    WorkerId worker;
    std::unordered_set<Id<QueuedJob>> kept;
  };
  /// After a lost connection nobody knows what was committed: a claim whose answer is lost, a claim that a crash has
  /// undone, a lease that ran out. The worker enrolls anew, keeps of what it holds what the database also thinks is
  /// its, and gives back the rest. No other statement of the worker may be under way.
  Async<Adopted> adopt(WorkerId old, std::string name, const std::vector<Claim>& held);
  /// What runs with it comes back at once.
  Async<> leave(WorkerId worker);

  /// The next jobs of a queue, the most urgent first. Not waited for by the disk: a database that crashes may not know
  /// of the claim, and gives the job again, with the same number of attempts.
  Async<std::vector<Claim>> claim(WorkerId worker, std::string_view queue, std::size_t most);

  /// Writes down how attempts ended, all at once. Attempts that are no longer the worker's are left alone; gives the
  /// number of the others.
  Async<std::size_t> end(WorkerId worker, const std::vector<Ended>& ended);
  /// Gives back what was claimed and not begun.
  Async<> give_back(WorkerId worker, const std::vector<Claim>& claims);
  /// For people who watch; nothing when the job is no longer the worker's.
  Async<> progress(WorkerId worker, const Claim& claim, int percent, std::string line);
  /// Those of the worker's running jobs that an administrator wants ended.
  Async<std::vector<Id<QueuedJob>>> wanted_cancelled(WorkerId worker);

  struct Due {
    std::size_t promoted = 0;
    std::optional<std::chrono::milliseconds> next;  ///< until the next job's time comes
  };
  /// Jobs whose time has come become available, those that expired are cancelled.
  Async<Due> promote();
  /// Jobs that wait for one that has failed are cancelled; gives their number.
  Async<std::size_t> cancel_doomed();
  /// Takes back what workers hold whose lease has run out.
  Async<std::vector<Rescued>> rescue();
  /// Before any worker of this process starts, and only when no other process works: leases of the past are nobody's.
  Async<> forget_workers();

 private:
  Async<db::Rows> run(const db::Statement& statement, db::Params params = {});

  db::Database& database_;
  std::chrono::milliseconds lease_;
};

}  // namespace kontor::jobs
