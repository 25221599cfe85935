#include "docgen/office/markup.hpp"

#include <charconv>

namespace kontor::docgen::office {
namespace {

constexpr std::string_view kSpace = " \t\r\n";

void append_utf8(std::uint32_t c, std::string& out) {
  const auto byte = [&](std::uint32_t b) { out += static_cast<char>(b); };
  if (c < 0x80) {
    byte(c);
  } else if (c < 0x800) {
    byte(0xC0 | c >> 6);
    byte(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    byte(0xE0 | c >> 12);
    byte(0x80 | (c >> 6 & 0x3F));
    byte(0x80 | (c & 0x3F));
  } else {
    byte(0xF0 | c >> 18);
    byte(0x80 | (c >> 12 & 0x3F));
    byte(0x80 | (c >> 6 & 0x3F));
    byte(0x80 | (c & 0x3F));
  }
}

std::optional<std::uint32_t> numeric(std::string_view digits) {
  const bool hex = digits.starts_with('x');
  if (hex) digits.remove_prefix(1);
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, hex ? 16 : 10);
  if (error != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
  const bool allowed = value == 9 || value == 10 || value == 13 || (value >= 0x20 && value < 0xD800) ||
                       (value >= 0xE000 && value < 0xFFFE) || (value >= 0x10000 && value < 0x110000);
  if (!allowed) return std::nullopt;
  return value;
}

bool is_name_end(char c) { return kSpace.find(c) != std::string_view::npos || c == '/' || c == '>'; }

}  // namespace

Failure Scanner::broken(std::string_view what) const {
  return fail(Error{.code = Code::invalid, .public_message = fmt::format("{} (at byte {})", what, at_)});
}

Result<Mark> Scanner::next() {
  const auto piece = [&](Mark::Kind kind, std::size_t end) {
    const Mark mark{.kind = kind, .begin = static_cast<Offset>(at_), .end = static_cast<Offset>(end)};
    at_ = end;
    return mark;
  };
  const auto until = [&](std::string_view close) -> Result<Mark> {
    const std::size_t end = xml_.find(close, at_);
    if (end == std::string_view::npos) return broken("the XML is cut off");
    return piece(Mark::Kind::other, end + close.size());
  };
  if (at_ >= xml_.size()) return piece(Mark::Kind::end, xml_.size());
  const std::string_view rest = xml_.substr(at_);
  if (rest.front() != '<') {
    const std::size_t end = std::min(rest.find('<'), rest.size());
    const std::string_view text = rest.substr(0, end);
    TRY(check_references(text));
    return piece(Mark::Kind::text, at_ + end);
  }
  if (rest.starts_with("<!--")) return until("-->");
  if (rest.starts_with("<![CDATA[")) return until("]]>");
  if (rest.starts_with("<?")) return until("?>");
  if (rest.starts_with("<!")) return broken("the XML declares a document type, which no office program does");
  return tag();
}

/// Whoever reads on may take each & for one that stands for something.
Result<void> Scanner::check_references(std::string_view text) const {
  std::string sink;
  for (std::size_t at = text.find('&'); at != std::string_view::npos; at = text.find('&', at + 1)) {
    sink.clear();
    if (reference(text.substr(at), sink) == 0)
      return broken("the XML uses an entity of its own, which no office program does");
  }
  return {};
}

Result<Mark> Scanner::tag() {
  const bool close = xml_.substr(at_).starts_with("</");
  const std::size_t name = at_ + (close ? 2 : 1);
  std::size_t at = name;
  while (at < xml_.size() && !is_name_end(xml_[at])) ++at;
  Mark mark{.kind = close ? Mark::Kind::close : Mark::Kind::open,
            .begin = static_cast<Offset>(at_),
            .name = xml_.substr(name, at - name)};
  if (mark.name.empty() || mark.name.find_first_of("<\"'&=") != std::string_view::npos)
    return broken("the XML has a tag without a name");
  for (char quote = 0; at < xml_.size(); ++at) {
    const char c = xml_[at];
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '<') {
      break;
    } else if (c == '>') {
      TRY(check_references(xml_.substr(at_, at - at_)));
      if (!close && xml_[at - 1] == '/') mark.kind = Mark::Kind::empty;
      at_ = at + 1;
      mark.end = static_cast<Offset>(at_);
      return mark;
    }
  }
  return broken("a tag of the XML is not closed");
}

std::optional<Attribute> next_attribute(std::string_view xml, Offset from, Offset tag_end) {
  const std::string_view tag = xml.substr(0, tag_end);
  std::size_t at = tag.find_first_of(kSpace, from);  // behind the name, or the value before
  if (at == std::string_view::npos) return std::nullopt;
  at = tag.find_first_not_of(kSpace, at);
  const std::size_t equals = tag.find('=', std::min(at, tag.size()));
  if (at == std::string_view::npos || equals == std::string_view::npos) return std::nullopt;
  std::string_view name = tag.substr(at, equals - at);
  while (!name.empty() && kSpace.find(name.back()) != std::string_view::npos) name.remove_suffix(1);
  const std::size_t open = tag.find_first_of("\"'", equals);
  if (open == std::string_view::npos) return std::nullopt;
  const std::size_t close = tag.find(tag[open], open + 1);
  if (close == std::string_view::npos) return std::nullopt;
  return Attribute{name, static_cast<Offset>(open + 1), static_cast<Offset>(close)};
}

std::string_view attribute_of(std::string_view tag, std::string_view name) {
  Offset from = 0;
  while (const auto found = next_attribute(tag, from, static_cast<Offset>(tag.size()))) {
    if (found->name == name) return tag.substr(found->begin, found->end - found->begin);
    from = found->end;
  }
  return {};
}

std::string with_attribute(std::string tag, std::string_view name, std::string_view value) {
  Offset from = 0;
  while (const auto found = next_attribute(tag, from, static_cast<Offset>(tag.size()))) {
    if (found->name == name) return tag.replace(found->begin, found->end - found->begin, escaped(value));
    from = found->end;
  }
  std::size_t end = 1;
  while (end < tag.size() && !is_name_end(tag[end])) ++end;
  return tag.insert(end, fmt::format(" {}=\"{}\"", name, escaped(value)));
}

std::size_t reference(std::string_view text, std::string& out) {
  constexpr std::size_t kLongest = 12;  // "&#x0010FFFF;"
  const std::size_t end = text.substr(0, kLongest).find(';');
  if (!text.starts_with('&') || end == std::string_view::npos) return 0;
  const std::string_view name = text.substr(1, end - 1);
  if (name == "amp")
    out += '&';
  else if (name == "lt")
    out += '<';
  else if (name == "gt")
    out += '>';
  else if (name == "quot")
    out += '"';
  else if (name == "apos")
    out += '\'';
  else if (const auto code = name.starts_with('#') ? numeric(name.substr(1)) : std::nullopt)
    append_utf8(*code, out);
  else
    return 0;
  return end + 1;
}

std::string unescaped(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    std::size_t used = reference(text, out);
    if (used == 0) out += text.substr(0, used = std::max<std::size_t>(1, std::min(text.find('&', 1), text.size())));
    text.remove_prefix(used);
  }
  return out;
}

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '&')
      out += "&amp;";
    else if (c == '<')
      out += "&lt;";
    else if (c == '>')
      out += "&gt;";
    else if (c == '"')
      out += "&quot;";
    else
      out += c;
  }
  return out;
}

}  // namespace kontor::docgen::office
