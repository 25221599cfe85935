#pragma once

#include <initializer_list>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

struct pg_conn;

namespace kontor::db {

/// What the server answered to a statement it refused.
struct SqlFailure : std::runtime_error {
  SqlFailure(const std::string& message, std::string state, std::size_t where)
      : std::runtime_error(message), sqlstate(std::move(state)), position(where) {}

  std::string sqlstate;  ///< `42P01`; empty when the connection broke
  std::size_t position;  ///< the character of the statement, from 1; 0 when unknown
};

/// No session could be opened. `retryable` while the server starts, stops, or is not there yet.
struct ConnectFailure : std::runtime_error {
  ConnectFailure(const std::string& message, std::string state, bool again)
      : std::runtime_error(message), sqlstate(std::move(state)), retryable(again) {}

  std::string sqlstate;
  bool retryable;
};

using TextRow = std::vector<std::optional<std::string>>;

/// A plain blocking session for what runs before the event loops start (migrations, the embedded server) and for tests.
/// Never on an event loop. One thread at a time; movable.
class BlockingSession {
 public:
  /// `conninfo` in libpq's form. Throws ConnectFailure; the message holds no password.
  explicit BlockingSession(const std::string& conninfo);

  /// Any number of statements in one text; the rows of the last one. Throws SqlFailure.
  std::vector<TextRow> run(const std::string& statements);
  /// One statement with text parameters.
  std::vector<TextRow> run(const std::string& statement, std::initializer_list<std::string_view> parameters);
  /// The first field of the first row; empty when there is none or it is NULL.
  std::string value(const std::string& statement, std::initializer_list<std::string_view> parameters = {});

  /// True inside a transaction that has not failed.
  bool in_transaction() const;
  std::string quoted_name(std::string_view name);
  int major_version() const;

 private:
  struct Close {
    void operator()(pg_conn* connection) const;
  };
  std::unique_ptr<pg_conn, Close> connection_;
};

}  // namespace kontor::db
