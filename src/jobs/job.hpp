#pragma once

#include <chrono>
#include <concepts>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/caller.hpp"
#include "base/clock.hpp"
#include "base/id.hpp"
#include "reflect/describe.hpp"
#include "reflect/raw_json.hpp"

namespace kontor::jobs {

/// Work to be done later, as a described struct:
///
///     struct SyncMailbox {
///       static constexpr std::string_view kind = "sync_mailbox";
///       static constexpr std::string_view queue = "mail";  // "default" when left out
///       static constexpr int version = 2;                  // of the members' meaning; 1 when left out
///       Id<Mailbox> mailbox_id;
///     };
///
/// A payload of an older version is read as it is (new members are optional), or by
/// `static Result<SyncMailbox> upgrade(int from, const reflect::RawJson&)` where there is one. Delivery is at least
/// once: who does a job must not mind doing it twice.
template <class T>
concept Job = reflect::Described<T> && requires {
  { T::kind } -> std::convertible_to<std::string_view>;
};

inline constexpr std::string_view kDefaultQueue = "default";

template <Job J>
constexpr std::string_view queue_of() {
  if constexpr (requires { J::queue; })
    return J::queue;
  else
    return kDefaultQueue;
}

template <Job J>
constexpr int version_of() {
  if constexpr (requires { J::version; })
    return J::version;
  else
    return 1;
}

/// A job in the queue; only its id is handed around.
struct QueuedJob;
struct Workflow;

/// The same job is not wanted twice. Two are the same when organisation, kind and `key` are.
struct Unique {
  std::string key;  ///< what makes it that job: the mailbox's id, the day, …
  /// Zero: while one is unfinished. Otherwise one in each period, counted from 1970 by the database's clock, whatever
  /// became of it.
  std::chrono::seconds period{0};
};

struct InsertOptions {
  int priority = 0;                                     ///< higher goes first
  std::optional<Timestamp> run_at;                      ///< not before
  std::chrono::milliseconds delay{0};                   ///< not before this much later, by the database's clock
  std::optional<std::chrono::milliseconds> expires_in;  ///< not begun by then: cancelled
  int max_attempts = 8;
  std::string lane;               ///< of an organisation's jobs with the same lane, one runs at a time
  std::vector<std::string> tags;  ///< for people who search
  std::optional<Unique> unique;
  std::optional<Id<Workflow>> workflow;
  /// Waits until these have ended. They are of the same workflow and were inserted in the same transaction, so that
  /// none can have ended yet.
  std::vector<Id<QueuedJob>> after;
  bool even_after_failure = false;  ///< otherwise it is cancelled when one of them is dead or cancelled
};

/// A job as a worker holds it, for as long as the worker's lease lasts.
struct Claim {
  Id<QueuedJob> id;
  Id<Organization> org_id;
  std::string kind;
  int version = 1;
  int priority = 0;
  reflect::RawJson payload;
  int attempts = 0;  ///< this one included; with the worker's id the token that proves that the job is still ours
  int max_attempts = 0;
  std::optional<Id<Workflow>> workflow_id;
  double waited = 0;  ///< seconds since it could have been begun

  bool last_attempt() const { return attempts >= max_attempts; }
};
KONTOR_DESCRIBE(Claim, id, org_id, kind, version, priority, payload, attempts, max_attempts, workflow_id, waited)

}  // namespace kontor::jobs
