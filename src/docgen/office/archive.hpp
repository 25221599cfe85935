#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace kontor::docgen::office {

/// The program whose files a template is one of, for what messages call them.
enum class Application : std::uint8_t { word, excel };

/// A zip archive held in memory, as somebody unknown sent it. Reading looks at the directory only; parts are unpacked
/// one by one, within limits, and their checksums are held. Immutable; any thread may read it.
class Archive {
 public:
  struct Entry {
    std::string name;
    std::uint32_t crc = 0;
    std::uint32_t packed = 0;  ///< bytes in the archive
    std::uint32_t size = 0;    ///< bytes when unpacked
    std::uint16_t method = 0;  ///< 0 stored, 8 deflated
    std::uint16_t time = 0, date = 0;
    std::size_t at = 0;  ///< of the packed bytes
  };

  /// Refused, with a sentence for a person: what is no zip, an encrypted file, too many entries, too much unpacked, a
  /// ratio that only bombs have, names that lead out of the archive or stand twice, entries that overlap.
  static Result<Archive> read(std::string bytes, Application application = Application::word);

  std::span<const Entry> entries() const { return entries_; }
  /// Names of parts are the same in capitals and small letters.
  std::optional<std::size_t> find(std::string_view name) const;
  std::string_view packed(const Entry& entry) const { return std::string_view(bytes_).substr(entry.at, entry.packed); }
  Result<std::string> unpack(const Entry& entry) const;

 private:
  explicit Archive(std::string bytes) : bytes_(std::move(bytes)) {}
  Result<void> read_directory(Application application);

  std::string bytes_;
  std::vector<Entry> entries_;
};

/// The error that a file which cannot be a template becomes.
Error bad_file(std::string message);

}  // namespace kontor::docgen::office
