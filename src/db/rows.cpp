#include "db/rows.hpp"

#include <libpq-fe.h>

#include <charconv>

namespace kontor::db {

void FreeResult::operator()(pg_result* result) const { PQclear(result); }

std::size_t Row::columns() const { return static_cast<std::size_t>(PQnfields(result_)); }
std::string_view Row::name(std::size_t column) const { return PQfname(result_, static_cast<int>(column)); }

std::optional<std::string_view> Row::value(std::size_t column) const {
  const int i = static_cast<int>(column);
  if (PQgetisnull(result_, index_, i)) return std::nullopt;
  return std::string_view(PQgetvalue(result_, index_, i), static_cast<std::size_t>(PQgetlength(result_, index_, i)));
}

std::size_t Rows::size() const { return static_cast<std::size_t>(PQntuples(result_.get())); }

std::string_view Rows::command() const { return PQcmdStatus(result_.get()); }

std::size_t Rows::affected() const {
  const std::string_view text = PQcmdTuples(result_.get());
  std::size_t count = 0;
  std::from_chars(text.data(), text.data() + text.size(), count);
  return count;
}

}  // namespace kontor::db
