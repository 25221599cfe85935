#pragma once

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace kontor::db {

/// The operating system's account under which a PostgreSQL program runs.
struct Account {
  std::string name;
  uid_t uid = 0;
  gid_t gid = 0;
  std::vector<gid_t> groups;
  bool is_other = false;  ///< not the account of this process: the child changes to it

  /// The account of this process.
  static Account own();
  /// `postgres`, or else `nobody`, for a process of root; its own for everybody else. Throws when neither exists.
  static Account unprivileged();
  /// Throws when there is no such account.
  static Account of(uid_t uid);
};

/// True when that account may enter the directory: every ancestor lets it through.
bool can_enter(const Account& account, const std::filesystem::path& directory);

/// A child process under an account, in a session of its own (a Ctrl-C at the terminal is not for it), with stdout and
/// stderr in `output`, `/` as its directory and a bare environment.
///
/// The kernel sends it `death_signal` when the *thread* that spawned it ends, so that thread must live as long as the
/// child. One thread at a time.
class ServerProcess {
 public:
  /// Throws std::system_error when the process cannot be made. A program that cannot be executed ends with status 127.
  static ServerProcess spawn(const Account& account, const std::vector<std::string>& argv, int output,
                             int death_signal);

  pid_t pid() const { return pid_; }
  /// Waits at most `timeout`; how it ended, in words (`exit status 1`, `signal 9`), or nothing while it runs.
  std::optional<std::string> wait(std::chrono::milliseconds timeout);
  bool succeeded() const { return ended_ && *ended_ == "exit status 0"; }
  void signal(int number);

 private:
  explicit ServerProcess(pid_t pid) : pid_(pid) {}

  pid_t pid_;
  std::optional<std::string> ended_;
};

/// Waits until a process that need not be a child is gone; false when it is still there after `timeout`, or as soon as
/// `interrupt` (a file descriptor; -1 for none) becomes readable.
bool wait_until_gone(pid_t pid, std::chrono::milliseconds timeout, int interrupt = -1);

}  // namespace kontor::db
