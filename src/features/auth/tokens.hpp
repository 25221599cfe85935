#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "base/caller.hpp"
#include "base/clock.hpp"
#include "base/secret.hpp"

namespace kontor::auth {

struct Family;

/// Access tokens: JWT, HS256 and nothing else (RFC 7519, 7515). No state: what is signed is true until it expires.
class Tokens {
 public:
  /// Short, because a role that is taken away lives on for that long.
  static constexpr std::chrono::minutes kAccessLife{15};
  /// A month without a visit, and one logs in again.
  static constexpr std::chrono::days kRefreshLife{30};
  /// Shorter secrets than the hash itself weaken it (RFC 7518, 3.2).
  static constexpr std::size_t kShortestSecret = 32;

  Tokens(Secret secret, const Clock& clock) : secret_(std::move(secret)), clock_(clock) {}

  std::string access(const Caller& caller, const Id<Family>& family) const;

  struct Proven {
    Caller caller;
    Id<Family> family;
  };
  /// Error{unauthenticated} with a reason that the client may know: malformed, forged, expired.
  Result<Proven> verify(std::string_view token) const;

  /// What a page must send along when it proves itself by cookie: bound to the login, not guessable from outside.
  std::string csrf(const Id<Family>& family) const;

  /// Signs something else with the same secret; `purpose` keeps the signatures of different things apart.
  std::string sign(std::string_view purpose, std::string_view data) const;

 private:
  Secret secret_;
  const Clock& clock_;
};

}  // namespace kontor::auth
