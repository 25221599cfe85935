#include "db/cluster.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <fstream>
#include <iterator>
#include <sstream>
#include <system_error>

#include "base/secret.hpp"
#include "base/text.hpp"

namespace kontor::db {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

std::string contents(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(in), {});
}

std::optional<uid_t> owner_of(const fs::path& path) {
  struct stat entry{};
  if (stat(path.c_str(), &entry) != 0) return std::nullopt;
  return entry.st_uid;
}

/// A name in a directory that other accounts may write to can be a trap: what is there must be a directory, ours and
/// closed.
bool is_private(const fs::path& directory, const Account& account) {
  struct stat entry{};
  return lstat(directory.c_str(), &entry) == 0 && S_ISDIR(entry.st_mode) && entry.st_uid == account.uid &&
         (entry.st_mode & 077) == 0;
}

void hand_over(const fs::path& path, const Account& account) {
  if (account.is_other && lchown(path.c_str(), account.uid, account.gid) != 0) {
    throw std::system_error(errno, std::generic_category(),
                            fmt::format("cannot give {} to {}", path.string(), account.name));
  }
}

fs::path make_private_directory(const fs::path& pattern, const Account& account) {
  std::string name = pattern.string() + std::string(6, 'X');  // mkdtemp puts its own letters there
  if (!mkdtemp(name.data())) {
    throw std::system_error(errno, std::generic_category(), fmt::format("cannot make a directory like {}", name));
  }
  hand_over(name, account);
  return name;
}

/// Replaces the file at once. Whoever owns the directory cannot make us write elsewhere through a link.
void write_file(const fs::path& file, std::string_view text, const Account& account) {
  const fs::path fresh = file.string() + ".new";
  unlink(fresh.c_str());
  const int fd = open(fresh.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  const bool written = fd >= 0 && (!account.is_other || fchown(fd, account.uid, account.gid) == 0) &&
                       write(fd, text.data(), text.size()) == static_cast<ssize_t>(text.size()) && fsync(fd) == 0;
  const int reason = errno;
  if (fd >= 0) close(fd);
  if (!written || rename(fresh.c_str(), file.c_str()) != 0) {
    throw std::system_error(written ? errno : reason, std::generic_category(),
                            fmt::format("cannot write {}", file.string()));
  }
}

void sync_directory(const fs::path& directory) {
  const int fd = open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) return;
  fsync(fd);
  close(fd);
}

/// Reserves a name in the fallback directory and leaves a link to it in the home, so that the data stay with their home
/// when it is moved, and two homes never share them.
fs::path move_out(const fs::path& link, const fs::path& fallback) {
  fs::create_directories(fallback);
  fs::path data = fallback / "postgres";
  while (mkdir(data.c_str(), 0700) != 0) {
    if (errno != EEXIST) throw std::system_error(errno, std::generic_category(), "cannot make " + data.string());
    data = fallback / ("postgres-" + hex(random_token(4)).substr(0, 8));
  }
  fs::create_symlink(data, link);
  return data;
}

std::string moved_note(const Cluster& cluster, const fs::path& home) {
  return fmt::format("the database is in {} ({} is a link to it), because its user {} may not enter {}",
                     cluster.data.string(), (home / "postgres").string(), cluster.account.name, home.string());
}

/// The newest installed PostgreSQL, or the one that made the data.
fs::path find_programs(const Cluster& cluster, const fs::path& installed) {
  std::map<int, fs::path> found;
  std::error_code none;
  for (const fs::directory_entry& entry : fs::directory_iterator(installed, none)) {
    const int version = std::atoi(entry.path().filename().c_str());
    const fs::path bin = entry.path() / "bin";
    if (version > 0 && access((bin / "postgres").c_str(), X_OK) == 0 && access((bin / "initdb").c_str(), X_OK) == 0) {
      found[version] = bin;
    }
  }
  if (found.empty()) {
    throw std::runtime_error(fmt::format(
        "no PostgreSQL in {}: install the package postgresql, or set DATABASE_URL to a server", installed.string()));
  }
  if (!cluster.exists()) return found.rbegin()->second;
  const int made_by = std::atoi(contents(cluster.data / "PG_VERSION").c_str());
  if (const auto match = found.find(made_by); match != found.end()) return match->second;
  throw std::runtime_error(
      fmt::format("the data in {} were made by PostgreSQL {}, but only {} is installed: install postgresql-{}, or move "
                  "the data with kontor backup and kontor restore",
                  cluster.data.string(), made_by, found.rbegin()->first, made_by));
}

fs::path choose_socket_directory(const fs::path& data, const Account& account) {
  const std::string name = fmt::format("/.s.PGSQL.{}", Cluster::port);
  if (data.string().size() + name.size() < sizeof(sockaddr_un::sun_path)) return data;
  const std::string leaf = "kontor-" + hex(sha256(data.string())).substr(0, 16);
  for (const fs::path& parent :
       {fs::path("/run"), fs::path(fmt::format("/run/user/{}", account.uid)), fs::path("/tmp")}) {
    const fs::path directory = parent / leaf;
    if (mkdir(directory.c_str(), 0700) == 0) hand_over(directory, account);
    if (is_private(directory, account)) return directory;
  }
  throw std::runtime_error(
      fmt::format("the path {} is too long for a socket, and neither /run nor /tmp has room for {}: "
                  "set KONTOR_HOME to a shorter path",
                  data.string(), leaf));
}

// Small memory and two cores; everything durable. C.UTF-8 (see create) keeps indexes valid when the system's libraries
// change.
constexpr std::string_view settings =
    R"(# Written by kontor at each start. Change a setting with ALTER SYSTEM: that wins over this file.
listen_addresses = ''
port = {port}
unix_socket_directories = '{socket}'
unix_socket_permissions = 0700
max_connections = 64
shared_buffers = 128MB
work_mem = 8MB
maintenance_work_mem = 64MB
effective_cache_size = 1GB
random_page_cost = 1.1
jit = off
max_worker_processes = 4
max_parallel_workers = 2
max_parallel_workers_per_gather = 1
synchronous_commit = on
fsync = {durable}
full_page_writes = {durable}
wal_compression = on
min_wal_size = 48MB
max_wal_size = 512MB
checkpoint_timeout = 15min
timezone = 'UTC'
log_timezone = 'UTC'
lc_messages = 'C'
idle_in_transaction_session_timeout = 5min
client_connection_check_interval = 10s
# Statements, values and names of rows are personal data: the log is about the server, and kontor reports failed statements.
log_min_messages = log
log_min_error_statement = panic
log_error_verbosity = terse
log_checkpoints = off
log_line_prefix = '%m [%p] '
)";

}  // namespace

Cluster Cluster::of_home(const fs::path& home, const fs::path& fallback, const fs::path& installed) {
  Cluster cluster{.data = home / "postgres"};
  const fs::path link = cluster.data;
  if (fs::is_symlink(link)) cluster.data = fs::weakly_canonical(home / fs::read_symlink(link));

  const std::optional<uid_t> owner = owner_of(cluster.data);
  const bool as_root = geteuid() == 0;
  if (cluster.exists()) {
    if (!as_root && *owner != geteuid()) {
      throw std::runtime_error(fmt::format("the data in {} belong to user {}: start kontor as that user or as root",
                                           cluster.data.string(), Account::of(*owner).name));
    }
    cluster.account = Account::of(*owner);
  } else {
    cluster.account = Account::unprivileged();
  }

  if (!can_enter(cluster.account, cluster.data.parent_path())) {
    if (cluster.exists() || fs::is_symlink(link) || !as_root) {
      throw std::runtime_error(
          fmt::format("user {} may not enter {}, where its database is: open the way with chmod o+x",
                      cluster.account.name, cluster.data.parent_path().string()));
    }
    cluster.data = move_out(link, fallback);
  }
  if (fs::is_symlink(link)) cluster.note = moved_note(cluster, home);
  cluster.programs = find_programs(cluster, installed);
  cluster.socket_directory = choose_socket_directory(cluster.data, cluster.account);
  return cluster;
}

bool Cluster::exists() const { return access((data / "PG_VERSION").c_str(), F_OK) == 0; }

void Cluster::create(bool durable, int log) {
  const std::string beside = data.string() + ".new-";
  for (const fs::directory_entry& entry : fs::directory_iterator(data.parent_path())) {
    if (entry.path().string().starts_with(beside)) fs::remove_all(entry.path());  // from an interrupted start
  }
  const fs::path fresh = make_private_directory(beside, account);
  std::vector<std::string> command = {(programs / "initdb").string(),
                                      "-D",
                                      fresh.string(),
                                      "--encoding=UTF8",
                                      "--locale=C.UTF-8",
                                      fmt::format("--username={}", role),
                                      "--auth-local=peer",
                                      "--auth-host=reject",
                                      "--data-checksums",
                                      "--no-instructions"};
  if (!durable) command.emplace_back("--no-sync");
  ServerProcess initdb = ServerProcess::spawn(account, command, log, SIGKILL);
  if (!initdb.wait(120s)) initdb.signal(SIGKILL);
  initdb.wait(5s);
  if (!initdb.succeeded()) {
    fs::remove_all(fresh);
    throw std::runtime_error("initdb failed");
  }
  write_file(fresh / "postgresql.conf", contents(fresh / "postgresql.conf") + "\ninclude 'kontor.conf'\n", account);
  if (rename(fresh.c_str(), data.c_str()) != 0) {
    throw std::system_error(errno, std::generic_category(),
                            fmt::format("cannot put the new database at {}", data.string()));
  }
  sync_directory(data.parent_path());
}

void Cluster::configure(bool durable) {
  std::string quoted;
  for (const char c : socket_directory.string()) quoted.append(c == '\'' ? 2 : 1, c);
  write_file(data / "kontor.conf",
             fmt::format(settings, fmt::arg("port", port), fmt::arg("socket", quoted),
                         fmt::arg("durable", durable ? "on" : "off")),
             account);
  // Peer: the kernel says who connects, so no password exists that could leak; only the account of kontor is let in.
  write_file(data / "pg_hba.conf", "local all all peer map=kontor\n", account);
  write_file(data / "pg_ident.conf", fmt::format("kontor \"{}\" {}\n", Account::own().name, role), account);
}

std::string Cluster::conninfo(const std::string& database_name) const {
  std::string host;
  for (const char c : socket_directory.string()) {
    if (c == '\'' || c == '\\') host += '\\';
    host += c;
  }
  return fmt::format("host='{}' port={} user={} dbname={}", host, port, role, database_name);
}

std::optional<Cluster::Running> Cluster::read_pid_file() const {
  std::istringstream text(contents(data / "postmaster.pid"));
  std::vector<std::string> lines;
  for (std::string line; std::getline(text, line);) lines.emplace_back(trimmed(line));
  if (lines.size() < 5) return std::nullopt;
  const pid_t pid = std::atoi(lines[0].c_str());
  if (pid <= 1) return std::nullopt;
  return Running{.pid = pid, .socket_directory = lines[4], .status = lines.size() > 7 ? lines[7] : "starting"};
}

bool Cluster::is_server(pid_t pid) const {
  if (owner_of(fmt::format("/proc/{}", pid)) != account.uid) return false;
  // The arguments, joined by zero bytes; unlike /proc/N/cwd they may be read without the right to trace.
  const std::string arguments = contents(fmt::format("/proc/{}/cmdline", pid));
  const std::string wanted = std::string("\0-D\0", 4) + data.string() + '\0';
  return arguments.find(wanted) != std::string::npos;
}

}  // namespace kontor::db
