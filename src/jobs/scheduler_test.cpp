#include "jobs/scheduler.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "async/test_loop.hpp"
#include "db/blocking_session.hpp"
#include "state/memory.hpp"
#include "support/migrated_postgres.hpp"

namespace kontor::jobs {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;

// What a scheduler is made of has no clock in it: the time comes from the database.
static_assert(!std::is_constructible_v<Scheduler, async::Executor, db::Database&, state::State&, Queue&, const Clock&>);

/// A scheduler with all that it needs, on a loop of its own.
struct Bench {
  explicit Bench(const std::string& conninfo, state::MemoryStore& store, Scheduler::Options options = {.poll = 1h})
      : state(store, loop.executor()),
        database(loop.executor(), loop.cpu(), loop.ticker(), {.conninfo = conninfo, .app_role = "kontor_app"}),
        scheduler(loop.executor(), database, state, queue, options) {}

  /// Until nothing is due any more.
  void fire_all() {
    while (loop.run(scheduler.fire()) > 0) {
    }
  }

  async::TestLoop loop;
  state::MemoryState state;
  db::Database database;
  Queue queue{database, state};
  Scheduler scheduler;
};

class Scheduling : public testing::Test {
 public:
  Scheduling() { admin(fmt::format("INSERT INTO organizations (id, name) VALUES ('{}', 'Garden')", org_.text())); }

  /// As the superuser, beside the program.
  std::string admin(const std::string& statements) {
    const std::vector<db::TextRow> rows = db::BlockingSession(conninfo_).run(statements);
    return rows.empty() ? "" : rows[0][0].value_or("");
  }
  /// `recurrence` and `next_at` are SQL. Intervals are counted from ten minutes ago.
  std::string schedule(std::string_view recurrence, std::string_view next_at, std::string_view missed = "once") {
    return admin(
        fmt::format("INSERT INTO schedules (id, org_id, owner_id, name, kind, version, queue, payload, cron, zone, "
                    "interval_seconds,"
                    " anchor, missed, next_at) VALUES (uuid_v7(), '{0}', '{0}', 'Water', 'water_plants', 3, 'garden', "
                    "'{{\"room\":7}}', {1}, "
                    "date_trunc('second', now()) - interval '10 minutes', '{2}', {3}) RETURNING id",
                    org_.text(), recurrence, missed, next_at));
  }
  /// Due since ten minutes, and as many hours.
  std::string hourly(int hours = 0, std::string_view missed = "once") {
    return schedule("NULL, NULL, 3600",
                    fmt::format("date_trunc('second', now()) - interval '10 minutes' - interval '1 hour' * {}", hours),
                    missed);
  }
  std::string ticks(std::size_t most = 100) {
    return admin(
        fmt::format("SELECT string_agg(at, ' ') FROM (SELECT payload->'tick'->>'at' AS at FROM jobs"
                    " ORDER BY 1 LIMIT {}) t",
                    most));
  }
  std::string jobs() { return admin("SELECT count(*) FROM jobs"); }

  std::string conninfo_ = test::new_migrated_database();
  Id<Organization> org_ = Id<Organization>::make();
  SystemClock clock_;  // for the shared state, which forgets its keys
  state::MemoryStore store_{clock_};
  Bench one_{conninfo_, store_};
};

TEST_F(Scheduling, MakesAJobOfATickAndPlansTheNext) {
  const std::string id = hourly();
  one_.fire_all();
  EXPECT_EQ(admin("SELECT kind || ' ' || version || ' ' || queue || ' ' || state FROM jobs"),
            "water_plants 3 garden available");
  EXPECT_EQ(admin("SELECT payload->>'room' FROM jobs"), "7");
  EXPECT_EQ(admin("SELECT payload->'tick'->>'schedule_id' FROM jobs"), id);
  EXPECT_EQ(admin("SELECT payload->'tick'->>'owner_id' FROM jobs"), org_.text());
  EXPECT_EQ(admin("SELECT (jobs.payload->'tick'->>'at')::timestamptz = s.last_at AND s.last_at = s.anchor AND"
                  " s.last_at + interval '1 hour' = s.next_at FROM jobs, schedules s"),
            "t");
}

TEST_F(Scheduling, LeavesAloneWhatIsNotDueOrSwitchedOff) {
  hourly(-1);
  hourly();
  admin("UPDATE schedules SET enabled = false, next_at = NULL WHERE next_at <= now()");
  EXPECT_EQ(one_.loop.run(one_.scheduler.fire()), 0u);
  EXPECT_EQ(jobs(), "0");
}

TEST_F(Scheduling, ByThreeAtOnceMakesOneJobOfEachTick) {
  // Without the keys that would hide a tick that was fired twice.
  admin("DROP INDEX jobs_unique, jobs_unique_for_ever");
  constexpr int kSchedules = 90, kMissed = 30;
  for (int i = 0; i < kSchedules; ++i) hourly(kMissed - 1, "all");
  std::vector<std::jthread> threads;
  for (int i = 0; i < 3; ++i)
    threads.emplace_back([this] {
      Bench bench(conninfo_, store_, {.poll = 20ms});
      bench.scheduler.start();
      db::BlockingSession session(conninfo_);
      bench.loop.turn_until(
          [&] { return session.value("SELECT count(*) FROM schedules WHERE next_at <= now()") == "0"; });
      bench.loop.run(bench.scheduler.stop());
    });
  threads.clear();
  EXPECT_EQ(jobs(), std::to_string(kSchedules * kMissed));
  EXPECT_EQ(admin("SELECT count(DISTINCT unique_key) FROM jobs"), std::to_string(kSchedules * kMissed));
}

TEST_F(Scheduling, OfOneThatDiesBeforeTheCommitIsDoneByAnother) {
  hourly();
  one_.loop.run([](Scheduling& self) -> Async<> {
    TickStore store(self.one_.database);
    db::Transaction doomed = co_await store.begin();
    const std::vector<DueSchedule> due = co_await TickStore::due(doomed, 10);
    EXPECT_EQ(due.size(), 1u);
    co_await TickStore::insert(doomed, {{.schedule = due[0], .tick = due[0].next_at, .payload = "{}"}});
    co_await TickStore::advance(doomed, {{.id = due[0].id, .fired = due[0].next_at, .next = due[0].now + 1h}});
    EXPECT_EQ(co_await self.one_.scheduler.fire(), 0u) << "it is held";
  }(*this));
  EXPECT_EQ(jobs(), "0");
  // The database may still be rolling back when it is asked first.
  one_.loop.turn_until([&] {
    one_.fire_all();
    return jobs() == "1";
  });
  EXPECT_EQ(admin("SELECT next_at > now() FROM schedules"), "t");
}

TEST_F(Scheduling, WhoseSessionsAreKilledAllTheTimeLosesAndDoublesNothing) {
  admin("DROP INDEX jobs_unique, jobs_unique_for_ever");
  constexpr int kSchedules = 60, kMissed = 250;  // three turns each
  for (int i = 0; i < kSchedules; ++i) hourly(kMissed - 1, "all");
  Bench bench(conninfo_, store_, {.poll = 20ms});
  bench.scheduler.start();
  db::BlockingSession session(conninfo_);
  int killed = 0;
  bench.loop.turn_until([&] {
    if (session.value("SELECT count(*) FROM schedules WHERE next_at <= now()") == "0") return true;
    if (killed < 20)
      killed +=
          std::stoi(session.value("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname ="
                                  " current_database() AND pid <> pg_backend_pid() AND query ~ 'jobs|schedules'"));
    return false;
  });
  EXPECT_GT(killed, 0);
  bench.loop.run(bench.scheduler.stop());
  EXPECT_EQ(jobs(), std::to_string(kSchedules * kMissed));
  EXPECT_EQ(admin("SELECT count(DISTINCT unique_key) FROM jobs"), std::to_string(kSchedules * kMissed));
}

TEST_F(Scheduling, CannotDoubleATickEvenWhenToldTo) {
  hourly();
  one_.fire_all();
  admin("UPDATE schedules SET next_at = last_at; UPDATE jobs SET state = 'cancelled', finished_at = now()");
  one_.fire_all();
  EXPECT_EQ(jobs(), "1");
  EXPECT_EQ(admin("SELECT next_at > now() FROM schedules"), "t");
}

TEST_F(Scheduling, AfterADowntimeDoesWithMissedTicksAsEachScheduleSays) {
  for (const char* missed : {"skip", "once", "all"}) hourly(4, missed);
  one_.fire_all();
  const auto fired = [&](const char* missed) {
    return admin(
        fmt::format("SELECT count(*) FROM jobs JOIN schedules s ON s.id::text = jobs.payload->'tick'->>'schedule_id'"
                    " WHERE s.missed = '{}'",
                    missed));
  };
  EXPECT_EQ(fired("skip"), "0");
  EXPECT_EQ(fired("once"), "1");
  EXPECT_EQ(fired("all"), "5");
  EXPECT_EQ(admin("SELECT count(*) FROM schedules WHERE next_at > now() AND next_at <= now() + interval '1 hour'"),
            "3");
  EXPECT_EQ(admin("SELECT last_at IS NULL FROM schedules WHERE missed = 'skip'"), "t");
  EXPECT_EQ(admin("SELECT next_at - last_at FROM schedules WHERE missed = 'once'"), "01:00:00");
}

TEST_F(Scheduling, FiresAPlentyOfMissedTicksInSeveralTurns) {
  hourly(249, "all");
  EXPECT_EQ(one_.loop.run(one_.scheduler.fire()), 1u);
  EXPECT_EQ(jobs(), std::to_string(kMostTicksAtOnce));
  one_.fire_all();
  EXPECT_EQ(jobs(), "250");
}

TEST_F(Scheduling, GoesByTheClockOfBerlinOverTheSpringChange) {
  schedule("'30 2 * * *', 'Europe/Berlin', NULL", "'2025-03-29 01:30Z'", "all");
  EXPECT_EQ(one_.loop.run(one_.scheduler.fire()), 1u);
  EXPECT_EQ(ticks(3), "2025-03-29T01:30:00Z 2025-03-30T01:00:00Z 2025-03-31T00:30:00Z");
  EXPECT_EQ(admin("SELECT payload->'tick'->>'zone' FROM jobs LIMIT 1"), "Europe/Berlin");
}

TEST_F(Scheduling, GoesByTheClockOfNewYorkOverTheAutumnChange) {
  schedule("'30 1 * * *', 'America/New_York', NULL", "'2024-11-02 05:30Z'", "all");
  EXPECT_EQ(one_.loop.run(one_.scheduler.fire()), 1u);
  EXPECT_EQ(ticks(3), "2024-11-02T05:30:00Z 2024-11-03T05:30:00Z 2024-11-04T06:30:00Z");
}

TEST_F(Scheduling, StopsAScheduleThatCannotBeReadAndDoesTheOthers) {
  const std::string lost = schedule("'0 9 * * *', 'Europe/Atlantis', NULL", "now()");
  const std::string broken = schedule("'0 9 * *', 'UTC', NULL", "now()");
  hourly();
  EXPECT_EQ(one_.loop.run(one_.scheduler.fire()), 3u);
  EXPECT_EQ(jobs(), "1");
  EXPECT_EQ(admin("SELECT count(*) FROM schedules WHERE enabled"), "1");
  EXPECT_THAT(admin(fmt::format("SELECT disabled_because FROM schedules WHERE id = '{}'", lost)),
              HasSubstr("Atlantis"));
  EXPECT_NE(admin(fmt::format("SELECT disabled_because FROM schedules WHERE id = '{}'", broken)), "");
}

TEST_F(Scheduling, IsWokenByWhoEditsASchedule) {
  one_.scheduler.start();
  hourly();
  one_.loop.run(one_.state.publish(std::string(kSchedulesChannel), ""));
  one_.loop.turn_until([&] { return jobs() == "1"; });
  one_.loop.run(one_.scheduler.stop());
}

TEST_F(Scheduling, SleepsUntilTheNextTickThoughItsPollIsFar) {
  hourly();
  admin("UPDATE schedules SET next_at = now() + interval '1 second'");
  one_.scheduler.start();
  one_.loop.turn_until([&] { return jobs() == "1"; });
  one_.loop.run(one_.scheduler.stop());
}

TEST_F(Scheduling, TellsTheWorkersOfTheQueue) {
  std::vector<std::string> woken;
  const auto listening =
      one_.state.subscribe(std::string(Queue::kChannel), [&](const std::string& queue) { woken.push_back(queue); });
  hourly();
  one_.fire_all();
  one_.loop.turn_until([&] { return !woken.empty(); });
  EXPECT_THAT(woken, ElementsAre("garden"));
}

const db::Statement kTellCounters{"SELECT pg_stat_force_next_flush()"};

TEST_F(Scheduling, FindsWhatIsDueByAnIndex) {
  admin(
      fmt::format("INSERT INTO schedules (id, org_id, owner_id, name, kind, version, queue, payload, interval_seconds, "
                  "missed, next_at)"
                  " SELECT uuid_v7(), '{0}', '{0}', 'Water', 'water_plants', 1, 'garden', '{{}}', 3600, 'once',"
                  " now() + (n - 5) * interval '1 minute' FROM generate_series(1, 100000) n",
                  org_.text()));
  admin("VACUUM ANALYZE schedules");
  const auto counted = [&](const char* what) {
    return std::stoi(admin(fmt::format("SELECT {} FROM pg_stat_user_tables WHERE relname = 'schedules'", what)));
  };
  const int scans = counted("seq_scan"), rows = counted("seq_tup_read + coalesce(idx_tup_fetch, 0)");
  const std::size_t due = one_.loop.run([](Scheduling& self) -> Async<std::size_t> {
    TickStore store(self.one_.database);
    (void)co_await store.until_next();
    db::Transaction transaction = co_await store.begin();
    const std::vector<DueSchedule> found = co_await TickStore::due(transaction, 20);
    (void)co_await transaction.query(kTellCounters);
    co_await transaction.commit();
    (void)co_await self.one_.database.read(db::Scope{}, kTellCounters);
    (void)co_await self.one_.database.read(db::Scope{}, kTellCounters);
    co_return found.size();
  }(*this));
  EXPECT_GE(due, 4u);
  EXPECT_LE(due, 6u);
  EXPECT_EQ(counted("seq_scan") - scans, 0);
  EXPECT_LE(counted("seq_tup_read + coalesce(idx_tup_fetch, 0)") - rows, 20);
}

}  // namespace
}  // namespace kontor::jobs
