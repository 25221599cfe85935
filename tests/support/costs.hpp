#pragma once

#include <string>

#include "async/test_loop.hpp"
#include "db/blocking_session.hpp"
#include "db/database.hpp"

namespace kontor::test {

/// What work costs the database by PostgreSQL's own counters, to prove that statements find their rows by an
/// index. The Database has one shared connection, so that all is counted in one session.
class Costs {
 public:
  struct Counted {
    int read_through = 0;  ///< scans of a whole table
    int rows = 0;          ///< rows that scans looked at
  };

  /// `tables`: a regular expression for the names of those that count.
  Costs(async::TestLoop& loop, db::Database& database, std::string conninfo, std::string tables)
      : loop_(loop), database_(database), conninfo_(std::move(conninfo)), tables_(std::move(tables)) {}

  template <class T>
  Counted of(Async<T> work, T* result = nullptr) {
    const Counted before = counted();
    T found = loop_.run(std::move(work));
    if (result) *result = std::move(found);
    const Counted after = counted();
    return {after.read_through - before.read_through, after.rows - before.rows};
  }

 private:
  /// A session tells what it has counted when it is asked to.
  Counted counted() {
    static const db::Statement tell{"SELECT pg_stat_force_next_flush()"};
    loop_.run([](db::Database& database) -> Async<> {
      (void)co_await database.read(db::Scope{}, tell);
      (void)co_await database.read(db::Scope{}, tell);  // answered only after the first has had its effect
    }(database_));
    const auto rows = db::BlockingSession(conninfo_).run(
        "SELECT sum(seq_scan), sum(seq_tup_read + coalesce(idx_tup_fetch, 0)) FROM pg_stat_user_tables WHERE relname ~ "
        "$1",
        {tables_});
    return {std::stoi(rows[0][0].value()), std::stoi(rows[0][1].value())};
  }

  async::TestLoop& loop_;
  db::Database& database_;
  std::string conninfo_;
  std::string tables_;
};

}  // namespace kontor::test
