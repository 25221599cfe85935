// A worker for tests that kill it: worker_program CONNINFO NAME [REDIS_URL is not needed: it polls]. Its only kind of
// job writes one row under a unique key, and one job in ten fails at first.
#include <cstdlib>
#include <iostream>

#include "async/cpu_pool.hpp"
#include "async/timer.hpp"
#include "db/database.hpp"
#include "jobs/worker.hpp"
#include "observe/log.hpp"
#include "observe/metrics.hpp"
#include "state/memory.hpp"

namespace {

using namespace kontor;
using namespace std::chrono_literals;

struct WriteRow {
  static constexpr std::string_view kind = "write_row";
  std::int64_t number;
};
KONTOR_DESCRIBE(WriteRow, number)

/// `early` by the database's clock: a job that was begun before its time.
const db::Statement kWrite{R"sql(
  INSERT INTO effects (number, attempt, early) SELECT $1, $2, now() < run_at FROM jobs WHERE id = $3
  ON CONFLICT (number) DO UPDATE SET again = effects.again + 1)sql"};

constexpr std::int64_t kFailsAtFirst = 10;
constexpr std::chrono::milliseconds kWork{120};

}  // namespace

int main(int, char** values) {
  async::Loops loops(1);
  async::CpuPool cpu(1);
  async::Ticker ticker(loops.at(0).executor());
  SystemClock clock;
  state::MemoryStore store(clock);
  state::MemoryState state(store, loops.at(0).executor());
  observe::Metrics metrics;
  db::Database database(loops.at(0).executor(), cpu, ticker, {.conninfo = values[1], .app_role = "kontor_app"});
  jobs::Worker worker(
      loops.at(0).executor(), ticker, database, state, metrics,
      {.name = values[2], .queues = {{std::string(jobs::kDefaultQueue), 20}}, .lease = 2s, .poll = 100ms});
  worker.handle<WriteRow>({.work = [&](jobs::Attempt& attempt, WriteRow job) -> Task<> {
    if (job.number % kFailsAtFirst == 0 && attempt.claim().attempts == 1)
      co_return fail({.code = Code::upstream, .public_message = "It fails at first."});
    co_await async::sleep_for(kWork);
    CO_TRY(co_await database.write(db::Scope::system(), kWrite,
                                   db::args(job.number, attempt.claim().attempts, attempt.claim().id)));
    co_return Result<>();
  }});
  loops.run([&](async::Loop&) {
    ticker.start();
    worker.start();
    std::cout << "works" << std::endl;
  });
}
