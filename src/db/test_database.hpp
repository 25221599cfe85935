#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "async/test_loop.hpp"
#include "db/app_role.hpp"
#include "db/blocking_session.hpp"
#include "db/database.hpp"
#include "db/migrator.hpp"
#include "support/private_postgres.hpp"

namespace kontor::db {

/// For tests: a Database on the test's loop, over a new database of the private PostgreSQL, bound by row-level security
/// as the program is.
class DatabaseTest : public testing::Test {
 protected:
  explicit DatabaseTest(test::PrivatePostgres& server = test::PrivatePostgres::shared(), Options options = {})
      : options_(std::move(options)) {
    options_.conninfo = server.new_database();
    BlockingSession session(options_.conninfo);
    options_.app_role = prepare_app_role(session);
    open();
  }

  /// Another Database over the same data takes the place of the one before.
  void open() {
    database_.reset();
    database_.emplace(loop_.executor(), loop_.cpu(), loop_.ticker(), options_);
  }

  /// Any statements as the superuser, beside the Database; gives the first value of the last one.
  std::string admin(const std::string& statements) {
    const std::vector<TextRow> rows = BlockingSession(options_.conninfo).run(statements);
    return rows.empty() ? "" : rows[0][0].value_or("");
  }

  Rows read(const Statement& statement, Params params = {}, Scope scope = {}) {
    return loop_.run(database_->read(std::move(scope), statement, std::move(params))).value();
  }
  Result<Rows> write(const Statement& statement, Params params = {}, Scope scope = {}) {
    return loop_.run(database_->write(std::move(scope), statement, std::move(params)));
  }

  Options options_;
  async::TestLoop loop_;
  std::optional<Database> database_;
};

}  // namespace kontor::db
