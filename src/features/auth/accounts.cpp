#include "features/auth/accounts.hpp"

#include "async/cpu_pool.hpp"

namespace kontor::auth {
namespace {

/// A page that was left while it renewed its session comes back within seconds, also on a slow phone.
constexpr std::chrono::seconds kRepeatGrace{30};

/// A hash that nothing verifies against: who names an unknown address waits as long as who mistypes a password.
constexpr const char* kNobody =
    "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$nDKMjiRrFOtSGL3pKnMWKJGkxAX8bQEGcRfTHwNSbHE";

Failure wrong_login() {
  return fail({.code = Code::unauthenticated, .public_message = "The e-mail address or the password is wrong."});
}

std::string token_hash(const std::string& token) { return hex(sha256(token)); }

}  // namespace

Accounts::Accounts(db::Database& database, const Tokens& tokens, state::State& state, async::CpuPool& cpu,
                   const Clock& clock, Argon2id cost, Furnish furnish)
    : store_(database),
      tokens_(tokens),
      limits_(state),
      cpu_(cpu),
      clock_(clock),
      cost_(cost),
      furnish_(std::move(furnish)) {}

Async<std::string> Accounts::hash(const std::string& password) {
  co_return co_await cpu_.run([secret = Secret(password), cost = cost_] { return hash_password(secret, cost); });
}

Async<bool> Accounts::verify(const std::string& password, const std::string& encoded) {
  co_return co_await cpu_.run([secret = Secret(password), encoded] { return verify_password(secret, encoded); });
}

Task<Granted> Accounts::register_organization(const Register& in, const std::string& address) {
  CO_TRY(co_await limits_.registration(address));
  const Locale locale = in.locale.value_or(Locale::en);
  const Timestamp now = clock_.now();
  const Organization organization{.id = Id<Organization>::make(),
                                  .name = in.organization_name.str(),
                                  .locale = locale,
                                  .currency = std::string(Currency::of(locale).code()),
                                  .time_zone = locale == Locale::ru ? "Europe/Moscow" : "UTC",
                                  .created_at = now};
  const User user{
      .id = Id<User>::make(), .email = in.email.str(), .name = in.name.str(), .role = Role::owner, .created_at = now};
  const std::string password_hash = co_await hash(in.password.str());

  db::Transaction transaction = co_await store_.begin(organization.id);
  CO_TRY(co_await store_.insert(transaction, organization));
  CO_TRY(co_await store_.insert(transaction, organization.id, user, password_hash));
  const Caller owner{.user = user.id, .org = organization.id, .role = user.role};
  co_await furnish_(transaction, owner, organization);
  co_return co_await grant(std::move(transaction), user, organization, Id<Family>::make());
}

Task<Granted> Accounts::grant(db::Transaction transaction, User user, Organization organization, Id<Family> family) {
  const std::string refresh_token = random_token();
  CO_TRY(co_await store_.insert(transaction, organization.id, user.id, family, token_hash(refresh_token),
                                clock_.now() + Tokens::kRefreshLife));
  co_await transaction.commit();
  const Caller caller{.user = user.id, .org = organization.id, .role = user.role};
  co_return Granted{.user = std::move(user),
                    .organization = std::move(organization),
                    .access_token = tokens_.access(caller, family),
                    .refresh_token = refresh_token,
                    .csrf_token = tokens_.csrf(family)};
}

Task<Granted> Accounts::login(const Login& in, const std::string& address) {
  CO_TRY(co_await limits_.login(in.email.str(), address));
  const std::optional<Credentials> found = co_await store_.find_credentials(in.email);
  const bool right = co_await verify(in.password.str(), found ? found->password_hash : kNobody);
  if (!found || !right) co_return wrong_login();
  co_await limits_.succeeded(in.email.str());
  std::optional<User> user = co_await store_.find_user(found->org_id, found->id);
  std::optional<Organization> organization = co_await store_.find_organization(found->org_id);
  if (!user || !organization) co_return wrong_login();
  co_return co_await grant(co_await store_.begin(found->org_id), std::move(*user), std::move(*organization),
                           Id<Family>::make());
}

Task<Granted> Accounts::refresh(const std::string& refresh_token, Client client) {
  const auto refused = [] {
    return fail({.code = Code::unauthenticated, .public_message = "The login has ended. Please log in again."});
  };
  const std::string hash = token_hash(refresh_token);
  const std::optional<RefreshToken> token = co_await store_.find_refresh_token(hash);
  if (!token || token->expired) co_return refused();
  db::Transaction transaction = co_await store_.begin(token->org_id);
  const bool first_use = !token->used && co_await store_.use_refresh_token(transaction, hash);
  if (!first_use && !(client == Client::browser &&
                      co_await store_.repeat_refresh_token(transaction, hash, token->family, kRepeatGrace))) {
    co_await store_.end_family(transaction, token->family);
    co_await transaction.commit();
    co_return refused();
  }
  std::optional<User> user = co_await store_.find_user(token->org_id, token->user_id);
  std::optional<Organization> organization = co_await store_.find_organization(token->org_id);
  if (!user || !organization) co_return refused();
  co_return co_await grant(std::move(transaction), std::move(*user), std::move(*organization), token->family);
}

Async<> Accounts::logout(const std::string& refresh_token) {
  const std::optional<RefreshToken> token = co_await store_.find_refresh_token(token_hash(refresh_token));
  if (!token) co_return;
  db::Transaction transaction = co_await store_.begin(token->org_id);
  co_await store_.end_family(transaction, token->family);
  co_await transaction.commit();
}

Task<Granted> Accounts::change_password(const Caller& caller, const ChangePassword& in) {
  CO_TRY(const Me mine, co_await me(caller));
  CO_TRY(co_await limits_.login(mine.user.email, "password-change"));
  const std::optional<Credentials> found = co_await store_.find_credentials(caller);
  if (!found || !co_await verify(in.current_password.str(), found->password_hash))
    co_return fail(Error::invalid("body.current_password", "is not your current password"));
  co_await limits_.succeeded(mine.user.email);
  const std::string password_hash = co_await hash(in.new_password.str());

  db::Transaction transaction = co_await store_.begin(caller.org);
  co_await store_.change_password(transaction, caller.user, password_hash);
  co_await store_.end_all_families(transaction, caller.user);
  co_return co_await grant(std::move(transaction), mine.user, mine.organization, Id<Family>::make());
}

Task<Me> Accounts::me(const Caller& caller) {
  std::optional<User> user = co_await store_.find_user(caller.org, caller.user);
  std::optional<Organization> organization = co_await store_.find_organization(caller.org);
  // A token of somebody who has been removed since.
  if (!user || !organization)
    co_return fail({.code = Code::unauthenticated, .public_message = "This account does not exist any more."});
  co_return Me{std::move(*user), std::move(*organization)};
}

Task<User> Accounts::create_user(const Caller& caller, const CreateUser& in) {
  CO_TRY(caller.require(Permission::manage_users));
  if (in.role > caller.role) co_return fail(Error::invalid("body.role", "is higher than your own"));
  const User user{.id = Id<User>::make(),
                  .email = in.email.str(),
                  .name = in.name.str(),
                  .role = in.role,
                  .created_at = clock_.now()};
  const std::string password_hash = co_await hash(in.password.str());
  db::Transaction transaction = co_await store_.begin(caller.org);
  CO_TRY(co_await store_.insert(transaction, caller.org, user, password_hash));
  co_await transaction.commit();
  co_return user;
}

Task<std::vector<User>> Accounts::list_users(const Caller& caller) {
  CO_TRY(caller.require(Permission::manage_users));
  co_return co_await store_.list_users(caller.org);
}

Task<Organization> Accounts::organization(const Caller& caller) {
  CO_TRY(Me mine, co_await me(caller));
  co_return std::move(mine.organization);
}

Task<Organization> Accounts::change_organization(const Caller& caller, const ChangeOrganization& in) {
  CO_TRY(caller.require(Permission::manage_organization));
  ChangeOrganization change = in;
  if (change.currency) {
    const Result<Currency> currency = Currency::parse(change.currency->str());
    if (!currency) co_return fail(Error::invalid("body.currency", currency.error().fields.at(0).message));
    change.currency = Text<3, 3>::parse(currency->code()).value();
  }
  CO_TRY(co_await store_.update(caller.org, change));
  co_return co_await organization(caller);
}

}  // namespace kontor::auth
