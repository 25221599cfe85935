#pragma once

#include <map>
#include <set>

#include "state/redis_link.hpp"
#include "state/state.hpp"

namespace kontor::state {

/// The subscriptions of one loop over a connection of their own, which is held up: it is tried again with backoff after
/// a loss and asked for a sign of life while it is quiet. One loop; held by shared_ptr; close() before letting go.
class RedisChannels : public std::enable_shared_from_this<RedisChannels> {
 public:
  RedisChannels(RedisAddress address, async::Executor executor, RedisOptions options);

  std::shared_ptr<void> subscribe(const std::string& channel, State::Callback callback);
  void close();

 private:
  static Async<> keep_up(std::shared_ptr<RedisChannels> self);
  Async<> catch_up();
  void deliver(const std::string& channel, const std::string& message);

  async::Executor executor_;
  std::shared_ptr<RedisLink> link_;
  asio::steady_timer wake_;
  std::multimap<std::string, std::weak_ptr<State::Callback>> wanted_;
  std::set<std::string> subscribed_;
  bool running_ = false;
  bool changed_ = false;  ///< since keep_up last looked
  bool closed_ = false;
};

}  // namespace kontor::state
