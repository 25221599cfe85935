#include "office/locked_process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <charconv>
#include <system_error>

namespace kontor::office {
namespace {

using Steady = std::chrono::steady_clock;

std::vector<char*> pointers(const std::vector<std::string>& texts) {
  std::vector<char*> out;
  for (const std::string& text : texts) out.push_back(const_cast<char*>(text.c_str()));
  out.push_back(nullptr);
  return out;
}

/// What the child is made of, ready before the fork: behind it no memory may be asked for.
struct Prepared {
  std::vector<char*> arguments, environment;
  const char* directory;
  std::array<char, 32> user{}, group{};  ///< lines of the user namespace's maps
  Confinement limits;
};

void write_map(const char* file, const char* text) {
  const int fd = open(file, O_WRONLY | O_CLOEXEC);
  if (fd < 0) return;
  [[maybe_unused]] const auto written = write(fd, text, std::strlen(text));
  close(fd);
}

/// A network of its own, with nothing in it. Where neither root nor user namespaces may have one, the child keeps ours.
void leave_the_network(const Prepared& prepared) {
  if (unshare(CLONE_NEWNET) == 0) return;
  if (unshare(CLONE_NEWUSER | CLONE_NEWNET) != 0) return;
  write_map("/proc/self/setgroups", "deny");
  write_map("/proc/self/uid_map", prepared.user.data());
  write_map("/proc/self/gid_map", prepared.group.data());
}

void limit(__rlimit_resource_t resource, rlim_t most) {
  const rlimit both{most, most};
  setrlimit(resource, &both);
}

[[noreturn]] void become(const Prepared& prepared) {
  setpgid(0, 0);
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  leave_the_network(prepared);
  limit(RLIMIT_AS, prepared.limits.memory);
  limit(RLIMIT_FSIZE, prepared.limits.file);
  limit(RLIMIT_CPU, static_cast<rlim_t>(prepared.limits.time.count()));
  limit(RLIMIT_CORE, 0);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
  const int nothing = open("/dev/null", O_RDWR);
  for (int fd = 0; fd < 3; ++fd) dup2(nothing, fd);
  syscall(SYS_close_range, 3U, ~0U, 0U);
  if (chdir(prepared.directory) == 0)
    execve(prepared.arguments.front(), prepared.arguments.data(), prepared.environment.data());
  _exit(127);
}

/// True when the child ended in time.
bool wait_for(pid_t child, std::chrono::seconds time) {
  const int handle = static_cast<int>(syscall(SYS_pidfd_open, child, 0U));
  if (handle < 0) return false;
  const auto until = Steady::now() + time;
  bool ended = false;
  for (;;) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - Steady::now()).count();
    pollfd watched{.fd = handle, .events = POLLIN, .revents = 0};
    const int ready = left <= 0 ? 0 : poll(&watched, 1, static_cast<int>(left));
    if (ready < 0 && errno == EINTR) continue;
    ended = ready > 0;
    break;
  }
  close(handle);
  return ended;
}

}  // namespace

Outcome run_locked(const std::vector<std::string>& command, const std::vector<std::string>& environment,
                   const std::string& directory, const Confinement& confinement) {
  Prepared prepared{.arguments = pointers(command),
                    .environment = pointers(environment),
                    .directory = directory.c_str(),
                    .limits = confinement};
  *fmt::format_to_n(prepared.user.data(), prepared.user.size() - 1, "{0} {0} 1", getuid()).out = '\0';
  *fmt::format_to_n(prepared.group.data(), prepared.group.size() - 1, "{0} {0} 1", getgid()).out = '\0';
  const pid_t child = fork();
  if (child < 0) throw std::system_error(errno, std::generic_category(), "cannot make a process for the office suite");
  if (child == 0) become(prepared);
  setpgid(child, child);  // whoever comes first: a kill must find the group
  const bool in_time = wait_for(child, confinement.time);
  kill(-child, SIGKILL);
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (!in_time) return Outcome::late;
  return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? Outcome::done : Outcome::failed;
}

}  // namespace kontor::office
