#pragma once

#include <chrono>

namespace kontor::db {

/// Whether a connection is there and, when it is not, when to try again. No I/O: the connection asks it what to do.
class Link {
 public:
  using Time = std::chrono::steady_clock::time_point;

  /// The wait after a loss doubles from the first to the last: quick after a restart, gentle with a dead host.
  static constexpr std::chrono::milliseconds kFirstWait{50};
  static constexpr std::chrono::milliseconds kLongestWait{1000};

  enum class State { down, connecting, up };

  State state() const { return state_; }
  bool up() const { return state_ == State::up; }
  /// True after a loss until the next success: who asks now is better refused at once than kept waiting.
  bool failing() const { return failures_ > 0; }

  /// True once when a connection should be tried now.
  bool should_connect(Time now) {
    if (state_ != State::down || now < next_try_) return false;
    state_ = State::connecting;
    return true;
  }

  void connected() {
    state_ = State::up;
    failures_ = 0;
  }

  /// The try failed, or the connection broke.
  void lost(Time now) {
    const auto wait = failures_ >= 5 ? kLongestWait : std::min(kLongestWait, kFirstWait * (1 << failures_));
    // A connection that worked is tried again at once: a restarted server may be back already.
    next_try_ = state_ == State::up ? now : now + wait;
    state_ = State::down;
    ++failures_;
  }

 private:
  State state_ = State::down;
  int failures_ = 0;
  Time next_try_{};
};

}  // namespace kontor::db
