#pragma once

#include <boost/asio/posix/basic_stream_descriptor.hpp>
#include <memory>
#include <unordered_map>

#include "async/loops.hpp"
#include "async/one_shot.hpp"
#include "db/link.hpp"
#include "db/pipeline.hpp"
#include "db/rows.hpp"

struct pg_conn;

namespace kontor::async {
class CpuPool;
}

namespace kontor::db {

/// How to reach the database, and how long to wait for it.
struct Options {
  std::string conninfo;  ///< libpq's: a URI or keyword=value
  std::string app_role;  ///< taken on every connection when the login role would see past row-level security
  std::chrono::milliseconds connect_patience{2000};
  /// A short statement that has no answer by then: the database is stuck, and everyone is told 503.
  std::chrono::milliseconds answer_patience{3000};
  std::size_t shared = 2;     ///< pipelined connections of a loop: one computes while we read the other
  std::size_t exclusive = 8;  ///< most transactions of a loop at once
};

/// One connection in pipeline mode, on one loop. It connects when it is first used, and again after every loss.
class Connection {
 public:
  Connection(async::Executor executor, async::CpuPool& cpu, const Options& options);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  /// Waits its turn and for the answer. A constraint that is violated is an Error{conflict} whose internal_context is
  /// the constraint's name; Lost and StatementFailed are thrown. Fails at once while the database is known to be away.
  Task<Rows> query(Request request);

  std::size_t load() const { return pipeline_.load(); }
  bool up() const { return link_.up(); }
  bool failing() const { return link_.failing(); }

  /// Called every so often: reconnects when it is time and gives up what took too long.
  void tick(Link::Time now);
  /// Ends the connection; who waits gets Lost.
  void close(const std::string& why);
  /// Counts its lives: a transaction is over when this has changed.
  unsigned life() const { return life_; }

 private:
  struct Reply {
    ResultPtr result;
    std::string lost;
  };
  using Waiter = async::OneShot<Reply>;
  struct Session;

  void connect_if_due();
  Async<> connect(std::shared_ptr<Session> session);
  Async<> read(std::shared_ptr<Session> session);
  void schedule_send();
  void send_batch();
  bool send(const Command& command);
  void flush();
  void take_answers();
  void answer(ResultPtr result, std::vector<std::pair<std::shared_ptr<Waiter>, Reply>>& ready);
  Result<Rows> to_rows(Reply reply) const;

  async::Executor executor_;
  async::CpuPool& cpu_;
  const Options& options_;
  Link link_;
  Pipeline pipeline_;
  std::shared_ptr<Session> session_;
  std::unordered_map<Ticket, std::shared_ptr<Waiter>> waiters_;
  std::unordered_map<Ticket, ResultPtr> held_;  ///< results of writes that are not yet committed
  bool send_scheduled_ = false;
  unsigned life_ = 0;
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

}  // namespace kontor::db
