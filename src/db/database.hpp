#pragma once

#include <deque>
#include <memory>
#include <vector>

#include "async/loops.hpp"
#include "async/one_shot.hpp"
#include "async/task.hpp"
#include "async/ticker.hpp"
#include "db/connection.hpp"
#include "db/error.hpp"
#include "db/rows.hpp"
#include "db/statement.hpp"

namespace kontor::db {

class Database;

/// An explicit transaction on a connection of its own. Rolls back unless committed. Not used by two coroutines at once.
class Transaction {
 public:
  Transaction(Transaction&& other) noexcept;
  Transaction& operator=(Transaction&&) = delete;
  ~Transaction();

  /// As Database::read. After an error the transaction is spoiled: leave it.
  Task<Rows> query(const Statement& statement, Params params = {});
  /// Returns when the changes are on disk. Throws when they are not, or when that is unknown (Lost).
  Async<> commit();

 private:
  friend class Database;
  Transaction(Database& database, Connection& connection, Scope scope);

  Database* database_;
  std::weak_ptr<void> alive_;  ///< of the database: a coroutine that the end of the program finds waiting outlives it
  Connection* connection_;
  Scope scope_;
  unsigned life_ = 0;
  bool open_ = false;
};

/// The database as one loop sees it. Every statement names the scope whose rows it may touch.
/// Throws Lost while the database is away or too slow, StatementFailed for a statement that cannot be right; a violated
/// constraint is an Error{conflict} with the constraint's name in internal_context.
class Database {
 public:
  /// More waiting transactions than this mean overload: refused at once.
  static constexpr std::size_t kMaxWaiting = 256;

  Database(async::Executor executor, async::CpuPool& cpu, async::Ticker& ticker, Options options);
  ~Database();

  /// A short statement that changes nothing. Shares connection, transaction and round trip with others.
  Task<Rows> read(Scope scope, const Statement& statement, Params params = {});
  /// One short statement that changes something. Committed when it returns.
  Task<Rows> write(Scope scope, const Statement& statement, Params params = {});
  /// Several statements that happen together or not at all, or one that may be slow.
  Async<Transaction> begin(Scope scope);

  /// False after a loss until the next success.
  bool available() const;

 private:
  friend class Transaction;
  struct Waiting {
    std::shared_ptr<async::OneShot<Connection*>> turn;
    async::Ticker::Time deadline;
  };

  Connection& least_loaded();
  void release(Connection& connection);
  void roll_back(Connection& connection);
  void tick(async::Ticker::Time now);

  async::Executor executor_;
  async::CpuPool& cpu_;
  Options options_;
  Options patient_;  ///< for transactions
  std::vector<std::unique_ptr<Connection>> shared_;
  std::vector<std::unique_ptr<Connection>> exclusive_;
  std::vector<Connection*> free_;
  std::deque<Waiting> waiting_;
  std::shared_ptr<void> ticks_;
  std::shared_ptr<void> alive_ = std::make_shared<char>();
};

}  // namespace kontor::db
