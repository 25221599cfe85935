#pragma once

#include <stdlib.h>
#include <sys/stat.h>

#include <filesystem>
#include <stdexcept>
#include <string>

namespace kontor::test {

/// For tests: a new directory under /tmp that every account may pass through; gone with this object.
class TemporaryDirectory {
 public:
  TemporaryDirectory() {
    std::string name = "/tmp/kontor-test-" + std::string(6, 'X');  // mkdtemp puts its own letters there
    if (!mkdtemp(name.data()) || chmod(name.c_str(), 0711) != 0) throw std::runtime_error("no room in /tmp");
    path_ = name;
  }
  TemporaryDirectory(const TemporaryDirectory&) = delete;
  ~TemporaryDirectory() {
    std::error_code ignored;  // a server that was killed may still be writing its last lines
    std::filesystem::remove_all(path_, ignored);
  }

  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace kontor::test
