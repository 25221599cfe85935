#include "db/connection.hpp"

#include <libpq-fe.h>

#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "async/cpu_pool.hpp"
#include "async/timer.hpp"
#include "db/error.hpp"
#include "observe/log.hpp"

namespace kontor::db {
namespace {

constexpr int kBinary = 1;

using Descriptor = asio::posix::basic_stream_descriptor<async::Executor>;

std::string first_line(const char* message) {
  std::string_view text = message;
  return std::string(text.substr(0, text.find('\n')));
}

/// The server ends a statement shortly after we have given it up: what nobody waits for must not go on. A plan is made
/// once for each statement: with a parameter behind LIMIT PostgreSQL would plan anew at each call, at the cost of the
/// call itself. That plan may be made while a table is empty and is still in use when it is long, so it may not count
/// on reading all of it.
std::string server_options(const Options& options) {
  const auto limit = options.answer_patience.count() + 500;
  std::string text = fmt::format(
      "-c statement_timeout={} -c idle_in_transaction_session_timeout=60s -c jit=off -c enable_seqscan=off -c "
      "timezone=UTC"
      " -c plan_cache_mode=force_generic_plan",
      limit);
  if (!options.app_role.empty()) text += " -c role=" + options.app_role;
  return text;
}

PGconn* start_connecting(const Options& options) {
  const std::string server = server_options(options);
  const char* keys[] = {"dbname", "options", "application_name", "client_encoding", nullptr};
  const char* values[] = {options.conninfo.c_str(), server.c_str(), "kontor", "UTF8", nullptr};
  return PQconnectStartParams(keys, values, /*expand_dbname=*/1);
}

}  // namespace

/// One life of the connection: the libpq handle and its descriptor. Coroutines share it, so that it outlives a loss.
struct Connection::Session {
  explicit Session(async::Executor executor) : descriptor(executor) {}
  ~Session() { close(); }

  void close() {
    boost::system::error_code ignored;
    if (descriptor.is_open()) {
      descriptor.cancel(ignored);
      descriptor.release();  // libpq closes it
    }
    if (handle) PQfinish(std::exchange(handle, nullptr));
    closed = true;
  }

  /// libpq may change its socket between two steps of connecting.
  void watch_socket() {
    if (descriptor.is_open()) descriptor.release();
    descriptor.assign(PQsocket(handle));
  }

  PGconn* handle = nullptr;
  Descriptor descriptor;
  bool closed = false;
  bool flushing = false;
};

Connection::Connection(async::Executor executor, async::CpuPool& cpu, const Options& options)
    : executor_(executor), cpu_(cpu), options_(options) {}

Connection::~Connection() {
  *alive_ = false;
  if (session_) session_->close();
}

Task<Rows> Connection::query(Request request) {
  if (!link_.up() && link_.failing()) {
    connect_if_due();
    throw Lost("the database is away");
  }
  const auto waiter = std::make_shared<Waiter>();
  const Ticket ticket = pipeline_.add(std::move(request), std::chrono::steady_clock::now() + options_.answer_patience);
  waiters_.emplace(ticket, waiter);
  connect_if_due();
  schedule_send();
  Reply reply = co_await waiter->wait();
  co_return to_rows(std::move(reply));
}

Result<Rows> Connection::to_rows(Reply reply) const {
  if (!reply.lost.empty()) throw Lost(reply.lost);
  const PGresult* result = reply.result.get();
  const ExecStatusType status = PQresultStatus(result);
  if (status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK) return Rows(std::move(reply.result));

  const auto field = [&](int code) {
    const char* text = PQresultErrorField(result, code);
    return std::string(text ? text : "");
  };
  const std::string state = field(PG_DIAG_SQLSTATE);
  if (state.starts_with("23"))  // integrity constraint violation
    return fail({.code = Code::conflict,
                 .public_message = "This contradicts what is stored already.",
                 .internal_context = field(PG_DIAG_CONSTRAINT_NAME)});
  if (state.starts_with("57P") || state == "57014" || state.starts_with("53") || state.starts_with("08"))
    throw Lost("the database refused: " + field(PG_DIAG_MESSAGE_PRIMARY));
  throw StatementFailed(state, field(PG_DIAG_MESSAGE_PRIMARY));
}

void Connection::connect_if_due() {
  if (!link_.should_connect(std::chrono::steady_clock::now())) return;
  session_ = std::make_shared<Session>(executor_);
  async::spawn(
      executor_, [](Connection& self, std::shared_ptr<bool> alive, std::shared_ptr<Session> session) -> Async<> {
        std::string why;
        try {
          co_await async::within(self.options_.connect_patience, self.connect(session), "connecting to the database");
        } catch (const std::exception& failure) {
          why = failure.what();
        }
        if (!*alive || session->closed) co_return;
        if (!why.empty()) {
          self.close(why);
          co_return;
        }
        self.link_.connected();
        ++self.life_;
        self.schedule_send();
        co_await self.read(session);
      }(*this, alive_, session_));
}

Async<> Connection::connect(std::shared_ptr<Session> session) {
  // Starting resolves host names, which blocks: not on the loop.
  const std::shared_ptr<bool> alive = alive_;
  session->handle = co_await cpu_.run([options = options_] { return start_connecting(options); });
  if (!*alive || session->closed) co_return;
  if (!session->handle || PQstatus(session->handle) == CONNECTION_BAD)
    throw Lost(session->handle ? first_line(PQerrorMessage(session->handle)) : "out of memory");
  for (PostgresPollingStatusType next = PGRES_POLLING_WRITING; next != PGRES_POLLING_OK;
       next = PQconnectPoll(session->handle)) {
    if (next == PGRES_POLLING_FAILED) throw Lost(first_line(PQerrorMessage(session->handle)));
    session->watch_socket();
    const auto side = next == PGRES_POLLING_READING ? Descriptor::wait_read : Descriptor::wait_write;
    co_await session->descriptor.async_wait(side, asio::use_awaitable);
  }
  session->watch_socket();
  PQsetnonblocking(session->handle, 1);
  PQsetNoticeReceiver(session->handle, [](void*, const PGresult*) {}, nullptr);
  if (!PQenterPipelineMode(session->handle)) throw Lost(first_line(PQerrorMessage(session->handle)));
}

void Connection::schedule_send() {
  if (send_scheduled_ || !link_.up()) return;
  send_scheduled_ = true;
  // At the end of this turn of the loop: all that the turn's requests ask for leaves together.
  asio::post(executor_, [this, alive = alive_] {
    if (!*alive) return;
    send_scheduled_ = false;
    send_batch();
  });
}

void Connection::send_batch() {
  if (!link_.up()) return;
  for (const Command& command : pipeline_.next_batch())
    if (!send(command)) return close(first_line(PQerrorMessage(session_->handle)));
  flush();
}

bool Connection::send(const Command& command) {
  PGconn* handle = session_->handle;
  const auto execute = [&](const Statement& statement, const Params& params) {
    std::vector<const char*> values(params.size());
    for (std::size_t i = 0; i < params.size(); ++i) values[i] = params[i] ? params[i]->c_str() : nullptr;
    return PQsendQueryPrepared(handle, statement.name().c_str(), static_cast<int>(values.size()), values.data(),
                               nullptr, nullptr, kBinary) == 1;
  };
  switch (command.kind) {
    case Command::Kind::prepare:
      return PQsendPrepare(handle, command.statement->name().c_str(), command.statement->sql().c_str(), 0, nullptr) ==
             1;
    case Command::Kind::begin:
      return PQsendQueryParams(handle, "BEGIN", 0, nullptr, nullptr, nullptr, nullptr, kBinary) == 1;
    case Command::Kind::set_scope: {
      const Scope& scope = command.request->scope;
      return execute(*command.statement, {scope.org_id, scope.role, scope.key});
    }
    case Command::Kind::execute:
      return execute(*command.statement, command.request->params);
    case Command::Kind::flush:
      return execute(*command.statement, {});
    case Command::Kind::sync:
      return PQpipelineSync(handle) == 1;
  }
  return false;
}

void Connection::flush() {
  if (session_->flushing) return;
  const int left = PQflush(session_->handle);
  if (left < 0) return close(first_line(PQerrorMessage(session_->handle)));
  if (left == 0) return;
  session_->flushing = true;
  session_->descriptor.async_wait(Descriptor::wait_write,
                                  [this, alive = alive_, session = session_](boost::system::error_code error) {
                                    if (error || !*alive || session->closed) return;
                                    session->flushing = false;
                                    flush();
                                  });
}

Async<> Connection::read(std::shared_ptr<Session> session) {
  const std::shared_ptr<bool> alive = alive_;
  for (;;) {
    boost::system::error_code error;
    co_await session->descriptor.async_wait(Descriptor::wait_read, asio::redirect_error(asio::use_awaitable, error));
    if (!*alive || session->closed) co_return;
    if (error || PQconsumeInput(session->handle) != 1) {
      close(error ? error.message() : first_line(PQerrorMessage(session->handle)));
      co_return;
    }
    take_answers();
    if (!*alive || session->closed) co_return;
  }
}

void Connection::take_answers() {
  const std::shared_ptr<Session> session = session_;
  std::vector<std::pair<std::shared_ptr<Waiter>, Reply>> ready;
  bool progress = true;
  while (!session->closed && pipeline_.awaiting() && !PQisBusy(session->handle)) {
    ResultPtr result(PQgetResult(session->handle));
    if (!result) {
      if (!std::exchange(progress, false)) break;  // twice nothing: libpq has no more
      continue;
    }
    progress = true;
    answer(std::move(result), ready);
  }
  send_batch();
  // Last: a waiter that resumes may ask again, or end this connection.
  for (auto& [waiter, reply] : ready) waiter->give(std::move(reply));
}

void Connection::answer(ResultPtr result, std::vector<std::pair<std::shared_ptr<Waiter>, Reply>>& ready) {
  const ExecStatusType status = PQresultStatus(result.get());
  const Answer kind = status == PGRES_PIPELINE_SYNC                             ? Answer::synced
                      : status == PGRES_PIPELINE_ABORTED                        ? Answer::skipped
                      : status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK ? Answer::ok
                                                                                : Answer::error;
  const Pipeline::Outcome outcome = pipeline_.on(kind);
  const auto give = [&](Ticket ticket, ResultPtr given) {
    ready.emplace_back(waiters_.extract(ticket).mapped(), Reply{std::move(given), {}});
  };
  switch (outcome.kind) {
    case Pipeline::Outcome::Kind::nothing:
      break;
    case Pipeline::Outcome::Kind::held:
      held_.emplace(outcome.ticket, std::move(result));
      break;
    case Pipeline::Outcome::Kind::failed:
      held_.erase(outcome.ticket);  // at its commit
      [[fallthrough]];
    case Pipeline::Outcome::Kind::answered:
      give(outcome.ticket, std::move(result));
      break;
    case Pipeline::Outcome::Kind::unsafe:
      close(first_line(PQresultErrorMessage(result.get())));
      break;
  }
  for (const Ticket ticket : pipeline_.committed()) give(ticket, std::move(held_.extract(ticket).mapped()));
}

void Connection::tick(Link::Time now) {
  const std::optional<Link::Time> deadline = pipeline_.earliest_deadline();
  if (deadline && now >= *deadline) close(fmt::format("no answer within {} ms", options_.answer_patience.count()));
  if (link_.failing()) connect_if_due();
}

void Connection::close(const std::string& why) {
  if (link_.state() == Link::State::down) return;
  log::warning("database connection lost", {{"why", why}});
  link_.lost(std::chrono::steady_clock::now());
  if (session_) session_->close();
  held_.clear();
  std::vector<std::shared_ptr<Waiter>> waiters;
  for (const Ticket ticket : pipeline_.drop_all()) waiters.push_back(waiters_.extract(ticket).mapped());
  for (const auto& waiter : waiters) waiter->give(Reply{nullptr, why});
}

}  // namespace kontor::db
