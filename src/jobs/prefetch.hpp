#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>

namespace kontor::jobs {

/// How many jobs to hold claimed and not begun: as many as end while the next are being claimed, so that short jobs
/// never wait for the database; none when jobs take longer than a claim, for another worker may be free. Pure.
class Prefetch {
 public:
  using Duration = std::chrono::duration<double>;

  /// Of one claim: a larger one holds its rows longer and gains nothing (measured: a claim's fixed cost is below a
  /// tenth from 200 on).
  static constexpr std::size_t kMostClaimed = 500;
  /// One claim's jobs are done while the next are on their way.
  static constexpr std::size_t kMost = 2 * kMostClaimed;

  /// A claim took `took`; since the one before it `ended` jobs have ended, in `since`.
  void claimed(Duration took, std::size_t ended, Duration since) {
    // The newest round counts half: quick to follow a change, slow to follow a single hiccup.
    constexpr double kNewest = 0.5;
    const double rate = since.count() > 0 ? static_cast<double>(ended) / since.count() : 0;
    rate_ += kNewest * (rate - rate_);
    took_ += kNewest * (took.count() - took_);
  }

  std::size_t target() const {
    constexpr double kSafety = 2;  // the next claim may take longer than the last
    return std::min(kMost, static_cast<std::size_t>(kSafety * rate_ * took_));
  }

 private:
  double rate_ = 0;  ///< jobs a second
  double took_ = 0;  ///< seconds
};

}  // namespace kontor::jobs
