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
    write,  ///< an implicit transaction of its own; answered when that is committed
    open,   ///< the first statement of an explicit transaction: BEGIN and the scope go before it
    step,   ///< a later one, the COMMIT and the ROLLBACK too
  } mode = Mode::read;
};

/// What to send. `request` is valid until the next call of the pipeline.
struct Command {
  enum class Kind { prepare, begin, set_scope, execute, sync };
  Kind kind;
  Ticket ticket = 0;
  const Request* request = nullptr;
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
/// Requests that arrive while a batch is under way wait and then leave together: reads share one implicit transaction,
/// one round trip and one setting of the scope as long as it stays the same; a write is a transaction of its own. When
/// a read fails, the reads behind it, which the server skips, go into the next batch; nothing else is ever sent twice.
class Pipeline {
 public:
  using Time = std::chrono::steady_clock::time_point;

  /// More reads in one transaction gain nothing and make the first wait for the last.
  static constexpr std::size_t kMaxBatch = 64;

  Ticket add(Request request, Time deadline);

  /// The next batch, or nothing while one is under way or nobody waits.
  std::vector<Command> next_batch();

  struct Outcome {
    enum class Kind {
      nothing,
      held,      ///< the answer at hand is the result of a write; keep it until its transaction is committed
      answered,  ///< the request ends; its result is the answer at hand or, after `synced`, the one held
      failed,    ///< the request ends; its error is the answer at hand
    };
    Kind kind = Kind::nothing;
    Ticket ticket = 0;
  };
  Outcome on(Answer answer);

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
    std::size_t entry = 0;  ///< in running_
  };

  std::vector<Entry> take_batch();
  Outcome end(std::size_t entry, Outcome::Kind kind);
  Outcome finish_batch();

  Ticket last_ticket_ = 0;
  std::deque<Entry> waiting_;
  std::vector<Entry> running_;
  std::vector<bool> ended_;  ///< of running_
  bool held_ = false;        ///< the write that runs has its result, not yet its commit
  std::deque<Expected> expected_;
  std::unordered_set<const Statement*> prepared_;
};

}  // namespace kontor::db
