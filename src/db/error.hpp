#pragma once

#include <stdexcept>
#include <string>

#include "base/error.hpp"

namespace kontor::db {

/// The database is away, starting, or too slow to wait for. Whether a write that was on its way happened is unknown.
struct Lost : Unavailable {
  using Unavailable::Unavailable;
};

/// PostgreSQL refused a statement for a reason that input cannot cause: a bug, or a full disk.
struct StatementFailed : std::runtime_error {
  StatementFailed(std::string state, const std::string& what) : std::runtime_error(what), sqlstate(std::move(state)) {}
  std::string sqlstate;
};

}  // namespace kontor::db
