#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "jobs/calendar/offsets.hpp"

namespace kontor::jobs {

/// An IANA time zone: what the clocks there show. Cheap to copy, never changes, any thread.
///
/// The zones are the operating system's (package tzdata), as PostgreSQL's are. A zone is read when it is first asked
/// for, and kept until the program ends (8 KB each): a new edition of tzdata is seen after a restart.
class TimeZone {
 public:
  /// A region and a city (`Europe/Berlin`), `Etc/…`, or `UTC`. Abbreviations (`EST`, `CET`) and the old names outside
  /// of the regions (`US/Eastern`) are refused: the first are ambiguous, the second are leaving tzdata. The error has
  /// no location and names a near zone. Throws Unavailable when the system has no zones or a damaged file.
  static Result<TimeZone> find(std::string_view name);

  const std::string& name() const { return *name_; }

  /// A stretch of time [begin, end) with one distance from UTC. The outermost ones end at kFirstMoment and kLastMoment.
  struct Period {
    std::chrono::sys_seconds begin;
    std::chrono::sys_seconds end;
    std::chrono::seconds offset;  ///< to be added to UTC
  };
  Period period(std::chrono::sys_seconds at) const;

  /// What the clock shows.
  std::chrono::local_seconds local(std::chrono::sys_seconds at) const;
  /// The latest time that the clock has shown so far: in a repeated hour it stands still at that hour's end.
  std::chrono::local_seconds furthest(std::chrono::sys_seconds at) const;
  /// When the clock first shows `local` or, if a gap jumps over it, the first moment after the gap. Never goes back
  /// when `local` goes on.
  std::chrono::sys_seconds reached(std::chrono::local_seconds local) const;

 private:
  TimeZone(std::shared_ptr<const std::string> name, std::shared_ptr<const Offsets> offsets)
      : name_(std::move(name)), offsets_(std::move(offsets)) {}
  std::size_t index(std::chrono::sys_seconds at) const;
  std::chrono::sys_seconds end(std::size_t index) const;

  std::shared_ptr<const std::string> name_;
  std::shared_ptr<const Offsets> offsets_;  ///< never empty
};

}  // namespace kontor::jobs
