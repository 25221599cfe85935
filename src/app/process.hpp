#pragma once

#include <memory>
#include <optional>

#include "app/config.hpp"
#include "async/cpu_pool.hpp"
#include "async/loops.hpp"
#include "db/connection.hpp"
#include "db/embedded_server.hpp"
#include "db/presence.hpp"
#include "features/auth/tokens.hpp"
#include "observe/metrics.hpp"
#include "state/memory.hpp"

namespace kontor::app {

/// What all loops of the process share. Everything in it may be used from any thread.
struct Process {
  /// Starts the embedded database if there is to be one, brings the schema up to date, and makes sure that this process
  /// may work here: without REDIS_URL it must be the only one. Throws with one clear line.
  Process(Config given, std::function<void(std::string_view)> say);
  ~Process();

  Config config;
  std::string name;  ///< host and process: for people who look at who works
  SystemClock clock;
  observe::Metrics metrics;
  state::MemoryStore memory{clock};
  auth::Tokens tokens;
  std::optional<db::EmbeddedServer> embedded;
  db::Options database;
  std::optional<db::Presence> presence;
  async::Loops loops;
  async::CpuPool cpu;
};

}  // namespace kontor::app
