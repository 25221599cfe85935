#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "async/task.hpp"

namespace kontor::outbound {

struct Header {
  std::string name;
  std::string value;
};

/// Who chose the host. A user's URL reaches public addresses only (see egress_guard.hpp).
enum class Chosen { by_operator, by_user };

struct Timeouts {
  std::chrono::milliseconds connect{5'000};  ///< name, TCP and TLS
  std::chrono::milliseconds stall{30'000};   ///< without a byte in either direction; found out within twice this
  std::chrono::milliseconds total{60'000};   ///< of all of it; 0: no limit, for long streams
};

struct Request {
  std::string method = "GET";
  std::string url;  ///< http or https; characters that need it are %-escaped already
  std::vector<Header> headers = {};
  std::string body = {};
  Timeouts timeouts = {};
  std::size_t max_response = 16 << 20;  ///< bytes, decompressed
  int max_redirects = 0;
  Chosen host_chosen = Chosen::by_operator;
  bool compressed = true;  ///< offer gzip and brotli; false where the bytes must come as they are stored
  /// May be sent twice without harm. Not set: as HTTP says of the method.
  std::optional<bool> repeatable = {};
  /// Takes the body of a 2xx answer in pieces as they come; Response::body then stays empty. The transfer waits while
  /// this does. False ends it with Cause::stopped.
  std::function<Async<bool>(std::string piece)> on_data = {};

  bool may_repeat() const;
};

struct Response {
  int status = 0;
  std::vector<Header> headers = {};  ///< names in small letters
  std::string body = {};

  bool ok() const { return status >= 200 && status < 300; }
  /// The first header of that name (in small letters), or empty.
  std::string_view header(std::string_view name) const;
};

enum class Cause {
  bad_request,  ///< not a URL, or a header that would break the request
  blocked,      ///< a user's URL that leads into a private network
  resolve,      ///< no such host, or no DNS
  connect,      ///< nobody listens
  tls,          ///< no agreement, or a certificate that does not prove the host
  timed_out,
  cut_off,    ///< the connection ended before the answer did, or the answer is no HTTP
  too_large,  ///< over max_response
  stopped,    ///< by on_data
  resting,    ///< the circuit breaker holds calls back
};

std::string_view name(Cause cause);

/// Why there is no answer.
struct Failed {
  Cause cause = Cause::connect;
  std::string detail = {};  ///< for the log: host at most, never headers, query or body
  bool maybe_sent = false;  ///< the other side may have acted on it

  /// For a caller of ours. `service` is a name such as "the model provider".
  Error error(std::string_view service) const;
};

/// Any status is an answer, also 500.
using Answer = std::expected<Response, Failed>;

/// `host[:port]` of a URL, for breakers, logs and metrics; empty when there is none.
std::string_view host_of(std::string_view url);

}  // namespace kontor::outbound
