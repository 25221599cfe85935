#include "support/kontor_server.hpp"

#include <signal.h>

#include <stdexcept>

#include "base/secret.hpp"
#include "support/private_postgres.hpp"

namespace kontor::test {
namespace {

using namespace std::chrono_literals;

/// `http://localhost:8000` out of a line of the console, whatever stands around it.
std::string address_in(const std::string& line) {
  const std::size_t at = line.find("http://");
  const std::size_t port = line.find_first_of("0123456789", line.find(':', at + 7));
  const std::size_t end = line.find_first_not_of("0123456789", port);
  return "http://127.0.0.1:" + line.substr(port, end == std::string::npos ? end : end - port);
}

}  // namespace

KontorServer::KontorServer(Options options) : options_(std::move(options)) {
  if (options_.database.empty()) options_.database = PrivatePostgres::shared().new_database();
  if (options_.home.empty()) options_.home = directory_.path() / "var";
  start();
}

HttpClient KontorServer::client() const {
  static int visitor = 0;
  ++visitor;
  return HttpClient(url_, fmt::format("127.1.{}.{}", visitor / 250, visitor % 250 + 1));
}

void KontorServer::kill() {
  process_->signal(SIGKILL);
  process_->wait();
}

int KontorServer::stop() {
  process_->signal(SIGTERM);
  const std::optional<int> code = process_->wait(30s);
  if (!code) throw std::runtime_error("kontor does not stop: " + process_->output());
  return *code;
}

void KontorServer::start() {
  Environment environment = {
      {"KONTOR_HOME", options_.home}, {"JWT_SECRET", jwt_secret()}, {"ENCRYPTION_KEY", jwt_secret()}};
  if (options_.database != "embedded") environment["DATABASE_URL"] = options_.database;
  for (const auto& [name, value] : options_.environment) environment[name] = value;
  std::vector<std::string> command = {kontor_binary(), "serve", "--port", std::to_string(port_)};
  command.insert(command.end(), options_.arguments.begin(), options_.arguments.end());
  process_ = std::make_unique<Process>(command, environment, directory_.path());
  const std::optional<std::string> line = process_->line_with("http://");
  if (!line) throw std::runtime_error("kontor did not start: " + process_->output());
  url_ = address_in(*line);
  port_ = std::atoi(url_.substr(url_.rfind(':') + 1).c_str());
}

const std::string& KontorServer::jwt_secret() {
  static const std::string secret = random_token(48);
  return secret;
}

std::string kontor_binary() {
  const char* chosen = getenv("KONTOR_BINARY");
  return chosen && *chosen ? chosen : KONTOR_BINARY;
}

}  // namespace kontor::test
