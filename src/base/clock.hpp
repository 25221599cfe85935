#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace kontor {

/// A moment in UTC with the resolution of PostgreSQL's timestamptz.
using Timestamp = std::chrono::sys_time<std::chrono::microseconds>;

/// RFC 3339 in UTC: `2026-11-23T14:00:00.123456Z` (no fraction when it is zero).
std::string rfc3339(Timestamp at);
/// The same, behind `out`: lists are full of them.
void append_rfc3339(std::string& out, Timestamp at);
/// Takes `Z` or a numeric offset; nothing for what is not a real moment.
std::optional<Timestamp> parse_rfc3339(std::string_view text);

/// Where "now" comes from; tests turn a ManualClock by hand. Any thread.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual Timestamp now() const = 0;
};

class SystemClock final : public Clock {
 public:
  Timestamp now() const override;
};

class ManualClock final : public Clock {
 public:
  explicit ManualClock(Timestamp start) : now_(start) {}
  Timestamp now() const override { return now_; }
  void advance(std::chrono::microseconds by) { now_ += by; }

 private:
  Timestamp now_;
};

}  // namespace kontor
