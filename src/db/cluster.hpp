#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "db/server_process.hpp"

namespace kontor::db {

/// One directory of PostgreSQL's data, with the account that owns it and the programs that fit it.
/// All functions throw std::runtime_error with one line that says what to do. One thread at a time, under the lock of
/// the home.
struct Cluster {
  std::filesystem::path data;
  std::filesystem::path programs;  ///< the folder of `initdb` and `postgres`
  std::filesystem::path
      socket_directory;  ///< the data directory itself, or a short private one when its path is too long
  Account account;
  std::optional<std::string> note;  ///< said at start when the data are not under the home

  static constexpr int port = 5432;  ///< only part of the socket's name
  static constexpr const char* role = "kontor";
  static constexpr const char* database = "kontor";

  /// Decides where the data of `home` are, without making them. They are in `home`/postgres, unless the account of the
  /// database may not go there: then that is a link to a directory in `fallback`.
  static Cluster of_home(const std::filesystem::path& home, const std::filesystem::path& fallback,
                         const std::filesystem::path& installed);

  bool exists() const;
  /// Runs initdb beside the final place and renames, so that an interrupted start leaves no half cluster.
  void create(bool durable, int log);
  /// Writes our settings and who may come in; settings made with ALTER SYSTEM win over ours.
  void configure(bool durable);
  std::string conninfo(const std::string& database_name = database) const;

  /// What the server says about itself in postmaster.pid.
  struct Running {
    pid_t pid = 0;
    std::string socket_directory;
    std::string status;  ///< `starting`, `ready`, `stopping`
  };
  /// The file as it is, even when the process is gone; nothing when there is none or it is only half written.
  std::optional<Running> read_pid_file() const;
  /// True when that process is a server of this data directory, not a later owner of the number.
  bool is_server(pid_t pid) const;
};

}  // namespace kontor::db
