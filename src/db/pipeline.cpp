#include "db/pipeline.hpp"

namespace kontor::db {
namespace {

// For one transaction; row-level security reads it (migrations/0001).
const Statement kSetScope{
    "SELECT set_config('app.org_id', $1, true), set_config('app.role', $2, true), set_config('app.key', $3, true)"};
const Statement kSetScopeUnflushed{kSetScope.sql() + ", set_config('synchronous_commit', 'off', true)"};
// The log is one: with this transaction's commit all that stands before it reaches the disk. Nothing reads the message.
const Statement kFlush{"SELECT pg_logical_emit_message(true, 'kontor', '')"};

}  // namespace

Ticket Pipeline::add(Request request, Time deadline) {
  waiting_.push_back({++last_ticket_, std::move(request), deadline});
  return last_ticket_;
}

std::vector<Pipeline::Entry> Pipeline::take_batch() {
  using Mode = Request::Mode;
  const Mode mode = waiting_.front().request.mode;
  const std::size_t most = mode == Mode::read || mode == Mode::write ? kMaxBatch : 1;
  std::vector<Entry> batch;
  while (!waiting_.empty() && batch.size() < most && waiting_.front().request.mode == mode) {
    batch.push_back(std::move(waiting_.front()));
    waiting_.pop_front();
  }
  return batch;
}

std::vector<Command> Pipeline::next_batch() {
  if (awaiting() || waiting_.empty()) return {};
  running_ = take_batch();
  states_.assign(running_.size(), State::open);
  const std::size_t nobody = running_.size();
  const bool writes = running_.front().request.mode == Request::Mode::write;
  const bool share_flush = writes && running_.size() > 1;

  std::vector<Command> commands;
  const auto send = [&](Command::Kind kind, std::size_t entry, const Statement* statement = nullptr) {
    commands.push_back({kind, statement, entry == nobody ? nullptr : &running_[entry].request});
    expected_.push_back({kind, entry, statement});
  };
  // Before anything else of its transaction: a statement that does not parse then leaves nothing open.
  const auto prepare = [&](std::size_t entry, const Statement& statement) {
    if (prepared_.insert(&statement).second) send(Command::Kind::prepare, entry, &statement);
  };
  const Statement& set_scope = share_flush ? kSetScopeUnflushed : kSetScope;
  const Scope* scope = nullptr;
  for (std::size_t i = 0; i < running_.size(); ++i) {
    const Request& request = running_[i].request;
    const bool sets_scope = request.mode != Request::Mode::step && (!scope || *scope != request.scope);
    if (sets_scope) prepare(i, set_scope);
    prepare(i, *request.statement);
    if (request.mode == Request::Mode::open) send(Command::Kind::begin, i);
    if (sets_scope) send(Command::Kind::set_scope, i, &set_scope);
    send(Command::Kind::execute, i, request.statement);
    scope = &request.scope;
    if (!writes) continue;
    send(Command::Kind::sync, i);
    scope = nullptr;
  }
  if (share_flush) {
    prepare(nobody, kFlush);
    send(Command::Kind::flush, nobody, &kFlush);
  }
  if (share_flush || !writes) send(Command::Kind::sync, nobody);
  return commands;
}

Pipeline::Outcome Pipeline::end(std::size_t entry, Outcome::Kind kind) {
  if (entry == running_.size()) return {Outcome::Kind::unsafe, 0};
  if (states_[entry] == State::ended) return {};
  states_[entry] = State::ended;
  return {kind, running_[entry].ticket};
}

Pipeline::Outcome Pipeline::on(Answer answer) {
  if (answer == Answer::synced) {
    end_transaction();
    return {};
  }
  if (expected_.empty()) return {};
  const Expected expected = expected_.front();
  // A write can fail as late as its commit: the error then stands where the sync is expected.
  if (expected.kind != Command::Kind::sync) expected_.pop_front();
  if (answer == Answer::error) {
    if (expected.kind == Command::Kind::prepare) prepared_.erase(expected.statement);
    return end(expected.entry, Outcome::Kind::failed);
  }
  if (answer == Answer::skipped && expected.kind == Command::Kind::prepare) prepared_.erase(expected.statement);
  if (answer == Answer::skipped || expected.kind != Command::Kind::execute) return {};
  if (running_[expected.entry].request.mode != Request::Mode::write)
    return end(expected.entry, Outcome::Kind::answered);
  states_[expected.entry] = State::held;
  return {Outcome::Kind::held, running_[expected.entry].ticket};
}

void Pipeline::end_transaction() {
  while (!expected_.empty() && expected_.front().kind != Command::Kind::sync) expected_.pop_front();
  if (!expected_.empty()) expected_.pop_front();
  if (!expected_.empty()) return;  // of a write; the batch goes on
  for (std::size_t i = 0; i < running_.size(); ++i)
    if (states_[i] == State::held) committed_.push_back(running_[i].ticket);
  for (std::size_t i = running_.size(); i-- > 0;)
    if (states_[i] == State::open) waiting_.push_front(std::move(running_[i]));
  running_.clear();
  states_.clear();
}

std::optional<Pipeline::Time> Pipeline::earliest_deadline() const {
  std::optional<Time> earliest;
  const auto look = [&](const Entry& entry) {
    if (!earliest || entry.deadline < *earliest) earliest = entry.deadline;
  };
  for (std::size_t i = 0; i < running_.size(); ++i)
    if (states_[i] != State::ended) look(running_[i]);
  for (const Entry& entry : waiting_) look(entry);
  return earliest;
}

std::vector<Ticket> Pipeline::drop_all() {
  std::vector<Ticket> tickets;
  for (std::size_t i = 0; i < running_.size(); ++i)
    if (states_[i] != State::ended) tickets.push_back(running_[i].ticket);
  for (const Entry& entry : waiting_) tickets.push_back(entry.ticket);
  running_.clear();
  states_.clear();
  committed_.clear();
  waiting_.clear();
  expected_.clear();
  prepared_.clear();
  return tickets;
}

}  // namespace kontor::db
