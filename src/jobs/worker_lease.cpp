#include "jobs/worker_parts.hpp"
#include "observe/log.hpp"

// The worker's lease, its identity after a lost connection, and what each worker does for all: the clock, the rescue.

namespace kontor::jobs {
namespace {

/// Beats in a lease: two may be late or lost.
constexpr int kBeats = 3;

}  // namespace

Async<> Worker::clock_loop() {
  ++coroutines_;
  while (!stopping_) {
    std::chrono::milliseconds pause = options_.poll;
    try {
      const LeaseStore::Due due = co_await store_.promote();
      if (due.promoted > 0) called({});
      if (due.next) pause = std::clamp(*due.next, std::chrono::milliseconds(1), pause);
    } catch (const std::exception& why) {
      log::warning("jobs whose time has come could not be found", {{"what", why.what()}});
    }
    if (!stopping_) co_await wait(due_, pause);
  }
  --coroutines_;
}

Async<> Worker::beat_loop() {
  ++coroutines_;
  while (!stopping_ || !idle()) {
    co_await wait(beating_, doubting_ || stopping_ ? kPause : options_.lease / kBeats);
    try {
      if (!doubting_ && !co_await store_.beat(id_)) doubting_ = true;
      if (doubting_) co_await renew_identity();
      if (!doubting_ && !stopping_) co_await look_around();
    } catch (const std::exception& why) {
      log::warning("a worker's lease could not be extended", {{"what", why.what()}});
      doubting_ = true;
    }
  }
  --coroutines_;
}

void Worker::doubt() {
  doubting_ = true;
  beating_.cancel();
}

std::vector<Claim> Worker::held() const {
  std::vector<Claim> all;
  for (const auto& [id, attempt] : running_) all.push_back(attempt->job);
  for (const auto& station : stations_) std::ranges::copy(station->ready, std::back_inserter(all));
  for (const auto* ended : {&unwritten_, &being_written_})
    for (const Ended& each : *ended) all.push_back(each.claim);
  return all;
}

Async<> Worker::renew_identity() {
  if (talking_ > 0) co_return;  // the next beat
  const std::vector<Claim> ours = held();
  LeaseStore::Adopted adopted = co_await store_.adopt(id_, options_.name, ours);
  id_ = adopted.worker;
  doubting_ = false;
  const auto lost = [&](const Claim& claim) { return !adopted.kept.contains(claim.id); };
  for (const auto& station : stations_) std::erase_if(station->ready, lost);
  std::vector<std::shared_ptr<Running>> gone;
  for (const auto& [id, attempt] : running_)
    if (lost(attempt->job)) gone.push_back(attempt);
  for (const auto& attempt : gone) interrupt(*attempt, Interruption::lost);
  if (adopted.kept.size() < ours.size())
    log::warning("jobs were lost with a connection; they are begun anew",
                 {{"jobs", ours.size() - adopted.kept.size()}});
  called({});
}

Async<> Worker::look_around() {
  for (const Id<QueuedJob>& id : co_await store_.wanted_cancelled(id_))
    if (const auto found = running_.find(id); found != running_.end())
      interrupt(*std::shared_ptr(found->second), Interruption::cancelled);
  const std::vector<Rescued> rescued = co_await store_.rescue();
  for (const Rescued& job : rescued)
    log::warning("a job was rescued: its worker died",
                 {{"job_id", job.id}, {"kind", job.kind}, {"attempts", job.attempts}});
  bool released = !rescued.empty();
  while (co_await store_.cancel_doomed() > 0) released = true;  // step by step: each may doom others
  if (released) called({});
}

}  // namespace kontor::jobs
