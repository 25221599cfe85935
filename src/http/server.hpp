#pragma once

#include <memory>
#include <string>
#include <vector>

#include "async/loops.hpp"
#include "async/ticker.hpp"
#include "http/limits.hpp"
#include "http/message.hpp"

namespace kontor::http {

class Router;

struct ServerOptions {
  std::string host = "127.0.0.1";
  unsigned short port = 8000;  ///< 0: any free one
  bool first = true;           ///< of the servers that share the port: another program's port is an error
  Limits limits;
  bool behind_tls = false;  ///< PUBLIC_URL is https: HSTS, and a private peer's X-Forwarded-For is believed
};

/// Answers what no route takes: the files of the web app.
using Fallback = std::function<Response(const Request&)>;

/// Accepts connections on one loop; the servers of several loops share a port (SO_REUSEPORT).
class Server {
 public:
  /// Throws std::runtime_error with one clear line when the address is taken.
  Server(async::Loop& loop, async::Ticker& ticker, const Router& router, Fallback fallback, ServerOptions options);
  ~Server();

  unsigned short port() const;
  void start();
  /// Takes no more connections, lets what is in flight finish, closes the rest. Returns when all are gone or the limit
  /// has passed.
  Async<> stop();

 private:
  struct State;
  Async<> accept();

  std::shared_ptr<State> state_;
};

}  // namespace kontor::http
