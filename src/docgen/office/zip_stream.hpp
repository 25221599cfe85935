#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kontor::docgen::office {

/// A zip archive piece by piece, for one that is too large for memory: what each call gives is appended to what the
/// calls before gave. As many files and bytes as Zip64 has. Equal calls give equal bytes. One thread at a time.
class ZipStream {
 public:
  explicit ZipStream(std::chrono::sys_seconds modified);

  enum class Packing { deflated, stored };  ///< stored: what is packed already, such as a PDF

  /// A whole file, of at most 4 GB. The name is UTF-8 and stands once in the archive.
  std::string add(std::string_view name, std::string_view content, Packing packing);
  /// The directory; last.
  std::string finish();

  std::uint64_t size() const { return size_; }  ///< of all that was given so far

 private:
  struct Record {
    std::string name;
    std::uint32_t crc, packed, size;
    std::uint16_t method;
    std::uint64_t at;
  };

  std::uint16_t time_ = 0, date_ = 0;
  std::uint64_t size_ = 0;
  std::vector<Record> records_;
};

}  // namespace kontor::docgen::office
