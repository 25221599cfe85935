#include "db/statement.hpp"

namespace kontor::db {
namespace {

std::string next_name() {
  static std::atomic<unsigned> count{0};
  return fmt::format("s{}", count.fetch_add(1));
}

}  // namespace

Statement::Statement(std::string_view sql) : sql_(sql), name_(next_name()) {}

}  // namespace kontor::db
