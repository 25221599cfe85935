#pragma once

#include <boost/asio/awaitable.hpp>

#include "base/result.hpp"

namespace kontor {

namespace asio = boost::asio;

/// Work that waits and that input can make fail: co_await it for a Result. Throws only for operational failure.
template <class T = void>
using Task = asio::awaitable<Result<T>>;

/// Work that waits and that input cannot make fail.
template <class T = void>
using Async = asio::awaitable<T>;

}  // namespace kontor
