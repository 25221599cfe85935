#include "features/operations/jobs.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "async/test_loop.hpp"
#include "db/blocking_session.hpp"
#include "features/operations/job_news.hpp"
#include "jobs/worker.hpp"
#include "observe/metrics.hpp"
#include "state/memory.hpp"
#include "support/migrated_postgres.hpp"

namespace kontor::operations {
namespace {

using namespace std::chrono_literals;
using jobs::QueuedJob;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

struct WaterPlants {
  static constexpr std::string_view kind = "water_plants";
  int room;
};
KONTOR_DESCRIBE(WaterPlants, room)

struct FeedCat {
  static constexpr std::string_view kind = "feed_cat";
  static constexpr std::string_view queue = "animals";
  std::string cat;
};
KONTOR_DESCRIBE(FeedCat, cat)

/// An administrator over a queue with the real schema; a worker works when the test starts one.
class JobsDesk : public testing::Test {
 protected:
  JobsDesk() {
    admin(fmt::format("INSERT INTO organizations (id, name) VALUES ('{}', 'Garden'), ('{}', 'Neighbour')",
                      admin_.org.text(), stranger_.org.text()));
  }
  ~JobsDesk() override {
    if (worker_) loop_.run(worker_->stop());
  }

  void start(std::function<Task<jobs::Ending>(jobs::Attempt&, WaterPlants)> work) {
    worker_.emplace(loop_.executor(), loop_.ticker(), database_, state_, metrics_,
                    jobs::Worker::Options{.poll = 1h,
                                          .on_progress =
                                              [this](const jobs::Claim& job, int percent, std::string line) {
                                                return news_.progress(job.org_id, job.id, percent, std::move(line));
                                              },
                                          .on_ended = [this](const auto& batch) { news_.ended(batch); }});
    worker_->handle<WaterPlants>({.work = std::move(work)});
    worker_->start();
  }

  template <jobs::Job J>
  Id<QueuedJob> insert(const J& job, const jobs::InsertOptions& options = {}, std::optional<Caller> caller = {}) {
    return loop_.run(
        [](JobsDesk& self, const J& what, const jobs::InsertOptions& how, Caller who) -> Async<Id<QueuedJob>> {
          db::Transaction transaction = co_await self.database_.begin(db::Scope::tenant(who.org));
          const auto id = (co_await self.queue_.insert(transaction, who.org, what, how)).value();
          co_await transaction.commit();
          co_return *id;
        }(*this, job, options, caller.value_or(admin_)));
  }
  /// One that `after` needs: inserted with it, in a workflow.
  std::pair<Id<QueuedJob>, Id<QueuedJob>> insert_pair(bool even_after_failure) {
    return loop_.run([](JobsDesk& self, bool even) -> Async<std::pair<Id<QueuedJob>, Id<QueuedJob>>> {
      const auto workflow = Id<jobs::Workflow>::make();
      self.admin(fmt::format("INSERT INTO workflows (id, org_id, name) VALUES ('{}', '{}', 'Sunday')", workflow.text(),
                             self.admin_.org.text()));
      db::Transaction transaction = co_await self.database_.begin(db::Scope::tenant(self.admin_.org));
      const auto first =
          (co_await self.queue_.insert(transaction, self.admin_.org, WaterPlants{1}, {.workflow = workflow})).value();
      const auto second =
          (co_await self.queue_.insert(transaction, self.admin_.org, WaterPlants{2},
                                       {.workflow = workflow, .after = {*first}, .even_after_failure = even}))
              .value();
      co_await transaction.commit();
      co_return std::pair(*first, *second);
    }(*this, even_after_failure));
  }
  /// As when its last attempt has failed.
  void kill(const Id<QueuedJob>& id) {
    admin(fmt::format(
        "UPDATE jobs SET state = 'running', worker_id = uuid_v7(), attempts = max_attempts WHERE id = '{0}';"
        "UPDATE jobs SET state = 'dead', worker_id = NULL, finished_at = now(), errors = jsonb_build_array("
        "jsonb_build_object('at', now(), 'attempt', attempts, 'what', 'no water')) WHERE id = '{0}'",
        id.text()));
  }
  std::string state(const Id<QueuedJob>& id) {
    return admin(fmt::format("SELECT state FROM jobs WHERE id = '{}'", id.text()));
  }
  std::string admin(const std::string& statements) {
    const std::vector<db::TextRow> rows = db::BlockingSession(conninfo_).run(statements);
    return rows.empty() ? "" : rows[0][0].value_or("");
  }
  void wait_for_state(const Id<QueuedJob>& id, const std::string& wanted) {
    loop_.turn_until([&] { return state(id) == wanted; });
  }

  reflect::Page<JobSummary> list(const ListJobs& filter) { return loop_.run(jobs_.list(admin_, filter)).value(); }
  std::vector<std::string> listed(const ListJobs& filter) {
    std::vector<std::string> ids;
    for (const JobSummary& job : list(filter).items) ids.push_back(job.id.text());
    return ids;
  }

  std::string conninfo_ = test::new_migrated_database();
  Caller admin_{.user = Id<User>::make(), .org = Id<Organization>::make(), .role = Role::admin};
  Caller stranger_{.user = Id<User>::make(), .org = Id<Organization>::make(), .role = Role::owner};
  async::TestLoop loop_;
  SystemClock clock_;
  state::MemoryStore store_{clock_};
  state::MemoryState state_{store_, loop_.executor()};
  observe::Metrics metrics_;
  db::Database database_{
      loop_.executor(), loop_.cpu(), loop_.ticker(), {.conninfo = conninfo_, .app_role = "kontor_app"}};
  jobs::Queue queue_{database_, state_};
  events::Events events_{loop_.executor(), state_};
  Jobs jobs_{database_, queue_, events_};
  JobNews news_{loop_.executor(), events_};
  std::optional<jobs::Worker> worker_;
};

template <std::size_t Min, std::size_t Max>
std::optional<Text<Min, Max>> text(const std::string& value) {
  return Text<Min, Max>::parse(value).value();
}

TEST_F(JobsDesk, ListsTheNewestFirstByPagesAndWhatIsWanted) {
  std::vector<std::string> ids;
  for (int room = 0; room < 5; ++room) ids.push_back(insert(WaterPlants{room}).text());
  const std::string cat = insert(FeedCat{"Murka"}, {.delay = 1h, .tags = {"tail", "fur"}}).text();
  insert(FeedCat{"Another's"}, {}, stranger_);
  kill(*Id<QueuedJob>::parse(ids[3]));

  const auto first = list({.limit = 4});
  EXPECT_THAT(first.items, SizeIs(4));
  EXPECT_EQ(first.items[0].id.text(), cat);
  const auto second = list({.limit = 4, .cursor = text<1, 200>(first.next_cursor.value())});
  EXPECT_THAT(second.items, SizeIs(2));
  EXPECT_EQ(second.next_cursor, std::nullopt);
  EXPECT_EQ(second.items.back().id.text(), ids[0]);

  EXPECT_THAT(listed({.state = JobState::dead}), ElementsAre(ids[3]));
  EXPECT_THAT(listed({.kind = text<1, 100>("feed_cat")}), ElementsAre(cat));
  EXPECT_THAT(listed({.queue = text<1, 100>("animals")}), ElementsAre(cat));
  EXPECT_THAT(listed({.tag = text<1, 200>("fur")}), ElementsAre(cat));
  EXPECT_THAT(listed({.tag = text<1, 200>("feathers")}), IsEmpty());
  EXPECT_THAT(listed({.id = text<1, 36>(ids[2])}), ElementsAre(ids[2]));
  EXPECT_THAT(listed({.id = text<1, 36>(ids[2].substr(0, 8))}), SizeIs(6)) << "made in the same minute";
  EXPECT_EQ(loop_.run(jobs_.list(admin_, {.id = text<1, 36>("no id")})).error().fields[0].location, "query.id");
  EXPECT_EQ(loop_.run(jobs_.list(admin_, {.limit = 101})).error().fields[0].location, "query.limit");
  EXPECT_EQ(loop_.run(jobs_.list(admin_, {.cursor = text<1, 200>("x")})).error().fields[0].location, "query.cursor");
}

TEST_F(JobsDesk, LooksForARareKindFurtherBackPageByPage) {
  const std::string cat = insert(FeedCat{"Murka"}).text();
  admin(
      fmt::format("INSERT INTO jobs (id, org_id, kind, payload, state, finished_at)"
                  " SELECT uuid_v7(), '{}', 'water_plants', '{{}}', 'done', now() FROM generate_series(1, 3000)",
                  admin_.org.text()));
  const auto first = list({.kind = text<1, 100>("feed_cat")});
  EXPECT_THAT(first.items, IsEmpty());
  const auto second = list({.cursor = text<1, 200>(first.next_cursor.value()), .kind = text<1, 100>("feed_cat")});
  ASSERT_THAT(second.items, SizeIs(1));
  EXPECT_EQ(second.items[0].id.text(), cat);
  EXPECT_EQ(second.next_cursor, std::nullopt);
}

TEST_F(JobsDesk, ShowsWhatHappenedToAJobAndWhatItWaitsFor) {
  const auto [first, second] = insert_pair(false);
  kill(first);
  const JobDetails dead = loop_.run(jobs_.find(admin_, first)).value();
  EXPECT_EQ(dead.payload.text, R"({"room":1})");
  EXPECT_EQ(dead.workflow_name, "Sunday");
  ASSERT_THAT(dead.errors, SizeIs(1));
  EXPECT_EQ(dead.errors[0].what, "no water");
  EXPECT_EQ(dead.errors[0].attempt, 8);
  EXPECT_EQ(dead.job.last_error, "no water");
  const JobDetails waiting = loop_.run(jobs_.find(admin_, second)).value();
  EXPECT_EQ(waiting.job.state, JobState::blocked);
  ASSERT_THAT(waiting.waits_for, SizeIs(1));
  EXPECT_EQ(waiting.waits_for[0].id, first);
  EXPECT_EQ(loop_.run(jobs_.find(stranger_, first)).error().code, Code::not_found);
}

TEST_F(JobsDesk, GivesADeadJobAnotherGoAndKeepsItsAttempts) {
  const Id<QueuedJob> id = insert(WaterPlants{1});
  EXPECT_EQ(loop_.run(jobs_.retry(admin_, id)).error().code, Code::conflict) << "it waits";
  kill(id);
  const JobDetails retried = loop_.run(jobs_.retry(admin_, id)).value();
  EXPECT_EQ(retried.job.state, JobState::available);
  EXPECT_EQ(retried.job.attempts, 8);
  EXPECT_EQ(retried.job.max_attempts, 9);
  EXPECT_THAT(retried.errors, SizeIs(1)) << "what happened before stays";
  int attempts = 0;
  start([&](jobs::Attempt& attempt, WaterPlants) -> Task<jobs::Ending> {
    attempts = attempt.claim().attempts;
    co_return jobs::Ending::done();
  });
  wait_for_state(id, "done");
  EXPECT_EQ(attempts, 9);
  EXPECT_EQ(loop_.run(jobs_.retry(stranger_, id)).error().code, Code::not_found);
}

TEST_F(JobsDesk, DoesNotRetryWhatIsInTheQueueAnew) {
  const jobs::InsertOptions unique{.unique = jobs::Unique{.key = "room 1"}};
  const Id<QueuedJob> dead = insert(WaterPlants{1}, unique);
  kill(dead);
  insert(WaterPlants{1}, unique);
  EXPECT_THAT(loop_.run(jobs_.retry(admin_, dead)).error().public_message, HasSubstr("in the queue already"));
  EXPECT_EQ(loop_.run(jobs_.retry_dead(admin_, {.kind = *text<1, 100>("water_plants")})).value().retried, 0);
  EXPECT_EQ(state(dead), "dead");
}

TEST_F(JobsDesk, RetriesAllDeadOfAKindEachUniqueOneOnce) {
  const jobs::InsertOptions unique{.unique = jobs::Unique{.key = "room 1"}};
  for (int i = 0; i < 2; ++i) kill(insert(WaterPlants{1}, unique));
  for (int i = 0; i < 3; ++i) kill(insert(WaterPlants{2}));
  const Id<QueuedJob> cat = insert(FeedCat{"Murka"});
  kill(cat);
  const auto dead = loop_.run(jobs_.dead(admin_)).value();
  ASSERT_THAT(dead, SizeIs(2));
  EXPECT_EQ(dead[1].kind, "water_plants");
  EXPECT_EQ(dead[1].jobs, 5);
  EXPECT_EQ(loop_.run(jobs_.retry_dead(admin_, {.kind = *text<1, 100>("water_plants")})).value().retried, 4);
  EXPECT_EQ(state(cat), "dead");
}

TEST_F(JobsDesk, AJobThatIsRetriedIsWaitedForOnceMore) {
  const auto [first, second] = insert_pair(/*even_after_failure=*/true);
  // A third that the second waits for, too: after the first's failure it waits for one.
  const auto id = second.text();
  admin(fmt::format("UPDATE jobs SET waits_for = 2 WHERE id = '{}'", id));
  kill(first);
  admin(fmt::format("UPDATE jobs SET waits_for = 1 WHERE id = '{}'", id));
  (void)loop_.run(jobs_.retry(admin_, first)).value();
  EXPECT_EQ(admin(fmt::format("SELECT waits_for FROM jobs WHERE id = '{}'", id)), "2");
  start([](jobs::Attempt&, WaterPlants) -> Task<jobs::Ending> { co_return jobs::Ending::done(); });
  wait_for_state(first, "done");
  EXPECT_EQ(state(second), "blocked") << "for the third";
}

TEST_F(JobsDesk, DoesNotRetryWhatWaitsForAFailure) {
  const auto [first, second] = insert_pair(false);
  kill(first);
  (void)loop_.run(jobs_.cancel(admin_, second)).value();
  EXPECT_THAT(loop_.run(jobs_.retry(admin_, second)).error().public_message, HasSubstr("Try that one again first"));
}

TEST_F(JobsDesk, CancelsAtOnceWhatWaitsAndReleasesWhoWaitsForItsEnd) {
  const auto [first, second] = insert_pair(/*even_after_failure=*/true);
  const JobDetails cancelled = loop_.run(jobs_.cancel(admin_, first)).value();
  EXPECT_EQ(cancelled.job.state, JobState::cancelled);
  EXPECT_EQ(cancelled.errors[0].what, "an administrator cancelled it");
  EXPECT_EQ(state(second), "available");
  EXPECT_EQ(loop_.run(jobs_.cancel(admin_, first)).error().code, Code::conflict);
  EXPECT_EQ(loop_.run(jobs_.cancel(stranger_, second)).error().code, Code::not_found);
  EXPECT_EQ(state(second), "available");
}

TEST_F(JobsDesk, InterruptsWhatRunsWithoutWaitingForTheNextLook) {
  bool interrupted = false;
  std::shared_ptr<asio::steady_timer> never = std::make_shared<asio::steady_timer>(loop_.executor());
  start([&interrupted, never](jobs::Attempt&, WaterPlants) -> Task<jobs::Ending> {
    never->expires_after(1h);
    boost::system::error_code why;
    co_await never->async_wait(asio::redirect_error(asio::use_awaitable, why));
    interrupted = why == asio::error::operation_aborted;
    co_return jobs::Ending::done();
  });
  const Id<QueuedJob> id = insert(WaterPlants{1});
  loop_.run(queue_.wake());
  wait_for_state(id, "running");
  const auto asked = std::chrono::steady_clock::now();
  const JobDetails told = loop_.run(jobs_.cancel(admin_, id)).value();
  EXPECT_TRUE(told.job.cancel_requested || told.job.state == JobState::cancelled);
  wait_for_state(id, "cancelled");
  EXPECT_TRUE(interrupted);
  EXPECT_LT(std::chrono::steady_clock::now() - asked, jobs::kLease / 3) << "or it was the worker's own look";
}

TEST_F(JobsDesk, PausesAQueueOfOneOrganisation) {
  std::vector<int> rooms;
  (void)loop_.run(jobs_.pause(admin_, "default"));
  (void)loop_.run(jobs_.pause(admin_, "default"));
  const Id<QueuedJob> ours = insert(WaterPlants{1});
  const Id<QueuedJob> theirs = insert(WaterPlants{2}, {}, stranger_);
  start([&](jobs::Attempt&, WaterPlants job) -> Task<jobs::Ending> {
    rooms.push_back(job.room);
    co_return jobs::Ending::done();
  });
  wait_for_state(theirs, "done");
  EXPECT_EQ(state(ours), "available");
  const auto queues = loop_.run(jobs_.queues(admin_)).value();
  ASSERT_THAT(queues, SizeIs(1));
  EXPECT_TRUE(queues[0].paused_at);
  EXPECT_EQ(queues[0].available, 1);
  EXPECT_TRUE(queues[0].oldest_seconds);
  EXPECT_FALSE(queues[0].at_least);
  EXPECT_FALSE(loop_.run(jobs_.queues(stranger_)).value()[0].paused_at);
  (void)loop_.run(jobs_.resume(admin_, "default"));
  wait_for_state(ours, "done");
  EXPECT_THAT(rooms, ElementsAre(2, 1));
}

TEST_F(JobsDesk, ShowsWhoWorksAndHidesWhatTheyDoForOthers) {
  auto open = std::make_shared<asio::steady_timer>(loop_.executor());
  open->expires_at(std::chrono::steady_clock::time_point::max());
  start([open](jobs::Attempt&, WaterPlants) -> Task<jobs::Ending> {
    boost::system::error_code called;
    co_await open->async_wait(asio::redirect_error(asio::use_awaitable, called));
    co_return jobs::Ending::done();
  });
  const Id<QueuedJob> id = insert(WaterPlants{1});
  loop_.run(queue_.wake());
  wait_for_state(id, "running");
  const auto ours = loop_.run(jobs_.workers(admin_)).value();
  ASSERT_THAT(ours, SizeIs(1));
  EXPECT_EQ(ours[0].name, "worker");
  EXPECT_EQ(ours[0].running, 1);
  EXPECT_EQ(loop_.run(jobs_.find(admin_, id)).value().worker, "worker");
  EXPECT_EQ(loop_.run(jobs_.workers(stranger_)).value()[0].running, 0);
  open->cancel();
  wait_for_state(id, "done");
}

TEST_F(JobsDesk, TellsOpenPagesHowFarAJobIsAndThatItHasEnded) {
  const auto page = events_.listen(admin_.org);
  const auto neighbours = events_.listen(stranger_.org);
  start([](jobs::Attempt& attempt, WaterPlants) -> Task<jobs::Ending> {
    co_await attempt.progress(40, "2 of 5 rooms");
    co_return jobs::Ending::done();
  });
  const Id<QueuedJob> id = insert(WaterPlants{1});
  loop_.run(queue_.wake());
  EXPECT_EQ(loop_.run(page->next()),
            fmt::format("event: job\ndata: {{\"id\":\"{}\",\"percent\":40,\"line\":\"2 of 5 rooms\"}}\n\n", id.text()));
  EXPECT_EQ(loop_.run(page->next()),
            fmt::format("event: job\ndata: {{\"id\":\"{}\",\"state\":\"done\"}}\n\n", id.text()));
  EXPECT_EQ(state(id), "done") << "told when it is written down";
  neighbours->close();
  EXPECT_EQ(loop_.run(neighbours->next()), "") << "and nobody else";
}

TEST_F(JobsDesk, TellsOfManyFailuresOnceAndOfNoQuietJob) {
  const auto page = events_.listen(admin_.org);
  for (int room = 0; room < 5; ++room) insert(WaterPlants{room}, {.max_attempts = 1});
  start([](jobs::Attempt&, WaterPlants job) -> Task<jobs::Ending> {
    co_return job.room < 2 ? jobs::Ending::done() : jobs::Ending::cancel("no plants");
  });
  EXPECT_EQ(loop_.run(page->next()), "event: job\ndata: {}\n\n");
  loop_.turn_until([&] { return admin("SELECT count(*) FROM jobs WHERE finished_at IS NOT NULL") == "5"; });
  page->close();
  EXPECT_EQ(loop_.run(page->next()), "");
}

TEST_F(JobsDesk, IsForAdministratorsOnly) {
  const Caller clerk{.user = admin_.user, .org = admin_.org, .role = Role::user};
  const Id<QueuedJob> id = insert(WaterPlants{1});
  EXPECT_EQ(loop_.run(jobs_.list(clerk, {})).error().code, Code::forbidden);
  EXPECT_EQ(loop_.run(jobs_.find(clerk, id)).error().code, Code::forbidden);
  EXPECT_EQ(loop_.run(jobs_.cancel(clerk, id)).error().code, Code::forbidden);
  EXPECT_EQ(loop_.run(jobs_.retry(clerk, id)).error().code, Code::forbidden);
  EXPECT_EQ(loop_.run(jobs_.retry_dead(clerk, {.kind = *text<1, 100>("x")})).error().code, Code::forbidden);
  EXPECT_EQ(loop_.run(jobs_.queues(clerk)).error().code, Code::forbidden);
  EXPECT_EQ(loop_.run(jobs_.pause(clerk, "default")).error().code, Code::forbidden);
  EXPECT_EQ(loop_.run(jobs_.resume(clerk, "default")).error().code, Code::forbidden);
  EXPECT_EQ(loop_.run(jobs_.dead(clerk)).error().code, Code::forbidden);
  EXPECT_EQ(loop_.run(jobs_.workers(clerk)).error().code, Code::forbidden);
}

}  // namespace
}  // namespace kontor::operations
