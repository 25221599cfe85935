#include "db/presence.hpp"

#include "db/blocking_session.hpp"

namespace kontor::db {
namespace {

/// Of PostgreSQL's advisory locks; no other meaning.
constexpr const char* kLock = "7238142001";
/// A process that was killed is gone from the database within moments.
constexpr std::chrono::seconds kPatience{5};
constexpr std::string_view kLockNotAvailable = "55P03";

std::unique_ptr<BlockingSession> locked_session(const std::string& conninfo, bool alone) {
  auto session = std::make_unique<BlockingSession>(conninfo);
  session->run(fmt::format("SET lock_timeout = '{}s'", kPatience.count()));
  session->run(fmt::format("SELECT pg_advisory_lock{}({})", alone ? "" : "_shared", kLock));
  return session;
}

}  // namespace

Presence::Presence(std::string conninfo, bool alone) : conninfo_(std::move(conninfo)), alone_(alone) {
  try {
    session_ = locked_session(conninfo_, alone_);
  } catch (const SqlFailure& failure) {
    if (failure.sqlstate != kLockNotAvailable) throw;
    throw std::runtime_error(
        alone_ ? "another Kontor works on this database: to run several, give all of them the same REDIS_URL"
               : "a Kontor without REDIS_URL works on this database: give it the same REDIS_URL and start it again");
  }
}

Presence::~Presence() = default;

Presence::State Presence::renew() {
  try {
    if (session_) {
      session_->run("SELECT 1");
      return State::held;
    }
    session_ = locked_session(conninfo_, alone_);
    return State::held;
  } catch (const SqlFailure& failure) {
    session_.reset();
    return failure.sqlstate == kLockNotAvailable ? State::taken : State::database_away;
  } catch (const ConnectFailure&) {
    return State::database_away;
  }
}

}  // namespace kontor::db
