#include <spdlog/fmt/fmt.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <boost/asio/detached.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <iostream>
#include <map>
#include <optional>

#include "app/assets.hpp"
#include "async/cpu_pool.hpp"
#include "async/loops.hpp"
#include "async/timer.hpp"
#include "db/blocking_session.hpp"
#include "db/migrator.hpp"
#include "jobs/queue.hpp"
#include "jobs/worker.hpp"
#include "observe/metrics.hpp"
#include "state/memory.hpp"

// bench_jobs KIND --database CONNINFO --jobs N [--producers K] [--concurrency C] [--finished F]   measures the queue on
// an empty database and prints one line of JSON.
//
//   single   N empty jobs, each enqueued in its own transaction by K producers at once, while the worker runs
//   bulk     N empty jobs enqueued in bulk, then the worker begins
//   latency  500 jobs a second are offered: from the return of the enqueueing to the begin of the job
//   steady   the burn-down in an empty table, and with F finished jobs in it
//   waiting  N jobs that each wait a second for a byte on a socket, C at once

namespace {

using namespace kontor;
using Clock = std::chrono::steady_clock;

constexpr int kRate = 500;  ///< jobs offered a second where latency is measured
/// Of the other kinds: an empty job waits for nothing, so that this only has to be more than a claim gives.
constexpr std::size_t kConcurrency = 100;

struct Arguments {
  std::string kind;
  std::string database;
  std::size_t jobs = 20'000;
  std::size_t producers = 1;
  std::size_t concurrency = kConcurrency;
  std::size_t finished = 5'000'000;
  std::size_t connections = 4;  ///< pipelined, for the producers and the worker together
};

struct Empty {
  static constexpr std::string_view kind = "empty";
  std::int64_t number;
};
KONTOR_DESCRIBE(Empty, number)

double cpu_seconds() {
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  };
  return seconds(used.ru_utime) + seconds(used.ru_stime);
}

double peak_mb() {
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  return static_cast<double>(used.ru_maxrss) / 1024;
}

double seconds_since(Clock::time_point then) { return std::chrono::duration<double>(Clock::now() - then).count(); }

/// A server that answers each connection with one byte, a second later. A process of its own: ten thousand connections
/// have twenty thousand ends, more than many systems let one process have. Made before there is any thread.
class SlowServer {
 public:
  SlowServer()
      : acceptor_(context_, {asio::ip::address_v4::loopback(), 0}, true), endpoint_(acceptor_.local_endpoint()) {
    acceptor_.listen(SOMAXCONN);
    child_ = fork();
    if (child_ < 0) throw std::system_error(errno, std::generic_category(), "fork");
    if (child_ > 0) {
      acceptor_.close();
      return;
    }
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    context_.notify_fork(asio::io_context::fork_child);
    asio::co_spawn(context_, accept(), asio::detached);
    context_.run();
    _exit(0);
  }
  ~SlowServer() {
    kill(child_, SIGKILL);
    waitpid(child_, nullptr, 0);
  }
  asio::ip::tcp::endpoint endpoint() const { return endpoint_; }

 private:
  Async<> accept() {
    for (;;) asio::co_spawn(context_, answer(co_await acceptor_.async_accept(asio::use_awaitable)), asio::detached);
  }
  static Async<> answer(asio::ip::tcp::socket peer) {
    asio::steady_timer second(peer.get_executor(), std::chrono::seconds(1));
    co_await second.async_wait(asio::use_awaitable);
    co_await peer.async_send(asio::buffer("!", 1), asio::use_awaitable);
  }

  asio::io_context context_{1};
  asio::ip::tcp::acceptor acceptor_;
  asio::ip::tcp::endpoint endpoint_;
  pid_t child_ = 0;
};

void allow_many_files() {
  rlimit files{};
  getrlimit(RLIMIT_NOFILE, &files);
  files.rlim_cur = files.rlim_max;
  setrlimit(RLIMIT_NOFILE, &files);
}

class Bench {
 public:
  Bench(Arguments arguments, const SlowServer* slow_server)
      : arguments_(std::move(arguments)), slow_server_(slow_server) {
    db::Migrator(arguments_.database, app::migrations(), {.say = [](std::string_view) {}}).migrate();
    admin(fmt::format("INSERT INTO organizations (id, name) VALUES ('{}', 'Bench')", org_.text()));
  }

  std::string run() {
    std::string answer;
    loops_.run([&](async::Loop& loop) {
      asio::co_spawn(loop.executor(), measure(), [&](std::exception_ptr failure, std::string measured) {
        answer = std::move(measured);
        loops_.stop();
        if (failure) std::rethrow_exception(failure);
      });
    });
    return answer;
  }

 private:
  void admin(const std::string& statements) { db::BlockingSession(arguments_.database).run(statements); }

  Async<std::string> measure() {
    ticker_.start();
    if (arguments_.kind == "single") co_return co_await single();
    if (arguments_.kind == "bulk") co_return co_await burn_down();
    if (arguments_.kind == "latency") co_return co_await latency();
    if (arguments_.kind == "steady") co_return co_await steady();
    if (arguments_.kind == "waiting") co_return co_await waiting();
    throw std::runtime_error("no such kind: " + arguments_.kind);
  }

  jobs::Worker& start_worker(jobs::Work<Empty> work) {
    worker_ = std::make_unique<jobs::Worker>(
        loops_.at(0).executor(), ticker_, database_, state_, metrics_,
        jobs::Worker::Options{.queues = {{std::string(jobs::kDefaultQueue), arguments_.concurrency}}});
    worker_->handle<Empty>({.work = std::move(work)});
    worker_->start();
    return *worker_;
  }

  /// What an empty job does: the clock of the first and of the last.
  Task<> note() {
    if (begun_++ == 0) {
      first_ = Clock::now();
      cpu_ = cpu_seconds();
    }
    co_return Result<>();
  }

  /// Until every job is written down as done; the worker's stop writes what is left.
  Async<double> finish(std::size_t jobs) {
    while (begun_ < jobs) co_await async::sleep_for(std::chrono::milliseconds(1));
    co_await worker_->stop();
    const double seconds = seconds_since(first_);
    const std::string done = db::BlockingSession(arguments_.database)
                                 .value("SELECT count(*) FROM jobs WHERE state = 'done' AND tags IS NULL");
    if (std::stoull(done) < jobs) throw std::runtime_error("only " + done + " jobs are done");
    co_return seconds;
  }

  std::string line(std::size_t jobs, double seconds) const {
    return fmt::format(R"({{"jobs":{},"seconds":{},"cpu_seconds":{},"peak_mb":{:.1f}}})", jobs, seconds,
                       cpu_seconds() - cpu_, peak_mb());
  }

  Async<std::string> single() {
    start_worker([this](jobs::Attempt&, Empty) { return note(); });
    co_await async::sleep_for(std::chrono::milliseconds(200));
    const Clock::time_point began = Clock::now();
    for (std::size_t i = 0; i < arguments_.producers; ++i) async::spawn(loops_.at(0).executor(), produce());
    (void)co_await finish(arguments_.jobs);
    co_return line(arguments_.jobs, seconds_since(began));
  }
  Async<> produce() {
    while (enqueued_ < arguments_.jobs)
      (void)(co_await queue_.enqueue(org_, Empty{.number = static_cast<std::int64_t>(enqueued_++)})).value();
  }

  Async<> enqueue_in_bulk() {
    constexpr std::size_t kBatch = 1000;
    for (std::size_t from = 0; from < arguments_.jobs; from += kBatch) {
      std::vector<Empty> batch;
      for (std::size_t i = from; i < std::min(from + kBatch, arguments_.jobs); ++i)
        batch.push_back({.number = static_cast<std::int64_t>(i)});
      db::Transaction transaction = co_await database_.begin(db::Scope::tenant(org_));
      (void)(co_await queue_.insert_all(transaction, org_, batch)).value();
      co_await transaction.commit();
    }
    admin("VACUUM ANALYZE jobs");
  }

  Async<double> burn() {
    begun_ = 0;
    co_await enqueue_in_bulk();
    start_worker([this](jobs::Attempt&, Empty) { return note(); });
    co_return co_await finish(arguments_.jobs);
  }

  Async<std::string> burn_down() {
    const double seconds = co_await burn();
    co_return line(arguments_.jobs, seconds);
  }

  Async<std::string> latency() {
    std::vector<Clock::time_point> committed(arguments_.jobs);
    std::vector<Clock::time_point> begun(arguments_.jobs);
    start_worker([this, &begun](jobs::Attempt&, Empty job) -> Task<> {
      begun[static_cast<std::size_t>(job.number)] = Clock::now();
      return note();
    });
    co_await async::sleep_for(std::chrono::milliseconds(200));
    const Clock::time_point start = Clock::now();
    asio::steady_timer pace(loops_.at(0).executor());
    for (std::size_t i = 0; i < arguments_.jobs; ++i) {
      pace.expires_at(start + std::chrono::microseconds(1'000'000 / kRate) * i);
      co_await pace.async_wait(asio::use_awaitable);
      async::spawn(loops_.at(0).executor(), [](Bench& self, auto& when, std::size_t number) -> Async<> {
        (void)(co_await self.queue_.enqueue(self.org_, Empty{.number = static_cast<std::int64_t>(number)})).value();
        when[number] = Clock::now();
      }(*this, committed, i));
    }
    const double seconds = co_await finish(arguments_.jobs);
    std::vector<double> waited;
    for (std::size_t i = 0; i < arguments_.jobs; ++i)
      waited.push_back(std::max(0.0, std::chrono::duration<double, std::milli>(begun[i] - committed[i]).count()));
    std::ranges::sort(waited);
    co_return fmt::format(R"({{"jobs":{},"seconds":{},"cpu_seconds":{},"peak_mb":{:.1f},"p50_ms":{},"p99_ms":{}}})",
                          arguments_.jobs, seconds, cpu_seconds() - cpu_, peak_mb(), waited[waited.size() / 2],
                          waited[waited.size() * 99 / 100]);
  }

  Async<std::string> steady() {
    const double empty = co_await burn();
    admin(fmt::format(R"sql(
      INSERT INTO jobs (id, org_id, kind, payload, state, attempts, started_at, finished_at, tags)
      SELECT uuid_v7(), '{}', 'empty', '{{"number":1}}', 'done', 1, now(), now(), '{{old}}'
      FROM generate_series(1, {}))sql",
                      org_.text(), arguments_.finished));
    admin("DELETE FROM jobs WHERE tags IS NULL; CHECKPOINT");
    admin("VACUUM ANALYZE jobs");
    const double full = co_await burn();
    co_return fmt::format(R"({{"jobs":{},"before":{},"after":{},"peak_mb":{:.1f}}})", arguments_.jobs,
                          static_cast<double>(arguments_.jobs) / empty, static_cast<double>(arguments_.jobs) / full,
                          peak_mb());
  }

  Async<std::string> waiting() {
    co_await enqueue_in_bulk();
    std::size_t ended = 0;
    start_worker([&](jobs::Attempt&, Empty) -> Task<> {
      (void)co_await note();
      asio::ip::tcp::socket socket(loops_.at(0).executor());
      co_await socket.async_connect(slow_server_->endpoint(), asio::use_awaitable);
      char byte = 0;
      co_await socket.async_read_some(asio::buffer(&byte, 1), asio::use_awaitable);
      ++ended;
      co_return Result<>();
    });
    while (ended < arguments_.jobs) co_await async::sleep_for(std::chrono::milliseconds(1));
    const double seconds = co_await finish(arguments_.jobs);
    co_return line(arguments_.jobs, seconds);
  }

  Arguments arguments_;
  const SlowServer* slow_server_;
  Id<Organization> org_ = Id<Organization>::make();
  async::Loops loops_{1};
  async::CpuPool cpu_pool_{1};
  async::Ticker ticker_{loops_.at(0).executor()};
  SystemClock clock_;
  state::MemoryStore store_{clock_};
  state::MemoryState state_{store_, loops_.at(0).executor()};
  observe::Metrics metrics_;
  db::Database database_{loops_.at(0).executor(),
                         cpu_pool_,
                         ticker_,
                         {.conninfo = arguments_.database, .app_role = "kontor_app", .shared = arguments_.connections}};
  jobs::Queue queue_{database_, state_};
  std::unique_ptr<jobs::Worker> worker_;
  std::size_t enqueued_ = 0;
  std::size_t begun_ = 0;
  Clock::time_point first_;
  double cpu_ = 0;
};

Arguments read(int count, char** values) {
  Arguments arguments;
  if (count > 1) arguments.kind = values[1];
  const std::map<std::string_view, std::size_t*> numbers{{"--jobs", &arguments.jobs},
                                                         {"--producers", &arguments.producers},
                                                         {"--concurrency", &arguments.concurrency},
                                                         {"--finished", &arguments.finished},
                                                         {"--connections", &arguments.connections}};
  for (int i = 2; i + 1 < count; i += 2) {
    if (values[i] == std::string_view("--database"))
      arguments.database = values[i + 1];
    else
      *numbers.at(values[i]) = std::stoull(values[i + 1]);
  }
  return arguments;
}

}  // namespace

int main(int count, char** values) {
  try {
    const Arguments arguments = read(count, values);
    std::optional<SlowServer> slow_server;
    if (arguments.kind == "waiting") {
      allow_many_files();
      slow_server.emplace();
    }
    std::cout << Bench(arguments, slow_server ? &*slow_server : nullptr).run() << std::endl;
  } catch (const std::exception& why) {
    fmt::print(stderr, "{}\n", why.what());
    return 1;
  }
}
