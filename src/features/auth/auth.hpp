#pragma once

#include <optional>
#include <string>

#include "base/caller.hpp"
#include "base/clock.hpp"
#include "base/money.hpp"
#include "base/secret.hpp"
#include "base/text.hpp"
#include "reflect/describe.hpp"

/// The nouns of auth: who there is, and how they prove it. Names as in JSON and SQL.
namespace kontor {

struct User {
  Id<User> id;
  std::string email;
  std::string name;
  Role role;
  Timestamp created_at;
};
KONTOR_DESCRIBE(User, id, email, name, role, created_at)

struct Organization {
  Id<Organization> id;
  std::string name;
  Locale locale;
  std::string currency;
  std::string time_zone;  ///< IANA's name: which day it is, for documents
  Timestamp created_at;
};
KONTOR_DESCRIBE(Organization, id, name, locale, currency, time_zone, created_at)

}  // namespace kontor

namespace kontor::auth {

/// All logins that follow from one typing of a password.
struct Family;

/// The shortest password that NIST SP 800-63B allows a person, and a bound for what gets hashed.
using Password = Text<8, 200>;
using PersonName = Text<1, 200>;
using OrganizationName = Text<1, 200>;

struct Register {
  OrganizationName organization_name;
  PersonName name;
  EmailAddress email;
  Password password;
  std::optional<Locale> locale;
  std::optional<bool> cookies;
};
KONTOR_DESCRIBE(Register, organization_name, name, email, password, locale, cookies)

struct Login {
  EmailAddress email;
  Text<1, 200> password;
  std::optional<bool> cookies;
};
KONTOR_DESCRIBE(Login, email, password, cookies)

struct ChangePassword {
  Text<1, 200> current_password;
  Password new_password;
};
KONTOR_DESCRIBE(ChangePassword, current_password, new_password)

struct CreateUser {
  EmailAddress email;
  PersonName name;
  Role role;
  Password password;
};
KONTOR_DESCRIBE(CreateUser, email, name, role, password)

struct ChangeOrganization {
  std::optional<OrganizationName> name;
  std::optional<Locale> locale;
  std::optional<Text<3, 3>> currency;
  std::optional<Text<1, 64>> time_zone;
};
KONTOR_DESCRIBE(ChangeOrganization, name, locale, currency, time_zone)

struct Me {
  User user;
  Organization organization;
};
KONTOR_DESCRIBE(Me, user, organization)

/// What a login gives. The tokens are secrets: they go to the client and nowhere else.
struct Granted {
  User user;
  Organization organization;
  std::string access_token;
  std::string refresh_token;
  std::string csrf_token;
};

}  // namespace kontor::auth
