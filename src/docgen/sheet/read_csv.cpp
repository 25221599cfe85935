#include "base/text.hpp"
#include "docgen/sheet/filling.hpp"

namespace kontor::docgen::sheet {
namespace {

void append_utf8(std::string& out, std::uint32_t c) {
  const auto tail = [&](int shift) { out += static_cast<char>(0x80 | (c >> shift & 0x3F)); };
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xC0 | c >> 6);
    tail(0);
  } else if (c < 0x10000) {
    out += static_cast<char>(0xE0 | c >> 12);
    tail(6);
    tail(0);
  } else {
    out += static_cast<char>(0xF0 | c >> 18);
    tail(12);
    tail(6);
    tail(0);
  }
}

// Windows-1251 from 0x80 to 0xBF; 0x98 is nobody's. From 0xC0 on it is the alphabet.
constexpr char16_t kUpper1251[] = u"ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—\uFFFD™љ›њќћџ\u00A0ЎўЈ¤Ґ¦§Ё©Є«¬\u00AD®Ї°±Ііґµ¶·ё№є»јЅѕї";
static_assert(std::size(kUpper1251) == 64 + 1);

std::string from_windows_1251(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size() * 2);
  for (const char byte : bytes) {
    const auto c = static_cast<unsigned char>(byte);
    append_utf8(out, c < 0x80 ? c : c < 0xC0 ? kUpper1251[c - 0x80] : 0x410u + (c - 0xC0u));
  }
  return out;
}

/// Little-endian, as Windows writes it.
std::string from_utf16(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size());
  const auto unit = [&](std::size_t i) {
    return static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[i]) | static_cast<unsigned char>(bytes[i + 1])
                                                                                 << 8);
  };
  for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
    std::uint32_t c = unit(i);
    if (c >= 0xD800 && c < 0xDC00 && i + 3 < bytes.size() && unit(i + 2) >= 0xDC00 && unit(i + 2) < 0xE000) {
      c = 0x10000 + ((c - 0xD800) << 10) + (unit(i + 2) - 0xDC00);
      i += 2;
    } else if (c >= 0xD800 && c < 0xE000) {
      c = 0xFFFD;
    }
    append_utf8(out, c);
  }
  return out;
}

std::string text_of(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  if (bytes.starts_with("\xFF\xFE")) return from_utf16(bytes.substr(2));
  return is_utf8(bytes) ? std::string(bytes) : from_windows_1251(bytes);
}

/// The one that the head has most of, outside of quotes.
char separator_of(std::string_view text) {
  constexpr std::string_view kSeparators = ";,\t";
  std::size_t counts[kSeparators.size()] = {};
  bool quoted = false;
  for (const char c : text) {
    if (c == '"') quoted = !quoted;
    if (quoted) continue;
    if (const std::size_t at = kSeparators.find(c); at != std::string_view::npos) ++counts[at];
    if (c == '\n' && std::ranges::any_of(counts, [](std::size_t n) { return n > 0; })) break;
  }
  return kSeparators[static_cast<std::size_t>(std::ranges::max_element(counts) - counts)];
}

/// RFC 4180, and what people's programs make of it: any line ends, quotes inside of what does not begin with one.
class Records {
 public:
  Records(std::string_view text, char separator) : text_(text), separator_(separator) {}

  bool ended() const { return at_ >= text_.size(); }
  int line() const { return line_; }  ///< of the record that next() gives, as spreadsheets count rows

  Result<std::vector<std::string>> next() {
    ++line_;
    std::vector<std::string> cells;
    for (;;) {
      TRY(std::string cell, next_cell());
      cells.push_back(std::move(cell));
      if (ended()) return cells;
      const char end = text_[at_++];
      if (end == separator_) {
        if (ended()) cells.emplace_back();
        if (ended()) return cells;
        continue;
      }
      if (end == '\r' && !ended() && text_[at_] == '\n') ++at_;
      return cells;
    }
  }

 private:
  bool at_end_of_cell() const {
    return ended() || text_[at_] == separator_ || text_[at_] == '\n' || text_[at_] == '\r';
  }

  Result<std::string> next_cell() {
    std::string cell;
    if (!ended() && text_[at_] == '"') {
      ++at_;
      for (;;) {
        const std::size_t quote = text_.find('"', at_);
        if (quote == std::string_view::npos)
          return fail(Error::invalid("body", fmt::format("has a quotation mark in row {} that nothing closes", line_)));
        cell += text_.substr(at_, quote - at_);
        at_ = quote + 1;
        if (ended() || text_[at_] != '"') break;
        cell += '"';
        ++at_;
      }
    }
    while (!at_end_of_cell()) cell += text_[at_++];
    return cell;
  }

  std::string_view text_;
  char separator_;
  std::size_t at_ = 0;
  int line_ = 0;
};

}  // namespace

Result<FilledTable> read_csv(std::string_view bytes, const ReadingLimits& limits) {
  const std::string whole = text_of(bytes);
  std::string_view text = whole;
  if (text.find('\0') != std::string_view::npos) return fail(Error::invalid("body", "is no text: it has zero bytes"));
  char separator = separator_of(text);
  int before = 0;
  if (text.starts_with("sep=") && text.size() > 5 && (text[5] == '\r' || text[5] == '\n')) {
    separator = text[4];
    text.remove_prefix(std::min(text.find('\n'), text.size() - 1) + 1);
    before = 1;
  }
  Records records(text, separator);
  Filling filling(limits);
  while (!records.ended()) {
    TRY(std::vector<std::string> cells, records.next());
    TRY(filling.add(records.line() + before, std::move(cells)));
  }
  return filling.finish();
}

}  // namespace kontor::docgen::sheet
