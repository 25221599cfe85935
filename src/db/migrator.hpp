#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace kontor::db {

class BlockingSession;

/// One file `NNNN_name.sql`: forward only, never changed once it was applied anywhere.
struct Migration {
  int number;             ///< from 1, without gaps
  std::string_view name;  ///< without number and ending
  std::string_view sql;   ///< any statements that may run in a transaction; none that ends it
};

/// Why a database was not brought up to date: one line, for a terminal. The database is as it was before that
/// migration.
struct MigrationFailure : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// The role to work with when the one that connects would not be bound by row-level security.
inline constexpr const char* app_role_name = "kontor_app";

/// Brings a database up to the schema of this binary. Blocking: for the time before the event loops start. One thread.
///
/// Row-level security does not bind a superuser, nor a role with BYPASSRLS. When kontor connects as one, the migrator
/// makes the role `kontor_app`, which is bound, and grants it reading and writing of all tables that migrations make;
/// the program then connects with that role (see with_role). The grants are default privileges, in force before the
/// first migration, so a migration may take some of them back (`REVOKE … FROM kontor_app`). When kontor connects as an
/// ordinary role, that role owns the tables and FORCE ROW LEVEL SECURITY binds it; kontor_app may be absent, so a
/// REVOKE belongs in a DO block that looks for it first.
class Migrator {
 public:
  struct Options {
    std::chrono::milliseconds patience = std::chrono::minutes(2);  ///< for another process that is migrating
    std::function<void(std::string_view)> say = {};                ///< one line of news, while migrate() runs
  };
  struct Report {
    std::vector<std::string> applied;  ///< `0001_organizations`, in the order in which they ran
    int number = 0;                    ///< of the schema now
    std::string app_role;              ///< to connect with; empty when the connected role is bound by itself
  };
  enum class State { applied, pending, changed, newer };
  struct Row {
    int number;
    std::string name;
    State state;  ///< `changed`: the file differs from what ran; `newer`: this binary lacks it
    std::optional<std::string> applied_at;  ///< RFC 3339, UTC
  };

  /// `migrations` in the order of their numbers; must outlive this. Throws MigrationFailure for a gap.
  Migrator(std::string conninfo, std::span<const Migration> migrations, Options options);
  Migrator(std::string conninfo, std::span<const Migration> migrations);

  /// Applies what is missing, each in its own transaction. Throws MigrationFailure; ConnectFailure when the database is
  /// away.
  Report migrate();
  /// What is applied and what is not; changes nothing. Throws ConnectFailure and SqlFailure.
  std::vector<Row> status();

 private:
  void lock(BlockingSession& session) const;
  std::vector<Row> compare(BlockingSession& session) const;
  void refuse_unless_a_prefix(const std::vector<Row>& rows) const;
  void apply(BlockingSession& session, const Migration& migration) const;

  std::string conninfo_;
  std::span<const Migration> migrations_;
  Options options_;
};

std::string_view name(Migrator::State state);

/// libpq's conninfo (`host='…' dbname='…'`) from a URL (`postgresql://`, `postgres://`, or SQLAlchemy's
/// `postgresql+asyncpg://` with its `?ssl=require`) or from a conninfo. The message holds nothing of the input.
Result<std::string> conninfo_from_url(std::string_view url);
/// `user@host:port/database`: what a log may say about a conninfo. Never a password.
std::string without_password(const std::string& conninfo);
/// The conninfo whose sessions work with that role; the same when it is empty.
std::string with_role(const std::string& conninfo, std::string_view role);

}  // namespace kontor::db
