#include "db/embedded_server.hpp"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <condition_variable>
#include <fstream>

#include "base/test_directory.hpp"
#include "db/blocking_session.hpp"
#include "db/server_process.hpp"

namespace kontor::db {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using testing::HasSubstr;

/// A home that other accounts may pass through, as a checkout in a normal place is.
class EmbeddedServerTest : public testing::Test {
 protected:
  EmbeddedServer::Options options() const { return {.home = top_ / "var", .fallback = top_ / "lib", .durable = false}; }
  static std::string ask(const EmbeddedServer& server, const std::string& question) {
    return BlockingSession(server.conninfo()).value(question);
  }
  static std::string complaint_of(const EmbeddedServer::Options& options) {
    try {
      EmbeddedServer::start(options);
    } catch (const std::runtime_error& error) {
      return error.what();
    }
    return "";
  }

  const test::TemporaryDirectory directory_;
  const fs::path top_ = directory_.path();
};

/// Collects what the server says; lets a test wait for a line.
class News {
 public:
  std::function<void(std::string_view)> listener() {
    return [this](std::string_view line) {
      const std::lock_guard lock(mutex_);
      all_ += std::string(line) + "\n";
      changed_.notify_all();
    };
  }
  bool wait_for(const std::string& part) {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, 20s, [&] { return all_.find(part) != std::string::npos; });
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::string all_;
};

TEST_F(EmbeddedServerTest, KeepsTheDataOverACleanStop) {
  {
    EmbeddedServer server = EmbeddedServer::start(options());
    EXPECT_TRUE(server.alive());
    BlockingSession(server.conninfo()).run("CREATE TABLE kept (x int); INSERT INTO kept VALUES (42)");
    server.stop();
    EXPECT_FALSE(server.alive());
    server.stop();
  }
  EmbeddedServer server = EmbeddedServer::start(options());
  EXPECT_EQ(ask(server, "SELECT x FROM kept"), "42");
}

TEST_F(EmbeddedServerTest, SpeaksUtf8AndUtcAndIsDurableByDefault) {
  EmbeddedServer::Options durable = options();
  durable.durable = true;
  EmbeddedServer server = EmbeddedServer::start(durable);
  EXPECT_EQ(ask(server, "SHOW server_encoding"), "UTF8");
  EXPECT_EQ(ask(server, "SHOW timezone"), "UTC");
  EXPECT_EQ(ask(server, "SHOW fsync"), "on");
  EXPECT_EQ(ask(server, "SHOW synchronous_commit"), "on");
  EXPECT_EQ(ask(server, "SHOW data_checksums"), "on");
  EXPECT_EQ(ask(server, "SELECT lower('ЁЛКА')"), "ёлка");
}

TEST_F(EmbeddedServerTest, ListensOnAPrivateSocketOnly) {
  EmbeddedServer server = EmbeddedServer::start(options());
  EXPECT_EQ(ask(server, "SHOW listen_addresses"), "");
  struct stat socket_directory{};
  ASSERT_EQ(stat(ask(server, "SHOW unix_socket_directories").c_str(), &socket_directory), 0);
  EXPECT_EQ(socket_directory.st_mode & 0777, 0700u);
  EXPECT_EQ(ask(server, "SELECT string_agg(type || ' ' || auth_method, ',') FROM pg_hba_file_rules"), "local peer");
}

TEST_F(EmbeddedServerTest, RunsWithoutRightsWhenKontorIsRoot) {
  if (geteuid() != 0) return;  // anybody else runs it as themselves
  EmbeddedServer server = EmbeddedServer::start(options());
  struct stat process{};
  ASSERT_EQ(stat(fmt::format("/proc/{}", server.pid()).c_str(), &process), 0);
  EXPECT_EQ(process.st_uid, Account::unprivileged().uid);
  EXPECT_NE(process.st_uid, 0u);
}

TEST_F(EmbeddedServerTest, MovesTheDataOutOfAHomeThatItsAccountMayNotEnter) {
  if (geteuid() != 0) return;
  chmod(top_.c_str(), 0711);
  const fs::path closed = top_ / "root";
  ASSERT_EQ(mkdir(closed.c_str(), 0700), 0);
  EmbeddedServer::Options options = this->options();
  options.home = closed / "kontor/var";
  {
    EmbeddedServer server = EmbeddedServer::start(options);
    ASSERT_TRUE(server.note());
    EXPECT_THAT(*server.note(), HasSubstr((top_ / "lib/postgres").string()));
    BlockingSession(server.conninfo()).run("CREATE TABLE kept (x int)");
  }
  fs::rename(closed / "kontor", closed / "moved");  // the data follow their home
  options.home = closed / "moved/var";
  EmbeddedServer server = EmbeddedServer::start(options);
  EXPECT_TRUE(server.note());
  EXPECT_EQ(ask(server, "SELECT count(*) FROM kept"), "0");

  options.home = closed / "second/var";
  EmbeddedServer other = EmbeddedServer::start(options);
  EXPECT_EQ(ask(other, "SELECT to_regclass('kept') IS NULL"), "t") << "two homes must not share data";
}

TEST_F(EmbeddedServerTest, FindsAShortPlaceForTheSocketOfALongPath) {
  EmbeddedServer::Options options = this->options();
  options.home = top_ / std::string(120, 'a');
  std::string place;
  {
    EmbeddedServer server = EmbeddedServer::start(options);
    place = ask(server, "SHOW unix_socket_directories");
    EXPECT_LT(place.size(), 60u);
    struct stat directory{};
    ASSERT_EQ(stat(place.c_str(), &directory), 0);
    EXPECT_EQ(directory.st_mode & 0777, 0700u);
  }
  EXPECT_FALSE(fs::exists(place));
}

TEST_F(EmbeddedServerTest, StartsACrashedServerAgain) {
  News news;
  EmbeddedServer::Options options = this->options();
  options.say = news.listener();
  EmbeddedServer server = EmbeddedServer::start(options);
  BlockingSession(server.conninfo()).run("CREATE TABLE kept (x int)");
  const int first = server.pid();
  kill(first, SIGKILL);
  ASSERT_TRUE(news.wait_for("PostgreSQL ended (signal 9)"));
  for (const auto deadline = std::chrono::steady_clock::now() + 20s; !server.alive();) {
    ASSERT_LT(std::chrono::steady_clock::now(), deadline);
    std::this_thread::yield();
  }
  EXPECT_NE(server.pid(), first);
  EXPECT_EQ(ask(server, "SELECT count(*) FROM kept"), "0");
}

/// A kontor in a process of its own, so that it can be killed.
class Victim {
 public:
  explicit Victim(EmbeddedServer::Options options) {
    int ends[2];
    if (pipe(ends) != 0) throw std::runtime_error("pipe");
    pid_ = fork();
    if (pid_ == 0) {
      const EmbeddedServer server = EmbeddedServer::start(std::move(options));
      BlockingSession(server.conninfo()).run("CREATE TABLE IF NOT EXISTS kept (x int); INSERT INTO kept VALUES (1)");
      const int server_pid = server.pid();
      if (write(ends[1], &server_pid, sizeof server_pid) != sizeof server_pid) _exit(1);
      for (;;) pause();
    }
    close(ends[1]);
    if (read(ends[0], &server_pid_, sizeof server_pid_) != sizeof server_pid_) server_pid_ = 0;
    close(ends[0]);
  }
  ~Victim() {
    die();
    if (server_pid_ > 0) wait_until_gone(server_pid_, 20s);
  }

  int server_pid() const { return server_pid_; }
  void die() {
    if (pid_ <= 0) return;
    kill(pid_, SIGKILL);
    waitpid(pid_, nullptr, 0);
    pid_ = 0;
  }

 private:
  pid_t pid_ = 0;
  int server_pid_ = 0;
};

TEST_F(EmbeddedServerTest, StopsWhenKontorIsKilledAndComesBackWithItsData) {
  Victim victim(options());
  ASSERT_NE(victim.server_pid(), 0);
  victim.die();
  const EmbeddedServer server = EmbeddedServer::start(options());  // at once, while the old server is on its way out
  EXPECT_NE(server.pid(), victim.server_pid());
  EXPECT_TRUE(wait_until_gone(victim.server_pid(), 0ms));
  EXPECT_EQ(ask(server, "SELECT count(*) FROM kept"), "1");
}

TEST_F(EmbeddedServerTest, UsesTheServerOfAnotherKontorAndTakesOverWhenThatDies) {
  News news;
  Victim first(options());
  EmbeddedServer::Options options = this->options();
  options.say = news.listener();
  EmbeddedServer second = EmbeddedServer::start(options);
  EXPECT_EQ(second.pid(), first.server_pid());
  first.die();
  ASSERT_TRUE(news.wait_for("starting it again"));
  for (const auto deadline = std::chrono::steady_clock::now() + 20s; !second.alive();) {
    ASSERT_LT(std::chrono::steady_clock::now(), deadline);
    std::this_thread::yield();
  }
  EXPECT_EQ(ask(second, "SELECT count(*) FROM kept"), "1");
}

TEST_F(EmbeddedServerTest, LeavesTheServerOfAnotherKontorRunning) {
  const Victim first(options());
  EmbeddedServer::start(options()).stop();
  EXPECT_EQ(kill(first.server_pid(), 0), 0);
}

TEST_F(EmbeddedServerTest, IsNotFooledByAPidFileThatNamesAStranger) {
  EmbeddedServer::start(options()).stop();
  const pid_t stranger = fork();
  if (stranger == 0) {
    if (geteuid() == 0 && setuid(Account::unprivileged().uid) != 0) _exit(1);
    for (;;) pause();
  }
  std::ofstream(top_ / "var/postgres/postmaster.pid")
      << stranger << "\n"
      << (top_ / "var/postgres").string() << "\n1\n5432\n/tmp\n\n0 0\nready\n";
  {
    const EmbeddedServer server = EmbeddedServer::start(options());
    EXPECT_TRUE(server.alive());
    EXPECT_EQ(kill(stranger, 0), 0) << "a stranger's process is not ours to end";
  }
  kill(stranger, SIGKILL);
  waitpid(stranger, nullptr, 0);
}

TEST_F(EmbeddedServerTest, ClearsAwayWhatAnInterruptedInitdbLeft) {
  fs::create_directories(top_ / "var/postgres.new-abcdef/base");
  const EmbeddedServer server = EmbeddedServer::start(options());
  EXPECT_FALSE(fs::exists(top_ / "var/postgres.new-abcdef"));
}

TEST_F(EmbeddedServerTest, RefusesDataOfAnotherMajorVersion) {
  EmbeddedServer::start(options()).stop();
  std::ofstream(top_ / "var/postgres/PG_VERSION") << "9\n";
  EXPECT_THAT(complaint_of(options()), HasSubstr("were made by PostgreSQL 9"));
}

TEST_F(EmbeddedServerTest, SaysWhichPackageIsMissing) {
  EmbeddedServer::Options options = this->options();
  options.installed = top_ / "nothing";
  EXPECT_THAT(complaint_of(options), HasSubstr("install the package postgresql"));
}

TEST_F(EmbeddedServerTest, PassesOnWhyTheServerDoesNotStart) {
  EmbeddedServer::start(options()).stop();
  std::ofstream(top_ / "var/postgres/postgresql.auto.conf", std::ios::app) << "shared_buffers = 'plenty'\n";
  EXPECT_THAT(complaint_of(options()), HasSubstr("invalid value for parameter \"shared_buffers\""));
}

}  // namespace
}  // namespace kontor::db
