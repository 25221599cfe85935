#include "app/process.hpp"

#include <unistd.h>

#include <climits>

#include "app/assets.hpp"
#include "db/migrator.hpp"

namespace kontor::app {
namespace {

std::string host_and_process() {
  std::array<char, HOST_NAME_MAX + 1> host{};
  gethostname(host.data(), host.size() - 1);
  return fmt::format("{} {}", host.data(), getpid());
}

std::size_t cores() { return std::max(1U, std::thread::hardware_concurrency()); }

}  // namespace

Process::Process(Config given, std::function<void(std::string_view)> say)
    : config(std::move(given)),
      name(host_and_process()),
      tokens(config.jwt_secret, clock),
      loops(cores()),
      cpu(cores()) {
  if (config.embedded()) {
    embedded.emplace(db::EmbeddedServer::start({.home = config.home, .say = say}));
    config.database = embedded->conninfo();
    if (const auto note = embedded->note()) say(*note);
  }
  db::Migrator migrator(config.database, migrations(), {.say = say});
  const db::Migrator::Report report = migrator.migrate();
  presence.emplace(config.database, config.redis_url.empty());
  database.conninfo = config.database;
  database.app_role = report.app_role;
}

Process::~Process() = default;

}  // namespace kontor::app
