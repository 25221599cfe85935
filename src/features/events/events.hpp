#pragma once

#include <boost/asio/steady_timer.hpp>
#include <deque>
#include <map>
#include <memory>
#include <set>
#include <string>

#include "async/loops.hpp"
#include "base/caller.hpp"
#include "state/state.hpp"

/// What happens, told to the open pages of an organisation at once. A hint that may be lost: a page that reconnects
/// reads its lists anew.
namespace kontor::events {

/// One open page. Belongs to its loop.
class Listener {
 public:
  /// A page that does not read is not waited for: older news are dropped, and it reads its lists anew.
  static constexpr std::size_t kMostWaiting = 100;

  explicit Listener(async::Executor executor) : arrived_(executor) {}

  void give(const std::string& event);
  void close();
  /// The next event as a server-sent event, or a comment that keeps the line alive, or empty at the end.
  Async<std::string> next();

 private:
  std::deque<std::string> waiting_;
  asio::steady_timer arrived_;
  bool closed_ = false;
};

class Events {
 public:
  static constexpr std::chrono::seconds kHeartbeat{15};

  Events(async::Executor executor, state::State& state) : executor_(executor), state_(state) {}

  /// `data` is JSON. Never throws: who listens reads the truth elsewhere.
  Async<> publish(Id<Organization> org, std::string_view kind, std::string data);

  std::shared_ptr<Listener> listen(const Id<Organization>& org);
  /// Ends all streams of this loop: the server stops.
  void close();

 private:
  struct Channel {
    std::shared_ptr<void> subscription;
    std::vector<std::weak_ptr<Listener>> listeners;
  };
  void deliver(const Id<Organization>& org, const std::string& event);

  async::Executor executor_;
  state::State& state_;
  std::map<Id<Organization>, Channel> channels_;
  bool closed_ = false;
};

}  // namespace kontor::events
