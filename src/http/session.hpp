#pragma once

#include <memory>

#include "async/task.hpp"
#include "async/ticker.hpp"
#include "http/server.hpp"

namespace kontor::http {

class Router;

/// What the sessions of one loop share. Sessions are counted in and out, so that a stop can wait for the last.
struct Shared {
  const Router& router;
  Fallback fallback;
  ServerOptions options;
  async::Ticker& ticker;
  std::size_t open = 0;
  bool stopping = false;
  std::string id_prefix;  ///< of request ids: unlike any other process' or loop's
  std::uint64_t next_id = 0;
};

/// One connection, from its first byte to its close: reads requests, has them handled, writes the answers in order.
class Session {
 public:
  virtual ~Session() = default;
  virtual Async<> run() = 0;
  /// Called at every tick: ends what takes longer than the limits allow.
  virtual void tick(async::Ticker::Time now) = 0;
  /// The server stops: ends at once when idle, after the answer otherwise; streams end.
  virtual void stop() = 0;
};

}  // namespace kontor::http
