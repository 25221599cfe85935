#include "db/app_role.hpp"

#include "db/blocking_session.hpp"
#include "db/migrator.hpp"

namespace kontor::db {
namespace {

constexpr const char* escapes_row_security =
    "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = session_user";

constexpr const char* make_role = R"(
DO $$ BEGIN
  CREATE ROLE kontor_app NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOINHERIT;
EXCEPTION WHEN duplicate_object OR unique_violation THEN
  NULL;  -- roles belong to the whole server: another database's migrator was quicker
END $$)";

/// What migrations make later; ALTER DEFAULT PRIVILEGES reaches only tables of the role that runs it.
constexpr const char* open_future_tables = R"(
GRANT USAGE ON SCHEMA public TO kontor_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO kontor_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO kontor_app)";

/// Once, for a database that an ordinary role had migrated before.
constexpr const char* open_present_tables = R"(
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO kontor_app;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO kontor_app)";

constexpr const char* is_open = R"(
SELECT EXISTS (SELECT FROM pg_namespace, aclexplode(nspacl) AS acl
               WHERE nspname = 'public' AND acl.grantee = 'kontor_app'::regrole AND acl.privilege_type = 'USAGE'))";

}  // namespace

std::string prepare_app_role(BlockingSession& session) {
  if (session.value(escapes_row_security) != "t") return "";
  try {
    if (session.value("SELECT count(*) FROM pg_roles WHERE rolname = 'kontor_app'") == "0") session.run(make_role);
    if (session.value("SELECT pg_has_role(session_user, 'kontor_app', 'MEMBER')") != "t") {
      session.run("GRANT kontor_app TO CURRENT_USER");
    }
    if (session.value(is_open) != "t") {
      session.run("BEGIN; " + std::string(open_future_tables) + "; " + open_present_tables + "; COMMIT");
    }
  } catch (const SqlFailure& failure) {
    if (failure.sqlstate != "42501") throw;
    throw MigrationFailure(fmt::format(
        "row-level security does not bind the connected role, and it may not make one that is bound ({}): let "
        "an administrator run CREATE ROLE kontor_app; GRANT kontor_app TO {}",
        failure.what(), session.value("SELECT quote_ident(session_user)")));
  }
  if (session.value("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = 'kontor_app'") == "t") {
    throw MigrationFailure(
        "the role kontor_app exists but row-level security does not bind it: "
        "ALTER ROLE kontor_app NOSUPERUSER NOBYPASSRLS");
  }
  return app_role_name;
}

void protect_history(BlockingSession& session, std::string_view role) {
  const std::string grantee = session.quoted_name(role);
  session.run(fmt::format("REVOKE INSERT, UPDATE, DELETE ON schema_migrations FROM {}", grantee));
  if (session.value("SELECT to_regclass('public.audit_log') IS NOT NULL") == "t") {
    session.run(fmt::format("REVOKE UPDATE, DELETE, TRUNCATE ON public.audit_log FROM {}", grantee));
  }
}

}  // namespace kontor::db
