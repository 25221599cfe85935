#include "db/database.hpp"

#include "async/cpu_pool.hpp"

namespace kontor::db {
namespace {

const Statement kCommit{"COMMIT"};
const Statement kRollback{"ROLLBACK"};

/// A transaction may hold a dashboard's query; a stuck one is noticed all the same.
constexpr std::chrono::seconds kTransactionPatience{15};

}  // namespace

Transaction::Transaction(Database& database, Connection& connection, Scope scope)
    : database_(&database), alive_(database.alive_), connection_(&connection), scope_(std::move(scope)) {}

Transaction::Transaction(Transaction&& other) noexcept
    : database_(std::exchange(other.database_, nullptr)),
      alive_(std::move(other.alive_)),
      connection_(other.connection_),
      scope_(std::move(other.scope_)),
      life_(other.life_),
      open_(other.open_) {}

Transaction::~Transaction() {
  if (!database_ || alive_.expired()) return;
  if (open_ && connection_->up() && connection_->life() == life_)
    database_->roll_back(*connection_);
  else
    database_->release(*connection_);
}

Task<Rows> Transaction::query(const Statement& statement, Params params) {
  if (open_ && connection_->life() != life_) throw Lost("the connection of a transaction was lost");
  if (open_) {
    co_return co_await connection_->query(
        {.scope = {}, .statement = &statement, .params = std::move(params), .mode = Request::Mode::step});
  }
  open_ = true;
  // However the first statement ends, the connection's life at that moment is the one that BEGIN was said in.
  struct Note {
    Transaction& self;
    ~Note() { self.life_ = self.connection_->life(); }
  } note{*this};
  co_return co_await connection_->query(
      {.scope = scope_, .statement = &statement, .params = std::move(params), .mode = Request::Mode::open});
}

Async<> Transaction::commit() {
  if (!open_) co_return;
  const Result<Rows> done = co_await query(kCommit);
  open_ = false;
  if (!done) throw StatementFailed("23000", "a constraint failed at commit: " + done.error().internal_context);
  if (done->command() != "COMMIT") throw StatementFailed("25P02", "a spoiled transaction was committed");
}

Database::Database(async::Executor executor, async::CpuPool& cpu, async::Ticker& ticker, Options options)
    : executor_(executor), cpu_(cpu), options_(std::move(options)), patient_(options_) {
  patient_.answer_patience = std::max<std::chrono::milliseconds>(options_.answer_patience, kTransactionPatience);
  for (std::size_t i = 0; i < options_.shared; ++i)
    shared_.push_back(std::make_unique<Connection>(executor_, cpu_, options_));
  ticks_ = ticker.every_tick([this](async::Ticker::Time now) { tick(now); });
}

Database::~Database() {
  alive_.reset();  // before the connections go, and with them the coroutines that wait for their answers
}

bool Database::available() const {
  return std::ranges::none_of(shared_, [](const auto& connection) { return connection->failing(); });
}

Connection& Database::least_loaded() {
  // One that was never used is as good as one that is up, or it would stay unused while the first is busy.
  const auto better = [](const auto& a, const auto& b) {
    return std::pair(a->failing(), a->load()) < std::pair(b->failing(), b->load());
  };
  return **std::min_element(shared_.begin(), shared_.end(), better);
}

Task<Rows> Database::read(Scope scope, const Statement& statement, Params params) {
  return least_loaded().query(
      {.scope = std::move(scope), .statement = &statement, .params = std::move(params), .mode = Request::Mode::read});
}

Task<Rows> Database::write(Scope scope, const Statement& statement, Params params) {
  return least_loaded().query(
      {.scope = std::move(scope), .statement = &statement, .params = std::move(params), .mode = Request::Mode::write});
}

Async<Transaction> Database::begin(Scope scope) {
  if (!free_.empty()) {
    Connection* connection = free_.back();
    free_.pop_back();
    co_return Transaction(*this, *connection, std::move(scope));
  }
  if (exclusive_.size() < options_.exclusive) {
    exclusive_.push_back(std::make_unique<Connection>(executor_, cpu_, patient_));
    co_return Transaction(*this, *exclusive_.back(), std::move(scope));
  }
  if (waiting_.size() >= kMaxWaiting) throw Lost("too many transactions wait for a connection");
  const auto turn = std::make_shared<async::OneShot<Connection*>>();
  waiting_.push_back({turn, std::chrono::steady_clock::now() + options_.answer_patience});
  Connection* connection = co_await turn->wait();
  if (!connection) throw Lost("no connection became free for a transaction");
  co_return Transaction(*this, *connection, std::move(scope));
}

void Database::release(Connection& connection) {
  if (waiting_.empty()) {
    free_.push_back(&connection);
    return;
  }
  const auto turn = std::move(waiting_.front().turn);
  waiting_.pop_front();
  turn->give(&connection);
}

void Database::roll_back(Connection& connection) {
  async::spawn(executor_, [](Database& self, Connection& ended) -> Async<> {
    try {
      (void)co_await ended.query({.scope = {}, .statement = &kRollback, .params = {}, .mode = Request::Mode::step});
    } catch (const std::exception& failure) {
      ended.close(failure.what());  // whatever state it is in: not the next one's
    }
    self.release(ended);
  }(*this, connection));
}

void Database::tick(async::Ticker::Time now) {
  for (const auto& connection : shared_) connection->tick(now);
  for (const auto& connection : exclusive_) connection->tick(now);
  while (!waiting_.empty() && waiting_.front().deadline <= now) {
    const auto turn = std::move(waiting_.front().turn);
    waiting_.pop_front();
    turn->give(nullptr);
  }
}

}  // namespace kontor::db
