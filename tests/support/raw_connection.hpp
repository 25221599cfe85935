#pragma once

#include <chrono>
#include <string>
#include <string_view>

namespace kontor::test {

/// A TCP connection that says exactly what a test wants, for HTTP that no client library would send.
class RawConnection {
 public:
  /// `base` like `http://127.0.0.1:8000`.
  explicit RawConnection(const std::string& base);
  RawConnection(const RawConnection&) = delete;
  ~RawConnection();

  /// False when the other side has closed.
  bool send(std::string_view bytes);
  /// No more is sent; reading goes on.
  void finish_sending();
  /// What came until `part` was in it, including all after it; throws when it did not come in time.
  const std::string& read_until(std::string_view part, std::chrono::milliseconds within = std::chrono::seconds(30));
  /// True when the other side closes (or resets) in that time; what it sent before is in received().
  bool closes(std::chrono::milliseconds within);
  /// One whole response with a Content-Length (or without a body), taken from what was received.
  std::string take_response(std::chrono::milliseconds within = std::chrono::seconds(30));
  const std::string& received() const { return received_; }

 private:
  bool read_some(std::chrono::steady_clock::time_point deadline);

  int fd_;
  bool closed_ = false;
  std::string received_;
};

/// The status of an HTTP response's first line; 0 when it is none.
int status_of(std::string_view response);

}  // namespace kontor::test
