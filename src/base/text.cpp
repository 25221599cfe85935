#include "base/text.hpp"

#include <sodium.h>

namespace kontor {
namespace {

/// The code point at the front of well-formed UTF-8, and the bytes it takes; 0 bytes when it is not well formed.
struct CodePoint {
  char32_t value = 0;
  std::size_t bytes = 0;
};

CodePoint front(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const auto tail = [&](std::size_t i) { return i < text.size() && (byte(i) & 0xC0) == 0x80; };
  const auto low = [&](std::size_t i) { return static_cast<char32_t>(byte(i) & 0x3F); };
  const unsigned char lead = byte(0);
  if (lead < 0x80) return {lead, 1};
  if (lead >= 0xC2 && lead < 0xE0 && tail(1)) return {static_cast<char32_t>((lead & 0x1F) << 6) | low(1), 2};
  if (lead >= 0xE0 && lead < 0xF0 && tail(1) && tail(2)) {
    const char32_t value = static_cast<char32_t>((lead & 0x0F) << 12) | low(1) << 6 | low(2);
    if (value >= 0x800 && (value < 0xD800 || value > 0xDFFF)) return {value, 3};
  }
  if (lead >= 0xF0 && lead < 0xF5 && tail(1) && tail(2) && tail(3)) {
    const char32_t value = static_cast<char32_t>((lead & 0x07) << 18) | low(1) << 12 | low(2) << 6 | low(3);
    if (value >= 0x10000 && value <= 0x10FFFF) return {value, 4};
  }
  return {};
}

void append(std::string& out, char32_t value) {
  if (value < 0x80) {
    out += static_cast<char>(value);
  } else if (value < 0x800) {
    out += static_cast<char>(0xC0 | value >> 6);
    out += static_cast<char>(0x80 | (value & 0x3F));
  } else if (value < 0x10000) {
    out += static_cast<char>(0xE0 | value >> 12);
    out += static_cast<char>(0x80 | (value >> 6 & 0x3F));
    out += static_cast<char>(0x80 | (value & 0x3F));
  } else {
    out += static_cast<char>(0xF0 | value >> 18);
    out += static_cast<char>(0x80 | (value >> 12 & 0x3F));
    out += static_cast<char>(0x80 | (value >> 6 & 0x3F));
    out += static_cast<char>(0x80 | (value & 0x3F));
  }
}

char32_t small(char32_t c) {
  if (c < 0x80) return c >= 'A' && c <= 'Z' ? c + 32 : c;
  if ((c >= 0xC0 && c <= 0xDE && c != 0xD7) || (c >= 0x391 && c <= 0x3A9) || (c >= 0x410 && c <= 0x42F)) return c + 32;
  if (c >= 0x400 && c <= 0x40F) return c + 80;
  const bool pairs = (c >= 0x100 && c <= 0x12F) || (c >= 0x14A && c <= 0x177) || (c >= 0x460 && c <= 0x481) ||
                     (c >= 0x48A && c <= 0x4BF) || (c >= 0x4D0 && c <= 0x52F);
  return pairs ? c | 1 : c;
}

bool is_control(char32_t c) { return (c < 0x20 && c != '\n' && c != '\t' && c != '\r') || (c >= 0x7F && c < 0xA0); }

/// Most texts: nothing to decode, nothing to object to.
bool is_printable_ascii(std::string_view text) {
  return std::ranges::all_of(text,
                             [](char c) { return (c >= 0x20 && c < 0x7F) || c == '\n' || c == '\t' || c == '\r'; });
}

bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

bool is_atom(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         static_cast<unsigned char>(c) >= 0x80 ||
         std::string_view("!#$%&'*+/=?^_`{|}~-.").find(c) != std::string_view::npos;
}

bool is_domain(std::string_view domain) {
  if (domain.find('.') == std::string_view::npos) return false;
  std::size_t label = 0;
  for (std::size_t i = 0; i <= domain.size(); ++i) {
    if (i < domain.size() && domain[i] != '.') {
      const char c = domain[i];
      const bool letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
      if (!letter && c != '-') return false;
      ++label;
      continue;
    }
    if (label == 0 || label > 63 || domain[i - label] == '-' || domain[i - 1] == '-') return false;
    label = 0;
  }
  return true;
}

/// Letters to add, to drop, to change, or neighbours to swap, between a and b.
std::size_t distance(std::string_view a, std::string_view b) {
  const auto swapped = [&](std::size_t i, std::size_t j) {
    return i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
  };
  std::vector<std::size_t> last(b.size() + 1);  // the rows of i - 2, i - 1 and i
  std::vector<std::size_t> above(b.size() + 1);
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    last.swap(above);
    above.swap(row);
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (swapped(i, j)) row[j] = std::min(row[j], last[j - 2] + 1);
    }
  }
  return row[b.size()];
}

}  // namespace

bool is_utf8(std::string_view bytes) {
  while (!bytes.empty()) {
    const std::size_t size = front(bytes).bytes;
    if (size == 0) return false;
    bytes.remove_prefix(size);
  }
  return true;
}

std::size_t length(std::string_view utf8) {
  return static_cast<std::size_t>(
      std::count_if(utf8.begin(), utf8.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view nbsp = "\xC2\xA0";
  for (;;) {
    if (!text.empty() && is_space(text.front()))
      text.remove_prefix(1);
    else if (text.starts_with(nbsp))
      text.remove_prefix(nbsp.size());
    else
      break;
  }
  for (;;) {
    if (!text.empty() && is_space(text.back()))
      text.remove_suffix(1);
    else if (text.ends_with(nbsp))
      text.remove_suffix(nbsp.size());
    else
      return text;
  }
}

std::string lowercase(std::string_view utf8) {
  std::string out;
  out.reserve(utf8.size());
  while (!utf8.empty()) {
    const CodePoint c = front(utf8);
    if (c.bytes == 0) {
      out += utf8.front();
      utf8.remove_prefix(1);
      continue;
    }
    append(out, small(c.value));
    utf8.remove_prefix(c.bytes);
  }
  return out;
}

std::string base64url(std::string_view bytes) {
  std::string out(sodium_base64_encoded_len(bytes.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING), '\0');
  sodium_bin2base64(out.data(), out.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
                    sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  out.pop_back();  // the terminating zero
  return out;
}

std::optional<std::string> from_base64url(std::string_view text) {
  std::string out(text.size(), '\0');
  std::size_t size = 0;
  const char* end = nullptr;
  if (sodium_base642bin(reinterpret_cast<unsigned char*>(out.data()), out.size(), text.data(), text.size(), nullptr,
                        &size, &end, sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0 ||
      end != text.data() + text.size())
    return std::nullopt;
  out.resize(size);
  return out;
}

std::string hex(std::string_view bytes) {
  std::string out(bytes.size() * 2 + 1, '\0');
  sodium_bin2hex(out.data(), out.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
  out.pop_back();
  return out;
}

std::string_view nearest(std::string_view word, const std::vector<std::string>& candidates) {
  std::string_view best;
  std::size_t least = std::max<std::size_t>(1, word.size() / 3) + 1;
  for (const std::string& candidate : candidates) {
    const std::size_t d = distance(word, candidate);
    if (d < least) {
      least = d;
      best = candidate;
    }
  }
  return best;
}

std::string text_fault(std::string_view text) {
  if (is_printable_ascii(text)) return "";
  if (!is_utf8(text)) return "is not valid UTF-8";
  while (!text.empty()) {
    const CodePoint c = front(text);
    if (is_control(c.value)) return fmt::format("holds the control character U+{:04X}", static_cast<unsigned>(c.value));
    text.remove_prefix(c.bytes);
  }
  return "";
}

Result<std::string> checked_text(std::string_view raw, std::size_t min, std::size_t max) {
  if (!is_utf8(raw)) return fail(Error::invalid("", "is not valid UTF-8"));
  const std::string_view text = trimmed(raw);
  const std::size_t size = length(text);
  if (size < min)
    return fail(Error::invalid(
        "", min == 1 ? "must not be empty" : fmt::format("needs at least {} characters, has {}", min, size)));
  if (size > max) return fail(Error::invalid("", fmt::format("may have at most {} characters, has {}", max, size)));
  if (std::string fault = text_fault(text); !fault.empty()) return fail(Error::invalid("", std::move(fault)));
  return std::string(text);
}

Result<std::string> verbatim_text(std::string_view raw, std::size_t min, std::size_t max) {
  TRY(checked_text(raw, min, max));
  if (const std::size_t size = length(raw); size > max)
    return fail(Error::invalid("", fmt::format("may have at most {} characters, has {}", max, size)));
  return std::string(raw);
}

Result<EmailAddress> EmailAddress::parse(std::string_view raw) {
  constexpr std::size_t kMaxBytes = 254;  // RFC 5321: a path of 256 with its angle brackets
  constexpr std::size_t kMaxLocal = 64;   // RFC 5321, 4.5.3.1.1
  const std::string_view text = trimmed(raw);
  const std::size_t at = text.rfind('@');
  const auto bad = [&](std::string_view why) {
    return fail(Error::invalid("", fmt::format("is not an e-mail address: {}", why)));
  };
  if (!is_utf8(text)) return bad("not valid UTF-8");
  if (at == std::string_view::npos) return bad("the @ is missing");
  if (text.size() > kMaxBytes) return bad("it is longer than 254 bytes");
  const std::string_view local = text.substr(0, at);
  if (local.empty() || local.size() > kMaxLocal) return bad("the part before the @ must have 1 to 64 characters");
  if (local.front() == '.' || local.back() == '.' || local.find("..") != std::string_view::npos ||
      !std::all_of(local.begin(), local.end(), is_atom))
    return bad("the part before the @ has a character that may not stand there");
  const std::string domain = lowercase(text.substr(at + 1));
  if (!is_domain(domain)) return bad("the part after the @ is not a domain such as example.com");
  return EmailAddress(std::string(local) + '@' + domain);
}

}  // namespace kontor
