#include "db/pipeline.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "db/link.hpp"

namespace kontor::db {
namespace {

using Kind = Command::Kind;
using Outcome = Pipeline::Outcome;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
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

/// Answers everything of a batch with ok; gives what ended.
std::vector<Ticket> answer_all(Pipeline& pipeline, const std::vector<Command>& commands) {
  std::vector<Ticket> ended;
  for (const Command& command : commands) {
    const Outcome outcome = pipeline.on(command.kind == Kind::sync ? Answer::synced : Answer::ok);
    if (outcome.kind == Outcome::Kind::answered) ended.push_back(outcome.ticket);
    std::ranges::copy(pipeline.committed(), std::back_inserter(ended));
  }
  return ended;
}

/// One whose statements, and those of the scope, are prepared.
void warm_up(Pipeline& pipeline) {
  for (const auto mode : {Request::Mode::read, Request::Mode::write, Request::Mode::write}) {
    pipeline.add(request(mode, kFind), kLater);
    pipeline.add(request(mode, kList), kLater);
  }
  while (!pipeline.idle()) answer_all(pipeline, pipeline.next_batch());
}

TEST(Pipeline, PreparesWhatItHasNotSentBefore) {
  Pipeline pipeline;
  pipeline.add(request(Request::Mode::read), kLater);
  EXPECT_THAT(kinds(pipeline.next_batch()),
              ElementsAre(Kind::prepare, Kind::prepare, Kind::set_scope, Kind::execute, Kind::sync));
}

TEST(Pipeline, ReadsOfOneScopeShareTransactionAndScope) {
  Pipeline pipeline;
  warm_up(pipeline);
  const Ticket first = pipeline.add(request(Request::Mode::read), kLater);
  const Ticket second = pipeline.add(request(Request::Mode::read), kLater);
  const auto batch = pipeline.next_batch();
  EXPECT_THAT(kinds(batch), ElementsAre(Kind::set_scope, Kind::execute, Kind::execute, Kind::sync));
  EXPECT_THAT(answer_all(pipeline, batch), ElementsAre(first, second));
  EXPECT_TRUE(pipeline.idle());
}

TEST(Pipeline, SetsTheScopeAgainWhereItChanges) {
  Pipeline pipeline;
  warm_up(pipeline);
  pipeline.add(request(Request::Mode::read, kFind, "a"), kLater);
  pipeline.add(request(Request::Mode::read, kFind, "b"), kLater);
  pipeline.add(request(Request::Mode::read, kFind, "a"), kLater);
  EXPECT_THAT(kinds(pipeline.next_batch()), ElementsAre(Kind::set_scope, Kind::execute, Kind::set_scope, Kind::execute,
                                                        Kind::set_scope, Kind::execute, Kind::sync));
}

TEST(Pipeline, AScopeNeverOutlivesItsTransaction) {
  Pipeline pipeline;
  warm_up(pipeline);
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

TEST(Pipeline, AWriteIsAnsweredWhenItIsCommitted) {
  Pipeline pipeline;
  warm_up(pipeline);
  pipeline.add(request(Request::Mode::read), kLater);
  const Ticket write = pipeline.add(request(Request::Mode::write), kLater);
  pipeline.add(request(Request::Mode::read), kLater);
  answer_all(pipeline, pipeline.next_batch());
  EXPECT_THAT(kinds(pipeline.next_batch()), ElementsAre(Kind::set_scope, Kind::execute, Kind::sync));
  EXPECT_EQ(pipeline.on(Answer::ok).kind, Outcome::Kind::nothing);
  EXPECT_EQ(pipeline.on(Answer::ok).kind, Outcome::Kind::held);
  EXPECT_THAT(pipeline.committed(), IsEmpty());
  EXPECT_EQ(pipeline.on(Answer::synced).kind, Outcome::Kind::nothing);
  EXPECT_THAT(pipeline.committed(), ElementsAre(write));
  EXPECT_EQ(pipeline.load(), 1u);
}

TEST(Pipeline, WritesAreTransactionsOfTheirOwnThatShareTheWayToTheDisk) {
  Pipeline pipeline;
  warm_up(pipeline);
  const Ticket first = pipeline.add(request(Request::Mode::write), kLater);
  const Ticket second = pipeline.add(request(Request::Mode::write), kLater);
  const auto batch = pipeline.next_batch();
  EXPECT_THAT(kinds(batch), ElementsAre(Kind::set_scope, Kind::execute, Kind::sync, Kind::set_scope, Kind::execute,
                                        Kind::sync, Kind::flush, Kind::sync));
  EXPECT_THAT(batch[0].statement->sql(), HasSubstr("synchronous_commit")) << "its commit does not wait";
  for (std::size_t i = 0; i + 1 < batch.size(); ++i)
    pipeline.on(batch[i].kind == Kind::sync ? Answer::synced : Answer::ok);
  EXPECT_THAT(pipeline.committed(), IsEmpty()) << "committed, and perhaps not on the disk";
  pipeline.on(Answer::synced);
  EXPECT_THAT(pipeline.committed(), ElementsAre(first, second));
  EXPECT_TRUE(pipeline.idle());
}

TEST(Pipeline, AWriteThatFailsHarmsNoneBesideIt) {
  Pipeline pipeline;
  warm_up(pipeline);
  const Ticket bad = pipeline.add(request(Request::Mode::write), kLater);
  const Ticket late = pipeline.add(request(Request::Mode::write), kLater);
  const Ticket good = pipeline.add(request(Request::Mode::write), kLater);
  pipeline.next_batch();
  pipeline.on(Answer::ok);
  const Outcome failed = pipeline.on(Answer::error);
  EXPECT_EQ(failed.kind, Outcome::Kind::failed);
  EXPECT_EQ(failed.ticket, bad);
  pipeline.on(Answer::synced);
  pipeline.on(Answer::ok);
  EXPECT_EQ(pipeline.on(Answer::ok).kind, Outcome::Kind::held);
  EXPECT_EQ(pipeline.on(Answer::error).ticket, late) << "as late as at its commit";
  pipeline.on(Answer::synced);
  for (const Answer answer : {Answer::ok, Answer::ok, Answer::synced, Answer::ok, Answer::synced}) pipeline.on(answer);
  EXPECT_THAT(pipeline.committed(), ElementsAre(good));
  EXPECT_TRUE(pipeline.idle()) << "no write is sent twice";
}

TEST(Pipeline, WithoutTheDiskNoWriteIsSafe) {
  for (const std::size_t before_error : {6u, 7u}) {  // the flush itself, and its commit
    Pipeline pipeline;
    warm_up(pipeline);
    const Ticket first = pipeline.add(request(Request::Mode::write), kLater);
    const Ticket second = pipeline.add(request(Request::Mode::write), kLater);
    const auto batch = pipeline.next_batch();
    for (std::size_t i = 0; i < before_error; ++i)
      pipeline.on(batch[i].kind == Kind::sync ? Answer::synced : Answer::ok);
    EXPECT_EQ(pipeline.on(Answer::error).kind, Outcome::Kind::unsafe);
    EXPECT_THAT(pipeline.drop_all(), ElementsAre(first, second));
  }
}

TEST(Pipeline, AWriteThatFailsAtItsCommitHasFailed) {
  Pipeline pipeline;
  warm_up(pipeline);
  const Ticket write = pipeline.add(request(Request::Mode::write), kLater);
  pipeline.next_batch();
  for (int i = 0; i < 2; ++i) pipeline.on(Answer::ok);
  const Outcome failed = pipeline.on(Answer::error);
  EXPECT_EQ(failed.kind, Outcome::Kind::failed);
  EXPECT_EQ(failed.ticket, write);
  pipeline.on(Answer::synced);
  EXPECT_THAT(pipeline.committed(), IsEmpty());
  EXPECT_TRUE(pipeline.idle());
}

TEST(Pipeline, ReadsBehindAFailedOneGoAgainAndItDoesNot) {
  Pipeline pipeline;
  warm_up(pipeline);
  const Ticket good = pipeline.add(request(Request::Mode::read, kFind), kLater);
  const Ticket bad = pipeline.add(request(Request::Mode::read, kList), kLater);
  const Ticket behind = pipeline.add(request(Request::Mode::read, kFind), kLater);
  pipeline.next_batch();  // scope, execute | execute | execute, sync
  pipeline.on(Answer::ok);
  EXPECT_EQ(pipeline.on(Answer::ok).ticket, good);
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
  pipeline.on(Answer::ok);     // the scope's
  pipeline.on(Answer::error);  // its own
  pipeline.on(Answer::skipped);
  pipeline.on(Answer::skipped);
  pipeline.on(Answer::synced);
  pipeline.add(request(Request::Mode::read), kLater);
  EXPECT_THAT(kinds(pipeline.next_batch()), ElementsAre(Kind::prepare, Kind::set_scope, Kind::execute, Kind::sync));
}

TEST(Pipeline, WhatWasSkippedIsNotPrepared) {
  Pipeline pipeline;
  pipeline.add(request(Request::Mode::read), kLater);
  pipeline.next_batch();
  pipeline.on(Answer::error);  // the scope's
  for (int i = 0; i < 3; ++i) pipeline.on(Answer::skipped);
  pipeline.on(Answer::synced);
  pipeline.add(request(Request::Mode::read), kLater);
  EXPECT_THAT(kinds(pipeline.next_batch()),
              ElementsAre(Kind::prepare, Kind::prepare, Kind::set_scope, Kind::execute, Kind::sync));
}

TEST(Pipeline, ATransactionBeginsAndTakesItsScopeWithItsFirstStatement) {
  Pipeline pipeline;
  warm_up(pipeline);
  pipeline.add(request(Request::Mode::open), kLater);
  const auto opening = pipeline.next_batch();
  EXPECT_THAT(kinds(opening), ElementsAre(Kind::begin, Kind::set_scope, Kind::execute, Kind::sync));
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
