#include "support/private_redis.hpp"

#include <signal.h>

#include <stdexcept>

#include "support/ports.hpp"

namespace kontor::test {

PrivateRedis::PrivateRedis() : port_(free_port()) { start(); }

std::string PrivateRedis::url() const { return fmt::format("redis://127.0.0.1:{}", port_); }

void PrivateRedis::kill() {
  process_->signal(SIGKILL);
  process_->wait();
}

void PrivateRedis::start() {
  process_ = std::make_unique<Process>(std::vector<std::string>{
      "redis-server", "--bind", "127.0.0.1", "--port", std::to_string(port_), "--unixsocket", socket(), "--save", "",
      "--appendonly", "no", "--dir", directory_.path().string(), "--daemonize", "no"});
  if (!process_->line_with("eady to accept connections")) {
    throw std::runtime_error("redis-server did not start: " + process_->output());
  }
}

}  // namespace kontor::test
