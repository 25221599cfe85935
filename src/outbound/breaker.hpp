#pragma once

#include <unordered_map>

#include "base/clock.hpp"
#include "outbound/transport.hpp"

namespace kontor::outbound {

struct BreakerLimits {
  int failures = 5;                       ///< in a row, then it opens
  std::chrono::milliseconds rest{5'000};  ///< then one call may try; doubled after each try that fails
  std::chrono::milliseconds longest{60'000};
};

/// Whether a service that keeps failing is asked at all. No I/O, one loop.
class Breaker {
 public:
  Breaker(const Clock& clock, BreakerLimits limits) : clock_(clock), limits_(limits), rest_(limits.rest) {}

  /// False: do not call. True: call, and report exactly one of succeeded, failed, abandoned.
  bool admit();
  void succeeded();
  void failed();
  /// The call ended without saying anything about the service (it was cancelled).
  void abandoned();

  bool open() const { return open_; }

 private:
  const Clock& clock_;
  BreakerLimits limits_;
  bool open_ = false;
  bool trying_ = false;
  int failures_ = 0;
  std::chrono::milliseconds rest_;
  Timestamp until_{};
};

/// One breaker for each host. A failure is no answer, a broken one, or a status from 500 up.
class Breaking final : public Transport {
 public:
  Breaking(Transport& inner, const Clock& clock, BreakerLimits limits = {})
      : inner_(inner), clock_(clock), limits_(limits) {}

  Async<Answer> send(Request request) override;

 private:
  /// Hosts of users' URLs come and go; past this the quiet breakers are dropped.
  static constexpr std::size_t kMaxHosts = 1'000;

  std::shared_ptr<Breaker> breaker_of(std::string_view host);

  Transport& inner_;
  const Clock& clock_;
  BreakerLimits limits_;
  std::unordered_map<std::string, std::shared_ptr<Breaker>> breakers_;
};

}  // namespace kontor::outbound
