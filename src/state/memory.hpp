#pragma once

#include <mutex>
#include <set>
#include <unordered_map>

#include "async/loops.hpp"
#include "base/clock.hpp"
#include "state/state.hpp"

namespace kontor::state {

/// The state of one process, behind one lock that is held for microseconds. Any thread. Expired entries go when others
/// come; past `max_bytes` those go that would expire first.
class MemoryStore {
 public:
  static constexpr std::size_t kMaxBytes = 64 << 20;

  explicit MemoryStore(const Clock& clock, std::size_t max_bytes = kMaxBytes) : clock_(clock), max_bytes_(max_bytes) {}

  std::optional<std::string> get(const std::string& key);
  void set(const std::string& key, std::string value, std::chrono::milliseconds ttl);
  bool set_if_absent(const std::string& key, std::string value, std::chrono::milliseconds ttl);
  bool remove(const std::string& key);
  Count count(const std::string& key, std::chrono::milliseconds window);
  void publish(const std::string& channel, const std::string& message);
  std::shared_ptr<void> subscribe(const std::string& channel, async::Executor executor, State::Callback callback);

  /// What the entries take, about.
  std::size_t bytes() const;

 private:
  struct Entry {
    std::string value;
    std::int64_t number = 0;  ///< of a counter
    Timestamp expires;
  };
  using Entries = std::unordered_map<std::string, Entry>;
  struct Listener {
    async::Executor executor;
    std::weak_ptr<State::Callback> callback;  ///< touched on the executor's thread only
  };

  Entry* find(const std::string& key, Timestamp now);
  Entry& put(const std::string& key, std::string value, Timestamp expires);
  void erase(Entries::iterator entry);
  void make_room(Timestamp now);

  const Clock& clock_;
  const std::size_t max_bytes_;
  mutable std::mutex mutex_;
  Entries entries_;
  std::set<std::pair<Timestamp, const std::string*>> by_expiry_;
  std::size_t bytes_ = 0;
  std::unordered_multimap<std::string, Listener> listeners_;
};

/// One loop's door to the process's MemoryStore, which outlives it.
class MemoryState final : public State {
 public:
  MemoryState(MemoryStore& store, async::Executor executor) : store_(store), executor_(executor) {}

  Async<std::optional<std::string>> get(std::string key) override;
  Async<> set(std::string key, std::string value, std::chrono::milliseconds ttl) override;
  Async<bool> set_if_absent(std::string key, std::string value, std::chrono::milliseconds ttl) override;
  Async<bool> remove(std::string key) override;
  Async<Count> count(std::string key, std::chrono::milliseconds window) override;
  Async<> publish(std::string channel, std::string message) override;
  std::shared_ptr<void> subscribe(std::string channel, Callback callback) override;

 private:
  MemoryStore& store_;
  async::Executor executor_;
};

}  // namespace kontor::state
