#pragma once

#include <chrono>

#include "async/loops.hpp"
#include "async/task.hpp"

namespace kontor::async {

/// Waits on the calling coroutine's loop. Returns early, and true, when the wait was cancelled.
Async<bool> sleep_for(std::chrono::milliseconds duration);

/// Gives `work`'s result, or Unavailable(`what` took too long) and cancels it: its next wait ends with
/// operation_aborted. Both run on the calling coroutine's loop.
template <class T>
Async<T> within(std::chrono::milliseconds limit, Async<T> work, std::string_view what);

}  // namespace kontor::async

#include "async/timer_within.hpp"
