#pragma once

#include "state/redis_link.hpp"
#include "state/state.hpp"

namespace kontor::state {

class RedisChannels;

/// State in a Redis that all processes share: one connection for calls and, once someone subscribes, one for messages.
class RedisState final : public State {
 public:
  RedisState(RedisAddress address, async::Executor executor, RedisOptions options = {});
  ~RedisState() override;

  Async<std::optional<std::string>> get(std::string key) override;
  Async<> set(std::string key, std::string value, std::chrono::milliseconds ttl) override;
  Async<bool> set_if_absent(std::string key, std::string value, std::chrono::milliseconds ttl) override;
  Async<bool> remove(std::string key) override;
  Async<Count> count(std::string key, std::chrono::milliseconds window) override;
  Async<> publish(std::string channel, std::string message) override;
  std::shared_ptr<void> subscribe(std::string channel, Callback callback) override;

  /// For /readyz: throws Unavailable when Redis does not answer.
  Async<> ping();

 private:
  RedisAddress address_;
  async::Executor executor_;
  RedisOptions options_;
  std::shared_ptr<RedisLink> link_;
  std::shared_ptr<RedisChannels> channels_;
};

}  // namespace kontor::state
