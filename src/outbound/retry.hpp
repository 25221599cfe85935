#pragma once

#include "base/clock.hpp"
#include "outbound/transport.hpp"

namespace kontor::outbound {

struct RetryPolicy {
  int attempts = 3;                                ///< the first one included
  std::chrono::milliseconds base{300};             ///< before the second: up to this; then up to twice, four times, …
  std::chrono::milliseconds cap{8'000};            ///< never up to more than this
  std::chrono::milliseconds longest_wait{30'000};  ///< a Retry-After beyond it is not waited for
  /// Whether an answer with an error status may be better next time; not set: is_transient.
  std::function<bool(const Response&)> transient = {};
};

/// 408, 425, 429, 500, 502, 503, 504.
bool is_transient(const Response& response);

/// What `retry-after-ms` or `Retry-After` (seconds or a date) asks for.
std::optional<std::chrono::milliseconds> retry_after(const Response& response, Timestamp now);

/// How long to wait before trying again, or nothing when this answer stands. `tried` counts from 1; `random` is in [0,
/// 1). What may have been acted on is sent again only when the request may repeat.
std::optional<std::chrono::milliseconds> next_try(const RetryPolicy& policy, const Request& request,
                                                  const Answer& answer, int tried, double random, Timestamp now);

/// Sends again after what passes by itself: exponential backoff with full jitter. Never once on_data has been given
/// something.
class Retrying final : public Transport {
 public:
  Retrying(Transport& inner, RetryPolicy policy, const Clock& clock)
      : inner_(inner), policy_(std::move(policy)), clock_(clock) {}

  Async<Answer> send(Request request) override;

 private:
  Transport& inner_;
  RetryPolicy policy_;
  const Clock& clock_;
};

}  // namespace kontor::outbound
