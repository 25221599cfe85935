#include "docgen/pdf/syntax.hpp"

#include <charconv>
#include <cmath>

namespace kontor::docgen::pdf {
namespace {

constexpr double kFarthest = 100'000;  // points: far outside of any page, far inside of a reader's numbers
constexpr std::string_view kHex = "0123456789ABCDEF";

void append_decimal(std::string& out, std::int64_t value, int digits) {
  if (value < 0) {
    out += '-';
    value = -value;
  }
  std::int64_t unit = 1;
  for (int i = 0; i < digits; ++i) unit *= 10;
  const std::int64_t whole = value / unit;
  std::int64_t rest = value % unit;
  if (whole != 0 || rest == 0) append_integer(out, whole);
  if (rest == 0) return;
  out += '.';
  for (; rest != 0; rest = rest * 10 % unit) out += static_cast<char>('0' + rest * 10 / unit);
}

void append_byte_hex(std::string& out, unsigned byte) {
  out += kHex[byte >> 4 & 15];
  out += kHex[byte & 15];
}

template <class Unit>
void for_each_utf16(std::string_view utf8, Unit unit) {
  for (std::size_t at = 0; at < utf8.size();) {
    const char32_t letter = next_letter(utf8, at);
    if (letter < 0x10000) {
      unit(static_cast<unsigned>(letter));
    } else {
      unit(0xD800 + static_cast<unsigned>((letter - 0x10000) >> 10));
      unit(0xDC00 + static_cast<unsigned>((letter - 0x10000) & 0x3FF));
    }
  }
}

}  // namespace

std::int64_t hundredths(double points) {
  if (!std::isfinite(points)) return 0;
  return std::llround(std::clamp(points, -kFarthest, kFarthest) * 100);
}

void append_integer(std::string& out, std::int64_t value) {
  std::array<char, 20> digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  out.append(digits.data(), static_cast<std::size_t>(end - digits.data()));
}

void append_hundredths(std::string& out, std::int64_t value) { append_decimal(out, value, 2); }
void append_thousandths(std::string& out, std::int64_t value) { append_decimal(out, value, 3); }

void append_length(std::string& out, double points) {
  append_hundredths(out, hundredths(points));
  out += ' ';
}

void append_reference(std::string& out, std::uint32_t id) {
  append_integer(out, id);
  out += " 0 R";
}

void append_color(std::string& out, const Color& color, bool of_lines) {
  const auto part = [&](double value) {
    append_thousandths(out, std::isfinite(value) ? std::llround(std::clamp(value, 0.0, 1.0) * 1000) : 0);
    out += ' ';
  };
  part(color.red);
  if (color.red == color.green && color.green == color.blue) {
    out += of_lines ? "G\n" : "g\n";
    return;
  }
  part(color.green);
  part(color.blue);
  out += of_lines ? "RG\n" : "rg\n";
}

void append_literal(std::string& out, std::string_view bytes) {
  out += '(';
  for (const char c : bytes) {
    if (c == '(' || c == ')' || c == '\\') {
      out += '\\';
      out += c;
    } else if (c == '\r') {
      out += "\\r";  // a bare one would be read as a line feed
    } else {
      out += c;
    }
  }
  out += ')';
}

void append_text(std::string& out, std::string_view utf8) {
  if (std::ranges::all_of(utf8, [](char c) { return c >= ' ' && c < 0x7F; })) return append_literal(out, utf8);
  std::string bytes = "\xFE\xFF";
  for_each_utf16(utf8, [&](unsigned unit) {
    bytes += static_cast<char>(unit >> 8);
    bytes += static_cast<char>(unit & 0xFF);
  });
  append_literal(out, bytes);
}

void append_utf16_hex(std::string& out, std::string_view utf8) {
  for_each_utf16(utf8, [&](unsigned unit) {
    append_byte_hex(out, unit >> 8);
    append_byte_hex(out, unit & 0xFF);
  });
}

void append_name(std::string& out, std::string_view name) {
  out += '/';
  for (const char c : name) {
    const bool plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-' ||
                       c == '+' || c == '_' || c == '.';
    if (plain) {
      out += c;
    } else {
      out += '#';
      append_byte_hex(out, static_cast<unsigned char>(c));
    }
  }
}

std::string date(std::chrono::sys_seconds at) {
  const auto day = std::chrono::floor<std::chrono::days>(at);
  const std::chrono::year_month_day ymd(day);
  const std::chrono::hh_mm_ss time(at - day);
  return fmt::format("D:{:04}{:02}{:02}{:02}{:02}{:02}Z", static_cast<int>(ymd.year()),
                     static_cast<unsigned>(ymd.month()), static_cast<unsigned>(ymd.day()), time.hours().count(),
                     time.minutes().count(), time.seconds().count());
}

char32_t next_letter(std::string_view utf8, std::size_t& at) {
  constexpr char32_t kReplacement = 0xFFFD;
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(utf8[i]); };
  const unsigned first = byte(at++);
  if (first < 0x80) return first;
  const std::size_t more = first >= 0xF0 && first < 0xF8 ? 3 : first >= 0xE0 ? 2 : 1;
  if (first < 0xC2 || first >= 0xF8 || at + more > utf8.size()) return kReplacement;
  char32_t letter = first & (0x3Fu >> more);
  for (std::size_t i = 0; i < more; ++i) {
    if ((byte(at + i) & 0xC0) != 0x80) return kReplacement;
    letter = letter << 6 | (byte(at + i) & 0x3F);
  }
  at += more;
  if (letter > 0x10FFFF || (letter >= 0xD800 && letter < 0xE000)) return kReplacement;
  return letter;
}

void append_utf8(std::string& out, char32_t letter) {
  const auto tail = [&](int shift) { out += static_cast<char>(0x80 | (letter >> shift & 0x3F)); };
  if (letter < 0x80) {
    out += static_cast<char>(letter);
  } else if (letter < 0x800) {
    out += static_cast<char>(0xC0 | letter >> 6);
    tail(0);
  } else if (letter < 0x10000) {
    out += static_cast<char>(0xE0 | letter >> 12);
    tail(6);
    tail(0);
  } else {
    out += static_cast<char>(0xF0 | letter >> 18);
    tail(12);
    tail(6);
    tail(0);
  }
}

std::string single_line(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const char32_t letter = next_letter(text, at);
    const bool control = letter < 0x20 || (letter >= 0x7F && letter < 0xA0) || letter == 0xFFFE || letter == 0xFFFF;
    append_utf8(out, control ? U' ' : letter);
  }
  return out;
}

}  // namespace kontor::docgen::pdf
