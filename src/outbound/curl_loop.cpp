#include "outbound/curl_loop.hpp"

#include <signal.h>

#include <boost/asio/posix/stream_descriptor.hpp>
#include <new>
#include <stdexcept>

namespace kontor::outbound {
namespace {

/// Once per process. OpenSSL writes with write(2), so a peer that is gone would end the process by SIGPIPE.
void start_curl() {
  static const bool ok = [] {
    ::signal(SIGPIPE, SIG_IGN);
    return curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK &&
           (curl_version_info(CURLVERSION_NOW)->features & CURL_VERSION_ASYNCHDNS);
  }();
  if (!ok) throw std::runtime_error("libcurl could not start, or resolves names by blocking");
}

}  // namespace

struct CurlLoop::Watch {
  Watch(async::Executor executor, curl_socket_t socket) : descriptor(executor, socket) {}

  asio::posix::stream_descriptor descriptor;  // borrowed: the socket is libcurl's to close
  int wanted = CURL_POLL_NONE;
  bool reading = false;
  bool writing = false;
  bool removed = false;
};

CurlLoop::CurlLoop(async::Executor executor) : executor_(executor), timer_(executor) {
  start_curl();
  multi_ = curl_multi_init();
  if (!multi_) throw std::bad_alloc();
  curl_multi_setopt(multi_, CURLMOPT_SOCKETFUNCTION, &CurlLoop::on_socket);
  curl_multi_setopt(multi_, CURLMOPT_SOCKETDATA, this);
  curl_multi_setopt(multi_, CURLMOPT_TIMERFUNCTION, &CurlLoop::on_timer);
  curl_multi_setopt(multi_, CURLMOPT_TIMERDATA, this);
  curl_multi_setopt(multi_, CURLMOPT_MAXCONNECTS, 32L);
}

CurlLoop::~CurlLoop() {
  curl_multi_setopt(multi_, CURLMOPT_SOCKETFUNCTION, nullptr);
  curl_multi_setopt(multi_, CURLMOPT_TIMERFUNCTION, nullptr);
  for (const auto& [socket, watch] : watches_) {
    watch->removed = true;
    watch->descriptor.release();
  }
  curl_multi_cleanup(multi_);
}

void CurlLoop::add(CURL* easy) {
  if (curl_multi_add_handle(multi_, easy) != CURLM_OK) throw std::runtime_error("libcurl took no new transfer");
}

void CurlLoop::remove(CURL* easy) { curl_multi_remove_handle(multi_, easy); }

int CurlLoop::on_socket(CURL*, curl_socket_t socket, int what, void* data, void*) {
  auto* const self = static_cast<CurlLoop*>(data);
  auto found = self->watches_.find(socket);
  if (what == CURL_POLL_REMOVE) {
    if (found == self->watches_.end()) return 0;
    found->second->removed = true;
    found->second->descriptor.release();
    self->watches_.erase(found);
    return 0;
  }
  if (found == self->watches_.end())
    found = self->watches_.emplace(socket, std::make_shared<Watch>(self->executor_, socket)).first;
  found->second->wanted = what;
  self->wait(found->second);
  return 0;
}

int CurlLoop::on_timer(CURLM*, long milliseconds, void* data) {
  auto* const self = static_cast<CurlLoop*>(data);
  if (milliseconds < 0) {
    self->timer_.cancel();
    return 0;
  }
  // Also for 0 through the loop: libcurl may not be entered again from its own callback.
  self->timer_.expires_after(std::chrono::milliseconds(milliseconds));
  self->timer_.async_wait([weak = self->weak_from_this()](boost::system::error_code cancelled) {
    if (cancelled) return;
    if (const auto alive = weak.lock()) alive->act(CURL_SOCKET_TIMEOUT, 0);
  });
  return 0;
}

void CurlLoop::wait(const std::shared_ptr<Watch>& watch) {
  const auto start = [&](bool& waiting, asio::posix::descriptor_base::wait_type type, int event) {
    if (waiting || !(watch->wanted & event)) return;
    waiting = true;
    watch->descriptor.async_wait(
        type, [weak = weak_from_this(), watch, &waiting, event](boost::system::error_code error) {
          waiting = false;
          const auto self = weak.lock();
          if (!self || watch->removed || error == asio::error::operation_aborted) return;
          if (watch->wanted & event)
            self->act(watch->descriptor.native_handle(),
                      error ? CURL_CSELECT_ERR : (event == CURL_POLL_IN ? CURL_CSELECT_IN : CURL_CSELECT_OUT));
          if (!watch->removed) self->wait(watch);
        });
  };
  start(watch->reading, asio::posix::descriptor_base::wait_read, CURL_POLL_IN);
  start(watch->writing, asio::posix::descriptor_base::wait_write, CURL_POLL_OUT);
}

void CurlLoop::act(curl_socket_t socket, int events) {
  int running = 0;
  curl_multi_socket_action(multi_, socket, events, &running);
  int left = 0;
  while (const CURLMsg* message = curl_multi_info_read(multi_, &left)) {
    if (message->msg != CURLMSG_DONE) continue;
    Client* client = nullptr;
    const CURLcode code = message->data.result;
    curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &client);
    if (client) client->finished(code);
  }
}

}  // namespace kontor::outbound
