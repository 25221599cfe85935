#include "jobs/job_store.hpp"

namespace kontor::jobs {
namespace {

const db::Statement kInsert{"INSERT INTO jobs (id, org_id, kind, payload) VALUES ($1, $2, $3, $4)"};

const db::Statement kClaim{R"sql(
  UPDATE jobs SET state = 'running', attempts = attempts + 1, lease_until = now() + $2::interval
  WHERE id IN (SELECT id FROM jobs WHERE state = 'waiting' AND run_at <= now()
               ORDER BY run_at, id LIMIT $1 FOR UPDATE SKIP LOCKED)
  RETURNING id, org_id, kind, payload, attempts, max_attempts)sql"};

const db::Statement kExtend{R"sql(
  UPDATE jobs SET lease_until = now() + $2::interval WHERE id = ANY($1::uuid[]) AND state = 'running')sql"};

const db::Statement kDone{R"sql(
  UPDATE jobs SET state = 'done', lease_until = NULL, finished_at = now()
  WHERE id = $1 AND attempts = $2 AND state = 'running')sql"};

const db::Statement kAgain{R"sql(
  UPDATE jobs SET state = 'waiting', lease_until = NULL, run_at = now() + $3::interval, last_error = $4
  WHERE id = $1 AND attempts = $2 AND state = 'running')sql"};

const db::Statement kDead{R"sql(
  UPDATE jobs SET state = 'dead', lease_until = NULL, finished_at = now(), last_error = $3
  WHERE id = $1 AND attempts = $2 AND state = 'running')sql"};

const db::Statement kRescue{R"sql(
  UPDATE jobs SET state = 'waiting', lease_until = NULL, last_error = 'the worker died'
  WHERE state = 'running' AND (lease_until < now() OR $1))sql"};

std::string interval(std::chrono::milliseconds length) { return fmt::format("{} milliseconds", length.count()); }

}  // namespace

Task<> JobStore::insert(db::Transaction& transaction, const Id<Organization>& org, std::string_view kind,
                        std::string payload) {
  CO_TRY(co_await transaction.query(kInsert, db::args(Id<Claim>::make(), org, kind, payload)));
  co_return Result<>();
}

Async<std::vector<Claim>> JobStore::claim(std::size_t most) {
  const Result<db::Rows> rows = co_await database_.write(db::Scope::system(), kClaim, db::args(most, interval(kLease)));
  co_return rows.value().as<Claim>();
}

Async<std::size_t> JobStore::change(const db::Statement& statement, db::Params params) {
  const Result<db::Rows> rows = co_await database_.write(db::Scope::system(), statement, std::move(params));
  co_return rows.value().affected();
}

Async<> JobStore::extend(const std::vector<Id<Claim>>& ids) {
  co_await change(kExtend, db::args(ids, interval(kLease)));
}

Async<> JobStore::done(const Claim& claim) { co_await change(kDone, db::args(claim.id, claim.attempts)); }

Async<> JobStore::again(const Claim& claim, std::chrono::milliseconds wait, const std::string& why) {
  co_await change(kAgain, db::args(claim.id, claim.attempts, interval(wait), why));
}

Async<> JobStore::dead(const Claim& claim, const std::string& why) {
  co_await change(kDead, db::args(claim.id, claim.attempts, why));
}

Async<std::size_t> JobStore::rescue(bool all) { co_return co_await change(kRescue, db::args(all)); }

}  // namespace kontor::jobs
