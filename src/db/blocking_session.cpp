#include "db/blocking_session.hpp"

#include <libpq-fe.h>

#include "base/text.hpp"

namespace kontor::db {
namespace {

struct Clear {
  void operator()(PGresult* result) const { PQclear(result); }
};
using Answer = std::unique_ptr<PGresult, Clear>;

std::string first_line(std::string_view text) {
  text = trimmed(text);
  return std::string(text.substr(0, text.find('\n')));
}

std::string field_of(const PGresult* result, int code) {
  const char* text = PQresultErrorField(result, code);
  return text ? text : "";
}

std::vector<TextRow> rows_of(pg_conn* connection, const Answer& answer) {
  const ExecStatusType status = PQresultStatus(answer.get());
  if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && status != PGRES_EMPTY_QUERY) {
    std::string message = field_of(answer.get(), PG_DIAG_MESSAGE_PRIMARY);
    if (message.empty()) message = first_line(PQerrorMessage(connection));
    const std::string position = field_of(answer.get(), PG_DIAG_STATEMENT_POSITION);
    throw SqlFailure(message, field_of(answer.get(), PG_DIAG_SQLSTATE), position.empty() ? 0 : std::stoul(position));
  }
  std::vector<TextRow> rows(static_cast<std::size_t>(PQntuples(answer.get())));
  for (std::size_t row = 0; row < rows.size(); ++row) {
    for (int column = 0; column < PQnfields(answer.get()); ++column) {
      const int at = static_cast<int>(row);
      if (PQgetisnull(answer.get(), at, column)) {
        rows[row].emplace_back();
      } else {
        rows[row].emplace_back(std::string(PQgetvalue(answer.get(), at, column),
                                           static_cast<std::size_t>(PQgetlength(answer.get(), at, column))));
      }
    }
  }
  return rows;
}

void ignore_notice(void*, const char*) {}

/// libpq gives no SQLSTATE for a refused connection before version 17; the sentences are the server's, in English or
/// not.
bool is_passing(const std::string& message) {
  for (const char* sign : {"starting up", "shutting down", "recovery", "Connection refused", "No such file",
                           "too many clients", "timeout expired", "server closed the connection"}) {
    if (message.find(sign) != std::string::npos) return true;
  }
  return false;
}

}  // namespace

void BlockingSession::Close::operator()(pg_conn* connection) const { PQfinish(connection); }

BlockingSession::BlockingSession(const std::string& conninfo) : connection_(PQconnectdb(conninfo.c_str())) {
  if (!connection_) throw std::bad_alloc();
  if (PQstatus(connection_.get()) != CONNECTION_OK) {
    const std::string message = PQerrorMessage(connection_.get());
    const bool absent =
        message.find("does not exist") != std::string::npos && message.find("database") != std::string::npos;
    throw ConnectFailure(first_line(message), absent ? "3D000" : "", is_passing(message));
  }
  PQsetNoticeProcessor(connection_.get(), ignore_notice, nullptr);
}

std::vector<TextRow> BlockingSession::run(const std::string& statements) {
  return rows_of(connection_.get(), Answer(PQexec(connection_.get(), statements.c_str())));
}

std::vector<TextRow> BlockingSession::run(const std::string& statement,
                                          std::initializer_list<std::string_view> parameters) {
  const std::vector<std::string> values(parameters.begin(), parameters.end());
  std::vector<const char*> texts;
  for (const std::string& value : values) texts.push_back(value.c_str());
  return rows_of(connection_.get(),
                 Answer(PQexecParams(connection_.get(), statement.c_str(), static_cast<int>(texts.size()), nullptr,
                                     texts.data(), nullptr, nullptr, 0)));
}

std::string BlockingSession::value(const std::string& statement, std::initializer_list<std::string_view> parameters) {
  const std::vector<TextRow> rows = run(statement, parameters);
  return rows.empty() || rows[0].empty() ? "" : rows[0][0].value_or("");
}

bool BlockingSession::in_transaction() const { return PQtransactionStatus(connection_.get()) == PQTRANS_INTRANS; }

int BlockingSession::major_version() const { return PQserverVersion(connection_.get()) / 10'000; }

std::string BlockingSession::quoted_name(std::string_view name) {
  char* quoted = PQescapeIdentifier(connection_.get(), name.data(), name.size());
  if (!quoted) throw std::runtime_error("a name is not valid in the database's encoding");
  std::string text = quoted;
  PQfreemem(quoted);
  return text;
}

}  // namespace kontor::db
