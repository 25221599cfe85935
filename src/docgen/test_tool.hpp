#pragma once

#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <fstream>
#include <string>
#include <string_view>

#include "base/test_directory.hpp"

namespace kontor::docgen {

/// For tests: what a program outside of us says of a file of those bytes; `{}` in the command is the file's path. The
/// test fails when the program does.
inline std::string said_of(std::string_view bytes, const std::string& command) {
  const test::TemporaryDirectory directory;
  const std::string path = directory.path() / "file";
  std::ofstream(path, std::ios::binary) << bytes;
  FILE* pipe = ::popen(fmt::format(fmt::runtime(command), path).c_str(), "r");
  std::string out;
  std::array<char, 4096> buffer;
  for (std::size_t size; (size = std::fread(buffer.data(), 1, buffer.size(), pipe)) > 0;)
    out.append(buffer.data(), size);
  EXPECT_EQ(::pclose(pipe), 0) << command;
  return out;
}

}  // namespace kontor::docgen
