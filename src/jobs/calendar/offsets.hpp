#pragma once

#include <chrono>
#include <vector>

namespace kontor::jobs {

/// Schedules live between these moments. Before the first, clocks ran by local mean time and zones are guesswork; no
/// schedule that is written today outlives the last. Both keep a zone's table short.
inline constexpr std::chrono::sys_seconds kFirstMoment = std::chrono::sys_days(std::chrono::year(1970) / 1 / 1);
inline constexpr std::chrono::sys_seconds kLastMoment = std::chrono::sys_days(std::chrono::year(2200) / 1 / 1);

/// From `begin` on, local time is UTC plus `offset`.
struct Offset {
  std::chrono::sys_seconds begin;
  std::chrono::seconds offset;

  bool operator==(const Offset&) const = default;
};

/// A zone's offsets in the order of time, no two neighbours equal; the first begins at kFirstMoment.
using Offsets = std::vector<Offset>;

}  // namespace kontor::jobs
