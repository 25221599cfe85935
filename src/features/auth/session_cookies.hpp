#pragma once

#include <string>
#include <vector>

#include "features/auth/auth.hpp"
#include "features/auth/tokens.hpp"
#include "http/message.hpp"

namespace kontor::auth {

/// How the web app carries its login: tokens in cookies that no script can read, and a value in one that it can, to be
/// sent back in a header.
class SessionCookies {
 public:
  static constexpr std::string_view kAccess = "kontor_access";
  static constexpr std::string_view kRefresh = "kontor_refresh";
  static constexpr std::string_view kCsrf = "kontor_csrf";
  static constexpr std::string_view kCsrfHeader = "X-CSRF-Token";

  /// `secure`: the site is reached by TLS.
  explicit SessionCookies(bool secure) : secure_(secure) {}

  std::vector<std::string> set(const Granted& granted) const;
  std::vector<std::string> clear() const;

 private:
  std::string cookie(std::string_view name, std::string_view value, std::string_view path, bool readable,
                     std::chrono::seconds life) const;

  bool secure_;
};

/// Who asks: the bearer token or, for the web app, the cookie, which for everything that changes something needs its
/// CSRF header.
Result<Caller> authenticate(VerifiedTokens& tokens, const http::Request& request);

}  // namespace kontor::auth
