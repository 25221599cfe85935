#include "async/ticker.hpp"

namespace kontor::async {

std::shared_ptr<void> Ticker::every_tick(Callback callback) {
  auto shared = std::make_shared<Callback>(std::move(callback));
  callbacks_.push_back(shared);
  return shared;
}

void Ticker::start() { arm(); }

void Ticker::stop() {
  stopped_ = true;
  timer_.cancel();
}

void Ticker::arm() {
  timer_.expires_after(kPeriod);
  timer_.async_wait([this](boost::system::error_code cancelled) {
    if (cancelled || stopped_) return;
    tick();
    arm();
  });
}

void Ticker::tick() {
  now_ = std::chrono::steady_clock::now();
  for (auto it = callbacks_.begin(); it != callbacks_.end();) {
    if (const auto callback = it->lock()) {
      (*callback)(now_);
      ++it;
    } else {
      it = callbacks_.erase(it);
    }
  }
}

}  // namespace kontor::async
