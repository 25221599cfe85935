#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "async/timer.hpp"
#include "jobs/worker_parts.hpp"
#include "observe/log.hpp"

// How attempts ended, on the way to the database: in batches, and kept for the length of a lease while it is away.

namespace kontor::jobs {

void Worker::write_soon(const Running& attempt, Ending ending) {
  Station& station = attempt.station;
  if (attempt.interruption != Interruption::lost) unwritten_.push_back({attempt.job, std::move(ending)});
  --station.running;
  ++station.ended;
  running_.erase(attempt.job.id);
  if (!unwritten_.empty() && !std::exchange(writing_, true)) async::spawn(executor_, write_down());
  if (stopping_ && idle()) beating_.cancel();
  begin(station);
}

Async<> Worker::write_down() {
  ++coroutines_;
  // What ends in this turn of the loop goes together; later, what ends while the last is being written.
  co_await asio::post(executor_, asio::use_awaitable);
  while (!unwritten_.empty()) {
    being_written_ = std::exchange(unwritten_, {});
    co_await write_down_batch();
    being_written_.clear();
    for (const auto& station : stations_) begin(*station);
  }
  writing_ = false;
  if (stopping_ && idle()) beating_.cancel();
  --coroutines_;
}

Async<> Worker::write_down_batch() {
  // A database that is back within the lease learns how the jobs ended; after that they are somebody else's to do
  // again.
  for (const Clock::time_point until = Clock::now() + options_.lease;;) {
    if (!doubting_) {
      ++talking_;
      try {
        const std::size_t written = co_await store_.end(id_, being_written_);
        --talking_;
        if (std::ranges::any_of(being_written_, [](const Ended& each) { return each.ending.wait.has_value(); }))
          due_.cancel();
        tell_who_waited();
        if (written < being_written_.size())
          log::warning("jobs were no longer ours when they ended", {{"jobs", being_written_.size() - written}});
        if (options_.on_ended) options_.on_ended(being_written_);
        co_return;
      } catch (const std::exception& why) {
        --talking_;
        log::warning("how jobs ended cannot be written down", {{"jobs", being_written_.size()}, {"what", why.what()}});
        doubt();
      }
    }
    if (Clock::now() >= until || (stopping_ && !doubting_)) {
      log::warning("how jobs ended was not written down; they will be done again", {{"jobs", being_written_.size()}});
      co_return;
    }
    co_await async::sleep_for(kPause);
  }
}

void Worker::tell_who_waited() {
  bool ended = false;
  bool failed = false;
  for (const auto& [claim, ending] : being_written_) {
    if (!claim.workflow_id) continue;
    ended = true;
    failed = failed || ending.kind == Ending::Kind::dead || ending.kind == Ending::Kind::cancelled;
  }
  if (ended) called({});          // they may be of any queue
  if (failed) beating_.cancel();  // they may have to be cancelled: look around
}

}  // namespace kontor::jobs
