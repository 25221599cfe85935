#pragma once

#include <memory>
#include <string>

#include "base/test_directory.hpp"
#include "support/process.hpp"

namespace kontor::test {

/// A redis-server for tests only, on a free port of 127.0.0.1 and on a Unix socket.
class PrivateRedis {
 public:
  PrivateRedis();

  std::string url() const;
  std::string socket() const { return (directory_.path() / "redis.sock").string(); }
  /// As `kill -9` does. start() brings an empty one back on the same port.
  void kill();
  void start();

 private:
  TemporaryDirectory directory_;
  int port_;
  std::unique_ptr<Process> process_;
};

}  // namespace kontor::test
