#include "docgen/word/links.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>

#include "base/text.hpp"
#include "docgen/language/source.hpp"
#include "docgen/language/typed_address.hpp"
#include "docgen/office/markup.hpp"
#include "docgen/word/landing.hpp"

namespace kontor::docgen::word {
namespace {

/// An address with its tags; one without may have 2,000 bytes.
constexpr std::size_t kMaxAddress = 8000;
constexpr std::size_t kMaxLinks = 20'000;  // as many as insets may make
constexpr std::size_t kMaxErrors = 100;    // as of a payload
constexpr std::size_t kMaxQuoted = 200;    // bytes of a bad address that a message quotes
constexpr std::size_t kLongest = 2100;     // what is longer is refused, so nothing behind this has to be understood

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20; }

std::optional<int> hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char small = static_cast<char>(c | 0x20);
  return small >= 'a' && small <= 'f' ? std::optional(small - 'a' + 10) : std::nullopt;
}

/// A byte of an address, encoded or not.
struct Sign {
  char byte;
  std::size_t used;
};

Sign sign_at(std::string_view text, std::size_t at) {
  if (at >= text.size()) return {'\0', 0};
  if (text[at] == '%' && at + 2 < text.size()) {
    const auto high = hex_digit(text[at + 1]), low = hex_digit(text[at + 2]);
    if (high && low) return {static_cast<char>(*high * 16 + *low), 3};
  }
  return {text[at], 1};
}

/// The address with its tags as their author typed them; nothing when it has none.
std::optional<std::string> with_plain_tags(std::string_view address) {
  std::string out;
  bool tags = false;
  char closes = '\0';  // of the tag that is open: its last byte but one
  for (std::size_t at = 0; at < address.size();) {
    const Sign sign = sign_at(address, at);
    const Sign next = sign_at(address, at + sign.used);
    if (closes == '\0' && sign.byte == '{' && (next.byte == '{' || next.byte == '%' || next.byte == '#')) {
      closes = next.byte == '{' ? '}' : next.byte;
      tags = true;
    } else if (closes == '\0') {
      out += address.substr(at, sign.used);
      at += sign.used;
      continue;
    } else if (sign.byte != closes || next.byte != '}') {
      out += sign.byte;
      at += sign.used;
      continue;
    } else {
      closes = '\0';
    }
    out += {sign.byte, next.byte};
    at += sign.used + next.used;
  }
  if (!tags || !is_utf8(out) || std::ranges::any_of(out, is_control)) return std::nullopt;
  return out;
}

/// The addresses with tags, by the names of their relations.
Result<std::map<std::string, std::string, std::less<>>> tagged_addresses(std::string_view relations) {
  std::map<std::string, std::string, std::less<>> out;
  Scanner scanner(relations);
  for (;;) {
    const auto mark = scanner.next();
    if (!mark || mark->kind == Mark::Kind::end) return out;  // what is damaged is for Word to say
    if ((mark->kind != Mark::Kind::open && mark->kind != Mark::Kind::empty) || mark->name != "Relationship") continue;
    const std::string_view tag = relations.substr(mark->begin, mark->end - mark->begin);
    if (!attribute_of(tag, "Type").ends_with("/hyperlink") || attribute_of(tag, "TargetMode") != "External") continue;
    auto address = with_plain_tags(unescaped(attribute_of(tag, "Target")));
    if (!address) continue;
    if (address->size() > kMaxAddress)
      return fail(Error{.code = Code::too_large,
                        .public_message = fmt::format("A link's address with tags may have at most {} bytes; this one "
                                                      "begins with \"{}\".",
                                                      kMaxAddress, address->substr(0, 40))});
    out.emplace(unescaped(attribute_of(tag, "Id")), std::move(*address));
  }
}

std::string in_any_quotes(std::string_view text) {
  std::string out = escaped(text);
  for (std::size_t at; (at = out.find('\'')) != std::string::npos;) out.replace(at, 1, "&apos;");
  return out;
}

bool is_link(std::string_view element) {
  return element == "w:hyperlink" || element == "a:hlinkClick" || element == "a:hlinkHover";
}

std::string shown_address(std::string_view address) {
  if (address.size() <= kMaxQuoted) return std::string(address);
  std::size_t end = kMaxQuoted;
  while (end > 0 && (static_cast<unsigned char>(address[end]) & 0xC0) == 0x80) --end;
  return std::string(address.substr(0, end)) + "…";
}

bool is_letter_or_digit(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

/// RFC 3986: what means itself wherever it stands.
bool is_unreserved(char c) { return is_letter_or_digit(c) || std::string_view("-._~").contains(c); }

void write_encoded(std::string_view text, std::string_view kept, std::string& out) {
  for (const char c : text) {
    if (c == '&' && kept.contains(c))
      out += "&amp;";
    else if (is_unreserved(c) || kept.contains(c))
      out += c;
    else
      out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
}

/// Letters of any script may stand in an address as they are; those that XML forbids are encoded.
void write_whole(std::string_view text, std::string& out) {
  constexpr std::string_view kKept = ":/?#[]@!$&()*+,;=%";
  for (std::size_t at = 0; at < text.size();) {
    const auto lead = static_cast<unsigned char>(text[at]);
    const std::size_t used = lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    const std::string_view sign = text.substr(at, used);
    if (lead < 0x80 || lead == 0xEF)  // U+FFFE begins with EF
      write_encoded(sign, kKept, out);
    else
      out += sign;
    at += used;
  }
}

}  // namespace

Result<Linked> with_addresses(std::string xml, std::string_view relations, std::size_t most) {
  TRY(const auto addresses, tagged_addresses(relations));
  if (addresses.empty()) return Linked{std::move(xml), {}};
  std::string out;
  std::size_t copied = 0;
  Scanner scanner(xml);
  for (;;) {
    const auto mark = scanner.next();
    if (!mark) return Linked{std::move(xml), {}};  // whoever reads the part says what is wrong with it
    if (mark->kind == Mark::Kind::end) break;
    if ((mark->kind != Mark::Kind::open && mark->kind != Mark::Kind::empty) || !is_link(mark->name)) continue;
    Offset from = mark->begin;
    while (const auto attribute = next_attribute(xml, from, mark->end)) {
      from = attribute->end;
      if (attribute->name != kRelationId) continue;
      const auto found =
          addresses.find(std::string_view(xml).substr(attribute->begin, attribute->end - attribute->begin));
      if (found == addresses.end()) continue;
      out.append(xml, copied, attribute->begin - copied) += in_any_quotes(found->second);
      copied = attribute->end;
      if (out.size() > most)
        return fail(
            Error{.code = Code::too_large, .public_message = "The addresses of the file's links are too long."});
    }
  }
  Linked linked{std::move(out.append(xml, copied)), {}};
  for (const auto& [id, address] : addresses)
    if (!linked.xml.contains(fmt::format("\"{}\"", id)) && !linked.xml.contains(fmt::format("'{}'", id)))
      linked.spent.push_back(id);
  return linked;
}

std::string without_relations(std::string_view relations, std::span<const std::string> ids) {
  if (ids.empty()) return std::string(relations);
  std::string out;
  std::size_t copied = 0;
  bool goes = false;  // the relation that is open
  Scanner scanner(relations);
  for (;;) {
    const auto mark = scanner.next();
    if (!mark || mark->kind == Mark::Kind::end) break;
    if (mark->name != "Relationship") continue;
    const bool opens = mark->kind == Mark::Kind::open || mark->kind == Mark::Kind::empty;
    if (opens) {
      const std::string_view tag = relations.substr(mark->begin, mark->end - mark->begin);
      goes = std::ranges::find(ids, unescaped(attribute_of(tag, "Id"))) != ids.end();
      if (goes) out += relations.substr(copied, mark->begin - copied);
      if (goes) copied = mark->end;
    } else if (goes) {
      copied = mark->end;
    }
  }
  return out.append(relations.substr(copied));
}

void write_in_address(std::string_view text, std::string& out) {
  while (out.ends_with(kUrl)) out.pop_back();
  std::string before = out.substr(out.size() - std::min(out.size(), kLongest));
  const std::size_t begin = before.rfind(kAddress);
  before.erase(0, begin + 1);  // npos + 1 is 0
  std::erase(before, kUrl);
  if (begin != std::string::npos && before.empty()) return write_whole(trimmed(text), out);
  const std::string scheme = lowercase(before.substr(0, before.find(':') + 1));
  if (scheme == "tel:") {
    std::string number(text);
    std::erase_if(number, [](char c) { return c == ' ' || c == '(' || c == ')'; });
    return write_encoded(number, "+*", out);
  }
  const bool mailbox = scheme == "mailto:" && !before.contains('?');
  write_encoded(text, mailbox ? "@" : "", out);
}

Result<std::string> related(std::string_view xml, const std::vector<Spot>& links, Additions& additions) {
  std::string out;
  std::vector<FieldError> errors;
  const auto wrong = [&](std::size_t link, std::string message) {
    FieldError error{link < links.size() ? links[link].shown() : "", std::move(message)};
    if (errors.size() < kMaxErrors && std::ranges::find(errors, error) == errors.end())
      errors.push_back(std::move(error));
  };
  std::size_t copied = 0;
  for (std::size_t at = xml.find(kAddress); at != std::string_view::npos; at = xml.find(kAddress, copied)) {
    std::size_t link = 0;
    std::from_chars(xml.data() + at + 1, xml.data() + xml.size(), link);
    const std::size_t begin = xml.find(kAddress, at + 1) + 1;
    const std::size_t end = xml.find(xml[at - 1], begin);  // the attribute's quote, which no address holds
    std::string address = unescaped(xml.substr(begin, end - begin));
    std::erase(address, kUrl);
    out += xml.substr(copied, at - copied);
    copied = end;
    const bool markup = xml.substr(begin, end - begin).contains('<');  // of an inset; a value's is escaped
    if (markup || std::ranges::any_of(address, is_control)) {
      wrong(link, "only text can stand in the address of a link");
    } else if (trimmed(address).empty()) {
      if (std::string_view(out).substr(out.rfind('<')).starts_with("<w:hyperlink")) {
        out.erase(out.find_last_of(" \t\r\n"));  // the attribute, which other elements must have
        copied = end + 1;
      }
    } else if (const std::string safe = typed_address(address); safe.empty()) {
      wrong(link, fmt::format("the address of this link, \"{}\", is not one such as https://example.com",
                              shown_address(address)));
    } else {
      out += additions.hyperlink(safe);
      if (additions.relations().size() > kMaxLinks) {
        wrong(link, fmt::format("a document may have at most {} pictures and links", kMaxLinks));
        break;
      }
    }
  }
  if (!errors.empty()) return fail(template_error(std::move(errors)));
  return out.append(xml.substr(copied));
}

}  // namespace kontor::docgen::word
