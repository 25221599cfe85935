#include "blob/key.hpp"

namespace kontor::blob {
namespace {

constexpr std::size_t kMaxKey = 512;
constexpr std::size_t kMaxPart = 200;  // of 255 that file systems take, so that a suffix fits

bool is_part(std::string_view part) {
  return !part.empty() && part.size() <= kMaxPart && part.front() != '.' && std::ranges::all_of(part, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_' ||
           c == '=' || c == '-';
  });
}

}  // namespace

Result<Key> Key::parse(std::string_view text) {
  bool good = !text.empty() && text.size() <= kMaxKey;
  for (std::string_view rest = text; good;) {
    const auto slash = rest.find('/');
    good = is_part(rest.substr(0, slash));
    if (slash == rest.npos) break;
    rest.remove_prefix(slash + 1);
  }
  if (!good) return fail(Error::invalid("key", "not a name under which a file can be stored"));
  return Key(std::string(text));
}

}  // namespace kontor::blob
