#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "async/task.hpp"

namespace kontor::state {

/// How often something happened in its current window.
struct Count {
  std::int64_t count = 0;                 ///< this one included
  std::chrono::milliseconds reset_in{0};  ///< until the window ends and counting starts anew
};

/// What loops and processes share beside the database: counters of rate limits, short-lived keys, wake-ups. Nothing
/// here is the only copy of anything: it may be lost at any moment (a Redis restart, a full memory).
///
/// One object per loop, used on that loop's thread only; the objects of all loops (and, with Redis, of all processes)
/// see the same state. Every call throws Unavailable when the store is lost or slow, at once or within the call
/// timeout. Keys and values are bytes; the caller puts its own prefix before a key (`login:`, `oauth:`).
class State {
 public:
  using Callback = std::function<void(const std::string& message)>;

  virtual ~State() = default;

  virtual Async<std::optional<std::string>> get(std::string key) = 0;
  /// `ttl` > 0: nothing is kept here for ever.
  virtual Async<> set(std::string key, std::string value, std::chrono::milliseconds ttl) = 0;
  /// True when this call made the key; false when it was there, which then stays as it was.
  virtual Async<bool> set_if_absent(std::string key, std::string value, std::chrono::milliseconds ttl) = 0;
  /// True when the key was there: of several callers exactly one gets true.
  virtual Async<bool> remove(std::string key) = 0;
  /// Counts one event. A window begins with the first event after the last window's end.
  virtual Async<Count> count(std::string key, std::chrono::milliseconds window) = 0;

  /// Reaches whoever listens now, in any loop or process; a hint, not a delivery.
  virtual Async<> publish(std::string channel, std::string message) = 0;
  /// Calls back on this object's loop until the returned handle dies, never from within subscribe or publish. With
  /// Redis it begins to listen a moment later, and messages of a lost connection's time are lost.
  [[nodiscard]] virtual std::shared_ptr<void> subscribe(std::string channel, Callback callback) = 0;
};

}  // namespace kontor::state
