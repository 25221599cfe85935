#pragma once

#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/steady_timer.hpp>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <unordered_map>

#include "async/loops.hpp"
#include "async/ticker.hpp"
#include "jobs/handler.hpp"
#include "jobs/lease_store.hpp"
#include "jobs/prefetch.hpp"
#include "state/state.hpp"

namespace kontor::observe {
class Metrics;
}

namespace kontor::jobs {

/// Claims jobs and does them, on one loop. What to do is told by handle(), once for each kind:
///
///     worker.handle<RenderDocument>({.work = [&](Attempt& run, RenderDocument job) { return
///     documents.render(run.org(), job); },
///                                    .give_up = [&](const Claim&, RenderDocument job, std::string why) { … }});
///
/// An attempt may end well, as its Ending says, or with an Error or an exception, then it is tried again later; after
/// the last attempt `give_up` is called, with a sentence for people, and the job is dead until a person looks at it.
/// Jobs are coroutines: thousands may wait at once. Nothing is claimed beyond what is begun within moments.
class Worker {
 public:
  struct Options {
    std::string name = "worker";  ///< for people who look at who works
    /// Jobs at once of each queue, on this loop; they wait more than they compute.
    std::map<std::string, std::size_t, std::less<>> queues = {{std::string(kDefaultQueue), 8}};
    std::chrono::milliseconds lease = kLease;
    std::chrono::milliseconds poll{2000};    ///< how often to look when nobody calls
    std::chrono::milliseconds drain{20000};  ///< at the stop: what still runs then is interrupted and given back
    /// Called on the loop when a job tells how far it is.
    std::function<Async<>(const Claim&, int percent, std::string line)> on_progress = {};
    /// Called on the loop when it is written down how attempts ended.
    std::function<void(const std::vector<Ended>&)> on_ended = {};
  };

  Worker(async::Executor executor, async::Ticker& ticker, db::Database& database, state::State& state,
         observe::Metrics& metrics, Options options);
  ~Worker();

  template <Job J>
  void handle(Handler<J> handler) {
    add(J::kind, untyped(std::move(handler)));
  }

  void start();
  /// Claims no more, and returns when what runs has ended or was given back.
  Async<> stop();

 private:
  struct Station;
  struct Running;
  struct Meters;
  struct Known {
    UntypedHandler handler;
    std::unique_ptr<Meters> meters;
  };
  enum class Interruption { none, timeout, cancelled, stopping, lost };

  void add(std::string_view kind, UntypedHandler handler);

  // in: worker.cpp
  Async<> live();
  Async<> claim_loop(Station& station);
  void called(const std::string& message);
  Async<> rest(Station& station, std::chrono::milliseconds longest);
  std::size_t wanted(const Station& station) const;
  void begin(Station& station);
  void begin(Station& station, Claim claim);

  // through: worker_attempts.cpp
  Async<Ending> work(Running& attempt);
  void ended(const std::shared_ptr<Running>& attempt, std::exception_ptr failure, Ending ending);
  Ending judged(const Running& attempt, std::exception_ptr failure, Ending ending) const;
  Async<> give_up(std::shared_ptr<Running> attempt, Ending ending);
  void interrupt(Running& attempt, Interruption why);
  void cancel(const std::string& job);
  void tick(async::Ticker::Time now);

  // out: worker_ends.cpp
  void write_soon(const Running& attempt, Ending ending);
  Async<> write_down();
  Async<> write_down_batch();
  void tell_who_waited();

  // around: worker_lease.cpp
  Async<> beat_loop();
  bool idle() const { return running_.empty() && !writing_; }
  Async<> clock_loop();
  void doubt();
  Async<> renew_identity();
  std::vector<Claim> held() const;
  Async<> look_around();

  async::Executor executor_;
  async::Ticker& ticker_;
  LeaseStore store_;
  state::State& state_;
  observe::Metrics& metrics_;
  Options options_;
  LeaseStore::WorkerId id_;
  std::map<std::string, Known, std::less<>> known_;
  std::vector<std::unique_ptr<Station>> stations_;
  std::unordered_map<Id<QueuedJob>, std::shared_ptr<Running>> running_;
  std::vector<Ended> unwritten_;
  std::vector<Ended> being_written_;
  asio::steady_timer beating_;
  asio::steady_timer due_;
  std::shared_ptr<void> subscription_;
  std::shared_ptr<void> cancels_;
  std::shared_ptr<void> ticks_;
  bool writing_ = false;
  bool doubting_ = false;    ///< a connection was lost: nothing is claimed or ended before the identity is new
  std::size_t talking_ = 0;  ///< claims and ends that are under way
  bool stopping_ = false;
  std::size_t coroutines_ = 0;  ///< of ours that still run, beside the attempts
};

}  // namespace kontor::jobs
