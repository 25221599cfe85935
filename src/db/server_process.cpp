#include "db/server_process.hpp"

#include <fcntl.h>
#include <grp.h>
#include <poll.h>
#include <pwd.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <system_error>

namespace kontor::db {
namespace {

using namespace std::chrono_literals;

Account from_entry(const passwd& entry) {
  Account account{
      .name = entry.pw_name, .uid = entry.pw_uid, .gid = entry.pw_gid, .is_other = entry.pw_uid != geteuid()};
  int count = 64;
  account.groups.resize(static_cast<std::size_t>(count));
  if (getgrouplist(entry.pw_name, entry.pw_gid, account.groups.data(), &count) < 0) {
    account.groups.resize(static_cast<std::size_t>(count));
    getgrouplist(entry.pw_name, entry.pw_gid, account.groups.data(), &count);
  }
  account.groups.resize(static_cast<std::size_t>(count));
  return account;
}

/// Between fork and exec: only async-signal-safe calls from here on.
bool become(const Account& account) {
  if (!account.is_other) return true;
  return setgroups(account.groups.size(), account.groups.data()) == 0 && setgid(account.gid) == 0 &&
         setuid(account.uid) == 0;
}

[[noreturn]] void give_up(const char* what) {
  const char* reason = strerrordesc_np(errno);
  for (const char* part : {"kontor: cannot ", what, ": ", reason ? reason : "unknown error", "\n"}) {
    if (write(STDERR_FILENO, part, std::strlen(part)) < 0) break;
  }
  _exit(127);
}

[[noreturn]] void run_child(const Account& account, char* const* argv, int output, int death_signal, pid_t parent) {
  setsid();
  for (int number = 1; number < NSIG; ++number) ::signal(number, SIG_DFL);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
  const int input = open("/dev/null", O_RDONLY);
  if (dup2(input, STDIN_FILENO) < 0 || dup2(output, STDOUT_FILENO) < 0 || dup2(output, STDERR_FILENO) < 0) _exit(127);
  close_range(3, ~0U, 0);
  umask(077);
  if (!become(account)) give_up("change to the account of the database");
  if (chdir("/") != 0) give_up("go to /");
  prctl(PR_SET_PDEATHSIG, death_signal);  // after setuid, which would clear it
  if (getppid() != parent) _exit(127);    // the parent died before the line above
  static char* const environment[] = {const_cast<char*>("PATH=/usr/bin:/bin"), const_cast<char*>("LC_ALL=C.UTF-8"),
                                      const_cast<char*>("TZ=UTC"), nullptr};
  execve(argv[0], argv, environment);
  give_up(argv[0]);
}

}  // namespace

Account Account::own() {
  if (const passwd* entry = getpwuid(geteuid())) return from_entry(*entry);
  throw std::runtime_error(fmt::format("user id {} has no name on this system: PostgreSQL needs one", geteuid()));
}

Account Account::unprivileged() {
  if (geteuid() != 0) return own();
  for (const char* name : {"postgres", "nobody"}) {
    if (const passwd* entry = getpwnam(name); entry && entry->pw_uid != 0) return from_entry(*entry);
  }
  throw std::runtime_error("PostgreSQL does not run as root, and there is neither a user postgres nor nobody");
}

Account Account::of(uid_t uid) {
  if (const passwd* entry = getpwuid(uid)) return from_entry(*entry);
  throw std::runtime_error(fmt::format("user id {} has no name on this system: PostgreSQL needs one", uid));
}

bool can_enter(const Account& account, const std::filesystem::path& directory) {
  if (!account.is_other) return access(directory.c_str(), X_OK) == 0;
  const pid_t child = fork();
  if (child < 0) throw std::system_error(errno, std::generic_category(), "fork");
  if (child == 0) _exit(become(account) && chdir(directory.c_str()) == 0 ? 0 : 1);
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

ServerProcess ServerProcess::spawn(const Account& account, const std::vector<std::string>& argv, int output,
                                   int death_signal) {
  std::vector<char*> arguments;
  for (const std::string& argument : argv) arguments.push_back(const_cast<char*>(argument.c_str()));
  arguments.push_back(nullptr);
  const pid_t parent = getpid();
  const pid_t child = fork();
  if (child < 0) throw std::system_error(errno, std::generic_category(), "fork");
  if (child == 0) run_child(account, arguments.data(), output, death_signal, parent);
  return ServerProcess(child);
}

std::optional<std::string> ServerProcess::wait(std::chrono::milliseconds timeout) {
  if (ended_) return ended_;
  if (timeout > 0ms) wait_until_gone(pid_, timeout);
  int status = 0;
  const pid_t got = waitpid(pid_, &status, WNOHANG);
  if (got == 0) return std::nullopt;
  if (got < 0) {
    ended_ = "an unknown end";  // somebody else collected it
  } else if (WIFSIGNALED(status)) {
    ended_ = fmt::format("signal {}", WTERMSIG(status));
  } else {
    ended_ = fmt::format("exit status {}", WEXITSTATUS(status));
  }
  return ended_;
}

void ServerProcess::signal(int number) {
  if (!ended_) kill(pid_, number);
}

namespace {

bool is_gone(pid_t pid) {
  siginfo_t info{};  // a child that ended stays until it is collected, which is not our business here
  if (waitid(P_PID, static_cast<id_t>(pid), &info, WEXITED | WNOHANG | WNOWAIT) == 0) return info.si_pid == pid;
  return kill(pid, 0) != 0 && errno == ESRCH;
}

}  // namespace

bool wait_until_gone(pid_t pid, std::chrono::milliseconds timeout, int interrupt) {
  const auto deadline = std::chrono::steady_clock::now() + timeout;
  const int fd = static_cast<int>(syscall(SYS_pidfd_open, pid, 0));
  if (fd < 0 && errno == ESRCH) return true;
  bool gone = false;
  while (!gone) {
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
    if (left < 0ms) break;
    // Without pidfd (an old kernel, a sandbox) the process is looked at ten times a second.
    const auto pause = fd < 0 ? std::min(left, 100ms) : left;
    pollfd watched[2] = {{.fd = fd, .events = POLLIN}, {.fd = interrupt, .events = POLLIN}};
    poll(watched, 2, static_cast<int>(std::min<long>(pause.count(), 1'000'000)));
    gone = fd < 0 ? is_gone(pid) : (watched[0].revents & POLLIN) != 0;
    if (watched[1].revents != 0 || left == 0ms) break;
  }
  if (fd >= 0) close(fd);
  return gone;
}

}  // namespace kontor::db
