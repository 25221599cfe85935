#include "support/printed.hpp"

#include <algorithm>
#include <fstream>
#include <set>

#include "base/test_directory.hpp"
#include "base/text.hpp"
#include "support/process.hpp"

namespace kontor::test {
namespace {

/// Words parted at the end of a line are put together again.
std::string joined(std::string text) {
  for (const std::string_view hyphen : {"\u00AD\n", "-\n", "\u2010\n", "\u00AD"})
    for (std::size_t at; (at = text.find(hyphen)) != std::string::npos;) text.erase(at, hyphen.size());
  return text;
}

}  // namespace

std::string complaint_about(std::string_view pdf, const std::vector<std::string>& words) {
  const TemporaryDirectory directory;
  const auto file = directory.path() / "file.pdf";
  std::ofstream(file, std::ios::binary) << pdf;
  const Process::Outcome check = Process::run({"qpdf", "--check", file.string()});
  if (check.code != 0 || !check.output.contains("No syntax or stream encoding errors found")) return check.output;
  const Process::Outcome said = Process::run({"pdftotext", "-enc", "UTF-8", file.string(), "-"});
  if (said.code != 0) return said.output;
  const std::string text = lowercase(joined(said.output));
  std::string missing;
  for (const std::string& word : words)
    if (!text.contains(lowercase(word))) missing += (missing.empty() ? "not found: " : ", ") + word;
  return missing;
}

std::vector<std::string> long_words(std::string_view text) {
  constexpr std::size_t kLetters = 4;
  std::vector<std::string> out;
  std::set<std::string> known;
  std::string word;
  const auto end = [&] {
    if (length(word) >= kLetters && known.insert(word).second) out.push_back(word);
    word.clear();
  };
  for (std::size_t at = 0; at < text.size();) {
    const auto lead = static_cast<unsigned char>(text[at]);
    const std::size_t size = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    // Latin, Greek and Cyrillic letters; accents of Latin-1 begin with 0xC3.
    const bool letter = size == 1 ? std::isalpha(lead) != 0 : size == 2 && lead >= 0xC3;
    if (letter)
      word += text.substr(at, size);
    else
      end();
    at += size;
  }
  end();
  return out;
}

bool is_cyrillic(std::string_view word) { return word.starts_with('\xD0') || word.starts_with('\xD1'); }

}  // namespace kontor::test
