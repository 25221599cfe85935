#pragma once

#include <boost/asio/steady_timer.hpp>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>

#include "async/loops.hpp"
#include "jobs/job_store.hpp"
#include "reflect/json_read.hpp"
#include "state/state.hpp"

namespace prometheus {
class Counter;
}
namespace kontor::observe {
class Metrics;
}

namespace kontor::jobs {

/// Claims jobs and does them, on one loop. What to do is told by handle(), once for each kind:
///
///     worker.handle<RenderDocument>({.work = [&](const Claim& claim, RenderDocument job) { return
///     documents.render(job); },
///                                    .give_up = [&](const Claim&, RenderDocument job, std::string why) { … }});
///
/// `work` may end in three ways: well; with an Error or an exception, then it is tried again later; after the last
/// attempt `give_up` is called, with a sentence for people, and the job is dead until a person looks at it.
class Worker {
 public:
  struct Options {
    std::size_t concurrency = 8;           ///< jobs at once on this loop; they wait more than they compute
    std::chrono::milliseconds poll{2000};  ///< how often to look when nobody calls
  };

  Worker(async::Executor executor, db::Database& database, state::State& state, observe::Metrics& metrics,
         Options options);

  template <Job J>
  struct Handler {
    std::function<Task<>(const Claim&, J)> work;
    std::function<Task<>(const Claim&, J, std::string)> give_up;
  };

  template <Job J>
  void handle(Handler<J> handler) {
    const auto typed = [](const Claim& claim) { return reflect::from_json<J>(claim.payload.text, "payload"); };
    add(J::kind, {.work = [handler, typed](const Claim& claim) -> Task<> {
                    CO_TRY(J job, typed(claim));
                    co_return co_await handler.work(claim, std::move(job));
                  },
                  .give_up = [handler, typed](const Claim& claim, std::string why) -> Task<> {
                    CO_TRY(J job, typed(claim));
                    if (handler.give_up) co_return co_await handler.give_up(claim, std::move(job), std::move(why));
                    co_return Result<>();
                  }});
  }

  void start();
  /// Claims no more and returns when what runs has ended.
  Async<> stop();

 private:
  struct Untyped {
    std::function<Task<>(const Claim&)> work;
    std::function<Task<>(const Claim&, std::string)> give_up;
  };
  void add(std::string_view kind, Untyped handler);
  Async<> claim_loop();
  Async<> heartbeat_loop();
  Async<> run(Claim claim);
  Async<> write_down(const Claim& claim, const std::string& why);
  Async<> end(const Claim& claim, const std::string& why);
  Async<std::string> attempt(const Claim& claim);
  Async<> give_up(const Claim& claim, const std::string& why);
  Async<> rest(std::chrono::milliseconds longest);
  void wake();

  async::Executor executor_;
  JobStore store_;
  state::State& state_;
  observe::Metrics& metrics_;
  Options options_;
  std::map<std::string, Untyped, std::less<>> handlers_;
  std::set<Id<Claim>> running_;
  asio::steady_timer resting_;
  asio::steady_timer beating_;
  std::shared_ptr<void> subscription_;
  bool called_ = false;
  bool stopping_ = false;
  std::size_t loops_ = 0;  ///< of ours that still run
};

}  // namespace kontor::jobs
