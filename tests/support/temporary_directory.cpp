#include "support/temporary_directory.hpp"

#include <stdlib.h>
#include <sys/stat.h>

#include <stdexcept>

namespace kontor::test {

TemporaryDirectory::TemporaryDirectory() {
  std::string name = "/tmp/kontor-test-XXXXXX";
  if (!mkdtemp(name.data()) || chmod(name.c_str(), 0711) != 0) throw std::runtime_error("no room in /tmp");
  path_ = name;
}

TemporaryDirectory::~TemporaryDirectory() {
  std::error_code ignored;  // a server that was killed may still be writing its last lines
  std::filesystem::remove_all(path_, ignored);
}

}  // namespace kontor::test
