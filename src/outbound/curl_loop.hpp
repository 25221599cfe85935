#pragma once

#include <curl/curl.h>

#include <boost/asio/steady_timer.hpp>
#include <memory>
#include <unordered_map>

#include "async/loops.hpp"

namespace kontor::outbound {

/// libcurl's multi interface on one event loop: its sockets and its timer are waited for by Asio.
class CurlLoop : public std::enable_shared_from_this<CurlLoop> {
 public:
  /// Whoever has an easy handle in here; it is CURLOPT_PRIVATE of the handle.
  class Client {
   public:
    /// May not call libcurl.
    virtual void finished(CURLcode code) = 0;

   protected:
    ~Client() = default;
  };

  explicit CurlLoop(async::Executor executor);
  ~CurlLoop();

  async::Executor executor() const { return executor_; }
  void add(CURL* easy);
  /// Safe for one that has finished; not from within a callback of libcurl.
  void remove(CURL* easy);

 private:
  struct Watch;

  static int on_socket(CURL* easy, curl_socket_t socket, int what, void* self, void* watch);
  static int on_timer(CURLM* multi, long milliseconds, void* self);
  void wait(const std::shared_ptr<Watch>& watch);
  void act(curl_socket_t socket, int events);

  async::Executor executor_;
  CURLM* multi_;
  asio::steady_timer timer_;
  std::unordered_map<curl_socket_t, std::shared_ptr<Watch>> watches_;
};

}  // namespace kontor::outbound
