#include "support/process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <stdexcept>
#include <system_error>

namespace kontor::test {
namespace {

std::vector<std::string> with_basics(const Environment& environment) {
  Environment all = {{"PATH", "/usr/bin:/bin"}, {"LC_ALL", "C.UTF-8"}};
  // Sanitizers and coverage are told what to do by the environment.
  for (const char* name :
       {"HOME", "TMPDIR", "LLVM_PROFILE_FILE", "ASAN_OPTIONS", "LSAN_OPTIONS", "UBSAN_OPTIONS", "TSAN_OPTIONS"}) {
    if (const char* value = getenv(name)) all[name] = value;
  }
  for (const auto& [name, value] : environment) all[name] = value;
  std::vector<std::string> lines;
  for (const auto& [name, value] : all) lines.push_back(name + "=" + value);
  return lines;
}

std::vector<char*> pointers(const std::vector<std::string>& texts) {
  std::vector<char*> all;
  for (const std::string& text : texts) all.push_back(const_cast<char*>(text.c_str()));
  all.push_back(nullptr);
  return all;
}

[[noreturn]] void run_child(char* const* argv, char* const* environment, const char* directory, int output) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  setsid();
  for (int number = 1; number < NSIG; ++number) ::signal(number, SIG_DFL);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
  const int input = open("/dev/null", O_RDONLY);
  if (dup2(input, 0) < 0 || dup2(output, 1) < 0 || dup2(output, 2) < 0 || chdir(directory) != 0) _exit(127);
  close_range(3, ~0U, 0);
  execvpe(argv[0], argv, environment);
  _exit(127);
}

}  // namespace

Process::Process(const std::vector<std::string>& argv, const Environment& environment,
                 const std::filesystem::path& directory) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) throw std::system_error(errno, std::generic_category(), "pipe");
  const std::vector<std::string> lines = with_basics(environment);
  const std::vector<char*> arguments = pointers(argv);
  const std::vector<char*> variables = pointers(lines);
  pid_ = fork();
  if (pid_ < 0) throw std::system_error(errno, std::generic_category(), "fork");
  if (pid_ == 0) run_child(arguments.data(), variables.data(), directory.c_str(), ends[1]);
  close(ends[1]);
  reader_ = std::thread([this, fd = ends[0]] { read_output(fd); });
}

Process::~Process() {
  signal(SIGKILL);
  wait();
  reader_.join();
}

void Process::signal(int number) {
  if (!code_) kill(pid_, number);
}

std::optional<int> Process::wait(std::chrono::milliseconds within) {
  if (code_) return code_;
  const int fd = static_cast<int>(syscall(SYS_pidfd_open, pid_, 0));
  pollfd watched = {.fd = fd, .events = POLLIN};
  poll(&watched, 1, static_cast<int>(within.count()));
  close(fd);
  int status = 0;
  if (waitpid(pid_, &status, WNOHANG) != pid_) return std::nullopt;
  code_ = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
  // Its last words may still be in the pipe; what children of it hold open is not waited for longer than this.
  constexpr std::chrono::seconds kLastWords{1};
  std::unique_lock lock(mutex_);
  grew_.wait_for(lock, kLastWords, [this] { return closed_; });
  return code_;
}

std::optional<std::string> Process::line_with(const std::string& part, std::chrono::milliseconds within) {
  const auto deadline = std::chrono::steady_clock::now() + within;
  std::unique_lock lock(mutex_);
  for (;;) {
    for (std::size_t at = output_.find(part); at != std::string::npos;) {
      const std::size_t end = output_.find('\n', at);
      if (end == std::string::npos) break;
      const std::size_t start = at == 0 ? 0 : output_.rfind('\n', at) + 1;
      return output_.substr(start, end - start);
    }
    if (closed_ || grew_.wait_until(lock, deadline) == std::cv_status::timeout) return std::nullopt;
  }
}

std::string Process::output() const {
  const std::lock_guard lock(mutex_);
  return output_;
}

void Process::read_output(int fd) {
  char part[4096];
  for (ssize_t size = 0; (size = read(fd, part, sizeof part)) > 0;) {
    const std::lock_guard lock(mutex_);
    output_.append(part, static_cast<std::size_t>(size));
    grew_.notify_all();
  }
  close(fd);
  const std::lock_guard lock(mutex_);
  closed_ = true;
  grew_.notify_all();
}

Process::Outcome Process::run(const std::vector<std::string>& argv, const Environment& environment,
                              std::chrono::milliseconds within) {
  Process process(argv, environment);
  const std::optional<int> code = process.wait(within);
  if (!code) throw std::runtime_error(argv[0] + " does not end: " + process.output());
  process.reader_.join();
  process.reader_ = std::thread([] {});
  return {*code, process.output()};
}

}  // namespace kontor::test
