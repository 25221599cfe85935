#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/test_directory.hpp"
#include "support/http_client.hpp"
#include "support/process.hpp"

namespace kontor::test {

/// The real program, serving on a free port with a home and a database of its own.
class KontorServer {
 public:
  struct Options {
    std::string database = {};  ///< conninfo; empty: a new one of PrivatePostgres::shared(); `embedded`: its own server
    std::filesystem::path home = {};  ///< empty: a new one; processes that share files share it
    Environment environment = {};
    std::vector<std::string> arguments = {};  ///< after `serve --port N`
  };

  KontorServer() : KontorServer(Options{}) {}
  explicit KontorServer(Options options);

  /// Without a slash at the end.
  const std::string& url() const { return url_; }
  /// A client from a local address that no other client of this program uses.
  HttpClient client() const;
  Process& process() { return *process_; }
  const std::filesystem::path& home() const { return options_.home; }
  const std::string& database() const { return options_.database; }

  /// As `kill -9` does.
  void kill();
  /// SIGTERM and its exit status; throws when it does not end in time.
  int stop();
  /// Again, on the same port, home and database. Returns when the address is printed.
  void start();

  /// Signs tokens: random, the same for all servers of this program, so that a test can make an expired one.
  static const std::string& jwt_secret();

 private:
  TemporaryDirectory directory_;
  Options options_;
  int port_ = 0;
  std::string url_;
  std::unique_ptr<Process> process_;
};

/// The program under test: $KONTOR_BINARY, or the one of this build.
std::string kontor_binary();

}  // namespace kontor::test
