#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>

#include "base/error.hpp"
#include "reflect/raw_json.hpp"

namespace kontor::jobs {

/// How an attempt at a job ended, and what becomes of the job.
struct Ending {
  enum class Kind {
    done,
    again,      ///< it failed; another attempt after `wait`, by backoff when there is none
    snoozed,    ///< it could not be tried yet: after `wait`, and the attempt does not count
    cancelled,  ///< it need not be done any more
    dead,       ///< no further attempt helps: somebody has to look
  };
  Kind kind = Kind::done;
  std::optional<std::chrono::milliseconds> wait = {};
  std::string why = {};                         ///< for administrators
  std::optional<reflect::RawJson> result = {};  ///< kept with a done job, for those that wait for it

  static Ending done(std::optional<reflect::RawJson> result = {}) { return {.result = std::move(result)}; }
  static Ending again(std::string why, std::optional<std::chrono::milliseconds> wait = {}) {
    return {.kind = Kind::again, .wait = wait, .why = std::move(why)};
  }
  static Ending snooze(std::chrono::milliseconds wait) { return {.kind = Kind::snoozed, .wait = wait}; }
  static Ending cancel(std::string why) { return {.kind = Kind::cancelled, .why = std::move(why)}; }
  static Ending dead(std::string why) { return {.kind = Kind::dead, .why = std::move(why)}; }
};

/// What an Error means for a job of most kinds: another attempt, at the time that the error names or after a backoff.
Ending retry(const Error& error);

/// What holds for all jobs of a kind.
struct Policy {
  /// A longer attempt is cancelled: its next wait ends with operation_aborted. Longer than a slow model needs for a
  /// long document, short enough that what hangs is noticed the same day.
  std::chrono::milliseconds timeout{std::chrono::minutes(10)};
  std::function<Ending(const Error&)> on_error = retry;
};

}  // namespace kontor::jobs
