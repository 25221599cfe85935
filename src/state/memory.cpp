#include "state/memory.hpp"

#include <boost/asio/post.hpp>

namespace kontor::state {
namespace {

/// What an entry costs beside its bytes: two nodes and a bucket.
constexpr std::size_t kEntryOverhead = 160;

std::size_t cost(std::string_view key, std::string_view value) { return key.size() + value.size() + kEntryOverhead; }

}  // namespace

std::optional<std::string> MemoryStore::get(const std::string& key) {
  const std::lock_guard lock(mutex_);
  const Entry* entry = find(key, clock_.now());
  return entry ? std::optional(entry->value) : std::nullopt;
}

void MemoryStore::set(const std::string& key, std::string value, std::chrono::milliseconds ttl) {
  const std::lock_guard lock(mutex_);
  const Timestamp now = clock_.now();
  put(key, std::move(value), now + ttl);
  make_room(now);
}

bool MemoryStore::set_if_absent(const std::string& key, std::string value, std::chrono::milliseconds ttl) {
  const std::lock_guard lock(mutex_);
  const Timestamp now = clock_.now();
  if (find(key, now)) return false;
  put(key, std::move(value), now + ttl);
  make_room(now);
  return true;
}

bool MemoryStore::remove(const std::string& key) {
  const std::lock_guard lock(mutex_);
  if (!find(key, clock_.now())) return false;
  erase(entries_.find(key));
  return true;
}

Count MemoryStore::count(const std::string& key, std::chrono::milliseconds window) {
  const std::lock_guard lock(mutex_);
  const Timestamp now = clock_.now();
  Entry* entry = find(key, now);
  if (!entry) entry = &put(key, {}, now + window);
  const Count result{++entry->number, std::chrono::ceil<std::chrono::milliseconds>(entry->expires - now)};
  make_room(now);
  return result;
}

void MemoryStore::publish(const std::string& channel, const std::string& message) {
  const std::lock_guard lock(mutex_);
  auto [at, end] = listeners_.equal_range(channel);
  while (at != end) {
    if (at->second.callback.expired()) {
      at = listeners_.erase(at);
      continue;
    }
    // Only the weak reference crosses threads: the callback lives and dies on its own loop.
    asio::post(at->second.executor, [weak = at->second.callback, message] {
      if (const auto callback = weak.lock()) (*callback)(message);
    });
    ++at;
  }
}

std::shared_ptr<void> MemoryStore::subscribe(const std::string& channel, async::Executor executor,
                                             State::Callback callback) {
  auto shared = std::make_shared<State::Callback>(std::move(callback));
  const std::lock_guard lock(mutex_);
  std::erase_if(listeners_, [](const auto& listener) { return listener.second.callback.expired(); });
  listeners_.emplace(channel, Listener{executor, shared});
  return shared;
}

std::size_t MemoryStore::bytes() const {
  const std::lock_guard lock(mutex_);
  return bytes_;
}

MemoryStore::Entry* MemoryStore::find(const std::string& key, Timestamp now) {
  const auto entry = entries_.find(key);
  if (entry == entries_.end()) return nullptr;
  if (entry->second.expires > now) return &entry->second;
  erase(entry);
  return nullptr;
}

MemoryStore::Entry& MemoryStore::put(const std::string& key, std::string value, Timestamp expires) {
  if (const auto old = entries_.find(key); old != entries_.end()) erase(old);
  bytes_ += cost(key, value);
  const auto entry = entries_.emplace(key, Entry{std::move(value), 0, expires}).first;
  by_expiry_.emplace(expires, &entry->first);
  return entry->second;
}

void MemoryStore::erase(Entries::iterator entry) {
  bytes_ -= cost(entry->first, entry->second.value);
  by_expiry_.erase({entry->second.expires, &entry->first});
  entries_.erase(entry);
}

void MemoryStore::make_room(Timestamp now) {
  while (!by_expiry_.empty() && (by_expiry_.begin()->first <= now || bytes_ > max_bytes_))
    erase(entries_.find(*by_expiry_.begin()->second));
}

Async<std::optional<std::string>> MemoryState::get(std::string key) { co_return store_.get(key); }

Async<> MemoryState::set(std::string key, std::string value, std::chrono::milliseconds ttl) {
  store_.set(key, std::move(value), ttl);
  co_return;
}

Async<bool> MemoryState::set_if_absent(std::string key, std::string value, std::chrono::milliseconds ttl) {
  co_return store_.set_if_absent(key, std::move(value), ttl);
}

Async<bool> MemoryState::remove(std::string key) { co_return store_.remove(key); }

Async<Count> MemoryState::count(std::string key, std::chrono::milliseconds window) {
  co_return store_.count(key, window);
}

Async<> MemoryState::publish(std::string channel, std::string message) {
  store_.publish(channel, message);
  co_return;
}

std::shared_ptr<void> MemoryState::subscribe(std::string channel, Callback callback) {
  return store_.subscribe(channel, executor_, std::move(callback));
}

}  // namespace kontor::state
