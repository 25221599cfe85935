#include "features/auth/auth_api.hpp"

namespace kontor::auth {

using http::Method;

void AuthApi::routes(http::Router& router, AuthApi* api) {
  router.add(Method::get, "/api/v1/auth/options", api, &AuthApi::options, {"What the login page offers", "auth"});
  router.add(Method::post, "/api/v1/auth/register", api, &AuthApi::register_organization,
             {"Register an organisation and its owner", "auth"});
  router.add(Method::post, "/api/v1/auth/login", api, &AuthApi::login, {"Log in", "auth"});
  router.add(Method::post, "/api/v1/auth/refresh", api, &AuthApi::refresh,
             {"Exchange a refresh token for new tokens", "auth"});
  router.add(Method::post, "/api/v1/auth/logout", api, &AuthApi::logout, {"Log out", "auth"});
  router.add(Method::get, "/api/v1/auth/me", api, &AuthApi::me, {"Who I am", "auth"});
  router.add(Method::post, "/api/v1/auth/password", api, &AuthApi::change_password,
             {"Change my password; other logins end", "auth"});
  router.add(Method::get, "/api/v1/users", api, &AuthApi::users, {"People of the organisation", "users"});
  router.add(Method::post, "/api/v1/users", api, &AuthApi::create_user, {"Add a person", "users"});
  router.add(Method::get, "/api/v1/organization", api, &AuthApi::organization, {"The organisation", "organization"});
  router.add(Method::patch, "/api/v1/organization", api, &AuthApi::change_organization,
             {"Change the organisation", "organization"});
}

http::WithCookies<Session> AuthApi::session(Granted granted, bool with_cookies, unsigned status) const {
  http::WithCookies<Session> answer{
      .value = {.access_token = granted.access_token,
                .refresh_token = granted.refresh_token,
                .token_type = "Bearer",
                .expires_in = static_cast<int>(std::chrono::seconds(Tokens::kAccessLife).count()),
                .csrf_token = granted.csrf_token,
                .user = granted.user,
                .organization = granted.organization},
      .cookies = {},
      .status = status};
  if (!with_cookies) return answer;
  answer.cookies = cookies_.set(granted);
  answer.value.access_token = std::nullopt;
  answer.value.refresh_token = std::nullopt;
  return answer;
}

Task<LoginOptions> AuthApi::options() { co_return options_; }

Task<http::WithCookies<Session>> AuthApi::register_organization(http::Raw raw, http::Body<Register> in) {
  CO_TRY(Granted granted, co_await accounts_.register_organization(in.value, raw.request.remote_address));
  co_return session(std::move(granted), in.value.cookies.value_or(false), 201);
}

Task<http::WithCookies<Session>> AuthApi::login(http::Raw raw, http::Body<Login> in) {
  CO_TRY(Granted granted, co_await accounts_.login(in.value, raw.request.remote_address));
  co_return session(std::move(granted), in.value.cookies.value_or(false));
}

Task<http::WithCookies<Session>> AuthApi::refresh(http::Raw raw, http::Body<RefreshRequest> in) {
  const std::string_view cookie = raw.request.cookie(SessionCookies::kRefresh);
  const std::string token = in.value.refresh_token ? in.value.refresh_token->str() : std::string(cookie);
  if (token.empty()) co_return fail({.code = Code::unauthenticated, .public_message = "Please log in."});
  CO_TRY(Granted granted,
         co_await accounts_.refresh(token, in.value.refresh_token ? Client::program : Client::browser));
  co_return session(std::move(granted), in.value.cookies.value_or(!in.value.refresh_token));
}

Task<http::Custom> AuthApi::logout(http::Raw raw, http::Body<RefreshRequest> in) {
  const std::string_view cookie = raw.request.cookie(SessionCookies::kRefresh);
  const std::string token = in.value.refresh_token ? in.value.refresh_token->str() : std::string(cookie);
  if (!token.empty()) co_await accounts_.logout(token);
  http::Custom answer{{.status = 204}};
  if (!cookie.empty())
    for (const std::string& cleared : cookies_.clear()) answer.response.add_header("Set-Cookie", cleared);
  co_return answer;
}

Task<http::WithCookies<Session>> AuthApi::change_password(Caller caller, http::Raw raw, http::Body<ChangePassword> in) {
  CO_TRY(Granted granted, co_await accounts_.change_password(caller, in.value));
  co_return session(std::move(granted), !raw.request.cookie(SessionCookies::kAccess).empty());
}

Task<Me> AuthApi::me(Caller caller) { co_return co_await accounts_.me(caller); }

Task<reflect::Page<User>> AuthApi::users(Caller caller) {
  CO_TRY(std::vector<User> users, co_await accounts_.list_users(caller));
  co_return reflect::Page<User>{std::move(users), std::nullopt};
}

Task<http::Created<User>> AuthApi::create_user(Caller caller, http::Body<CreateUser> in) {
  CO_TRY(User user, co_await accounts_.create_user(caller, in.value));
  co_return http::Created<User>{std::move(user)};
}

Task<Organization> AuthApi::organization(Caller caller) { co_return co_await accounts_.organization(caller); }

Task<Organization> AuthApi::change_organization(Caller caller, http::Body<ChangeOrganization> in) {
  co_return co_await accounts_.change_organization(caller, in.value);
}

}  // namespace kontor::auth
