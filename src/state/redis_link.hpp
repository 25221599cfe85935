#pragma once

#include <boost/asio/steady_timer.hpp>
#include <deque>
#include <expected>
#include <functional>

#include "async/loops.hpp"
#include "async/one_shot.hpp"
#include "state/redis_protocol.hpp"

namespace kontor::state {

struct RedisOptions {
  std::chrono::milliseconds call_timeout{1'000};  ///< of a call, the connecting included
  std::chrono::milliseconds max_backoff{5'000};   ///< between tries to connect; the first retry is at once
};

/// One connection to Redis: calls are pipelined in order. It connects at the first call. When the connection is lost or
/// an answer is late, all waiting calls fail, and calls fail at once until the next try is due.
/// One loop. Held by shared_ptr; close() before letting go.
class RedisLink : public std::enable_shared_from_this<RedisLink> {
 public:
  RedisLink(RedisAddress address, async::Executor executor, RedisOptions options);

  /// Throws Unavailable, also for an error reply.
  Async<Reply> call(std::vector<std::string> command);

  /// `on_message(channel, message)` gets what arrives for SUBSCRIBEd channels, `on_down` is called after a loss.
  void listen(std::function<void(const std::string&, const std::string&)> on_message, std::function<void()> on_down);
  bool up() const { return phase_ == Phase::up; }
  /// Until a call may try to connect again.
  std::chrono::milliseconds retry_in() const;
  /// Drops the connection and everyone who waits, without resuming them.
  void close();

 private:
  using Clock = std::chrono::steady_clock;
  struct Wire;
  struct Call {
    Clock::time_point deadline;
    bool handshake = false;
    async::OneShot<std::expected<Reply, std::string>> answer = {};
  };
  enum class Phase { down, connecting, up, closed };

  void start_connecting();
  static Async<> serve(std::shared_ptr<RedisLink> self, std::shared_ptr<Wire> wire);
  static Async<> write(std::shared_ptr<RedisLink> self, std::shared_ptr<Wire> wire);
  void greet();
  void flush();
  void take(Reply reply);
  void watch_deadlines();
  void lose(std::string reason);

  const RedisAddress address_;
  const async::Executor executor_;
  const RedisOptions options_;
  std::function<void(const std::string&, const std::string&)> on_message_;
  std::function<void()> on_down_;

  Phase phase_ = Phase::down;
  std::shared_ptr<Wire> wire_;
  std::deque<std::unique_ptr<Call>> calls_;  ///< in the order of the answers to come
  std::string outgoing_;
  bool writing_ = false;
  asio::steady_timer deadline_;
  bool watching_ = false;
  int failures_ = 0;
  Clock::time_point retry_at_{};
  std::string reason_;
};

}  // namespace kontor::state
