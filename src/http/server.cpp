#include "http/server.hpp"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <set>

#include "async/timer.hpp"
#include "base/secret.hpp"
#include "http/session.hpp"
#include "http/session_socket.hpp"

namespace kontor::http {

using asio::ip::tcp;
using Acceptor = asio::basic_socket_acceptor<tcp, async::Executor>;

namespace {

using ReusePort = asio::detail::socket_option::boolean<SOL_SOCKET, SO_REUSEPORT>;

Acceptor listen(async::Executor executor, const ServerOptions& options) {
  try {
    const tcp::endpoint endpoint(asio::ip::make_address(options.host), options.port);
    // SO_REUSEPORT would let us share the port with another Kontor, and each would get half of the connections.
    if (options.first) {
      Acceptor probe(executor, endpoint.protocol());
      probe.set_option(tcp::acceptor::reuse_address(true));
      probe.bind(endpoint);
      probe.listen();
    }
    Acceptor acceptor(executor);
    acceptor.open(endpoint.protocol());
    acceptor.set_option(tcp::acceptor::reuse_address(true));
    acceptor.set_option(ReusePort(true));
    acceptor.bind(endpoint);
    acceptor.listen();
    return acceptor;
  } catch (const boost::system::system_error& failure) {
    throw std::runtime_error(
        fmt::format("cannot listen on {}:{}: {}", options.host, options.port, failure.code().message()));
  }
}

}  // namespace

struct Server::State {
  State(async::Loop& at, Shared with, Acceptor on) : loop(at), shared(std::move(with)), acceptor(std::move(on)) {}

  async::Loop& loop;
  Shared shared;
  Acceptor acceptor;
  std::set<Session*> sessions;
  std::shared_ptr<void> ticks;
};

Server::Server(async::Loop& loop, async::Ticker& ticker, const Router& router, Fallback fallback,
               ServerOptions options) {
  Acceptor acceptor = listen(loop.executor(), options);
  state_ = std::make_shared<State>(loop,
                                   Shared{.router = router,
                                          .fallback = std::move(fallback),
                                          .options = std::move(options),
                                          .ticker = ticker,
                                          .id_prefix = random_token(9)},
                                   std::move(acceptor));
  state_->ticks = ticker.every_tick([state = std::weak_ptr(state_)](async::Ticker::Time now) {
    const auto alive = state.lock();
    if (!alive) return;
    const std::vector<Session*> all(alive->sessions.begin(), alive->sessions.end());
    for (Session* session : all)
      if (alive->sessions.contains(session)) session->tick(now);
  });
}

Server::~Server() = default;

unsigned short Server::port() const { return state_->acceptor.local_endpoint().port(); }

void Server::start() { async::spawn(state_->loop.executor(), accept()); }

Async<> Server::accept() {
  const std::shared_ptr<State> state = state_;
  while (!state->shared.stopping) {
    Socket socket(state->loop.executor());
    boost::system::error_code error;
    co_await state->acceptor.async_accept(socket, asio::redirect_error(asio::use_awaitable, error));
    if (error) {
      if (state->shared.stopping) co_return;
      // Out of descriptors, most likely: those that close soon make room.
      co_await async::sleep_for(std::chrono::milliseconds(100));
      continue;
    }
    async::spawn(state->loop.executor(), [](std::shared_ptr<State> at, Socket accepted) -> Async<> {
      const std::unique_ptr<Session> session = make_session(at->shared, std::move(accepted));
      at->sessions.insert(session.get());
      ++at->shared.open;
      co_await session->run();
      --at->shared.open;
      at->sessions.erase(session.get());
    }(state, std::move(socket)));
  }
}

Async<> Server::stop() {
  const std::shared_ptr<State> state = state_;
  state->shared.stopping = true;
  boost::system::error_code ignored;
  state->acceptor.close(ignored);
  const std::vector<Session*> all(state->sessions.begin(), state->sessions.end());
  for (Session* session : all)
    if (state->sessions.contains(session)) session->stop();
  const auto until = std::chrono::steady_clock::now() + state->shared.options.limits.stop;
  while (state->shared.open > 0 && std::chrono::steady_clock::now() < until)
    co_await async::sleep_for(std::chrono::milliseconds(10));
}

}  // namespace kontor::http
