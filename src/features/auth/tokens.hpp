#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <unordered_map>

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
    std::int64_t expires;  ///< seconds since 1970
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

/// One loop's memory of the tokens that it has verified: a page sends the same one with every request.
class VerifiedTokens {
 public:
  /// Past this many all are forgotten: each costs some hundred bytes, and verifying again microseconds.
  static constexpr std::size_t kMost = 4096;

  VerifiedTokens(const Tokens& tokens, const Clock& clock) : tokens_(tokens), clock_(clock) {}

  const Tokens& tokens() const { return tokens_; }
  /// As Tokens::verify.
  Result<Tokens::Proven> verify(std::string_view token);

 private:
  struct Hash : std::hash<std::string_view> {
    using is_transparent = void;
  };

  const Tokens& tokens_;
  const Clock& clock_;
  std::unordered_map<std::string, Tokens::Proven, Hash, std::equal_to<>> known_;
};

}  // namespace kontor::auth
