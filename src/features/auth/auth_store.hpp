#pragma once

#include <optional>
#include <string>
#include <vector>

#include "db/database.hpp"
#include "features/auth/auth.hpp"
#include "reflect/page.hpp"

namespace kontor::auth {

struct Credentials {
  Id<User> id;
  Id<Organization> org_id;
  Role role;
  std::string password_hash;
};
KONTOR_DESCRIBE(Credentials, id, org_id, role, password_hash)

struct RefreshToken {
  Id<Family> family;
  Id<Organization> org_id;
  Id<User> user_id;
  bool expired;
  bool used;
};
KONTOR_DESCRIBE(RefreshToken, family, org_id, user_id, expired, used)

class AuthStore {
 public:
  explicit AuthStore(db::Database& database) : database_(database) {}

  Async<db::Transaction> begin(const Id<Organization>& org) { return database_.begin(db::Scope::tenant(org)); }

  Task<> insert(db::Transaction& transaction, const Organization& organization);
  /// Error{conflict} at body.email when the address is taken, in whatever organisation.
  Task<> insert(db::Transaction& transaction, const Id<Organization>& org, const User& user,
                const std::string& password_hash);
  Task<> insert(db::Transaction& transaction, const Id<Organization>& org, const Id<User>& user,
                const Id<Family>& family, const std::string& token_hash, Timestamp expires_at);

  /// By address, before anybody is known.
  Async<std::optional<Credentials>> find_credentials(const EmailAddress& email);
  Async<std::optional<Credentials>> find_credentials(const Caller& caller);
  Async<std::optional<User>> find_user(const Id<Organization>& org, const Id<User>& id);
  Async<std::optional<Organization>> find_organization(const Id<Organization>& org);
  Async<std::vector<User>> list_users(const Id<Organization>& org);

  Async<std::optional<RefreshToken>> find_refresh_token(const std::string& token_hash);
  /// True for exactly one of all who use the token at once.
  Async<bool> use_refresh_token(db::Transaction& transaction, const std::string& token_hash);
  /// A token that was used within `grace` and whose successor nobody has used: then the successor is forgotten, and
  /// true.
  Async<bool> repeat_refresh_token(db::Transaction& transaction, const std::string& token_hash,
                                   const Id<Family>& family, std::chrono::seconds grace);
  Async<> end_family(db::Transaction& transaction, const Id<Family>& family);
  Async<> end_all_families(db::Transaction& transaction, const Id<User>& user);
  Async<> change_password(db::Transaction& transaction, const Id<User>& user, const std::string& password_hash);
  /// Error{invalid} at body.time_zone for what the database does not know.
  Task<> update(const Id<Organization>& org, const ChangeOrganization& change);

  Async<std::optional<std::string>> logo_key(const Id<Organization>& org);
  Async<> set_logo_key(const Id<Organization>& org, const std::optional<std::string>& key);

 private:
  db::Database& database_;
};

}  // namespace kontor::auth
