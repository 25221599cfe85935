#include "support/migrated_postgres.hpp"

#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "db/migrator.hpp"
#include "support/private_postgres.hpp"

namespace kontor::test {
namespace {

namespace fs = std::filesystem;

/// By name: 0001_organizations.
std::map<std::string, std::string> migration_files() {
  std::map<std::string, std::string> files;
  for (const fs::directory_entry& entry : fs::directory_iterator(KONTOR_MIGRATIONS)) {
    std::ostringstream text;
    text << std::ifstream(entry.path()).rdbuf();
    files[entry.path().stem().string()] = std::move(text).str();
  }
  return files;
}

/// A database that nobody connects to again.
std::string migrated_template() {
  const std::map<std::string, std::string> files = migration_files();
  std::vector<db::Migration> migrations;
  for (const auto& [name, sql] : files)
    migrations.push_back({std::stoi(name), std::string_view(name).substr(name.find('_') + 1), sql});
  const std::string conninfo = PrivatePostgres::shared().new_database();
  db::Migrator(conninfo, migrations).migrate();
  return conninfo;
}

}  // namespace

std::string new_migrated_database() {
  static const std::string made = migrated_template();
  return PrivatePostgres::shared().new_database(made);
}

std::vector<std::string> migration_texts() {
  std::vector<std::string> texts;
  for (const auto& [name, sql] : migration_files()) texts.push_back(sql);
  return texts;
}

}  // namespace kontor::test
