#include "db/migrator.hpp"

#include "base/secret.hpp"
#include "base/text.hpp"
#include "db/app_role.hpp"
#include "db/blocking_session.hpp"

namespace kontor::db {
namespace {

constexpr const char* lock_key = "7236832841003";  // any number, but always the same

constexpr const char* create_table = R"(
CREATE TABLE IF NOT EXISTS schema_migrations (
  number integer PRIMARY KEY,
  name text NOT NULL,
  checksum text NOT NULL,
  applied_at timestamptz NOT NULL DEFAULT now()
))";

constexpr const char* select_applied = R"(
SELECT number, name, checksum, to_char(applied_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
FROM schema_migrations ORDER BY number)";

constexpr const char* insert_applied = "INSERT INTO schema_migrations (number, name, checksum) VALUES ($1, $2, $3)";

std::string file_of(int number, std::string_view name) { return fmt::format("{:04}_{}", number, name); }

std::string checksum(const Migration& migration) { return hex(sha256(migration.sql)); }

/// The line, from 1, of the character at `position`, also from 1.
std::size_t line_at(std::string_view utf8, std::size_t position) {
  std::size_t line = 1;
  for (const char c : utf8) {
    const bool starts_character = (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    if (starts_character && --position == 0) break;
    if (c == '\n') ++line;
  }
  return line;
}

}  // namespace

Migrator::Migrator(std::string conninfo, std::span<const Migration> migrations)
    : Migrator(std::move(conninfo), migrations, Options{}) {}

Migrator::Migrator(std::string conninfo, std::span<const Migration> migrations, Options options)
    : conninfo_(std::move(conninfo)), migrations_(migrations), options_(std::move(options)) {
  for (std::size_t i = 0; i < migrations_.size(); ++i) {
    if (migrations_[i].number == static_cast<int>(i) + 1) continue;
    throw MigrationFailure(fmt::format("migration {:04} is missing: the next file is {}", i + 1,
                                       file_of(migrations_[i].number, migrations_[i].name)));
  }
}

Migrator::Report Migrator::migrate() {
  BlockingSession session(conninfo_);
  session.run("SET client_min_messages = warning");
  lock(session);  // held until the session ends, however it ends
  session.run(create_table);
  const std::vector<Row> rows = compare(session);
  refuse_unless_a_prefix(rows);

  Report report{.number = static_cast<int>(migrations_.size()), .app_role = prepare_app_role(session)};
  for (const Row& row : rows) {
    if (row.state != State::pending) continue;
    apply(session, migrations_[static_cast<std::size_t>(row.number) - 1]);
    report.applied.push_back(file_of(row.number, row.name));
    if (options_.say) options_.say(fmt::format("migration {} applied", report.applied.back()));
  }
  if (!report.app_role.empty()) protect_history(session, report.app_role);
  return report;
}

std::vector<Migrator::Row> Migrator::status() {
  BlockingSession session(conninfo_);
  return compare(session);
}

void Migrator::lock(BlockingSession& session) const {
  if (session.value("SELECT pg_try_advisory_lock($1)", {lock_key}) == "t") return;
  if (options_.say) options_.say("another process is migrating the database: waiting for it");
  try {
    session.run(fmt::format("SET lock_timeout = {}", options_.patience.count()));
    session.run("SELECT pg_advisory_lock($1)", {lock_key});
    session.run("SET lock_timeout = 0");
  } catch (const SqlFailure& failure) {
    if (failure.sqlstate != "55P03") throw;
    throw MigrationFailure(fmt::format("another process has been migrating the database for {} s: try again later",
                                       std::chrono::duration_cast<std::chrono::seconds>(options_.patience).count()));
  }
}

std::vector<Migrator::Row> Migrator::compare(BlockingSession& session) const {
  std::vector<Row> rows;
  for (const Migration& migration : migrations_) {
    rows.push_back({.number = migration.number, .name = std::string(migration.name), .state = State::pending});
  }
  if (session.value("SELECT to_regclass('schema_migrations') IS NOT NULL") != "t") return rows;
  for (const TextRow& applied : session.run(select_applied)) {
    const auto number = static_cast<std::size_t>(std::stoul(applied[0].value()));
    if (number == 0 || number > migrations_.size()) {
      rows.push_back({static_cast<int>(number), applied[1].value(), State::newer, applied[3]});
      continue;
    }
    Row& row = rows[number - 1];
    row.state = checksum(migrations_[number - 1]) == applied[2].value() ? State::applied : State::changed;
    row.applied_at = applied[3];
  }
  return rows;
}

void Migrator::refuse_unless_a_prefix(const std::vector<Row>& rows) const {
  const Row* missing = nullptr;
  for (const Row& row : rows) {
    const std::string file = file_of(row.number, row.name);
    if (row.state == State::newer) {
      throw MigrationFailure(
          fmt::format("the database is newer than this kontor: it has migration {}, this binary ends at "
                      "{:04}: start a newer kontor",
                      file, migrations_.size()));
    }
    if (row.state == State::changed) {
      throw MigrationFailure(
          fmt::format("migration {} was changed after it was applied on {}: put the file back, and make "
                      "the change in a new migration",
                      file, row.applied_at.value_or("?")));
    }
    if (row.state == State::pending && !missing) missing = &row;
    if (row.state == State::applied && missing) {
      throw MigrationFailure(
          fmt::format("migration {} was applied, but {} before it was not: the database was changed by "
                      "hand",
                      file, file_of(missing->number, missing->name)));
    }
  }
}

void Migrator::apply(BlockingSession& session, const Migration& migration) const {
  const std::string file = file_of(migration.number, migration.name);
  session.run("BEGIN");
  try {
    session.run(std::string(migration.sql));
    if (!session.in_transaction()) {
      throw MigrationFailure(
          fmt::format("migration {} ends its transaction: it must hold no BEGIN, COMMIT or ROLLBACK", file));
    }
    session.run(insert_applied, {std::to_string(migration.number), migration.name, checksum(migration)});
    session.run("COMMIT");
  } catch (const SqlFailure& failure) {
    if (failure.sqlstate.empty()) throw;  // the connection broke; nothing was committed
    session.run("ROLLBACK");
    const std::string place =
        failure.position == 0 ? "" : fmt::format(", line {}", line_at(migration.sql, failure.position));
    throw MigrationFailure(fmt::format("migration {}{}: {}", file, place, failure.what()));
  }
}

std::string_view name(Migrator::State state) {
  switch (state) {
    case Migrator::State::applied:
      return "applied";
    case Migrator::State::pending:
      return "pending";
    case Migrator::State::changed:
      return "changed";
    case Migrator::State::newer:
      return "newer";
  }
  return "";
}

}  // namespace kontor::db
