#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <vector>

namespace kontor::office {

/// What a child process may do.
struct Confinement {
  std::chrono::seconds time;
  std::size_t memory = 0, file = 0;  ///< bytes
};

enum class Outcome { done, failed, late };

/// Runs the program with these arguments and environment and nothing else of ours: no files, no network where the
/// kernel permits that, no new privileges. Waits for its end; then, or when its time is up, all of its process group is
/// killed. Throws when no process can be made.
Outcome run_locked(const std::vector<std::string>& command, const std::vector<std::string>& environment,
                   const std::string& directory, const Confinement& confinement);

}  // namespace kontor::office
