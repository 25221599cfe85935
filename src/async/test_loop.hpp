#pragma once

#include <boost/asio/co_spawn.hpp>
#include <functional>
#include <memory>
#include <optional>

#include "async/cpu_pool.hpp"
#include "async/loops.hpp"
#include "async/ticker.hpp"

namespace kontor::async {

/// For tests: a loop with its ticker that the test's own thread turns until what it waits for has happened. What lives
/// on it must die before it; it then runs what is left to its end.
class TestLoop {
 public:
  /// Longer than anything takes on a busy machine: only a test that fails waits for it.
  static constexpr std::chrono::seconds kPatience{60};

  TestLoop() { ticker_.start(); }
  TestLoop(const TestLoop&) = delete;
  ~TestLoop() {
    ticker_.stop();
    loop_.context().restart();
    loop_.context().run_for(kPatience);
  }

  Executor executor() { return loop_.executor(); }
  CpuPool& cpu() { return cpu_; }
  Ticker& ticker() { return ticker_; }

  /// Runs `work` to its end; gives and throws what it gives and throws.
  template <class T>
  T run(Async<T> work) {
    const auto end = start(std::move(work));
    turn_until([&] { return end->reached; });
    if (end->failure) std::rethrow_exception(end->failure);
    if constexpr (!std::is_void_v<T>) return std::move(*end->value);
  }

  /// Turns until `happened`; throws when it does not.
  void turn_until(const std::function<bool()>& happened) {
    const auto deadline = std::chrono::steady_clock::now() + kPatience;
    while (!happened()) {
      if (std::chrono::steady_clock::now() > deadline) throw std::runtime_error("what the test waits for never came");
      if (loop_.context().stopped()) loop_.context().restart();
      loop_.context().run_one_for(std::chrono::milliseconds(50));
    }
  }

  template <class T>
  struct End {
    bool reached = false;
    std::exception_ptr failure;
    std::optional<T> value;
  };
  /// Starts `work` beside others; its end shows while the loop is turned.
  template <class T>
  std::shared_ptr<End<std::conditional_t<std::is_void_v<T>, bool, T>>> start(Async<T> work) {
    auto end = std::make_shared<End<std::conditional_t<std::is_void_v<T>, bool, T>>>();
    asio::co_spawn(
        executor(),
        [](Async<T> wanted, auto into) -> Async<> {
          if constexpr (std::is_void_v<T>)
            co_await std::move(wanted);
          else
            into->value.emplace(co_await std::move(wanted));
        }(std::move(work), end),
        [end](std::exception_ptr failure) {
          end->failure = failure;
          end->reached = true;
        });
    return end;
  }

 private:
  Loop loop_{0};
  CpuPool cpu_{1};
  Ticker ticker_{loop_.executor()};
};

}  // namespace kontor::async
