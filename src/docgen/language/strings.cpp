#include "docgen/language/strings.hpp"

#include <glib.h>

#include "docgen/language/letters.hpp"
#include "docgen/language/limits.hpp"

namespace kontor::docgen {
namespace {

bool continues(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

/// The bytes of the first character; text is not empty.
std::size_t first_size(std::string_view text) {
  std::size_t size = 1;
  while (size < text.size() && continues(text[size])) ++size;
  return size;
}

gunichar code_of(std::string_view character) {
  const gunichar code = g_utf8_get_char_validated(character.data(), static_cast<gssize>(character.size()));
  return code >= 0x110000 ? 0xFFFD : code;
}

bool is_space(std::string_view character) {
  const char c = character.front();
  if (character.size() == 1) return c == ' ' || (c >= '\t' && c <= '\r') || (c >= 0x1C && c <= 0x1F);
  const gunichar code = code_of(character);
  return code == 0x85 || code == 0xA0 || g_unichar_isspace(code);
}

template <class Is>
bool all(std::string_view text, Is is) {
  if (text.empty()) return false;
  for (; !text.empty(); text.remove_prefix(first_size(text)))
    if (!is(text.substr(0, first_size(text)))) return false;
  return true;
}

std::vector<std::string_view> split_at_space(std::string_view text, std::size_t most) {
  std::vector<std::string_view> parts;
  for (;;) {
    text = stripped(text, Side::left);
    if (text.empty()) return parts;
    if (parts.size() == most) {
      parts.push_back(text);
      return parts;
    }
    std::size_t size = 0;
    while (size < text.size() && !is_space(text.substr(size, first_size(text.substr(size)))))
      size += first_size(text.substr(size));
    parts.push_back(text.substr(0, size));
    text.remove_prefix(size);
  }
}

}  // namespace

std::size_t count_characters(std::string_view text) {
  std::size_t count = text.empty() || !continues(text.front()) ? 0 : 1;
  for (const char c : text) count += !continues(c);
  return count;
}

std::vector<std::string_view> characters(std::string_view text) {
  std::vector<std::string_view> all;
  for (; !text.empty(); text.remove_prefix(all.back().size())) all.push_back(text.substr(0, first_size(text)));
  return all;
}

std::string_view cut(std::string_view text, std::size_t from, std::size_t to) {
  std::size_t at = 0;
  std::size_t begin = text.size();
  for (std::size_t i = 0; i <= to && at <= text.size(); ++i) {
    if (i == from) begin = at;
    if (i == to) return begin > at ? std::string_view() : text.substr(begin, at - begin);
    if (at == text.size()) break;
    at += first_size(text.substr(at));
  }
  return text.substr(begin);
}

std::size_t find_in(std::string_view text, std::string_view part, std::size_t from) {
  if (from > text.size()) return std::string_view::npos;
  if (part.empty()) return from;
  const void* found = memmem(text.data() + from, text.size() - from, part.data(), part.size());
  return found ? static_cast<std::size_t>(static_cast<const char*>(found) - text.data()) : std::string_view::npos;
}

std::size_t find_last_in(std::string_view text, std::string_view part) {
  std::size_t last = std::string_view::npos;
  if (part.empty()) return text.size();
  for (std::size_t at = 0; (at = find_in(text, part, at)) != std::string_view::npos; at += part.size()) last = at;
  // What overlaps the last one found from the left begins a little further right.
  for (std::size_t at = last; at != std::string_view::npos && at + 1 + part.size() <= text.size();) {
    at = find_in(text, part, at + 1);
    if (at != std::string_view::npos) last = at;
  }
  return last;
}

std::string_view stripped(std::string_view text, Side side, std::optional<std::string_view> set) {
  const auto strips = [&](std::string_view character) {
    return set ? find_in(*set, character) != std::string_view::npos : is_space(character);
  };
  while (side != Side::right && !text.empty() && strips(text.substr(0, first_size(text))))
    text.remove_prefix(first_size(text));
  while (side != Side::left && !text.empty()) {
    std::size_t last = text.size() - 1;
    while (last > 0 && continues(text[last])) --last;
    if (!strips(text.substr(last))) break;
    text.remove_suffix(text.size() - last);
  }
  return text;
}

std::string padded(std::string_view text, std::size_t width, std::string_view fill, Side side) {
  const std::size_t size = count_characters(text);
  const std::size_t missing = width > size ? width - size : 0;
  // Python puts the odd one to the left when the width is odd as well.
  const std::size_t left = side == Side::left ? missing : side == Side::right ? 0 : missing / 2 + (missing & width & 1);
  std::string out;
  for (std::size_t i = 0; i < left; ++i) out += fill;
  out += text;
  for (std::size_t i = left; i < missing; ++i) out += fill;
  return out;
}

std::optional<std::string> replaced(std::string_view text, std::string_view from, std::string_view to,
                                    std::size_t most) {
  std::string out;
  std::size_t at = 0;
  for (std::size_t done = 0; done < most; ++done) {
    if (from.empty()) {
      out += to;
      if (at == text.size()) return out;
      const std::size_t size = first_size(text.substr(at));
      out += text.substr(at, size);
      at += size;
    } else {
      const std::size_t next = find_in(text, from, at);
      if (next == std::string_view::npos) break;
      out += text.substr(at, next - at);
      out += to;
      at = next + from.size();
    }
    if (out.size() > kMaxText) return std::nullopt;
  }
  out += text.substr(at);
  return out;
}

std::vector<std::string_view> split(std::string_view text, std::optional<std::string_view> separator, std::size_t most,
                                    Side side) {
  std::vector<std::string_view> parts;
  if (!separator && side != Side::right) return split_at_space(text, most);
  if (!separator) {
    // From the right: all of them, then those that are too many are one again.
    parts = split_at_space(text, SIZE_MAX);
    if (parts.size() <= most || parts.empty()) return parts;
    const std::size_t joined = parts.size() - most;
    const std::string_view end = parts[joined - 1];
    const char* const begin = text.data();
    const std::string_view rest(begin, static_cast<std::size_t>(end.data() + end.size() - begin));
    parts.erase(parts.begin(), parts.begin() + static_cast<std::ptrdiff_t>(joined));
    parts.insert(parts.begin(), rest);
    return parts;
  }
  if (side == Side::right && most != SIZE_MAX) {
    while (parts.size() < most) {
      const std::size_t at = find_last_in(text, *separator);
      if (at == std::string_view::npos) break;
      parts.push_back(text.substr(at + separator->size()));
      text = text.substr(0, at);
    }
    parts.push_back(text);
    std::ranges::reverse(parts);
    return parts;
  }
  for (std::size_t at; parts.size() < most && (at = find_in(text, *separator)) != std::string_view::npos;) {
    parts.push_back(text.substr(0, at));
    text.remove_prefix(at + separator->size());
  }
  parts.push_back(text);
  return parts;
}

std::vector<std::string_view> split_lines(std::string_view text, bool with_ends) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of("\n\r\v\f"), text.size());
    const std::size_t next = std::min(end + (text.substr(end).starts_with("\r\n") ? 2 : 1), text.size());
    lines.push_back(text.substr(0, with_ends ? next : end));
    text.remove_prefix(next);
  }
  return lines;
}

std::string title_of_letters(std::string_view text) {
  std::string out;
  bool inside = false;
  for (; !text.empty(); text.remove_prefix(first_size(text))) {
    const std::string_view letter = text.substr(0, first_size(text));
    const gunichar code = code_of(letter);
    out += inside ? lower(letter) : upper(letter);
    inside = g_unichar_isupper(code) || g_unichar_islower(code) || g_unichar_istitle(code);
  }
  return out;
}

bool only_digits(std::string_view text) {
  return all(text, [](std::string_view c) { return g_unichar_isdigit(code_of(c)); });
}
bool only_letters(std::string_view text) {
  return all(text, [](std::string_view c) { return g_unichar_isalpha(code_of(c)); });
}
bool only_letters_or_digits(std::string_view text) {
  return all(text, [](std::string_view c) { return g_unichar_isalnum(code_of(c)); });
}
bool only_space(std::string_view text) { return all(text, is_space); }
bool any_cased(std::string_view text) {
  return !all(text, [](std::string_view c) {
    const gunichar code = code_of(c);
    return !g_unichar_isupper(code) && !g_unichar_islower(code);
  }) && !text.empty();
}

}  // namespace kontor::docgen
