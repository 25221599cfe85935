#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.hpp"

/// An office suite that is installed beside us, for those who want Word files printed by it instead of by ourselves.
namespace kontor::office {

/// LibreOffice, started for each file in a child process of its own: with a fresh profile and home, without the
/// network where the kernel permits that, within limits of time, memory and size, and killed with all that it started.
class Office {
 public:
  struct Limits {
    std::chrono::seconds time{90};              ///< a first start takes seconds; nothing honest takes longer
    std::size_t memory = std::size_t{4} << 30;  ///< of addresses; it reserves far more than it uses
    std::size_t file = std::size_t{256} << 20;  ///< each file that it writes, the PDF among them
  };

  explicit Office(std::filesystem::path program) : Office(std::move(program), Limits{}) {}
  Office(std::filesystem::path program, Limits limits) : program_(std::move(program)), limits_(limits) {}

  /// The pages of a .docx as PDF. Blocks for seconds: call it on the CPU pool. One file at a time; others wait. The
  /// error says why there are none. Throws when this system can start no process.
  Result<std::string> pdf_of(std::string_view docx) const;

 private:
  std::filesystem::path program_;
  Limits limits_;
};

}  // namespace kontor::office
