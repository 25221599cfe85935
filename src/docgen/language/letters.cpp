#include "docgen/language/letters.hpp"

#include <glib.h>

namespace kontor::docgen {
namespace {

/// Each code point through `change(code point, place in its word)`; bytes that are not UTF-8 stay as they are.
template <class Change>
std::string mapped(std::string_view utf8, Change change) {
  std::string out;
  out.reserve(utf8.size());
  int place = 0;
  while (!utf8.empty()) {
    const gunichar c = g_utf8_get_char_validated(utf8.data(), static_cast<gssize>(utf8.size()));
    if (c == static_cast<gunichar>(-1) || c == static_cast<gunichar>(-2)) {
      out += utf8.front();
      utf8.remove_prefix(1);
      continue;
    }
    char buffer[6];
    const int size = g_unichar_to_utf8(change(c, place), buffer);
    out.append(buffer, static_cast<std::size_t>(size));
    utf8.remove_prefix(static_cast<std::size_t>(g_utf8_next_char(utf8.data()) - utf8.data()));
    place = g_unichar_isalnum(c) || c == '\'' || c == 0x2019 ? place + 1 : 0;
  }
  return out;
}

}  // namespace

std::string upper(std::string_view utf8) {
  return mapped(utf8, [](gunichar c, int) { return g_unichar_toupper(c); });
}

std::string lower(std::string_view utf8) {
  return mapped(utf8, [](gunichar c, int) { return g_unichar_tolower(c); });
}

std::string capitalized(std::string_view utf8) {
  bool first = true;
  return mapped(
      utf8, [&](gunichar c, int) { return std::exchange(first, false) ? g_unichar_toupper(c) : g_unichar_tolower(c); });
}

std::string first_upper(std::string_view utf8) {
  bool first = true;
  return mapped(utf8, [&](gunichar c, int) { return std::exchange(first, false) ? g_unichar_toupper(c) : c; });
}

std::string titled(std::string_view utf8) {
  return mapped(utf8, [](gunichar c, int place) { return place == 0 ? g_unichar_toupper(c) : g_unichar_tolower(c); });
}

}  // namespace kontor::docgen
