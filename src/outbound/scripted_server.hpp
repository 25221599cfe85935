#pragma once

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include "async/loops.hpp"

namespace kontor::outbound {

/// For tests: an HTTP/1.1 server on the test's own loop that answers byte for byte what the script says, and so can
/// hang, drip, lie and break off.
class ScriptedServer {
 public:
  using Socket = asio::ip::tcp::socket;
  /// Gets the head and the body of one request. The connection goes on when it returns true.
  using Script = std::function<Async<bool>(Socket& socket, std::string head, std::string body)>;

  ScriptedServer(async::Executor executor, Script script, unsigned short port = 0)
      : acceptor_(executor, {asio::ip::address_v4::loopback(), port}), script_(std::move(script)) {
    asio::co_spawn(executor, accept(), asio::detached);
  }
  ~ScriptedServer() { close(); }

  std::string url(std::string_view path = "/") const {
    return fmt::format("http://127.0.0.1:{}{}", acceptor_.local_endpoint().port(), path);
  }
  /// Ends it and all its connections.
  void close() {
    boost::system::error_code ignored;
    acceptor_.close(ignored);
    for (const auto& weak : sockets_)
      if (const auto socket = weak.lock()) socket->close(ignored);
  }
  int connections() const { return static_cast<int>(sockets_.size()); }

  static Async<> say(Socket& socket, std::string bytes) {
    co_await asio::async_write(socket, asio::buffer(bytes), asio::as_tuple(asio::use_awaitable));
  }
  static Async<bool> answer(Socket& socket, int status, std::string body, std::string headers = {}) {
    co_await say(socket, fmt::format("HTTP/1.1 {} Whatever\r\nContent-Length: {}\r\n{}\r\n{}", status, body.size(),
                                     headers, body));
    co_return true;
  }

 private:
  Async<> accept() {
    for (;;) {
      auto [error, accepted] = co_await acceptor_.async_accept(asio::as_tuple(asio::use_awaitable));
      if (error) co_return;
      accepted.set_option(asio::ip::tcp::no_delay(true));
      auto socket = std::make_shared<Socket>(std::move(accepted));
      sockets_.push_back(socket);
      asio::co_spawn(socket->get_executor(), serve(socket, script_), asio::detached);
    }
  }

  static Async<> serve(std::shared_ptr<Socket> socket, Script script) {
    std::string bytes;
    for (bool more = true; more;) {
      const auto [error, size] = co_await asio::async_read_until(*socket, asio::dynamic_buffer(bytes), "\r\n\r\n",
                                                                 asio::as_tuple(asio::use_awaitable));
      if (error) co_return;
      std::string head = bytes.substr(0, size);
      bytes.erase(0, size);
      const std::size_t length = content_length(head);
      while (bytes.size() < length) {
        std::array<char, 65'536> buffer;
        const auto [cut, got] =
            co_await socket->async_read_some(asio::buffer(buffer), asio::as_tuple(asio::use_awaitable));
        if (cut) co_return;
        bytes.append(buffer.data(), got);
      }
      std::string body = bytes.substr(0, length);
      bytes.erase(0, length);
      more = co_await script(*socket, std::move(head), std::move(body));
    }
    boost::system::error_code ignored;
    socket->close(ignored);
  }

  static std::size_t content_length(std::string head) {
    std::ranges::transform(head, head.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    const auto at = head.find("\r\ncontent-length:");
    return at == head.npos ? 0 : std::strtoul(head.c_str() + at + 17, nullptr, 10);
  }

  asio::ip::tcp::acceptor acceptor_;
  Script script_;
  std::vector<std::weak_ptr<Socket>> sockets_;
};

}  // namespace kontor::outbound
