#include <fstream>
#include <mutex>

#include "base/text.hpp"
#include "docgen/layout/text/hyphenation.hpp"

namespace kontor::docgen::layout {
namespace {

/// Where Debian's packages hyphen-ru, hyphen-en-us and the others put them.
constexpr std::string_view kFolder = "/usr/share/hyphen";
/// Documents may name any language: dictionaries beyond these are not looked for.
constexpr std::size_t kMostLanguages = 32;
constexpr std::size_t kLargestDictionary = 4'000'000;

std::unique_ptr<Hyphenation> read_dictionary(const std::string& name) {
  const std::string path = fmt::format("{}/hyph_{}.dic", kFolder, name);
  std::error_code error;
  const std::uintmax_t size = std::filesystem::file_size(path, error);
  std::ifstream file(path, std::ios::binary);
  if (error || size > kLargestDictionary || !file) return nullptr;
  std::string bytes(size, '\0');
  file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  return std::make_unique<Hyphenation>(bytes);
}

bool is_name(std::string_view part) {
  return (part.size() == 2 || part.size() == 3) &&
         std::ranges::all_of(part, [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); });
}

std::string upper_ascii(std::string text) {
  for (char& c : text)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
  return text;
}

std::unique_ptr<Hyphenation> find_dictionary(std::string_view tag) {
  const std::size_t dash = std::min(tag.find('-'), tag.size());
  const std::string language = lowercase(tag.substr(0, dash));
  if (!is_name(language)) return nullptr;
  if (dash < tag.size())
    if (const std::string region = upper_ascii(std::string(tag.substr(dash + 1))); is_name(region))
      if (auto found = read_dictionary(language + "_" + region)) return found;
  if (auto found = read_dictionary(language == "en" ? "en_US" : language + "_" + upper_ascii(language))) return found;
  return read_dictionary(language);
}

const Hyphenation* dictionary(std::string_view tag) {
  static std::mutex mutex;
  static std::map<std::string, std::unique_ptr<Hyphenation>, std::less<>> known;
  const std::scoped_lock lock(mutex);
  if (const auto at = known.find(tag); at != known.end()) return at->second.get();
  if (known.size() >= kMostLanguages) return nullptr;
  return known.emplace(tag, find_dictionary(tag)).first->second.get();
}

bool writes_cyrillic(std::string_view language) {
  static constexpr std::string_view kLanguages[] = {"ru", "uk", "be", "bg", "sr", "mk", "kk", "mn"};
  return std::ranges::find(kLanguages, language.substr(0, 2)) != std::end(kLanguages);
}

}  // namespace

const Hyphenation* hyphenation_for(std::string_view language, hb_script_t script) {
  if (script == HB_SCRIPT_CYRILLIC) return dictionary(writes_cyrillic(language) ? language : "ru");
  if (script == HB_SCRIPT_LATIN) return dictionary(language.empty() || writes_cyrillic(language) ? "en" : language);
  return nullptr;
}

}  // namespace kontor::docgen::layout
