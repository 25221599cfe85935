#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace kontor::db {

/// The private PostgreSQL of a kontor without DATABASE_URL: the Debian package's programs, data under the home, a Unix
/// socket that only kontor's own account may use, and an account without rights when kontor is root.
///
/// The kontor that holds the lock of the home runs the server and keeps it running: one that crashes is started again,
/// with a pause that doubles up to ten seconds. The server stops with its kontor, also when that is killed. A second
/// kontor on the same home (a migration, a backup) uses the server of the first, and takes over when the first ends.
///
/// Thread-safe but for moving. The destructor stops.
class EmbeddedServer {
 public:
  struct Options {
    std::filesystem::path home;                                     ///< made when absent
    std::filesystem::path fallback = "/var/lib/kontor";             ///< for data that may not be in the home
    std::filesystem::path installed = "/usr/lib/postgresql";        ///< holds VERSION/bin
    bool durable = true;                                            ///< false only for throw-away data of tests
    std::chrono::milliseconds patience = std::chrono::seconds(60);  ///< to become ready; recovery after a crash counts
    std::function<void(std::string_view)> say =
        {};  ///< one line of news; from a thread of the server's, never after stop()
  };

  /// Returns when the server answers. Throws std::runtime_error with one line that says why it does not.
  static EmbeddedServer start(Options options);

  EmbeddedServer(EmbeddedServer&&) noexcept;
  EmbeddedServer& operator=(EmbeddedServer&&) noexcept;
  ~EmbeddedServer();

  /// For libpq; the same for the whole life of this object. The role is superuser: see Migrator for the one to work
  /// with.
  std::string conninfo() const;
  /// What a person should be told at start: where the data are when they are not in the home.
  std::optional<std::string> note() const;
  /// Whether the server runs at this moment; while it is started again, it does not.
  bool alive() const;
  /// The process id of the server, 0 when it does not run.
  int pid() const;
  /// Ends the sessions and stops a server of ours cleanly, in bounded time; twice is harmless.
  void stop();

 private:
  class Keeper;
  explicit EmbeddedServer(std::unique_ptr<Keeper> keeper);

  std::unique_ptr<Keeper> keeper_;
};

}  // namespace kontor::db
