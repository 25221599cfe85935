#pragma once

#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

namespace kontor::docgen::pdf {

/// What is costly to make and used by one document after the other, for the whole process: the least used goes when
/// there is too much. Values follow from their keys alone, so that nobody sees whether one was kept. Any thread.
template <class Value>
class Kept {
 public:
  explicit Kept(std::size_t bound) : bound_(bound) {}

  /// Null when it is not kept.
  std::shared_ptr<const Value> find(std::string_view key) {
    const std::scoped_lock lock(mutex_);
    const auto found = by_key_.find(key);
    if (found == by_key_.end()) return nullptr;
    entries_.splice(entries_.begin(), entries_, found->second);
    return found->second->value;
  }

  /// `size` in bytes. What alone would take more than a quarter is not kept.
  void keep(std::string key, std::shared_ptr<const Value> value, std::size_t size) {
    size += key.size();
    if (size > bound_ / 4) return;
    const std::scoped_lock lock(mutex_);
    if (by_key_.contains(key)) return;  // another thread was faster
    entries_.push_front({std::move(key), std::move(value), size});
    by_key_.emplace(entries_.front().key, entries_.begin());
    total_ += size;
    while (total_ > bound_) {
      total_ -= entries_.back().size;
      by_key_.erase(entries_.back().key);
      entries_.pop_back();
    }
  }

 private:
  struct Entry {
    std::string key;
    std::shared_ptr<const Value> value;
    std::size_t size;
  };

  std::mutex mutex_;
  std::list<Entry> entries_;  ///< the last used first
  std::unordered_map<std::string_view, typename std::list<Entry>::iterator> by_key_;
  std::size_t total_ = 0;
  std::size_t bound_;
};

}  // namespace kontor::docgen::pdf
