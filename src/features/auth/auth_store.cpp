#include "features/auth/auth_store.hpp"

namespace kontor::auth {
namespace {

using db::args;
using db::Scope;
using db::Statement;

const Statement kInsertOrganization{
    "INSERT INTO organizations (id, name, locale, currency, time_zone, created_at) VALUES ($1, $2, $3, $4, $5, $6)"};
const Statement kInsertUser{
    "INSERT INTO users (id, org_id, email, name, role, password_hash, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)"};
const Statement kInsertRefreshToken{
    "INSERT INTO refresh_tokens (token_hash, family, org_id, user_id, expires_at) VALUES ($1, $2, $3, $4, $5)"};

const Statement kCredentialsByEmail{"SELECT id, org_id, role, password_hash FROM users WHERE lower(email) = $1"};
const Statement kCredentialsById{"SELECT id, org_id, role, password_hash FROM users WHERE id = $1"};
const Statement kUser{"SELECT id, email, name, role, created_at FROM users WHERE id = $1"};
const Statement kOrganization{
    "SELECT id, name, locale, currency, time_zone, created_at FROM organizations WHERE id = $1"};
const Statement kUsers{
    "SELECT id, email, name, role, created_at FROM users WHERE org_id = current_org() ORDER BY created_at, id LIMIT "
    "1000"};

const Statement kRefreshToken{R"sql(
  SELECT family, org_id, user_id, expires_at < now() AS expired, used_at IS NOT NULL AS used
  FROM refresh_tokens WHERE token_hash = $1)sql"};
const Statement kUseRefreshToken{
    "UPDATE refresh_tokens SET used_at = now() WHERE token_hash = $1 AND used_at IS NULL AND expires_at > now()"};
// The row stays locked until the transaction ends, so two repeats wait for each other.
const Statement kRepeatRefreshToken{R"sql(
  UPDATE refresh_tokens used SET used_at = used_at
  WHERE token_hash = $1 AND expires_at > now() AND used_at > now() - make_interval(secs => $2)
    AND NOT EXISTS (SELECT FROM refresh_tokens later WHERE later.family = used.family AND later.used_at > used.used_at))sql"};
const Statement kForgetSuccessor{"DELETE FROM refresh_tokens WHERE family = $1 AND used_at IS NULL"};
const Statement kEndFamily{"DELETE FROM refresh_tokens WHERE family = $1"};
const Statement kEndAllFamilies{"DELETE FROM refresh_tokens WHERE user_id = $1"};
const Statement kChangePassword{"UPDATE users SET password_hash = $2 WHERE id = $1"};
const Statement kChangeOrganization{R"sql(
  UPDATE organizations SET name = coalesce($2, name), locale = coalesce($3, locale), currency = coalesce($4, currency),
                           time_zone = coalesce($5, time_zone)
  WHERE id = $1)sql"};
const Statement kLogo{"SELECT logo_key FROM organizations WHERE id = $1"};
const Statement kSetLogo{"UPDATE organizations SET logo_key = $2 WHERE id = $1"};

Result<> taken(Result<db::Rows> result) {
  if (result) return {};
  if (result.error().internal_context != "users_email_key") return fail(std::move(result).error());
  return fail({.code = Code::conflict,
               .public_message = "This e-mail address has an account already. Log in instead.",
               .fields = {{"body.email", "has an account already"}}});
}

}  // namespace

Task<> AuthStore::insert(db::Transaction& transaction, const Organization& o) {
  CO_TRY(co_await transaction.query(kInsertOrganization,
                                    args(o.id, o.name, o.locale, o.currency, o.time_zone, o.created_at)));
  co_return Result<>();
}

Task<> AuthStore::insert(db::Transaction& transaction, const Id<Organization>& org, const User& u,
                         const std::string& password_hash) {
  co_return taken(
      co_await transaction.query(kInsertUser, args(u.id, org, u.email, u.name, u.role, password_hash, u.created_at)));
}

Task<> AuthStore::insert(db::Transaction& transaction, const Id<Organization>& org, const Id<User>& user,
                         const Id<Family>& family, const std::string& token_hash, Timestamp expires_at) {
  CO_TRY(co_await transaction.query(kInsertRefreshToken, args(token_hash, family, org, user, expires_at)));
  co_return Result<>();
}

Async<std::optional<Credentials>> AuthStore::find_credentials(const EmailAddress& email) {
  const std::string key = lowercase(email.str());
  const auto rows = co_await database_.read(Scope::holder_of(key), kCredentialsByEmail, args(key));
  co_return rows.value().first<Credentials>();
}

Async<std::optional<Credentials>> AuthStore::find_credentials(const Caller& caller) {
  const auto rows = co_await database_.read(Scope::tenant(caller.org), kCredentialsById, args(caller.user));
  co_return rows.value().first<Credentials>();
}

Async<std::optional<User>> AuthStore::find_user(const Id<Organization>& org, const Id<User>& id) {
  const auto rows = co_await database_.read(Scope::tenant(org), kUser, args(id));
  co_return rows.value().first<User>();
}

Async<std::optional<Organization>> AuthStore::find_organization(const Id<Organization>& org) {
  const auto rows = co_await database_.read(Scope::tenant(org), kOrganization, args(org));
  co_return rows.value().first<Organization>();
}

Async<std::vector<User>> AuthStore::list_users(const Id<Organization>& org) {
  const auto rows = co_await database_.read(Scope::tenant(org), kUsers);
  co_return rows.value().as<User>();
}

Async<std::optional<RefreshToken>> AuthStore::find_refresh_token(const std::string& token_hash) {
  const auto rows = co_await database_.read(Scope::holder_of(token_hash), kRefreshToken, args(token_hash));
  co_return rows.value().first<RefreshToken>();
}

Async<bool> AuthStore::use_refresh_token(db::Transaction& transaction, const std::string& token_hash) {
  const auto rows = co_await transaction.query(kUseRefreshToken, args(token_hash));
  co_return rows.value().affected() == 1;
}

Async<bool> AuthStore::repeat_refresh_token(db::Transaction& transaction, const std::string& token_hash,
                                            const Id<Family>& family, std::chrono::seconds grace) {
  const auto repeated = co_await transaction.query(kRepeatRefreshToken, args(token_hash, grace.count()));
  if (repeated.value().affected() != 1) co_return false;
  const auto forgotten = co_await transaction.query(kForgetSuccessor, args(family));
  co_return forgotten.value().affected() == 1;
}

Async<> AuthStore::end_family(db::Transaction& transaction, const Id<Family>& family) {
  (void)(co_await transaction.query(kEndFamily, args(family))).value();
}

Async<> AuthStore::end_all_families(db::Transaction& transaction, const Id<User>& user) {
  (void)(co_await transaction.query(kEndAllFamilies, args(user))).value();
}

Async<> AuthStore::change_password(db::Transaction& transaction, const Id<User>& user,
                                   const std::string& password_hash) {
  (void)(co_await transaction.query(kChangePassword, args(user, password_hash))).value();
}

Task<> AuthStore::update(const Id<Organization>& org, const ChangeOrganization& change) {
  const Result<db::Rows> done =
      co_await database_.write(Scope::tenant(org), kChangeOrganization,
                               args(org, change.name, change.locale, change.currency, change.time_zone));
  if (!done && done.error().internal_context == "organizations_time_zone")
    co_return fail(Error::invalid("body.time_zone", "is not a time zone such as Europe/Moscow or UTC"));
  CO_TRY(done);
  co_return Result<>();
}

Async<std::optional<std::string>> AuthStore::logo_key(const Id<Organization>& org) {
  const auto rows = co_await database_.read(Scope::tenant(org), kLogo, args(org));
  co_return rows.value().empty() ? std::nullopt : rows->value<std::optional<std::string>>();
}

Async<> AuthStore::set_logo_key(const Id<Organization>& org, const std::optional<std::string>& key) {
  (void)(co_await database_.write(Scope::tenant(org), kSetLogo, args(org, key))).value();
}

}  // namespace kontor::auth
