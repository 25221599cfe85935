#pragma once

#include <boost/asio/post.hpp>
#include <future>

#include "async/one_shot.hpp"
#include "async/ticker.hpp"
#include "async/timer.hpp"
#include "http/router.hpp"
#include "http/server.hpp"

namespace kontor::http {

struct Words {
  std::string words;
};
KONTOR_DESCRIBE(Words, words)

/// For tests: a server on a free port and a thread of its own, with handlers that do what can go wrong.
class RunningServer {
 public:
  explicit RunningServer(Limits limits = {}) : limits_(limits) {
    add_routes();
    server_.emplace(
        loop_, ticker_, router_, [](const Request&) { return Response{.status = 404}; },
        ServerOptions{.port = 0, .limits = limits_});
    port_ = server_->port();
    ticker_.start();
    server_->start();
    thread_ = std::thread([this] { loop_.context().run(); });
  }
  RunningServer(const RunningServer&) = delete;
  ~RunningServer() {
    if (!stopped_.valid()) begin_stop();
    let_go();
    wait_for_stop();
    asio::post(loop_.executor(), [this] { ticker_.stop(); });
    thread_.join();
  }

  unsigned short port() const { return port_; }
  std::string url() const { return fmt::format("http://127.0.0.1:{}", port_); }

  /// Until a handler of /hold runs, which ends with let_go().
  void wait_for_held() { await(held_.get_future()); }
  void let_go() {
    asio::post(loop_.executor(), [this] {
      if (!std::exchange(let_go_, true)) go_.give(true);
    });
  }

  void begin_stop() {
    auto done = std::make_shared<std::promise<void>>();
    stopped_ = done->get_future().share();
    asio::post(loop_.executor(), [this, done] {
      async::spawn(loop_.executor(), [](Server& server, std::shared_ptr<std::promise<void>> end) -> Async<> {
        co_await server.stop();
        end->set_value();
      }(*server_, done));
    });
  }
  void wait_for_stop() { await(stopped_); }

 private:
  static void await(auto future) {
    if (future.wait_for(std::chrono::seconds(60)) != std::future_status::ready) std::abort();
  }

  void add_routes() {
    router_.add(Method::get, "/echo/{words}", this, &RunningServer::echo, {});
    router_.add(Method::post, "/say", this, &RunningServer::say, {});
    router_.add(Method::post, "/measure", this, &RunningServer::measure, {});
    router_.add(Method::post, "/refuse", this, &RunningServer::refuse, {});
    router_.add(Method::get, "/wait", this, &RunningServer::wait, {});
    router_.add(Method::get, "/hold", this, &RunningServer::hold, {});
    router_.add(Method::get, "/bug", this, &RunningServer::bug, {});
    router_.add(Method::get, "/away", this, &RunningServer::away, {});
    router_.add(Method::get, "/ticks", this, &RunningServer::ticks, {});
  }

  Task<Words> echo(Path<std::string> words) { co_return Words{words.value}; }
  Task<Words> say(Body<Words> body) { co_return body.value; }
  Task<Words> measure(Upload upload) {
    std::size_t size = 0;
    for (;;) {
      CO_TRY(const std::string_view piece, co_await upload.reader.next());
      if (piece.empty()) co_return Words{fmt::format("{} bytes", size)};
      size += piece.size();
    }
  }
  Task<> refuse(Upload) { co_return fail({.code = Code::unsupported, .public_message = "Not this."}); }
  Task<Words> wait() {
    co_await async::sleep_for(std::chrono::milliseconds(1));
    co_return Words{"waited"};
  }
  Task<Words> hold() {
    held_.set_value();
    co_await go_.wait();
    co_return Words{"held"};
  }
  Task<Words> bug() { throw std::logic_error("row 7 of the secret table"); }
  Task<Words> away() { throw Unavailable("the database is away"); }
  Task<Custom> ticks() {
    Response response{.content_type = "text/event-stream"};
    response.stream = [](StreamWriter& to) -> Async<> {
      for (;;) {
        co_await to.write("tick");
        co_await async::sleep_for(std::chrono::milliseconds(1));
      }
    };
    co_return Custom{std::move(response)};
  }

  Limits limits_;
  async::Loop loop_{0};
  async::Ticker ticker_{loop_.executor()};
  Router router_;
  async::OneShot<bool> go_;
  std::promise<void> held_;
  bool let_go_ = false;
  std::optional<Server> server_;
  unsigned short port_ = 0;
  std::shared_future<void> stopped_;
  std::thread thread_;
};

}  // namespace kontor::http
