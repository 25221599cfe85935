#include "support/private_postgres.hpp"

#include <signal.h>

#include "db/blocking_session.hpp"

namespace kontor::test {
namespace {

std::string name_of(const std::string& conninfo) {
  const std::size_t at = conninfo.rfind("dbname=");
  return at == std::string::npos ? "template1" : conninfo.substr(at + 7);
}

}  // namespace

PrivatePostgres::PrivatePostgres() { start(); }

PrivatePostgres& PrivatePostgres::shared() {
  static PrivatePostgres only;
  return only;
}

std::string PrivatePostgres::new_database(const std::string& template_conninfo) {
  const std::string name = fmt::format("test_{}", ++count_);
  db::BlockingSession(conninfo()).run(fmt::format("CREATE DATABASE {} TEMPLATE {}", name, name_of(template_conninfo)));
  const std::string server = conninfo();
  return server.substr(0, server.rfind("dbname=")) + "dbname=" + name;
}

void PrivatePostgres::crash() { kill(server_->pid(), SIGKILL); }

void PrivatePostgres::stop() { server_.reset(); }

void PrivatePostgres::start() {
  server_ = std::make_unique<db::EmbeddedServer>(
      db::EmbeddedServer::start({.home = directory_.path(), .fallback = directory_.path(), .durable = false}));
}

}  // namespace kontor::test
