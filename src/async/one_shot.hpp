#pragma once

#include <boost/asio/async_result.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <functional>
#include <utility>

#include "async/task.hpp"

namespace kontor::async {

/// A value that one coroutine waits for and another gives, on the same loop. The waiter resumes inside give():
/// call it last, when your own state is in order. A OneShot that is destroyed drops its waiter.
template <class T>
class OneShot {
 public:
  OneShot() = default;
  OneShot(OneShot&&) = default;
  OneShot& operator=(OneShot&&) = default;

  /// At most one waiter. Returns at once when the value is there already.
  Async<T> wait() {
    if (early_) co_return std::move(*early_);
    co_return co_await asio::async_initiate<const asio::use_awaitable_t<>, void(T)>(
        [this](auto handler) {
          resume_ = [handler = std::move(handler)](T value) mutable { std::move(handler)(std::move(value)); };
        },
        asio::use_awaitable);
  }

  /// Once.
  void give(T value) {
    if (!resume_) {
      early_.emplace(std::move(value));
      return;
    }
    auto resume = std::exchange(resume_, nullptr);
    resume(std::move(value));
  }

 private:
  std::move_only_function<void(T)> resume_;
  std::optional<T> early_;
};

}  // namespace kontor::async
