#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Zip archives byte by byte, so that a test can make one that lies.
namespace kontor::test {

struct Entry {
  enum class Method : std::uint16_t { stored = 0, deflated = 8 };

  std::string name;
  std::string content;
  Method method = Method::deflated;
  std::uint16_t flags = 0;                     ///< 1: encrypted
  std::optional<std::uint32_t> claimed_size;   ///< in both headers, instead of the content's
  std::optional<std::string> packed;           ///< instead of the compressed content
  std::optional<std::uint32_t> crc;            ///< instead of the content's
  std::optional<std::uint32_t> header_offset;  ///< in the directory, instead of where the entry is
  std::string extra;                           ///< the extra field of the directory's header
};

std::string zip(const std::vector<Entry>& entries);
std::string zip(const std::map<std::string, std::string>& parts);

/// Raw deflate data.
std::string deflated(std::string_view content);

/// The parts of an archive, read by libzip; fails the running test when it is none or a part cannot be read.
std::map<std::string, std::string> unzip(std::string_view archive);

/// The least package around a body: the content of w:body without its w:sectPr.
std::map<std::string, std::string> word_parts(std::string_view body);
/// The same, zipped.
std::string word_file(std::string_view body);
/// A paragraph of one run.
std::string paragraph(std::string_view text);

/// With the namespaces that Word declares.
std::string word_root(std::string_view element, std::string_view content);

}  // namespace kontor::test
