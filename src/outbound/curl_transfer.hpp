#pragma once

#include <array>

#include "outbound/curl_loop.hpp"
#include "outbound/curl_transport.hpp"

namespace kontor::outbound {

/// One request on its way. Its destructor ends it, wherever it is. The request outlives it.
class CurlTransfer final : private CurlLoop::Client {
 public:
  CurlTransfer(std::shared_ptr<CurlLoop> loop, const Request& request, const CurlOptions& options);
  ~CurlTransfer();

  void start();
  /// Returns when something happened: data, the end, or nothing for so long that it is false.
  Async<bool> wait();
  bool has_data() const { return !piece_.empty(); }
  /// What has come; lets more come.
  std::string take_data();
  bool is_finished() const { return result_.has_value(); }
  /// Once, after the end.
  Answer answer();

 private:
  /// Pieces that wait for on_data; past this the other side has to wait.
  static constexpr std::size_t kWindow = 64 << 10;
  static constexpr std::size_t kMaxHeaders = 500;

  struct FreeList {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
  };
  using List = std::unique_ptr<curl_slist, FreeList>;

  static List with(List list, const std::string& line);
  void set_url_and_network();
  void set_method_and_body();
  void set_headers();
  void set_names();
  void set_callbacks();

  void finished(CURLcode code) override;
  static std::size_t on_body(char* data, std::size_t one, std::size_t size, void* self);
  static std::size_t on_header(char* data, std::size_t one, std::size_t size, void* self);
  static curl_socket_t on_open(void* self, curlsocktype purpose, curl_sockaddr* address);
  bool streams() const;
  std::int64_t progress() const;
  Failed failure() const;

  std::shared_ptr<CurlLoop> loop_;
  const Request& request_;
  const CurlOptions& options_;
  CURL* easy_;
  List headers_;
  List names_;
  std::array<char, CURL_ERROR_SIZE> error_{};
  asio::steady_timer wake_;

  Response response_;
  std::string piece_;
  std::size_t received_ = 0;
  bool started_ = false;
  bool paused_ = false;
  bool blocked_ = false;
  bool too_large_ = false;
  std::optional<CURLcode> result_;
};

}  // namespace kontor::outbound
