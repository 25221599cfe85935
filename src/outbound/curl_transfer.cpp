#include "outbound/curl_transfer.hpp"

#include <fcntl.h>
#include <sys/socket.h>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <new>

#include "outbound/egress_guard.hpp"

namespace kontor::outbound {

CurlTransfer::CurlTransfer(std::shared_ptr<CurlLoop> loop, const Request& request, const CurlOptions& options)
    : loop_(std::move(loop)), request_(request), options_(options), easy_(curl_easy_init()), wake_(loop_->executor()) {
  if (!easy_) throw std::bad_alloc();
  set_url_and_network();
  set_method_and_body();
  set_headers();
  set_names();
  set_callbacks();
}

CurlTransfer::~CurlTransfer() {
  if (started_) loop_->remove(easy_);
  curl_easy_cleanup(easy_);
}

void CurlTransfer::set_url_and_network() {
  const auto set = [this](CURLoption option, auto value) { curl_easy_setopt(easy_, option, value); };
  set(CURLOPT_URL, request_.url.c_str());
  set(CURLOPT_PATH_AS_IS, 1L);
  set(CURLOPT_PROTOCOLS_STR, "http,https");
  set(CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
  set(CURLOPT_FOLLOWLOCATION, request_.max_redirects > 0 ? 1L : 0L);
  set(CURLOPT_MAXREDIRS, static_cast<long>(request_.max_redirects));
  set(CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_2TLS));
  set(CURLOPT_SSL_VERIFYPEER, 1L);
  set(CURLOPT_SSL_VERIFYHOST, 2L);
  set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  if (!options_.ca_file.empty()) set(CURLOPT_CAINFO, options_.ca_file.c_str());
  set(CURLOPT_PROXY, options_.proxy.c_str());  // an empty one also switches the environment's off
  set(CURLOPT_NOPROXY, options_.no_proxy.c_str());
  set(CURLOPT_NOSIGNAL, 1L);
  set(CURLOPT_QUICK_EXIT, 1L);  // without it, giving up would wait for the thread that resolves the name
  set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(request_.timeouts.connect.count()));
  set(CURLOPT_TIMEOUT_MS, static_cast<long>(request_.timeouts.total.count()));
  if (request_.host_chosen == Chosen::by_user) {
    // A kept connection was opened for someone who may go there: this one must pass on_open itself.
    set(CURLOPT_FRESH_CONNECT, 1L);
    set(CURLOPT_FORBID_REUSE, 1L);
  }
}

void CurlTransfer::set_method_and_body() {
  const auto set = [this](CURLoption option, auto value) { curl_easy_setopt(easy_, option, value); };
  const std::string& method = request_.method;
  if (method == "HEAD") {
    set(CURLOPT_NOBODY, 1L);
    return;
  }
  set(CURLOPT_MAXFILESIZE_LARGE, static_cast<curl_off_t>(request_.max_response));
  if (!request_.body.empty() || method == "POST" || method == "PUT" || method == "PATCH") {
    set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request_.body.size()));
    set(CURLOPT_POSTFIELDS, request_.body.data());
  }
  set(CURLOPT_CUSTOMREQUEST, method.c_str());
}

void CurlTransfer::set_headers() {
  const auto append = [this](const std::string& line) { headers_ = with(std::move(headers_), line); };
  bool typed = false;
  for (const Header& header : request_.headers) {
    typed = typed || (header.name.size() == 12 && ::strcasecmp(header.name.c_str(), "Content-Type") == 0);
    append(header.value.empty() ? header.name + ";" : header.name + ": " + header.value);
  }
  if (!typed) append("Content-Type:");  // or libcurl would call every body a form
  append("Expect:");
  curl_easy_setopt(easy_, CURLOPT_HTTPHEADER, headers_.get());
  curl_easy_setopt(easy_, CURLOPT_USERAGENT, options_.user_agent.c_str());
  if (request_.compressed) curl_easy_setopt(easy_, CURLOPT_ACCEPT_ENCODING, "");
}

void CurlTransfer::set_names() {
  for (const std::string& name : options_.names) names_ = with(std::move(names_), name);
  if (names_) curl_easy_setopt(easy_, CURLOPT_RESOLVE, names_.get());
}

CurlTransfer::List CurlTransfer::with(List list, const std::string& line) {
  curl_slist* const longer = curl_slist_append(list.get(), line.c_str());
  if (!longer) throw std::bad_alloc();
  list.release();
  return List(longer);
}

void CurlTransfer::set_callbacks() {
  const auto set = [this](CURLoption option, auto value) { curl_easy_setopt(easy_, option, value); };
  set(CURLOPT_WRITEFUNCTION, &CurlTransfer::on_body);
  set(CURLOPT_WRITEDATA, this);
  set(CURLOPT_HEADERFUNCTION, &CurlTransfer::on_header);
  set(CURLOPT_HEADERDATA, this);
  set(CURLOPT_OPENSOCKETFUNCTION, &CurlTransfer::on_open);
  set(CURLOPT_OPENSOCKETDATA, this);
  set(CURLOPT_ERRORBUFFER, error_.data());
  set(CURLOPT_PRIVATE, static_cast<CurlLoop::Client*>(this));
}

void CurlTransfer::start() {
  loop_->add(easy_);
  started_ = true;
}

Async<bool> CurlTransfer::wait() {
  // libcurl's callbacks end this wait by cancelling the timer; the coroutine then goes on from the loop, outside
  // libcurl.
  const std::int64_t before = progress();
  wake_.expires_after(request_.timeouts.stall);
  const auto [interrupted] = co_await wake_.async_wait(asio::as_tuple(asio::use_awaitable));
  const auto state = co_await asio::this_coro::cancellation_state;
  if (state.cancelled() != asio::cancellation_type::none)
    throw boost::system::system_error(asio::error::operation_aborted);
  co_return interrupted || is_finished() || has_data() || progress() != before;
}

std::string CurlTransfer::take_data() {
  std::string piece = std::exchange(piece_, {});
  if (std::exchange(paused_, false)) curl_easy_pause(easy_, CURLPAUSE_CONT);
  return piece;
}

Answer CurlTransfer::answer() {
  if (*result_ != CURLE_OK) return std::unexpected(failure());
  long status = 0;
  curl_easy_getinfo(easy_, CURLINFO_RESPONSE_CODE, &status);
  response_.status = static_cast<int>(status);
  return std::move(response_);
}

void CurlTransfer::finished(CURLcode code) {
  result_ = code;
  wake_.cancel();
}

std::size_t CurlTransfer::on_body(char* data, std::size_t, std::size_t size, void* raw) {
  auto* const self = static_cast<CurlTransfer*>(raw);
  const bool streams = self->streams();
  if (streams && self->piece_.size() >= kWindow) {
    self->paused_ = true;
    return CURL_WRITEFUNC_PAUSE;
  }
  self->received_ += size;
  if (self->received_ > self->request_.max_response) {
    self->too_large_ = true;
    return 0;
  }
  (streams ? self->piece_ : self->response_.body).append(data, size);
  if (streams) self->wake_.cancel();
  return size;
}

std::size_t CurlTransfer::on_header(char* data, std::size_t, std::size_t size, void* raw) {
  auto* const self = static_cast<CurlTransfer*>(raw);
  std::string_view line(data, size);
  while (line.ends_with('\n') || line.ends_with('\r')) line.remove_suffix(1);
  if (line.starts_with("HTTP/")) {  // a new answer: after 100 Continue, a redirect or a proxy's
    self->response_.headers.clear();
    return size;
  }
  if (self->response_.headers.size() >= kMaxHeaders) {
    self->too_large_ = true;
    return 0;
  }
  const auto colon = line.find(':');
  if (colon == line.npos) return size;
  Header header{std::string(line.substr(0, colon)), {}};
  std::ranges::transform(header.name, header.name.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  line.remove_prefix(colon + 1);
  while (!line.empty() && (line.front() == ' ' || line.front() == '\t')) line.remove_prefix(1);
  while (!line.empty() && (line.back() == ' ' || line.back() == '\t')) line.remove_suffix(1);
  header.value = line;
  self->response_.headers.push_back(std::move(header));
  return size;
}

curl_socket_t CurlTransfer::on_open(void* raw, curlsocktype, curl_sockaddr* address) {
  auto* const self = static_cast<CurlTransfer*>(raw);
  if (self->request_.host_chosen == Chosen::by_user && self->options_.proxy.empty() && !is_public(address->addr)) {
    self->blocked_ = true;
    return CURL_SOCKET_BAD;
  }
  return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

bool CurlTransfer::streams() const {
  if (!request_.on_data) return false;
  long status = 0;
  curl_easy_getinfo(easy_, CURLINFO_RESPONSE_CODE, &status);
  return status >= 200 && status < 300;
}

std::int64_t CurlTransfer::progress() const {
  curl_off_t up = 0;
  curl_off_t down = 0;
  curl_easy_getinfo(easy_, CURLINFO_SIZE_UPLOAD_T, &up);
  curl_easy_getinfo(easy_, CURLINFO_SIZE_DOWNLOAD_T, &down);
  return up + down + static_cast<std::int64_t>(response_.headers.size() + received_);
}

Failed CurlTransfer::failure() const {
  curl_off_t ready = 0;
  curl_easy_getinfo(easy_, CURLINFO_PRETRANSFER_TIME_T, &ready);
  const auto say = [&](Cause cause) {
    const char* what = error_[0] ? error_.data() : curl_easy_strerror(*result_);
    return Failed{cause, fmt::format("{}: {}", host_of(request_.url), what), ready > 0};
  };
  if (blocked_) return say(Cause::blocked);
  if (too_large_) return say(Cause::too_large);
  switch (*result_) {
    case CURLE_URL_MALFORMAT:
    case CURLE_UNSUPPORTED_PROTOCOL:  // also what libcurl says of an answer that is not HTTP, and of a redirect to
                                      // file:
      return say(ready > 0 ? Cause::cut_off : Cause::bad_request);
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_RESOLVE_PROXY:
      return say(Cause::resolve);
    case CURLE_COULDNT_CONNECT:
      return say(Cause::connect);
    case CURLE_OPERATION_TIMEDOUT:
      return say(Cause::timed_out);
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CIPHER:
    case CURLE_SSL_CACERT_BADFILE:
      return say(Cause::tls);
    case CURLE_FILESIZE_EXCEEDED:
      return say(Cause::too_large);
    default:
      return say(Cause::cut_off);
  }
}

}  // namespace kontor::outbound
