#include "docgen/markdown/carry.hpp"

namespace kontor::docgen {
namespace {

constexpr std::string_view kPlane = "\xF3\xB0";  // U+F0000 … U+F007F in UTF-8: F3 B0 80 80 … F3 B0 81 BF

bool is_carrier(std::string_view text, std::size_t at) {
  return text.size() - at >= 4 && text.substr(at, 2) == kPlane && (text[at + 2] == '\x80' || text[at + 2] == '\x81');
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
    } else if (is_carrier(text, i)) {
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

}  // namespace kontor::docgen
