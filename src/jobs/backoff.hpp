#pragma once

#include <chrono>

namespace kontor::jobs {

/// The wait before the next attempt: it doubles from 1 s to 10 min, and a random part keeps jobs that failed together
/// from coming back together. `chance` is uniform in [0, 1).
constexpr std::chrono::milliseconds backoff(int attempts, double chance) {
  constexpr int kMostDoublings = 10;
  constexpr std::chrono::milliseconds kLongest{600'000};
  const int doublings = attempts < 1 ? 0 : attempts - 1 > kMostDoublings ? kMostDoublings : attempts - 1;
  const std::chrono::milliseconds full = std::min(kLongest, std::chrono::milliseconds(1000LL << doublings));
  return full / 2 + std::chrono::milliseconds(static_cast<long long>(static_cast<double>(full.count()) / 2 * chance));
}

}  // namespace kontor::jobs
