#include "features/events/events.hpp"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "observe/log.hpp"

namespace kontor::events {
namespace {

std::string channel_of(const Id<Organization>& org) { return "events:" + org.text(); }

}  // namespace

void Listener::give(const std::string& event) {
  if (waiting_.size() == kMostWaiting) waiting_.pop_front();
  waiting_.push_back(event);
  arrived_.cancel();
}

void Listener::close() {
  closed_ = true;
  arrived_.cancel();
}

Async<std::string> Listener::next() {
  if (waiting_.empty() && !closed_) {
    boost::system::error_code called;
    arrived_.expires_after(Events::kHeartbeat);
    co_await arrived_.async_wait(asio::redirect_error(asio::use_awaitable, called));
  }
  if (closed_) co_return "";
  if (waiting_.empty()) co_return ":\n\n";
  std::string event = std::move(waiting_.front());
  waiting_.pop_front();
  co_return event;
}

Async<> Events::publish(Id<Organization> org, std::string_view kind, std::string data) {
  try {
    co_await state_.publish(channel_of(org), fmt::format("event: {}\ndata: {}\n\n", kind, data));
  } catch (const Unavailable& why) {
    log::warning("pages could not be told", {{"what", why.what()}});
  }
}

std::shared_ptr<Listener> Events::listen(const Id<Organization>& org) {
  auto listener = std::make_shared<Listener>(executor_);
  if (closed_) listener->close();
  Channel& channel = channels_[org];
  if (!channel.subscription)
    channel.subscription =
        state_.subscribe(channel_of(org), [this, org](const std::string& event) { deliver(org, event); });
  channel.listeners.push_back(listener);
  return listener;
}

void Events::deliver(const Id<Organization>& org, const std::string& event) {
  const auto channel = channels_.find(org);
  if (channel == channels_.end()) return;
  auto& listeners = channel->second.listeners;
  std::erase_if(listeners, [](const auto& listener) { return listener.expired(); });
  for (const auto& listener : listeners)
    if (const auto open = listener.lock()) open->give(event);
  if (listeners.empty()) channels_.erase(channel);
}

void Events::close() {
  closed_ = true;
  for (const auto& [org, channel] : channels_)
    for (const auto& listener : channel.listeners)
      if (const auto open = listener.lock()) open->close();
}

}  // namespace kontor::events
