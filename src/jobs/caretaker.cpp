#include "jobs/caretaker.hpp"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "async/timer.hpp"
#include "observe/log.hpp"

namespace kontor::jobs {
namespace {

Async<> wait(asio::steady_timer& timer, std::chrono::milliseconds length) {
  boost::system::error_code called;
  timer.expires_after(length);
  co_await timer.async_wait(asio::redirect_error(asio::use_awaitable, called));
}

}  // namespace

Caretaker::Caretaker(async::Executor executor, db::Database& database, observe::Metrics& metrics)
    : executor_(executor), gauges_(database, metrics), cleaner_(database), measuring_(executor), cleaning_(executor) {}

void Caretaker::start() {
  living_ = 2;
  async::spawn(executor_, measure());
  async::spawn(executor_, clean());
}

Async<> Caretaker::stop() {
  constexpr std::chrono::milliseconds kLook{5};
  stopping_ = true;
  measuring_.cancel();
  cleaning_.cancel();
  while (living_ > 0) co_await async::sleep_for(kLook);
}

Async<> Caretaker::measure() {
  while (!stopping_) {
    try {
      co_await gauges_.refresh();
    } catch (const std::exception& why) {
      log::warning("the queue cannot be measured", {{"what", why.what()}});
    }
    if (!stopping_) co_await wait(measuring_, kMeasure);
  }
  --living_;
}

Async<> Caretaker::clean() {
  while (!stopping_) {
    try {
      const Cleaner::Removed removed = co_await cleaner_.clean();
      if (removed.jobs > 0 || removed.workflows > 0)
        log::info("old jobs were removed", {{"jobs", removed.jobs}, {"workflows", removed.workflows}});
    } catch (const std::exception& why) {
      log::warning("old jobs cannot be removed", {{"what", why.what()}});
    }
    if (!stopping_) co_await wait(cleaning_, kClean);
  }
  --living_;
}

}  // namespace kontor::jobs
