#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <optional>
#include <unordered_set>
#include <vector>

#include "db/statement.hpp"

namespace kontor::db {

using Ticket = std::uint64_t;

/// A statement that somebody waits for.
struct Request {
  Scope scope;
  const Statement* statement = nullptr;
  Params params;

  enum class Mode {
    read,   ///< shares an implicit transaction with other reads
    write,  ///< an implicit transaction of its own; answered when that is committed and on the disk
    open,   ///< the first statement of an explicit transaction: BEGIN and the scope go before it
    step,   ///< a later one, the COMMIT and the ROLLBACK too
  } mode = Mode::read;
};

/// What to send. `request` is valid until the next call of the pipeline.
struct Command {
  enum class Kind { prepare, begin, set_scope, execute, flush, sync };
  Kind kind;
  const Statement* statement = nullptr;  ///< of prepare, set_scope, execute and flush
  const Request* request = nullptr;      ///< of set_scope and execute
};

/// What the server said, as far as the order of things goes.
enum class Answer {
  ok,       ///< a command is done
  error,    ///< a command failed; what follows up to the sync is skipped
  skipped,  ///< a command was not run because one before it failed
  synced,   ///< the batch is over
};

/// The order of one connection in pipeline mode, without the connection: what is sent next, and whose each answer is.
///
/// Requests that arrive while a batch is under way wait and then leave together, reads with reads and writes with
/// writes. Reads share one implicit transaction, one round trip and one setting of the scope as long as it stays the
/// same; when one fails, those behind it, which the server skips, go into the next batch. Each write is a transaction
/// of its own, and is never sent twice. Several writes do not wait for the disk one by one: they commit without, and
/// one more transaction behind them brings the log to the disk with all that was written before it; then all are
/// answered.
class Pipeline {
 public:
  using Time = std::chrono::steady_clock::time_point;

  /// More in one batch gain nothing and make the first wait for the last.
  static constexpr std::size_t kMaxBatch = 64;

  Ticket add(Request request, Time deadline);

  /// The next batch, or nothing while one is under way or nobody waits.
  std::vector<Command> next_batch();

  struct Outcome {
    enum class Kind {
      nothing,
      held,      ///< the answer at hand is the result of a write; keep it until committed() names the ticket
      answered,  ///< the request ends; its result is the answer at hand
      failed,    ///< the request ends; its error is the answer at hand
      unsafe,    ///< nobody knows whether what was committed is on the disk: the connection has to go
    };
    Kind kind = Kind::nothing;
    Ticket ticket = 0;
  };
  Outcome on(Answer answer);
  /// The writes whose results were held and are now safe to give: after each `synced`.
  std::vector<Ticket> committed() { return std::exchange(committed_, {}); }

  /// True while the server owes an answer.
  bool awaiting() const { return !expected_.empty(); }
  bool idle() const { return expected_.empty() && waiting_.empty(); }
  std::size_t load() const { return running_.size() + waiting_.size(); }
  /// The next to expire of all that is waiting or running.
  std::optional<Time> earliest_deadline() const;

  /// The connection is gone: forgets what was prepared and gives up every request, in order of arrival.
  std::vector<Ticket> drop_all();

 private:
  struct Entry {
    Ticket ticket;
    Request request;
    Time deadline;
  };
  struct Expected {
    Command::Kind kind;
    std::size_t entry;  ///< in running_; behind it for what is nobody's
    const Statement* statement;
  };
  enum class State { open, held, ended };

  std::vector<Entry> take_batch();
  Outcome end(std::size_t entry, Outcome::Kind kind);
  void end_transaction();

  Ticket last_ticket_ = 0;
  std::deque<Entry> waiting_;
  std::vector<Entry> running_;
  std::vector<State> states_;  ///< of running_
  std::vector<Ticket> committed_;
  std::deque<Expected> expected_;
  std::unordered_set<const Statement*> prepared_;
};

}  // namespace kontor::db
