#include "jobs/scheduler.hpp"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <set>

#include "async/timer.hpp"
#include "observe/log.hpp"

namespace kontor::jobs {
namespace {

/// A batch's rows are locked while its ticks are computed: a small one is soon done, and leaves work to others.
constexpr std::size_t kBatch = 20;
/// Somebody else holds what is due: no use in asking sooner.
constexpr std::chrono::milliseconds kShortestRest{20};

}  // namespace

/// What a transaction has to write.
struct Scheduler::Batch {
  std::vector<TickStore::Job> jobs;
  std::vector<TickStore::Step> steps;
  std::set<std::string> queues;
  std::size_t stopped = 0;
};

Scheduler::Scheduler(async::Executor executor, db::Database& database, state::State& state, Queue& queue,
                     Options options)
    : executor_(executor), state_(state), queue_(queue), store_(database), options_(options), resting_(executor) {}

void Scheduler::start() {
  subscription_ = state_.subscribe(std::string(kSchedulesChannel), [this](const std::string&) { called(); });
  living_ = true;
  async::spawn(executor_, live());
}

Async<> Scheduler::stop() {
  constexpr std::chrono::milliseconds kLook{5};
  stopping_ = true;
  called();
  while (living_) co_await async::sleep_for(kLook);
  subscription_.reset();
}

void Scheduler::called() {
  called_ = true;
  resting_.cancel();
}

Async<> Scheduler::live() {
  while (!stopping_) {
    std::chrono::milliseconds rest = options_.poll;
    try {
      for (;;) {
        const std::optional<std::chrono::milliseconds> until = co_await store_.until_next();
        if (until) rest = std::clamp(*until, kShortestRest, options_.poll);
        const bool due = until && *until <= std::chrono::milliseconds(0);
        if (stopping_ || !due || co_await fire() == 0) break;
      }
    } catch (const std::exception& why) {
      log::warning("schedules that are due could not be found", {{"what", why.what()}});
    }
    boost::system::error_code early;
    resting_.expires_after(rest);
    if (!std::exchange(called_, false) && !stopping_)
      co_await resting_.async_wait(asio::redirect_error(asio::use_awaitable, early));
    called_ = false;
  }
  living_ = false;
}

Async<std::size_t> Scheduler::fire() {
  Batch batch;
  {
    db::Transaction transaction = co_await store_.begin();
    const std::vector<DueSchedule> due = co_await TickStore::due(transaction, kBatch);
    for (const DueSchedule& each : due) co_await deal_with(transaction, each, batch);
    co_await TickStore::insert(transaction, batch.jobs);
    co_await TickStore::advance(transaction, batch.steps);
    co_await transaction.commit();
    batch.jobs.clear();  // they refer to `due`
  }
  for (const std::string& queue : batch.queues) co_await queue_.wake(queue);
  co_return batch.steps.size() + batch.stopped;
}

Async<> Scheduler::deal_with(db::Transaction& transaction, const DueSchedule& due, Batch& batch) {
  std::string unreadable;
  try {
    const Result<Recurrence> when = recurrence(due.cron, due.zone, due.interval, due.anchor);
    if (when) {
      using std::chrono::floor;
      using std::chrono::seconds;
      const DueTicks ticks = due_ticks(*when, floor<seconds>(due.next_at), floor<seconds>(due.now), due.missed);
      TickStore::Step step{.id = due.id, .fired = std::nullopt, .next = ticks.next};
      for (const std::chrono::sys_seconds at : ticks.now) {
        const Tick tick{.schedule_id = due.id, .owner_id = due.owner_id, .at = at, .zone = due.zone};
        batch.jobs.push_back({.schedule = due, .tick = at, .payload = payload_at(due.payload, tick)});
        batch.queues.insert(due.queue);
        step.fired = at;
      }
      batch.steps.push_back(step);
      co_return;
    }
    unreadable = when.error().fields[0].message;
  } catch (const Unavailable& why) {
    // This machine has no time zones; another may have them, and nothing is missed for good.
    log::error("a schedule's time zone cannot be read here", {{"schedule_id", due.id}, {"what", why.what()}});
    co_return;
  }
  log::error("a schedule was switched off: when it comes cannot be read",
             {{"schedule_id", due.id}, {"what", unreadable}});
  co_await TickStore::stop(transaction, due.id,
                           fmt::format("When it comes can no longer be read: {}. Choose it anew.", unreadable));
  ++batch.stopped;
}

}  // namespace kontor::jobs
