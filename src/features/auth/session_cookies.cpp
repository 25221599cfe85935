#include "features/auth/session_cookies.hpp"

namespace kontor::auth {
namespace {

constexpr std::string_view kApi = "/api";
constexpr std::string_view kAuth = "/api/v1/auth";

bool changes_something(http::Method method) {
  return method != http::Method::get && method != http::Method::head && method != http::Method::options;
}

}  // namespace

std::string SessionCookies::cookie(std::string_view name, std::string_view value, std::string_view path, bool readable,
                                   std::chrono::seconds life) const {
  return fmt::format("{}={}; Path={}; Max-Age={}; SameSite=Strict{}{}", name, value, path, life.count(),
                     readable ? "" : "; HttpOnly", secure_ ? "; Secure" : "");
}

std::vector<std::string> SessionCookies::set(const Granted& granted) const {
  const std::chrono::seconds life = Tokens::kRefreshLife;
  return {cookie(kAccess, granted.access_token, kApi, false, Tokens::kAccessLife),
          cookie(kRefresh, granted.refresh_token, kAuth, false, life),
          cookie(kCsrf, granted.csrf_token, "/", true, life)};
}

std::vector<std::string> SessionCookies::clear() const {
  const std::chrono::seconds none{0};
  return {cookie(kAccess, "", kApi, false, none), cookie(kRefresh, "", kAuth, false, none),
          cookie(kCsrf, "", "/", true, none)};
}

Result<Caller> authenticate(VerifiedTokens& tokens, const http::Request& request) {
  constexpr std::string_view kBearer = "Bearer ";
  const std::string_view authorization = request.header("Authorization");
  if (authorization.size() > kBearer.size() && lowercase(authorization.substr(0, kBearer.size())) == "bearer ") {
    TRY(const Tokens::Proven proven, tokens.verify(authorization.substr(kBearer.size())));
    return proven.caller;
  }
  const std::string_view cookie = request.cookie(SessionCookies::kAccess);
  if (cookie.empty()) return fail({.code = Code::unauthenticated, .public_message = "Please log in."});
  TRY(const Tokens::Proven proven, tokens.verify(cookie));
  if (changes_something(request.method) &&
      !equal_in_constant_time(request.header(SessionCookies::kCsrfHeader), tokens.tokens().csrf(proven.family)))
    return fail({.code = Code::forbidden, .public_message = "The X-CSRF-Token header is missing or wrong."});
  return proven.caller;
}

}  // namespace kontor::auth
