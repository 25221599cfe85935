#pragma once

#include <chrono>
#include <optional>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.hpp"
#include "jobs/calendar/cron.hpp"

namespace kontor::jobs {

/// When something comes again: by a cron expression in a time zone, or each time that so many seconds have gone by,
/// whatever the clocks do. Any thread.
class Recurrence {
 public:
  /// The errors are at `cron` and `zone`, both at once. Throws what TimeZone::find does.
  static Result<Recurrence> cron(std::string_view text, std::string_view zone);
  /// Ticks at `anchor` and at every multiple of the interval before and after it. The error is at `interval`.
  static Result<Recurrence> every(std::chrono::seconds interval, std::chrono::sys_seconds anchor);

  /// The first tick after `after`, between kFirstMoment and kLastMoment; nothing when none is left.
  std::optional<std::chrono::sys_seconds> next(std::chrono::sys_seconds after) const;

 private:
  struct OnClock {
    Cron cron;
    TimeZone zone;
  };
  struct Interval {
    std::chrono::seconds length;
    std::chrono::seconds phase;  ///< of the ticks, in [0, length)
  };
  explicit Recurrence(std::variant<OnClock, Interval> when) : when_(std::move(when)) {}

  std::variant<OnClock, Interval> when_;
};

/// What becomes of ticks that nobody was there to see, because the scheduler was away.
enum class MissedTicks {
  skip,  ///< nothing: the next one comes at its time
  once,  ///< one tick for all of them, the last
  all,   ///< each of them
};
BOOST_DESCRIBE_ENUM(MissedTicks, skip, once, all)

/// A tick that is seen within so long is in time, so that a scheduler that restarts misses none.
inline constexpr std::chrono::seconds kInTime{60};
/// Of MissedTicks::all, so many come at once, the oldest first: their jobs are inserted in one transaction, which
/// should stay short. The rest is not lost: `next` is then already due, and is asked about again right away.
inline constexpr std::size_t kMostTicksAtOnce = 100;

struct DueTicks {
  std::vector<std::chrono::sys_seconds> now;     ///< to fire, in their order
  std::optional<std::chrono::sys_seconds> next;  ///< to plan; nothing when no tick is left
};

/// What to do at `now` when `planned` is the tick that was to come next. A `planned` still ahead stays as it is.
DueTicks due_ticks(const Recurrence& recurrence, std::chrono::sys_seconds planned, std::chrono::sys_seconds now,
                   MissedTicks missed);

}  // namespace kontor::jobs
