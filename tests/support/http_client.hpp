#pragma once

#include <boost/json/value.hpp>
#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kontor::test {

using Headers = std::map<std::string, std::string>;

struct HttpResponse {
  int status = 0;
  std::multimap<std::string, std::string> headers;  ///< names in small letters
  std::string body;

  /// The first of that name; empty when there is none.
  std::string header(const std::string& name) const;
  /// The value of a Set-Cookie of that name, without its attributes; nothing when it was not set.
  std::optional<std::string> cookie(const std::string& name) const;
  /// The whole Set-Cookie line of that name.
  std::string cookie_line(const std::string& name) const;
  /// Throws when the body is not JSON.
  boost::json::value json() const;
  /// `text("user.email")`: the string (or number, bool as JSON) at a dotted path; empty when there is none.
  std::string text(std::string_view path) const;
  /// A problem+json's errors[].location.
  std::vector<std::string> locations() const;
};

/// A blocking client that keeps its connection. One thread at a time. Throws std::runtime_error when no answer comes.
class HttpClient {
 public:
  /// `base` like `http://127.0.0.1:8000`. `from` is the local address to connect from (any of 127.0.0.0/8): the
  /// server's limits per address see each test as a visitor of its own.
  explicit HttpClient(std::string base, std::string from = "");
  HttpClient(HttpClient&&) noexcept;
  HttpClient& operator=(HttpClient&&) noexcept;
  ~HttpClient();

  HttpResponse send(const std::string& method, const std::string& path, const std::string& body = "",
                    const Headers& headers = {});
  HttpResponse get(const std::string& path, const Headers& headers = {});
  HttpResponse post(const std::string& path, const boost::json::value& body, const Headers& headers = {});
  HttpResponse patch(const std::string& path, const boost::json::value& body, const Headers& headers = {});
  HttpResponse del(const std::string& path, const Headers& headers = {});

  /// Sent with every request from now on; an empty value takes it away.
  void set_header(const std::string& name, const std::string& value);
  void set_bearer(const std::string& token) { set_header("Authorization", token.empty() ? "" : "Bearer " + token); }
  const std::string& base() const { return base_; }
  /// How many TCP connections were made so far.
  int connections() const { return connections_; }

 private:
  struct Curl;
  std::string base_;
  std::string from_;
  Headers always_;
  int connections_ = 0;
  std::unique_ptr<Curl> curl_;
};

}  // namespace kontor::test
