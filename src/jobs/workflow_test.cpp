#include "jobs/workflow.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "async/one_shot.hpp"
#include "async/test_loop.hpp"
#include "db/blocking_session.hpp"
#include "jobs/worker.hpp"
#include "observe/metrics.hpp"
#include "reflect/json_write.hpp"
#include "state/memory.hpp"
#include "support/migrated_postgres.hpp"

namespace kontor::jobs {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;

/// One of many pieces of work; gives its number back as its result.
struct Piece {
  static constexpr std::string_view kind = "piece";
  int number;
};
KONTOR_DESCRIBE(Piece, number)

/// Waits for others.
struct Whole {
  static constexpr std::string_view kind = "whole";
  int number;
};
KONTOR_DESCRIBE(Whole, number)

class Flow : public testing::Test {
 protected:
  using Ids = std::vector<Id<QueuedJob>>;

  Flow() {
    admin(fmt::format("INSERT INTO organizations (id, name) VALUES ('{}', 'Garden')", org_.text()));
    worker_.emplace(loop_.executor(), loop_.ticker(), database_, state_, metrics_,
                    Worker::Options{.queues = {{std::string(kDefaultQueue), 8}}, .poll = 50ms});
    worker_->handle<Piece>(
        {.work = [this](Attempt& attempt, Piece job) -> Task<Ending> { co_return co_await piece_(attempt, job); }});
    worker_->handle<Whole>(
        {.work = [this](Attempt& attempt, Whole job) -> Task<Ending> { co_return co_await whole_(attempt, job); }});
  }
  ~Flow() override { loop_.run(worker_->stop()); }

  struct Parts {
    int pieces = 0;
    bool even_after_failure = false;
    int attempts = 8;
  };
  /// Pieces and one whole that waits for all of them, in one transaction.
  Id<Workflow> insert(Parts parts) {
    return loop_.run([](Flow& self, Parts wanted) -> Async<Id<Workflow>> {
      db::Transaction transaction = co_await self.database_.begin(db::Scope::tenant(self.org_));
      const auto flow = (co_await Workflows::create(transaction, self.org_, "garden")).value();
      std::vector<Piece> pieces;
      for (int i = 0; i < wanted.pieces; ++i) pieces.push_back({i});
      const Ids ids = (co_await self.queue_.insert_all(transaction, self.org_, pieces,
                                                       {.max_attempts = wanted.attempts, .workflow = flow}))
                          .value();
      (void)(co_await self.queue_.insert(
                 transaction, self.org_, Whole{1},
                 {.workflow = flow, .after = ids, .even_after_failure = wanted.even_after_failure}))
          .value();
      co_await transaction.commit();
      co_await self.queue_.wake();
      co_return flow;
    }(*this, parts));
  }
  /// A piece, a whole that waits for it, and another that waits for that one.
  Id<Workflow> insert_chain() {
    return loop_.run([](Flow& self) -> Async<Id<Workflow>> {
      db::Transaction transaction = co_await self.database_.begin(db::Scope::tenant(self.org_));
      const auto flow = (co_await Workflows::create(transaction, self.org_, "request")).value();
      const auto first = (co_await self.queue_.insert(transaction, self.org_, Piece{1}, {.workflow = flow})).value();
      const Ids second = (co_await self.queue_.insert_all(transaction, self.org_, std::vector{Whole{2}},
                                                          {.workflow = flow, .after = {*first}}))
                             .value();
      (void)(co_await self.queue_.insert(transaction, self.org_, Whole{3}, {.workflow = flow, .after = second}))
          .value();
      co_await transaction.commit();
      co_return flow;
    }(*this));
  }
  WorkflowStanding standing(Id<Workflow> flow) { return loop_.run(flows_.find(org_, flow)).value(); }
  void wait_for_state(Id<Workflow> flow, WorkflowState state) {
    db::BlockingSession session(conninfo_);
    const std::string open = fmt::format(
        "SELECT count(*) FROM jobs WHERE workflow_id = '{}' AND state IN ('blocked','scheduled','available','running')",
        flow.text());
    loop_.turn_until([&] { return session.value(open) == "0"; });
    EXPECT_EQ(standing(flow).state, state);
  }
  /// All that those gave that this one waited for, read in pages of `most`.
  Async<std::vector<std::string>> results(Attempt& attempt, std::size_t most) {
    std::vector<std::string> all;
    std::optional<Id<QueuedJob>> last;
    for (;;) {
      const auto page = co_await flows_.results_of(attempt.org(), attempt.claim().id, last, most);
      if (page.empty()) co_return all;
      EXPECT_LE(page.size(), most);
      for (const JobResult& each : page)
        all.push_back(each.result ? each.result->text : std::string(reflect::enum_name(each.state)));
      last = page.back().id;
    }
  }
  std::string admin(const std::string& statements) {
    const std::vector<db::TextRow> rows = db::BlockingSession(conninfo_).run(statements);
    return rows.empty() ? "" : rows[0][0].value_or("");
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
  Workflows flows_{database_, queue_};
  std::function<Task<Ending>(Attempt&, Piece)> piece_ = [](Attempt&, Piece job) -> Task<Ending> {
    co_return Ending::done(reflect::RawJson{std::to_string(job.number)});
  };
  std::function<Task<Ending>(Attempt&, Whole)> whole_ = [](Attempt&, Whole) -> Task<Ending> {
    co_return Ending::done();
  };
  std::optional<Worker> worker_;
};

TEST_F(Flow, FansOutAndInAndEachResultIsReadableOnce) {
  std::multiset<int> read;
  whole_ = [&](Attempt& attempt, Whole) -> Task<Ending> {
    for (const std::string& result : co_await results(attempt, 64)) read.insert(std::stoi(result));
    co_return Ending::done();
  };
  const auto flow = insert({.pieces = 200});
  EXPECT_EQ(standing(flow).total, 201);
  EXPECT_EQ(standing(flow).state, WorkflowState::running);
  worker_->start();
  wait_for_state(flow, WorkflowState::done);
  std::multiset<int> all;
  for (int i = 0; i < 200; ++i) all.insert(i);
  EXPECT_EQ(read, all);
  EXPECT_EQ(standing(flow).done, 201);
}

TEST_F(Flow, GoesOnAfterAFailureWhenItWasToldTo) {
  piece_ = [](Attempt&, Piece job) -> Task<Ending> {
    co_return job.number == 3 ? Ending::dead("no water") : Ending::done(reflect::RawJson{std::to_string(job.number)});
  };
  std::multiset<std::string> read;
  whole_ = [&](Attempt& attempt, Whole) -> Task<Ending> {
    for (std::string& result : co_await results(attempt, 3)) read.insert(std::move(result));
    co_return Ending::done();
  };
  const auto flow = insert({.pieces = 5, .even_after_failure = true});
  worker_->start();
  wait_for_state(flow, WorkflowState::done);
  EXPECT_THAT(read, ElementsAre("0", "1", "2", "4", "dead"));
  EXPECT_EQ(standing(flow).failed, 1);
}

TEST_F(Flow, EndsAfterAFailureOverEveryStepThatWouldFollow) {
  piece_ = [](Attempt&, Piece) -> Task<Ending> { co_return Ending::dead("no water"); };
  int wholes = 0;
  whole_ = [&](Attempt&, Whole) -> Task<Ending> {
    ++wholes;
    co_return Ending::done();
  };
  const auto flow = insert_chain();
  worker_->start();
  wait_for_state(flow, WorkflowState::done);
  EXPECT_EQ(wholes, 0);
  EXPECT_EQ(standing(flow).failed, 3);
}

TEST_F(Flow, OfThreeStepsHandsEachResultToTheNext) {
  piece_ = [](Attempt&, Piece) -> Task<Ending> { co_return Ending::done(reflect::RawJson{R"("a request")"}); };
  std::vector<std::string> read;
  whole_ = [&](Attempt& attempt, Whole job) -> Task<Ending> {
    for (const std::string& result : co_await results(attempt, 10)) read.push_back(result);
    co_return Ending::done(reflect::RawJson{job.number == 2 ? R"("a proposal")" : R"("a reply")"});
  };
  const auto flow = insert_chain();
  worker_->start();
  wait_for_state(flow, WorkflowState::done);
  EXPECT_THAT(read, ElementsAre(R"("a request")", R"("a proposal")"));
}

TEST_F(Flow, ThatIsPausedBeginsNothingMoreUntilItIsResumed) {
  int begun = 0;
  Id<Workflow> flow;
  piece_ = [&](Attempt& attempt, Piece) -> Task<Ending> {
    if (++begun == 1) EXPECT_TRUE((co_await flows_.pause(attempt.org(), flow)).value());
    co_return Ending::done();
  };
  flow = insert({.pieces = 100});
  worker_->start();
  db::BlockingSession session(conninfo_);
  loop_.turn_until(
      [&] { return begun > 0 && session.value("SELECT count(*) FROM jobs WHERE state = 'running'") == "0"; });
  const int so_far = begun;
  EXPECT_LT(so_far, 100);
  EXPECT_EQ(standing(flow).state, WorkflowState::paused);
  EXPECT_FALSE(loop_.run(flows_.pause(org_, flow)).value()) << "it is paused already";
  // Another workflow is not.
  wait_for_state(insert({.pieces = 1}), WorkflowState::done);
  EXPECT_EQ(begun, so_far + 1);
  EXPECT_TRUE(loop_.run(flows_.resume(org_, flow)).value());
  wait_for_state(flow, WorkflowState::done);
  EXPECT_EQ(begun, 101);
  EXPECT_FALSE(loop_.run(flows_.pause(org_, flow)).value()) << "it has ended";
}

TEST_F(Flow, ThatIsCancelledEndsWhatWaitsAtOnceAndAsksWhatRuns) {
  const auto let_go = std::make_shared<async::OneShot<bool>>();
  int begun = 0;
  piece_ = [&](Attempt&, Piece) -> Task<Ending> {
    ++begun;
    co_await let_go->wait();
    co_return Ending::done();
  };
  const auto flow = insert({.pieces = 1, .even_after_failure = true});
  worker_->start();
  loop_.turn_until([&] { return begun == 1; });
  EXPECT_TRUE(loop_.run(flows_.cancel(org_, flow)).value());
  EXPECT_EQ(standing(flow).state, WorkflowState::cancelled);
  EXPECT_EQ(admin("SELECT string_agg(state, ',' ORDER BY kind) FROM jobs"), "running,cancelled");
  EXPECT_EQ(admin("SELECT cancel_requested FROM jobs WHERE state = 'running'"), "t");
  let_go->give(true);
  wait_for_state(flow, WorkflowState::cancelled);
}

TEST_F(Flow, ThatHasEndedOrIsAnothersCannotBeCancelled) {
  const auto flow = insert({.pieces = 1});
  worker_->start();
  wait_for_state(flow, WorkflowState::done);
  EXPECT_FALSE(loop_.run(flows_.cancel(org_, flow)).value());
  EXPECT_EQ(standing(flow).state, WorkflowState::done);
  const auto other = Id<Organization>::make();
  EXPECT_EQ(loop_.run(flows_.cancel(other, flow)).error().code, Code::not_found);
  EXPECT_EQ(loop_.run(flows_.pause(other, flow)).error().code, Code::not_found);
  EXPECT_EQ(loop_.run(flows_.find(other, flow)).error().code, Code::not_found);
}

}  // namespace
}  // namespace kontor::jobs
