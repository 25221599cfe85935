#pragma once

#include <boost/asio/associated_cancellation_slot.hpp>
#include <boost/asio/associated_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <functional>
#include <utility>

#include "async/task.hpp"

namespace kontor::async {

/// A value that one coroutine waits for and another gives, on the same loop. The waiter resumes inside give():
/// call it last, when your own state is in order. A waiter that is cancelled (async::within, a job's timeout) leaves
/// with operation_aborted; what is given later is nobody's. A OneShot that is destroyed drops its waiter.
template <class T>
class OneShot {
 public:
  OneShot() = default;
  OneShot(const OneShot&) = delete;
  ~OneShot() { forget_cancellation(); }

  /// At most one waiter. Returns at once when the value is there already.
  Async<T> wait() {
    if (early_) co_return std::move(*early_);
    std::optional<T> value =
        co_await asio::async_initiate<const asio::use_awaitable_t<>, void(std::exception_ptr, std::optional<T>)>(
            [this](auto handler) {
              slot_ = asio::get_associated_cancellation_slot(handler);
              if (slot_.is_connected())
                slot_.assign([this, executor = asio::get_associated_executor(handler)](asio::cancellation_type) {
                  // Not at once: who cancels stands in the middle of it.
                  if (resume_)
                    asio::post(executor,
                               [resume = std::exchange(resume_, nullptr)]() mutable { resume(std::nullopt); });
                });
              resume_ = [handler = std::move(handler)](std::optional<T> given) mutable {
                std::exception_ptr aborted;
                if (!given)
                  aborted = std::make_exception_ptr(boost::system::system_error(asio::error::operation_aborted));
                std::move(handler)(std::move(aborted), std::move(given));
              };
            },
            asio::use_awaitable);
    co_return std::move(*value);
  }

  /// Once.
  void give(T value) {
    if (!resume_) {
      early_.emplace(std::move(value));
      return;
    }
    forget_cancellation();
    auto resume = std::exchange(resume_, nullptr);
    resume(std::move(value));
  }

 private:
  void forget_cancellation() {
    if (resume_ && slot_.is_connected()) slot_.clear();
  }

  std::move_only_function<void(std::optional<T>)> resume_;
  asio::cancellation_slot slot_;
  std::optional<T> early_;
};

}  // namespace kontor::async
