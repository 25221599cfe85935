#pragma once

#include <memory>
#include <string>

namespace kontor::db {

class BlockingSession;

/// A lock in the database that says who works on it. Processes that share their state through Redis hold it together;
/// one that keeps its state in memory holds it alone. It lives as long as its session, so it is looked after.
/// Blocking; one thread at a time.
class Presence {
 public:
  /// Throws with one clear line when another process stands in the way.
  Presence(std::string conninfo, bool alone);
  ~Presence();

  enum class State { held, database_away, taken };
  /// Takes the lock again when the session was lost. `taken`: another process was faster, and this one must not go on.
  State renew();

 private:
  std::string conninfo_;
  bool alone_;
  std::unique_ptr<BlockingSession> session_;  ///< null while the database is away
};

}  // namespace kontor::db
