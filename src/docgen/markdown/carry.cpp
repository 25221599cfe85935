#include "docgen/markdown/carry.hpp"

#include <charconv>

namespace kontor::docgen {
namespace {

constexpr std::string_view kPlane = "\xF3\xB0";  // U+F0000 … U+F007F in UTF-8: F3 B0 80 80 … F3 B0 81 BF

constexpr std::string_view kInsetBegins = "\xF3\xB0\x82\x80";  // U+F0080
constexpr std::string_view kInsetEnds = "\xF3\xB0\x82\x81";    // U+F0081

bool is_carrier(std::string_view text, std::size_t at) {
  return text.size() - at >= 4 && text.substr(at, 2) == kPlane && (text[at + 2] == '\x80' || text[at + 2] == '\x81');
}

/// Of a character or of an inset's edges.
bool is_ours(std::string_view text, std::size_t at) {
  return is_carrier(text, at) || text.substr(at).starts_with(kInsetBegins) || text.substr(at).starts_with(kInsetEnds);
}

bool must_travel(char c) {
  return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') || (c >= '{' && c <= '~') ||
         static_cast<unsigned char>(c) < ' ';
}

void put(std::string& out, char c) {
  out += kPlane;
  out += static_cast<char>(0x80 | c >> 6);
  out += static_cast<char>(0x80 | (c & 0x3F));
}

}  // namespace

std::string carried(std::string_view text) {
  std::string out;
  out.reserve(text.size() + 16);
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\r') {
      if (i + 1 == text.size() || text[i + 1] != '\n') put(out, '\n');
    } else if (must_travel(c) ||
               (c == ' ' && (i == 0 || i + 1 == text.size() || text[i - 1] == ' ' || text[i + 1] == '\n'))) {
      put(out, c);
    } else if (c == kPlane[0] && is_ours(text, i)) {
      out += "\uFFFD";
      i += 3;
    } else {
      out += c;
    }
  }
  return out;
}

std::string uncarried(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == kPlane[0] && is_carrier(text, i)) {
      out += static_cast<char>((text[i + 2] & 1) << 6 | (text[i + 3] & 0x3F));
      i += 3;
    } else {
      out += text[i];
    }
  }
  return out;
}

bool has_carried(std::string_view text) {
  for (std::size_t i = text.find(kPlane); i != std::string_view::npos; i = text.find(kPlane, i + 1))
    if (is_carrier(text, i)) return true;
  return false;
}

std::string carried_inset(std::size_t index) { return fmt::format("{}{}{}", kInsetBegins, index, kInsetEnds); }

std::optional<InsetPlace> find_inset(std::string_view text) {
  for (std::size_t at = text.find(kInsetBegins); at != std::string_view::npos; at = text.find(kInsetBegins, at + 1)) {
    const std::string_view inside = text.substr(at + kInsetBegins.size());
    std::size_t index = 0;
    const auto [end, error] = std::from_chars(inside.data(), inside.data() + inside.size(), index);
    const std::string_view rest = inside.substr(static_cast<std::size_t>(end - inside.data()));
    if (error == std::errc() && rest.starts_with(kInsetEnds))
      return InsetPlace{text.substr(0, at), index, rest.substr(kInsetEnds.size())};
  }
  return std::nullopt;
}

std::string without_carriers(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == kPlane[0] && is_ours(text, i)) {
      out += "\uFFFD";
      i += 3;
    } else {
      out += text[i];
    }
  }
  return out;
}

}  // namespace kontor::docgen
