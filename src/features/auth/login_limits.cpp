#include "features/auth/login_limits.hpp"

#include "base/secret.hpp"
#include "base/text.hpp"
#include "observe/log.hpp"

namespace kontor::auth {
namespace {

/// Addresses stand in the shared state as hashes: it holds nobody's name.
std::string key(std::string_view kind, std::string_view subject) {
  return fmt::format("limit:{}:{}", kind, hex(sha256(lowercase(subject))).substr(0, 32));
}

}  // namespace

Task<> LoginLimits::count(std::string counter, int most, std::chrono::minutes window) {
  try {
    const state::Count count = co_await state_.count(std::move(counter), window);
    if (count.count <= most) co_return Result<>();
    co_return fail({.code = Code::rate_limited,
                    .public_message = "Too many attempts. Please wait a little and try again.",
                    .retry_after = std::chrono::ceil<std::chrono::seconds>(count.reset_in)});
  } catch (const Unavailable& why) {
    log::warning("attempts are not counted", {{"what", why.what()}});
    co_return Result<>();
  }
}

Task<> LoginLimits::login(const std::string& email, const std::string& address) {
  CO_TRY(co_await count(key("login-address", address), kPerAddress, kWindow));
  co_return co_await count(key("login-account", email), kPerAccount, kWindow);
}

Async<> LoginLimits::succeeded(const std::string& email) {
  try {
    co_await state_.remove(key("login-account", email));
  } catch (const Unavailable& why) {
    log::warning("attempts are not counted", {{"what", why.what()}});
  }
}

Task<> LoginLimits::registration(const std::string& address) {
  co_return co_await count(key("register-address", address), kRegistrations, std::chrono::hours(1));
}

}  // namespace kontor::auth
