#pragma once

#include <gtest/gtest.h>

#include "async/test_loop.hpp"
#include "db/blocking_session.hpp"
#include "jobs/queue.hpp"
#include "jobs/worker.hpp"
#include "observe/metrics.hpp"
#include "state/memory.hpp"
#include "support/migrated_postgres.hpp"

namespace kontor::jobs {

using namespace std::chrono_literals;

struct WaterPlants {
  static constexpr std::string_view kind = "water_plants";
  int room;
};
KONTOR_DESCRIBE(WaterPlants, room)

struct FeedCat {
  static constexpr std::string_view kind = "feed_cat";
  std::string cat;
};
KONTOR_DESCRIBE(FeedCat, cat)

/// For tests: a worker, its queue and a database with the real schema.
class QueuedWork : public testing::Test {
 protected:
  using Handler = jobs::Handler<WaterPlants>;

  QueuedWork() {
    admin(fmt::format("INSERT INTO organizations (id, name) VALUES ('{}', 'Garden')", org_.text()));
    make(worker_);
  }
  ~QueuedWork() override {
    if (worker_) loop_.run(worker_->stop());
    if (second_) loop_.run(second_->stop());
  }

  static Worker::Options one_queue(std::size_t concurrency) {
    return {.queues = {{std::string(kDefaultQueue), concurrency}}, .poll = 1h};
  }
  Worker& make(std::optional<Worker>& worker, Worker::Options options = one_queue(8)) {
    return worker.emplace(loop_.executor(), loop_.ticker(), database_, state_, metrics_, std::move(options));
  }
  void start(Handler handler) {
    worker_->handle<WaterPlants>(std::move(handler));
    worker_->start();
  }
  void start(std::function<Task<>(Attempt&, WaterPlants)> work) { start(Handler{.work = std::move(work)}); }

  /// The id, unless there is one already.
  std::optional<Id<QueuedJob>> insert(int room, const InsertOptions& options = {}, bool committed = true) {
    return loop_.run(
        [](QueuedWork& self, int in, const InsertOptions& as, bool commits) -> Async<std::optional<Id<QueuedJob>>> {
          db::Transaction transaction = co_await self.database_.begin(db::Scope::tenant(self.org_));
          const auto id = (co_await self.queue_.insert(transaction, self.org_, WaterPlants{.room = in}, as)).value();
          if (commits) co_await transaction.commit();
          co_return id;
        }(*this, room, options, committed));
  }
  void wake() { loop_.run(queue_.wake()); }

  /// As the superuser, beside the program.
  std::string admin(const std::string& statements) {
    const std::vector<db::TextRow> rows = db::BlockingSession(conninfo_).run(statements);
    return rows.empty() ? "" : rows[0][0].value_or("");
  }
  void wait_for(const std::string& question, const std::string& answer) {
    db::BlockingSession session(conninfo_);
    loop_.turn_until([&] { return session.value(question) == answer; });
  }
  void wait_for_state(const std::string& state) { wait_for("SELECT string_agg(DISTINCT state, ',') FROM jobs", state); }
  /// The wait before the next attempt is over.
  void pass_time() {
    admin("UPDATE jobs SET run_at = now() WHERE state = 'scheduled'");
    loop_.run(queue_.wake(Queue::kLater));
  }

  std::string conninfo_ = test::new_migrated_database();
  Id<Organization> org_ = Id<Organization>::make();
  async::TestLoop loop_;
  SystemClock clock_;
  state::MemoryStore store_{clock_};
  state::MemoryState state_{store_, loop_.executor()};
  observe::Metrics metrics_;
  db::Database database_{
      loop_.executor(), loop_.cpu(), loop_.ticker(), {.conninfo = conninfo_, .app_role = "kontor_app"}};
  Queue queue_{database_, state_};
  std::optional<Worker> worker_;
  std::optional<Worker> second_;
};

}  // namespace kontor::jobs
