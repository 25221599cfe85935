#pragma once

#include <functional>

#include "async/task.hpp"
#include "features/auth/auth.hpp"
#include "features/auth/auth_store.hpp"
#include "features/auth/login_limits.hpp"
#include "features/auth/tokens.hpp"

namespace kontor::async {
class CpuPool;
}

namespace kontor::auth {

/// Who holds a refresh token: a browser keeps it as a cookie and cannot be sure to get every answer.
enum class Client { program, browser };

/// What else a new organisation begins with, made in the transaction that makes it; throws when that is not possible.
using Furnish =
    std::function<Async<>(db::Transaction& transaction, const Caller& owner, const Organization& organization)>;

/// Organisations and the people in them, and how they prove who they are. One object per loop.
class Accounts {
 public:
  Accounts(db::Database& database, const Tokens& tokens, state::State& state, async::CpuPool& cpu, const Clock& clock,
           Argon2id cost, Furnish furnish);

  /// A new organisation with its owner.
  Task<Granted> register_organization(const Register& in, const std::string& address);
  Task<Granted> login(const Login& in, const std::string& address);
  /// The old token is used up. One that was used before ends its whole family: somebody has a copy. A browser may
  /// repeat itself for a moment, because a page that is left while it renews its session never gets the new cookies;
  /// the token that it missed is void then, so a copy still shows when either of the two is used.
  Task<Granted> refresh(const std::string& refresh_token, Client client);
  /// An unknown token is as good as a known one: afterwards it opens nothing.
  Async<> logout(const std::string& refresh_token);
  /// Ends all logins and starts a new one.
  Task<Granted> change_password(const Caller& caller, const ChangePassword& in);

  Task<Me> me(const Caller& caller);
  Task<User> create_user(const Caller& caller, const CreateUser& in);
  Task<std::vector<User>> list_users(const Caller& caller);
  Task<Organization> organization(const Caller& caller);
  Task<Organization> change_organization(const Caller& caller, const ChangeOrganization& in);

 private:
  Async<std::string> hash(const std::string& password);
  Async<bool> verify(const std::string& password, const std::string& encoded);
  Task<Granted> grant(db::Transaction transaction, User user, Organization organization, Id<Family> family);

  AuthStore store_;
  const Tokens& tokens_;
  LoginLimits limits_;
  async::CpuPool& cpu_;
  const Clock& clock_;
  Argon2id cost_;
  Furnish furnish_;
};

}  // namespace kontor::auth
