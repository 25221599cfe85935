#pragma once

#include <atomic>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <type_traits>

#include "async/task.hpp"

namespace kontor::async {

/// Threads for what is slow and computes: password hashes, PDF, DOCX, compression. Shared by all loops.
class CpuPool {
 public:
  /// Work that waits here holds a request open; past this many the server is overloaded and says so.
  static constexpr std::size_t kMaxWaiting = 512;

  explicit CpuPool(std::size_t threads) : pool_(threads) {}
  ~CpuPool() { pool_.join(); }

  /// Runs `work()` on a pool thread; the caller's loop goes on meanwhile and the caller resumes there.
  /// Throws what `work` throws, and Unavailable when too much is waiting already.
  template <class F>
  Async<std::invoke_result_t<F&>> run(F work) {
    using R = std::invoke_result_t<F&>;
    const Place place(waiting_);
    if constexpr (std::is_void_v<R>) {
      co_await asio::co_spawn(pool_.get_executor(), call(std::move(work)), asio::use_awaitable);
    } else {
      std::optional<R> result =
          co_await asio::co_spawn(pool_.get_executor(), call(std::move(work)), asio::use_awaitable);
      co_return std::move(*result);
    }
  }

 private:
  class Place {
   public:
    explicit Place(std::atomic<std::size_t>& waiting) : waiting_(waiting) {
      if (waiting_.fetch_add(1) >= kMaxWaiting) {
        waiting_.fetch_sub(1);
        throw Unavailable("the CPU pool is full");
      }
    }
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;
    ~Place() { waiting_.fetch_sub(1); }

   private:
    std::atomic<std::size_t>& waiting_;
  };

  /// In an optional, because co_spawn wants a result that can be empty.
  template <class F>
    requires(!std::is_void_v<std::invoke_result_t<F&>>)
  static Async<std::optional<std::invoke_result_t<F&>>> call(F work) {
    co_return work();
  }
  template <class F>
    requires std::is_void_v<std::invoke_result_t<F&>>
  static Async<> call(F work) {
    work();
    co_return;
  }

  asio::thread_pool pool_;
  std::atomic<std::size_t> waiting_{0};
};

}  // namespace kontor::async
