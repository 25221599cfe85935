#include "app/process.hpp"

#include "app/assets.hpp"
#include "db/blocking_session.hpp"
#include "db/migrator.hpp"

namespace kontor::app {
namespace {

/// Of PostgreSQL's advisory locks; no other meaning.
constexpr const char* kPresenceLock = "7238142001";
/// A process that was killed is gone from the database within moments.
constexpr std::chrono::seconds kPresencePatience{5};

std::size_t cores() { return std::max(1U, std::thread::hardware_concurrency()); }

std::unique_ptr<db::BlockingSession> take_presence(const std::string& conninfo, bool alone) {
  auto session = std::make_unique<db::BlockingSession>(conninfo);
  session->run(fmt::format("SET lock_timeout = '{}s'", kPresencePatience.count()));
  try {
    session->run(fmt::format("SELECT pg_advisory_lock{}({})", alone ? "" : "_shared", kPresenceLock));
  } catch (const db::SqlFailure& failure) {
    if (failure.sqlstate != "55P03") throw;  // lock_not_available
    throw std::runtime_error(
        alone ? "another Kontor works on this database: to run several, give all of them the same REDIS_URL"
              : "a Kontor without REDIS_URL works on this database: give it the same REDIS_URL and start it again");
  }
  return session;
}

}  // namespace

Process::Process(Config given, std::function<void(std::string_view)> say)
    : config(std::move(given)), tokens(config.jwt_secret, clock), loops(cores()), cpu(cores()) {
  if (config.embedded()) {
    embedded.emplace(db::EmbeddedServer::start({.home = config.home, .say = say}));
    config.database = embedded->conninfo();
    if (const auto note = embedded->note()) say(*note);
  }
  db::Migrator migrator(config.database, migrations(), {.say = say});
  const db::Migrator::Report report = migrator.migrate();
  presence = take_presence(config.database, config.redis_url.empty());
  database.conninfo = config.database;
  database.app_role = report.app_role;
}

Process::~Process() = default;

}  // namespace kontor::app
