#include "state/redis.hpp"

#include "state/redis_channels.hpp"

namespace kontor::state {
namespace {

// One script, so that a counter is never left without an end.
constexpr const char* kCount =
    "local n = redis.call('INCR', KEYS[1]) "
    "if n == 1 then redis.call('PEXPIRE', KEYS[1], ARGV[1]) end "
    "return {n, redis.call('PTTL', KEYS[1])}";

std::string ms(std::chrono::milliseconds duration) {
  return std::to_string(std::max<std::int64_t>(1, duration.count()));
}

}  // namespace

RedisState::RedisState(RedisAddress address, async::Executor executor, RedisOptions options)
    : address_(std::move(address)),
      executor_(executor),
      options_(options),
      link_(std::make_shared<RedisLink>(address_, executor, options)) {}

RedisState::~RedisState() {
  link_->close();
  if (channels_) channels_->close();
}

Async<std::optional<std::string>> RedisState::get(std::string key) {
  Reply reply = co_await link_->call({"GET", std::move(key)});
  if (reply.kind == Reply::Kind::nil) co_return std::nullopt;
  co_return std::move(reply.text);
}

Async<> RedisState::set(std::string key, std::string value, std::chrono::milliseconds ttl) {
  co_await link_->call({"SET", std::move(key), std::move(value), "PX", ms(ttl)});
}

Async<bool> RedisState::set_if_absent(std::string key, std::string value, std::chrono::milliseconds ttl) {
  const Reply reply = co_await link_->call({"SET", std::move(key), std::move(value), "NX", "PX", ms(ttl)});
  co_return reply.kind != Reply::Kind::nil;
}

Async<bool> RedisState::remove(std::string key) {
  const Reply reply = co_await link_->call({"DEL", std::move(key)});
  co_return reply.integer > 0;
}

Async<Count> RedisState::count(std::string key, std::chrono::milliseconds window) {
  const Reply reply = co_await link_->call({"EVAL", kCount, "1", std::move(key), ms(window)});
  if (reply.items.size() != 2) throw Unavailable("Redis: the counter script answered in another shape");
  co_return Count{reply.items[0].integer, std::chrono::milliseconds(std::max<std::int64_t>(0, reply.items[1].integer))};
}

Async<> RedisState::publish(std::string channel, std::string message) {
  co_await link_->call({"PUBLISH", std::move(channel), std::move(message)});
}

std::shared_ptr<void> RedisState::subscribe(std::string channel, Callback callback) {
  if (!channels_) channels_ = std::make_shared<RedisChannels>(address_, executor_, options_);
  return channels_->subscribe(channel, std::move(callback));
}

Async<> RedisState::ping() { co_await link_->call({"PING"}); }

}  // namespace kontor::state
