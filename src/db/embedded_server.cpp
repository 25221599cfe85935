#include "db/embedded_server.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/eventfd.h>
#include <sys/file.h>
#include <unistd.h>

#include <fstream>
#include <future>
#include <system_error>

#include "base/text.hpp"
#include "db/blocking_session.hpp"
#include "db/cluster.hpp"
#include "db/server_process.hpp"

namespace kontor::db {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using Steady = std::chrono::steady_clock;

class FileDescriptor {
 public:
  explicit FileDescriptor(int fd = -1) : fd_(fd) {}
  FileDescriptor(const FileDescriptor&) = delete;
  FileDescriptor& operator=(FileDescriptor&& other) noexcept {
    std::swap(fd_, other.fd_);
    return *this;
  }
  ~FileDescriptor() {
    if (fd_ >= 0) close(fd_);
  }
  int get() const { return fd_; }

 private:
  int fd_;
};

int open_or_throw(const fs::path& file, int flags) {
  const int fd = open(file.c_str(), flags | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (fd < 0) throw std::system_error(errno, std::generic_category(), fmt::format("cannot open {}", file.string()));
  return fd;
}

fs::path made_home(const fs::path& wanted) {
  std::error_code error;
  const fs::path home = fs::absolute(wanted);
  if (fs::create_directories(home, error)) {  // whatever the umask: the account of the database must pass through
    fs::permissions(home, fs::perms::group_exec | fs::perms::others_exec, fs::perm_options::add, error);
  }
  if (error) throw std::runtime_error(fmt::format("cannot make the directory {}: {}", home.string(), error.message()));
  return fs::canonical(home);
}

constexpr std::uintmax_t large_log = 1 << 20;

/// The server's own log beside its data; the one before is kept when it has grown large.
int open_log(const fs::path& file) {
  std::error_code absent;
  if (fs::file_size(file, absent) > large_log && !absent) fs::rename(file, file.string() + ".1", absent);
  return open_or_throw(file, O_WRONLY | O_APPEND);
}

/// What the server complained about since `from`, in one line.
std::string complaints(const fs::path& file, std::uintmax_t from) {
  std::ifstream in(file);
  in.seekg(static_cast<std::streamoff>(from));
  std::deque<std::string> last;
  for (std::string line; std::getline(in, line);) {
    for (const char* level : {"FATAL:", "PANIC:", "LOG:", "error:", "kontor:"}) {
      const std::size_t at = line.find(level);
      if (at == std::string::npos) continue;
      last.emplace_back(trimmed(std::string_view(line).substr(at)));
      break;
    }
    if (last.size() > 3) last.pop_front();
  }
  if (last.empty()) return fmt::format("see {}", file.string());
  return fmt::format("{}", fmt::join(last, "; "));
}

}  // namespace

/// All of it happens on one thread, because the kernel ties the death of the server to the thread that made it.
class EmbeddedServer::Keeper {
 public:
  explicit Keeper(Options options)
      : options_(std::move(options)),
        home_(made_home(options_.home)),
        interrupt_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {}
  ~Keeper() { stop(); }

  void start() {
    std::promise<void> ready;
    std::future<void> started = ready.get_future();
    thread_ = std::thread([this, ready = std::move(ready)]() mutable { run(std::move(ready)); });
    started.get();
  }

  void stop() {
    stopping_ = true;
    const std::uint64_t one = 1;
    if (write(interrupt_.get(), &one, sizeof one) < 0) return;
    if (thread_.joinable()) thread_.join();
  }

  std::string conninfo() const { return conninfo_; }
  std::optional<std::string> note() const { return note_; }
  int pid() const { return pid_; }

 private:
  void run(std::promise<void> ready) {
    try {
      bring_up();
      conninfo_ = cluster_.conninfo();
      note_ = cluster_.note;
    } catch (...) {
      kill_half_started();
      ready.set_exception(std::current_exception());
      return;
    }
    ready.set_value();
    keep_running();
    if (server_) shut_down();
    pid_ = 0;
  }

  void keep_running() {
    auto pause = 100ms;
    while (!stopping_) {
      const auto since = Steady::now();
      while (!stopping_ && !wait_until_gone(pid_, 1h, interrupt_.get())) {
      }
      if (stopping_) return;
      pid_ = 0;
      const std::optional<std::string> end = server_ ? server_->wait(1s) : std::nullopt;
      server_.reset();
      say(fmt::format("PostgreSQL ended ({}): starting it again", end.value_or("its kontor stopped it")));
      if (Steady::now() - since > 60s) pause = 100ms;
      while (!stopping_ && pid_ == 0) {
        try {
          bring_up();
        } catch (const std::exception& error) {
          kill_half_started();
          if (!stopping_) say(fmt::format("{}; trying again in {} ms", error.what(), pause.count()));
          wait_until_gone(getpid(), pause, interrupt_.get());  // only the pause: this process is not gone
        }
        pause = std::min<std::chrono::milliseconds>(pause * 2, 10s);
      }
    }
  }

  /// Makes the server run, or finds the one of another kontor. Throws when neither works within the patience.
  void bring_up() {
    const auto deadline = Steady::now() + options_.patience;
    while (!take_lock()) {
      if (adopt()) return;
      if (stopping_ || Steady::now() > deadline) {
        throw std::runtime_error(
            fmt::format("another kontor uses {}, but its PostgreSQL does not answer", home_.string()));
      }
      wait_until_gone(getpid(), 20ms, interrupt_.get());
    }
    cluster_ = Cluster::of_home(home_, options_.fallback, options_.installed);
    while (!run_server(deadline)) {
      wait_until_gone(getpid(), 100ms, interrupt_.get());
    }
    pid_ = server_->pid();
  }

  /// False when sessions of a killed server are still there: PostgreSQL waits for the last one, and so do we.
  bool run_server(Steady::time_point deadline) {
    const fs::path log_file = home_ / "postgres.log";
    const FileDescriptor log(open_log(log_file));
    const std::uintmax_t from = fs::file_size(log_file);
    try {
      end_orphan();
      if (!cluster_.exists()) cluster_.create(options_.durable, log.get());
      cluster_.configure(options_.durable);
      server_ = ServerProcess::spawn(cluster_.account,
                                     {(cluster_.programs / "postgres").string(), "-D", cluster_.data.string()},
                                     log.get(), SIGINT);
      wait_until_ready(deadline);
      return true;
    } catch (const std::exception& error) {
      const std::string reason = complaints(log_file, from);
      const bool occupied = reason.find("pre-existing shared memory block") != std::string::npos;
      if (occupied && !stopping_ && Steady::now() < deadline) return false;
      throw std::runtime_error(fmt::format("PostgreSQL did not start: {}: {}", error.what(), reason));
    }
  }

  bool take_lock() {
    if (lock_.get() < 0) lock_ = FileDescriptor(open_or_throw(home_ / "postgres.lock", O_RDWR));
    return flock(lock_.get(), LOCK_EX | LOCK_NB) == 0;
  }

  bool adopt() {
    Cluster cluster = Cluster::of_home(home_, options_.fallback, options_.installed);
    const std::optional<Cluster::Running> running = cluster.read_pid_file();
    if (!running || running->status != "ready" || !cluster.is_server(running->pid)) return false;
    cluster.socket_directory = running->socket_directory;
    if (!answers(cluster)) return false;
    cluster_ = std::move(cluster);
    pid_ = running->pid;
    return true;
  }

  /// The lock is ours, so a server that still runs belongs to a kontor that was killed, and is on its way out.
  void end_orphan() {
    const std::optional<Cluster::Running> running = cluster_.read_pid_file();
    if (!running) return;
    if (!cluster_.is_server(running->pid)) {
      // PostgreSQL clears the file of a dead server itself, but would take a stranger with the same number for its own.
      if (kill(running->pid, 0) == 0 || errno == EPERM) fs::remove(cluster_.data / "postmaster.pid");
      return;
    }
    for (const auto& [signal, patience] : {std::pair{SIGINT, 20s}, std::pair{SIGQUIT, 5s}, std::pair{SIGKILL, 5s}}) {
      kill(running->pid, signal);
      if (wait_until_gone(running->pid, patience)) return;
    }
    throw std::runtime_error(fmt::format("process {} does not end", running->pid));
  }

  void wait_until_ready(Steady::time_point deadline) {
    for (auto pause = 1ms;; pause = std::min(pause * 2, 20ms)) {
      if (const std::optional<std::string> end = server_->wait(pause))
        throw std::runtime_error("it ended with " + *end);
      const std::optional<Cluster::Running> running = cluster_.read_pid_file();
      if (running && running->pid == server_->pid() && running->status == "ready" && answers(cluster_)) return;
      if (stopping_) throw std::runtime_error("stopped");
      if (Steady::now() > deadline) throw std::runtime_error("not ready in time");
    }
  }

  /// Opens a session; makes our database in a new cluster.
  static bool answers(const Cluster& cluster) {
    try {
      BlockingSession{cluster.conninfo()};
      return true;
    } catch (const ConnectFailure& failure) {
      if (failure.retryable) return false;
      if (failure.sqlstate != "3D000") throw;
    }
    BlockingSession(cluster.conninfo("postgres")).run(fmt::format("CREATE DATABASE {}", Cluster::database));
    return true;
  }

  void shut_down() {
    for (const auto& [signal, patience] : {std::pair{SIGINT, 20s}, std::pair{SIGQUIT, 5s}, std::pair{SIGKILL, 5s}}) {
      server_->signal(signal);
      if (server_->wait(patience)) break;
      say("PostgreSQL is slow to stop");
    }
    server_.reset();
    if (cluster_.socket_directory != cluster_.data) rmdir(cluster_.socket_directory.c_str());
  }

  void kill_half_started() {
    if (server_) shut_down();
    lock_ = FileDescriptor();
  }

  void say(std::string_view line) const {
    if (options_.say) options_.say(line);
  }

  Options options_;
  fs::path home_;
  std::string conninfo_;  // these two do not change after the first start
  std::optional<std::string> note_;
  FileDescriptor interrupt_;
  FileDescriptor lock_;  // held as long as the server is ours
  Cluster cluster_;
  std::optional<ServerProcess> server_;  // nothing when another kontor's server is used
  std::atomic<int> pid_ = 0;
  std::atomic<bool> stopping_ = false;
  std::thread thread_;
};

EmbeddedServer EmbeddedServer::start(Options options) {
  auto keeper = std::make_unique<Keeper>(std::move(options));
  keeper->start();
  return EmbeddedServer(std::move(keeper));
}

EmbeddedServer::EmbeddedServer(std::unique_ptr<Keeper> keeper) : keeper_(std::move(keeper)) {}
EmbeddedServer::EmbeddedServer(EmbeddedServer&&) noexcept = default;
EmbeddedServer& EmbeddedServer::operator=(EmbeddedServer&&) noexcept = default;
EmbeddedServer::~EmbeddedServer() = default;

std::string EmbeddedServer::conninfo() const { return keeper_->conninfo(); }
std::optional<std::string> EmbeddedServer::note() const { return keeper_->note(); }
bool EmbeddedServer::alive() const { return keeper_->pid() != 0; }
int EmbeddedServer::pid() const { return keeper_->pid(); }
void EmbeddedServer::stop() { keeper_->stop(); }

}  // namespace kontor::db
