#include "db/pipeline.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "db/link.hpp"

namespace kontor::db {
namespace {

using Kind = Command::Kind;
using Outcome = Pipeline::Outcome;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

const Statement kFind{"SELECT 1"};
const Statement kList{"SELECT 2"};
const Pipeline::Time kLater = Pipeline::Time{} + std::chrono::hours(1);

Request request(Request::Mode mode, const Statement& statement = kFind, std::string org = "a") {
  return {
      .scope = {.org_id = std::move(org), .role = {}, .key = {}}, .statement = &statement, .params = {}, .mode = mode};
}

std::vector<Kind> kinds(const std::vector<Command>& commands) {
  std::vector<Kind> all;
  for (const Command& command : commands) all.push_back(command.kind);
  return all;
}

/// Answers everything up to the sync with ok; gives what ended.
std::vector<Ticket> answer_all(Pipeline& pipeline, const std::vector<Command>& commands) {
  std::vector<Ticket> ended;
  for (const Command& command : commands) {
    const Outcome outcome = pipeline.on(command.kind == Kind::sync ? Answer::synced : Answer::ok);
    if (outcome.kind == Outcome::Kind::answered) ended.push_back(outcome.ticket);
  }
  return ended;
}

TEST(Pipeline, ReadsOfOneScopeShareTransactionAndScope) {
  Pipeline pipeline;
  const Ticket first = pipeline.add(request(Request::Mode::read), kLater);
  const Ticket second = pipeline.add(request(Request::Mode::read), kLater);
  const auto batch = pipeline.next_batch();
  EXPECT_THAT(kinds(batch), ElementsAre(Kind::prepare, Kind::set_scope, Kind::execute, Kind::execute, Kind::sync));
  EXPECT_THAT(answer_all(pipeline, batch), ElementsAre(first, second));
  EXPECT_TRUE(pipeline.idle());
}

TEST(Pipeline, SetsTheScopeAgainWhereItChanges) {
  Pipeline pipeline;
  pipeline.add(request(Request::Mode::read, kFind, "a"), kLater);
  pipeline.add(request(Request::Mode::read, kFind, "b"), kLater);
  pipeline.add(request(Request::Mode::read, kFind, "a"), kLater);
  EXPECT_THAT(kinds(pipeline.next_batch()), ElementsAre(Kind::prepare, Kind::set_scope, Kind::execute, Kind::set_scope,
                                                        Kind::execute, Kind::set_scope, Kind::execute, Kind::sync));
}

TEST(Pipeline, AScopeNeverOutlivesItsTransaction) {
  Pipeline pipeline;
  pipeline.add(request(Request::Mode::read), kLater);
  answer_all(pipeline, pipeline.next_batch());
  pipeline.add(request(Request::Mode::read), kLater);
  EXPECT_THAT(kinds(pipeline.next_batch()), ElementsAre(Kind::set_scope, Kind::execute, Kind::sync));
}

TEST(Pipeline, WhoArrivesWhileABatchRunsLeavesWithTheNext) {
  Pipeline pipeline;
  pipeline.add(request(Request::Mode::read), kLater);
  const auto batch = pipeline.next_batch();
  const Ticket late = pipeline.add(request(Request::Mode::read), kLater);
  EXPECT_THAT(pipeline.next_batch(), IsEmpty());
  answer_all(pipeline, batch);
  EXPECT_THAT(answer_all(pipeline, pipeline.next_batch()), ElementsAre(late));
}

TEST(Pipeline, AWriteIsAloneAndAnsweredWhenItIsCommitted) {
  Pipeline pipeline;
  pipeline.add(request(Request::Mode::read), kLater);
  const Ticket write = pipeline.add(request(Request::Mode::write), kLater);
  pipeline.add(request(Request::Mode::read), kLater);
  answer_all(pipeline, pipeline.next_batch());
  EXPECT_THAT(kinds(pipeline.next_batch()), ElementsAre(Kind::set_scope, Kind::execute, Kind::sync));
  EXPECT_EQ(pipeline.on(Answer::ok).kind, Outcome::Kind::nothing);
  EXPECT_EQ(pipeline.on(Answer::ok).kind, Outcome::Kind::held);
  const Outcome committed = pipeline.on(Answer::synced);
  EXPECT_EQ(committed.kind, Outcome::Kind::answered);
  EXPECT_EQ(committed.ticket, write);
  EXPECT_EQ(pipeline.load(), 1u);
}

TEST(Pipeline, AWriteThatFailsAtItsCommitHasFailed) {
  Pipeline pipeline;
  const Ticket write = pipeline.add(request(Request::Mode::write), kLater);
  pipeline.next_batch();
  for (int i = 0; i < 3; ++i) pipeline.on(Answer::ok);
  const Outcome failed = pipeline.on(Answer::error);
  EXPECT_EQ(failed.kind, Outcome::Kind::failed);
  EXPECT_EQ(failed.ticket, write);
  pipeline.on(Answer::synced);
  EXPECT_TRUE(pipeline.idle());
}

TEST(Pipeline, ReadsBehindAFailedOneGoAgainAndItDoesNot) {
  Pipeline pipeline;
  const Ticket good = pipeline.add(request(Request::Mode::read, kFind), kLater);
  const Ticket bad = pipeline.add(request(Request::Mode::read, kList), kLater);
  const Ticket behind = pipeline.add(request(Request::Mode::read, kFind), kLater);
  pipeline.next_batch();  // prepare, scope, execute | prepare, execute | execute, sync
  pipeline.on(Answer::ok);
  pipeline.on(Answer::ok);
  EXPECT_EQ(pipeline.on(Answer::ok).ticket, good);
  pipeline.on(Answer::ok);
  const Outcome failed = pipeline.on(Answer::error);
  EXPECT_EQ(failed.kind, Outcome::Kind::failed);
  EXPECT_EQ(failed.ticket, bad);
  EXPECT_EQ(pipeline.on(Answer::skipped).kind, Outcome::Kind::nothing);
  pipeline.on(Answer::synced);
  EXPECT_THAT(answer_all(pipeline, pipeline.next_batch()), ElementsAre(behind));
}

TEST(Pipeline, AStatementThatDidNotPrepareIsPreparedAgain) {
  Pipeline pipeline;
  pipeline.add(request(Request::Mode::read), kLater);
  pipeline.next_batch();
  pipeline.on(Answer::error);
  pipeline.on(Answer::skipped);
  pipeline.on(Answer::skipped);
  pipeline.on(Answer::synced);
  pipeline.add(request(Request::Mode::read), kLater);
  EXPECT_EQ(pipeline.next_batch().front().kind, Kind::prepare);
}

TEST(Pipeline, ATransactionBeginsAndTakesItsScopeWithItsFirstStatement) {
  Pipeline pipeline;
  pipeline.add(request(Request::Mode::open), kLater);
  const auto opening = pipeline.next_batch();
  EXPECT_THAT(kinds(opening), ElementsAre(Kind::prepare, Kind::begin, Kind::set_scope, Kind::execute, Kind::sync));
  EXPECT_EQ(answer_all(pipeline, opening).size(), 1u);
  pipeline.add(request(Request::Mode::step), kLater);
  EXPECT_THAT(kinds(pipeline.next_batch()), ElementsAre(Kind::execute, Kind::sync));
}

TEST(Pipeline, ALostConnectionGivesUpEveryoneOnceAndForgetsWhatWasPrepared) {
  Pipeline pipeline;
  const Ticket running = pipeline.add(request(Request::Mode::write), kLater);
  pipeline.next_batch();
  const Ticket waiting = pipeline.add(request(Request::Mode::read), kLater);
  EXPECT_THAT(pipeline.drop_all(), ElementsAre(running, waiting));
  EXPECT_THAT(pipeline.drop_all(), IsEmpty());
  pipeline.add(request(Request::Mode::read), kLater);
  EXPECT_EQ(pipeline.next_batch().front().kind, Kind::prepare);
}

TEST(Pipeline, KnowsWhoRunsOutOfTimeFirst) {
  Pipeline pipeline;
  EXPECT_FALSE(pipeline.earliest_deadline());
  pipeline.add(request(Request::Mode::read), kLater + std::chrono::seconds(1));
  pipeline.add(request(Request::Mode::read), kLater);
  EXPECT_EQ(pipeline.earliest_deadline(), kLater);
}

TEST(Link, TriesAtOnceAfterAWorkingConnectionBrokeAndThenMoreAndMoreRarely) {
  Link link;
  Link::Time now{};
  ASSERT_TRUE(link.should_connect(now));
  EXPECT_FALSE(link.should_connect(now)) << "one try at a time";
  link.connected();
  EXPECT_FALSE(link.failing());
  link.lost(now);
  EXPECT_TRUE(link.failing());
  ASSERT_TRUE(link.should_connect(now));
  for (int i = 0; i < 12; ++i) {
    link.lost(now);
    EXPECT_FALSE(link.should_connect(now));
    now += Link::kLongestWait;
    ASSERT_TRUE(link.should_connect(now)) << "never longer than the longest wait";
  }
}

}  // namespace
}  // namespace kontor::db
