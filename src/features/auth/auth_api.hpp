#pragma once

#include "features/auth/accounts.hpp"
#include "features/auth/session_cookies.hpp"
#include "http/router.hpp"
#include "reflect/page.hpp"

namespace kontor::auth {

/// A login as a client sees it. With cookies the tokens are null here.
struct Session {
  std::optional<std::string> access_token;
  std::optional<std::string> refresh_token;
  std::string token_type;
  int expires_in;
  std::string csrf_token;
  User user;
  Organization organization;
};
KONTOR_DESCRIBE(Session, access_token, refresh_token, token_type, expires_in, csrf_token, user, organization)

struct RefreshRequest {
  std::optional<Text<1, 200>> refresh_token;
  std::optional<bool> cookies;
};
KONTOR_DESCRIBE(RefreshRequest, refresh_token, cookies)

struct DemoLogin {
  std::string email;
  std::string password;
};
KONTOR_DESCRIBE(DemoLogin, email, password)

/// What the login page needs to know before anybody is known.
struct LoginOptions {
  bool registration;
  std::optional<DemoLogin> demo;
};
KONTOR_DESCRIBE(LoginOptions, registration, demo)

class AuthApi {
 public:
  AuthApi(Accounts& accounts, SessionCookies cookies, LoginOptions options)
      : accounts_(accounts), cookies_(cookies), options_(std::move(options)) {}

  static void routes(http::Router& router, AuthApi* api);

  Task<LoginOptions> options();
  Task<http::WithCookies<Session>> register_organization(http::Raw raw, http::Body<Register> in);
  Task<http::WithCookies<Session>> login(http::Raw raw, http::Body<Login> in);
  Task<http::WithCookies<Session>> refresh(http::Raw raw, http::Body<RefreshRequest> in);
  Task<http::Custom> logout(http::Raw raw, http::Body<RefreshRequest> in);
  Task<http::WithCookies<Session>> change_password(Caller caller, http::Raw raw, http::Body<ChangePassword> in);
  Task<Me> me(Caller caller);

  Task<reflect::Page<User>> users(Caller caller);
  Task<http::Created<User>> create_user(Caller caller, http::Body<CreateUser> in);
  Task<Organization> organization(Caller caller);
  Task<Organization> change_organization(Caller caller, http::Body<ChangeOrganization> in);

 private:
  http::WithCookies<Session> session(Granted granted, bool with_cookies, unsigned status = 200) const;

  Accounts& accounts_;
  SessionCookies cookies_;
  LoginOptions options_;
};

}  // namespace kontor::auth
