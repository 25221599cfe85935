#pragma once

#include <memory>
#include <string>

#include "base/test_directory.hpp"
#include "db/embedded_server.hpp"

namespace kontor::test {

/// A PostgreSQL for tests only. Making one takes about a second, so a test program shares one, and each test takes a
/// database of its own from it.
class PrivatePostgres {
 public:
  PrivatePostgres();

  /// The one of this program, started at the first call; gone at its end.
  static PrivatePostgres& shared();

  /// Conninfo of a new database: empty, or a copy of the one that `template_conninfo` names (nobody may be connected to
  /// it).
  std::string new_database(const std::string& template_conninfo = "");
  /// Conninfo of the first database, for what concerns the whole server.
  std::string conninfo() const { return server_->conninfo(); }

  /// The server as if its machine lost power.
  void crash();
  /// The server gone, and not coming back before start().
  void stop();
  void start();

 private:
  TemporaryDirectory directory_;
  std::unique_ptr<db::EmbeddedServer> server_;
  int count_ = 0;
};

}  // namespace kontor::test
