#include "reflect/raw_json.hpp"

#include <boost/json.hpp>
#include <charconv>

namespace kontor::reflect {
namespace {

template <class Number>
void append_number(std::string& out, Number number) {
  char buffer[32];
  const auto [end, _] = std::to_chars(buffer, buffer + sizeof buffer, number);
  out.append(buffer, end);
}

/// Written without an exponent where a person would write it so: amounts and quantities.
void append_double(std::string& out, double number) {
  char buffer[64];
  const bool plain = number == 0 || (std::abs(number) < 1e15 && std::abs(number) >= 1e-6);
  const auto [end, _] = std::to_chars(buffer, buffer + sizeof buffer, number,
                                      plain ? std::chars_format::fixed : std::chars_format::general);
  out.append(buffer, end);
}

/// Whether eight bytes may stand in a JSON string as they are: none below 0x20, no quote, no backslash. Now and then it
/// says no where it could say yes; the slow way then looks.
bool needs_no_escape(const char* bytes) {
  constexpr std::uint64_t kOnes = 0x0101010101010101;
  constexpr std::uint64_t kHigh = 0x8080808080808080;
  std::uint64_t word;
  std::memcpy(&word, bytes, sizeof word);
  const auto has_below = [](std::uint64_t each, std::uint64_t limit) { return (each - kOnes * limit) & ~each & kHigh; };
  return (has_below(word, 0x20) | has_below(word ^ kOnes * '"', 1) | has_below(word ^ kOnes * '\\', 1)) == 0;
}

}  // namespace

void append_json_string(std::string& out, std::string_view text) {
  static constexpr char kHex[] = "0123456789abcdef";
  out += '"';
  std::size_t plain = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    while (i + 8 <= text.size() && needs_no_escape(text.data() + i)) i += 8;
    if (i == text.size()) break;
    const auto c = static_cast<unsigned char>(text[i]);
    if (c >= 0x20 && c != '"' && c != '\\') continue;
    out.append(text, plain, i - plain);
    plain = i + 1;
    switch (c) {
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\t':
        out += "\\t";
        break;
      default:
        out += "\\u00";
        out += kHex[c >> 4];
        out += kHex[c & 0x0F];
    }
  }
  out.append(text, plain);
  out += '"';
}

void append_json(std::string& out, const boost::json::value& value) {
  switch (value.kind()) {
    case boost::json::kind::null:
      out += "null";
      return;
    case boost::json::kind::bool_:
      out += value.get_bool() ? "true" : "false";
      return;
    case boost::json::kind::int64:
      append_number(out, value.get_int64());
      return;
    case boost::json::kind::uint64:
      append_number(out, value.get_uint64());
      return;
    case boost::json::kind::double_:
      append_double(out, value.get_double());
      return;
    case boost::json::kind::string:
      append_json_string(out, value.get_string());
      return;
    case boost::json::kind::array: {
      out += '[';
      bool first = true;
      for (const auto& item : value.get_array()) {
        if (!std::exchange(first, false)) out += ',';
        append_json(out, item);
      }
      out += ']';
      return;
    }
    case boost::json::kind::object: {
      out += '{';
      bool first = true;
      for (const auto& member : value.get_object()) {
        if (!std::exchange(first, false)) out += ',';
        append_json_string(out, member.key());
        out += ':';
        append_json(out, member.value());
      }
      out += '}';
      return;
    }
  }
}

std::string to_text(const boost::json::value& value) {
  std::string out;
  append_json(out, value);
  return out;
}

}  // namespace kontor::reflect
