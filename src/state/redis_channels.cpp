#include "state/redis_channels.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace kontor::state {
namespace {

constexpr std::chrono::milliseconds kQuiet{10'000};  // then a PING finds out whether the connection still lives
constexpr std::chrono::milliseconds kPause{10};      // at least between two tries

}  // namespace

RedisChannels::RedisChannels(RedisAddress address, async::Executor executor, RedisOptions options)
    : executor_(executor), link_(std::make_shared<RedisLink>(std::move(address), executor, options)), wake_(executor) {}

std::shared_ptr<void> RedisChannels::subscribe(const std::string& channel, State::Callback callback) {
  auto shared = std::make_shared<State::Callback>(std::move(callback));
  wanted_.emplace(channel, shared);
  changed_ = true;
  wake_.cancel();
  if (!running_) {
    running_ = true;
    const std::weak_ptr<RedisChannels> weak = weak_from_this();
    link_->listen(
        [weak](const std::string& from, const std::string& message) {
          if (const auto self = weak.lock()) self->deliver(from, message);
        },
        [weak] {
          const auto self = weak.lock();
          if (!self) return;
          self->subscribed_.clear();
          self->changed_ = true;
          self->wake_.cancel();
        });
    asio::co_spawn(executor_, keep_up(shared_from_this()), asio::detached);
  }
  return shared;
}

void RedisChannels::close() {
  closed_ = true;
  link_->close();
  wake_.cancel();
}

Async<> RedisChannels::keep_up(std::shared_ptr<RedisChannels> self) {
  while (!self->closed_) {
    self->changed_ = false;
    bool down = false;
    try {
      co_await self->catch_up();
    } catch (const Unavailable&) {
      down = true;  // tried again below; who publishes or counts gets the error itself
    }
    if (self->closed_) co_return;
    if (self->changed_ && !down) continue;
    self->wake_.expires_after(down ? std::max(kPause, self->link_->retry_in()) : kQuiet);
    co_await self->wake_.async_wait(asio::as_tuple(asio::use_awaitable));
  }
}

Async<> RedisChannels::catch_up() {
  std::erase_if(wanted_, [](const auto& listener) { return listener.second.expired(); });
  std::set<std::string> wanted;
  for (const auto& [channel, callback] : wanted_) wanted.insert(channel);

  for (const std::string& channel : std::set(subscribed_)) {
    if (wanted.contains(channel)) continue;
    subscribed_.erase(channel);
    co_await link_->call({"UNSUBSCRIBE", channel});
  }
  for (const std::string& channel : wanted) {
    if (subscribed_.contains(channel)) continue;
    co_await link_->call({"SUBSCRIBE", channel});
    subscribed_.insert(channel);
  }
  co_await link_->call({"PING"});
}

void RedisChannels::deliver(const std::string& channel, const std::string& message) {
  std::vector<std::weak_ptr<State::Callback>> listeners;  // a callback may subscribe and let go
  const auto [first, last] = wanted_.equal_range(channel);
  for (auto at = first; at != last; ++at) listeners.push_back(at->second);
  for (const auto& weak : listeners)
    if (const auto callback = weak.lock()) (*callback)(message);
}

}  // namespace kontor::state
