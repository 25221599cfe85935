#pragma once

#include <sys/types.h>

#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace kontor::test {

using Environment = std::map<std::string, std::string>;

/// A program of its own, in a bare environment (the tester's DATABASE_URL must not reach it) with what a test adds.
/// Its stdout and stderr are read together all the time. The destructor kills it; so does the end of the test program.
class Process {
 public:
  explicit Process(const std::vector<std::string>& argv, const Environment& environment = {},
                   const std::filesystem::path& directory = "/");
  Process(const Process&) = delete;
  ~Process();

  pid_t pid() const { return pid_; }
  void signal(int number);
  /// The exit status, or 128 + the signal; nothing when it still runs after that time.
  std::optional<int> wait(std::chrono::milliseconds within = std::chrono::seconds(30));
  /// The first whole line that holds `part`, from the start or from `from_line`; nothing when none came in time, or the
  /// program ended without it.
  std::optional<std::string> line_with(const std::string& part,
                                       std::chrono::milliseconds within = std::chrono::seconds(60));
  /// Everything that it has written.
  std::string output() const;

  struct Outcome {
    int code;
    std::string output;
  };
  /// Runs a program to its end. Throws when that takes longer.
  static Outcome run(const std::vector<std::string>& argv, const Environment& environment = {},
                     std::chrono::milliseconds within = std::chrono::seconds(60));

 private:
  void read_output(int fd);

  pid_t pid_ = 0;
  std::optional<int> code_;
  mutable std::mutex mutex_;
  std::condition_variable grew_;
  std::string output_;
  bool closed_ = false;
  std::thread reader_;
};

}  // namespace kontor::test
