#include "docgen/word/landing.hpp"

#include <array>

#include "docgen/word/insets/inset.hpp"
#include "docgen/word/links.hpp"

namespace kontor::docgen::word {
namespace {

constexpr std::string_view kLineBreak = "</w:t><w:br/><w:t xml:space=\"preserve\">";
constexpr std::string_view kTab = "</w:t><w:tab/><w:t xml:space=\"preserve\">";

/// Bytes that cannot be copied as they are: markup, control characters, and 0xEF, which begins U+FFFE and U+FFFF.
constexpr auto kSpecial = [] {
  std::array<bool, 256> out{};
  for (std::size_t c = 0; c < 0x20; ++c) out[c] = true;
  for (const unsigned char c : {'&', '<', '>'}) out[c] = true;
  out[0xEF] = true;
  return out;
}();

bool is_special(char c) { return kSpecial[static_cast<unsigned char>(c)]; }

/// Takes what stands at the head of `text`, a special byte, and appends what it becomes in a run.
void write_special(std::string_view& text, std::string& out, bool& lifts) {
  const char c = text.front();
  text.remove_prefix(1);
  switch (c) {
    case '&':
      out += "&amp;";
      break;
    case '<':
      out += "&lt;";
      break;
    case '>':
      out += "&gt;";
      break;
    case '\r':
      if (text.starts_with('\n')) text.remove_prefix(1);
      [[fallthrough]];
    case '\n':
    case '\v':
      out += kLineBreak;
      break;
    case '\t':
      out += kTab;
      break;
    case kNewParagraph:
    case kNewPage:
      lifts = true;
      out += c;
      break;
    case '\xEF':
      if (text.starts_with("\xBF\xBE") || text.starts_with("\xBF\xBF"))
        text.remove_prefix(2);
      else
        out += c;
      break;
    default:  // a control character, which XML forbids
      break;
  }
}

/// The same for an attribute or a text that is not in a run: breaks are spaces or character references.
void write_plain(std::string_view text, std::string& out) {
  bool lifts = false;
  while (!text.empty()) {
    const char c = text.front();
    if (c == '"') {
      out += "&quot;";
    } else if (c == '\n') {
      out += "&#10;";
    } else if (c == '\t') {
      out += "&#9;";
    } else if (c == kNewParagraph || c == kNewPage) {
      out += "&#10;";
    } else if (is_special(c) && c != '\r' && c != '\v') {
      write_special(text, out, lifts);
      continue;
    } else if (!is_special(c)) {
      out += c;
    }
    text.remove_prefix(1);
  }
}

}  // namespace

void WordLanding::write(std::string_view text, std::string& out) const {
  if (!out.empty() && (out.back() == kPlain || out.back() == kColour || out.back() == kUrl)) {
    if (out.back() == kUrl) return write_in_address(text, out);
    if (out.back() == kColour && text.starts_with('#')) text.remove_prefix(1);
    out.pop_back();
    return write_plain(text, out);
  }
  while (!text.empty()) {
    std::size_t plain = 0;
    while (plain < text.size() && !is_special(text[plain])) ++plain;
    out += text.substr(0, plain);
    text.remove_prefix(plain);
    if (!text.empty()) write_special(text, out, lifts_);
  }
}

Result<std::string> WordLanding::inset(const Inset& inset) {
  TRY(InsetMarkup made, inset_markup(inset, additions_));
  if (made.lift == Lift::none) return std::move(made.xml);
  lifts_ = true;
  const bool run = made.lift == Lift::run;
  return (run ? kRunBegin : kBlockBegin) + made.xml + (run ? kRunEnd : kBlockEnd);
}

}  // namespace kontor::docgen::word
