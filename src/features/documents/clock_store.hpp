#pragma once

#include <vector>

#include "base/caller.hpp"
#include "base/clock.hpp"
#include "base/money.hpp"
#include "db/database.hpp"

namespace kontor::documents {

/// How an organisation reads and what its clock shows.
class ClockStore {
 public:
  explicit ClockStore(db::Database& database) : database_(database) {}

  Async<Locale> locale(const Caller& caller);
  /// For each moment what the clock on the organisation's wall showed, as if that were UTC.
  Async<std::vector<Timestamp>> wall_times(const Caller& caller, const std::vector<Timestamp>& moments);

 private:
  db::Database& database_;
};

}  // namespace kontor::documents
