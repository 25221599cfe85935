#include "db/pipeline.hpp"

namespace kontor::db {

Ticket Pipeline::add(Request request, Time deadline) {
  waiting_.push_back({++last_ticket_, std::move(request), deadline});
  return last_ticket_;
}

std::vector<Pipeline::Entry> Pipeline::take_batch() {
  std::vector<Entry> batch;
  while (!waiting_.empty() && batch.size() < kMaxBatch) {
    const bool alone = waiting_.front().request.mode != Request::Mode::read;
    if (alone && !batch.empty()) break;
    batch.push_back(std::move(waiting_.front()));
    waiting_.pop_front();
    if (alone) break;
  }
  return batch;
}

std::vector<Command> Pipeline::next_batch() {
  if (awaiting() || waiting_.empty()) return {};
  running_ = take_batch();
  ended_.assign(running_.size(), false);

  std::vector<Command> commands;
  const auto send = [&](Command::Kind kind, std::size_t i) {
    commands.push_back({kind, running_[i].ticket, &running_[i].request});
    expected_.push_back({kind, i});
  };
  const Scope* scope = nullptr;
  for (std::size_t i = 0; i < running_.size(); ++i) {
    const Request& request = running_[i].request;
    const bool sets_scope = request.mode != Request::Mode::step && (!scope || *scope != request.scope);
    // Prepared first: a statement that does not parse then leaves nothing open.
    if (prepared_.insert(request.statement).second) send(Command::Kind::prepare, i);
    if (request.mode == Request::Mode::open) send(Command::Kind::begin, i);
    if (sets_scope) send(Command::Kind::set_scope, i);
    scope = &request.scope;
    send(Command::Kind::execute, i);
  }
  commands.push_back({Command::Kind::sync, 0, nullptr});
  expected_.push_back({Command::Kind::sync, 0});
  return commands;
}

Pipeline::Outcome Pipeline::end(std::size_t entry, Outcome::Kind kind) {
  if (ended_[entry]) return {};
  ended_[entry] = true;
  return {kind, running_[entry].ticket};
}

Pipeline::Outcome Pipeline::on(Answer answer) {
  if (answer == Answer::synced) return finish_batch();
  if (expected_.empty()) return {};
  const Expected expected = expected_.front();
  // A write can fail as late as its commit: the error then stands where the sync is expected.
  if (expected.kind == Command::Kind::sync) return answer == Answer::error ? end(0, Outcome::Kind::failed) : Outcome{};

  expected_.pop_front();
  if (answer == Answer::ok) {
    if (expected.kind != Command::Kind::execute) return {};
    if (running_[expected.entry].request.mode != Request::Mode::write)
      return end(expected.entry, Outcome::Kind::answered);
    held_ = true;
    return {Outcome::Kind::held, running_[expected.entry].ticket};
  }
  if (expected.kind == Command::Kind::prepare) prepared_.erase(running_[expected.entry].request.statement);
  return answer == Answer::error ? end(expected.entry, Outcome::Kind::failed) : Outcome{};
}

Pipeline::Outcome Pipeline::finish_batch() {
  Outcome outcome;
  if (std::exchange(held_, false)) outcome = end(0, Outcome::Kind::answered);
  for (std::size_t i = running_.size(); i-- > 0;)
    if (!ended_[i]) waiting_.push_front(std::move(running_[i]));
  running_.clear();
  ended_.clear();
  expected_.clear();
  return outcome;
}

std::optional<Pipeline::Time> Pipeline::earliest_deadline() const {
  std::optional<Time> earliest;
  const auto look = [&](const Entry& entry) {
    if (!earliest || entry.deadline < *earliest) earliest = entry.deadline;
  };
  for (std::size_t i = 0; i < running_.size(); ++i)
    if (!ended_[i]) look(running_[i]);
  for (const Entry& entry : waiting_) look(entry);
  return earliest;
}

std::vector<Ticket> Pipeline::drop_all() {
  std::vector<Ticket> tickets;
  for (std::size_t i = 0; i < running_.size(); ++i)
    if (!ended_[i]) tickets.push_back(running_[i].ticket);
  for (const Entry& entry : waiting_) tickets.push_back(entry.ticket);
  running_.clear();
  ended_.clear();
  waiting_.clear();
  expected_.clear();
  prepared_.clear();
  held_ = false;
  return tickets;
}

}  // namespace kontor::db
