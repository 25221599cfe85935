#include "features/auth/tokens.hpp"

#include "reflect/json_read.hpp"
#include "reflect/json_write.hpp"

namespace kontor::auth {
namespace {

/// {"alg":"HS256","typ":"JWT"}: compared as bytes, so that no other algorithm can ever be asked for.
constexpr std::string_view kHeader = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9";

struct Claims {
  Id<User> sub;
  Id<Organization> org;
  Role role;
  Id<Family> sid;
  std::int64_t iat;
  std::int64_t exp;
};
KONTOR_DESCRIBE(Claims, sub, org, role, sid, iat, exp)

std::int64_t seconds(Timestamp at) { return std::chrono::floor<std::chrono::seconds>(at).time_since_epoch().count(); }

Failure refused(std::string message) {
  return fail({.code = Code::unauthenticated, .public_message = std::move(message)});
}

}  // namespace

std::string Tokens::access(const Caller& caller, const Id<Family>& family) const {
  const std::int64_t now = seconds(clock_.now());
  const Claims claims{.sub = caller.user,
                      .org = caller.org,
                      .role = caller.role,
                      .sid = family,
                      .iat = now,
                      .exp = now + std::chrono::seconds(kAccessLife).count()};
  const std::string unsigned_token = fmt::format("{}.{}", kHeader, base64url(reflect::to_json(claims)));
  return fmt::format("{}.{}", unsigned_token, base64url(hmac_sha256(secret_.reveal(), unsigned_token)));
}

Result<Tokens::Proven> Tokens::verify(std::string_view token) const {
  const std::size_t dot = token.rfind('.');
  if (dot == std::string_view::npos || !token.starts_with(kHeader) || token.size() <= kHeader.size() ||
      token[kHeader.size()] != '.' || dot <= kHeader.size())
    return refused("The access token is not one of ours.");
  const std::string_view unsigned_token = token.substr(0, dot);
  const std::optional<std::string> signature = from_base64url(token.substr(dot + 1));
  if (!signature || !equal_in_constant_time(*signature, hmac_sha256(secret_.reveal(), unsigned_token)))
    return refused("The access token is not one of ours.");
  const std::optional<std::string> json = from_base64url(unsigned_token.substr(kHeader.size() + 1));
  const Result<Claims> claims = reflect::from_json<Claims>(json.value_or(""), "token");
  if (!claims) return refused("The access token is not one of ours.");
  if (claims->exp <= seconds(clock_.now())) return refused("The access token has expired.");
  return Proven{.caller = {.user = claims->sub, .org = claims->org, .role = claims->role},
                .family = claims->sid,
                .expires = claims->exp};
}

std::string Tokens::csrf(const Id<Family>& family) const { return sign("csrf", family.text()); }

std::string Tokens::sign(std::string_view purpose, std::string_view data) const {
  return base64url(hmac_sha256(secret_.reveal(), fmt::format("{}\n{}", purpose, data)));
}

Result<Tokens::Proven> VerifiedTokens::verify(std::string_view token) {
  const auto known = known_.find(token);
  if (known != known_.end() && known->second.expires > seconds(clock_.now())) return known->second;
  TRY(const Tokens::Proven proven, tokens_.verify(token));
  if (known_.size() >= kMost) known_.clear();
  known_.insert_or_assign(std::string(token), proven);
  return proven;
}

}  // namespace kontor::auth
