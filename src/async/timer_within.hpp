// The template half of async/timer.hpp.
#pragma once

#include <boost/asio/experimental/awaitable_operators.hpp>

namespace kontor::async {

template <class T>
Async<T> within(std::chrono::milliseconds limit, Async<T> work, std::string_view what) {
  using namespace asio::experimental::awaitable_operators;
  auto first = co_await (std::move(work) || sleep_for(limit));
  if (first.index() == 1) throw Unavailable(fmt::format("{} took longer than {} ms", what, limit.count()));
  if constexpr (!std::is_void_v<T>) co_return std::get<0>(std::move(first));
}

}  // namespace kontor::async
