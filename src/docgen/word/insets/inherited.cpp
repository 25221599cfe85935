#include "docgen/word/insets/inherited.hpp"

#include <array>

namespace kontor::docgen::word {
namespace {

/// The orders that the schema asks for (ECMA-376, CT_PPr and CT_RPr).
constexpr std::string_view kParagraphOrder[] = {"pStyle",
                                                "keepNext",
                                                "keepLines",
                                                "pageBreakBefore",
                                                "framePr",
                                                "widowControl",
                                                "numPr",
                                                "suppressLineNumbers",
                                                "pBdr",
                                                "shd",
                                                "tabs",
                                                "suppressAutoHyphens",
                                                "kinsoku",
                                                "wordWrap",
                                                "overflowPunct",
                                                "topLinePunct",
                                                "autoSpaceDE",
                                                "autoSpaceDN",
                                                "bidi",
                                                "adjustRightInd",
                                                "snapToGrid",
                                                "spacing",
                                                "ind",
                                                "contextualSpacing",
                                                "mirrorIndents",
                                                "suppressOverlap",
                                                "jc",
                                                "textDirection",
                                                "textAlignment",
                                                "textboxTightWrap",
                                                "outlineLvl",
                                                "divId",
                                                "cnfStyle",
                                                "rPr"};
constexpr std::string_view kRunOrder[] = {"rStyle",
                                          "rFonts",
                                          "b",
                                          "bCs",
                                          "i",
                                          "iCs",
                                          "caps",
                                          "smallCaps",
                                          "strike",
                                          "dstrike",
                                          "outline",
                                          "shadow",
                                          "emboss",
                                          "imprint",
                                          "noProof",
                                          "snapToGrid",
                                          "vanish",
                                          "webHidden",
                                          "color",
                                          "spacing",
                                          "w",
                                          "kern",
                                          "position",
                                          "sz",
                                          "szCs",
                                          "highlight",
                                          "u",
                                          "effect",
                                          "bdr",
                                          "shd",
                                          "fitText",
                                          "vertAlign",
                                          "rtl",
                                          "cs",
                                          "em",
                                          "lang",
                                          "eastAsianLayout",
                                          "specVanish",
                                          "oMath"};

constexpr std::string_view kNotHandedOn[] = {"numPr", "sectPr", "pPrChange",      "rPrChange",
                                             "ins",   "del",    "pageBreakBefore"};

struct Property {
  std::string_view name;  ///< without prefix
  std::string_view xml;
};

std::string_view local_name(std::string_view tag) {
  const std::string_view name = tag.substr(1, tag.find_first_of(" \t\r\n/>") - 1);
  const std::size_t colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

/// The elements directly in the XML.
std::vector<Property> properties(std::string_view xml) {
  std::vector<Property> out;
  int depth = 0;
  std::size_t begin = 0;
  for (std::size_t at = xml.find('<'); at != std::string_view::npos; at = xml.find('<', at + 1)) {
    const std::size_t end = xml.find('>', at);
    if (end == std::string_view::npos) break;
    const bool closes = xml[at + 1] == '/';
    const bool empty = xml[end - 1] == '/';
    if (!closes && depth == 0) begin = at;
    depth += closes ? -1 : empty ? 0 : 1;
    if (depth == 0) out.push_back({local_name(xml.substr(begin)), xml.substr(begin, end + 1 - begin)});
    if (depth < 0) break;
  }
  return out;
}

/// What stands inside of `<w:pPr …>…</w:pPr>`.
std::string_view inside(std::string_view element) {
  const std::size_t begin = element.find('>');
  const std::size_t end = element.rfind("</");
  if (begin == std::string_view::npos || end == std::string_view::npos || end <= begin) return {};
  return element.substr(begin + 1, end - begin - 1);
}

std::string merged(std::string_view own, std::string_view around, std::span<const std::string_view> order) {
  std::vector<Property> all = properties(own);
  const std::size_t count = all.size();
  const auto is_own = [&](const Property& each) {
    return std::ranges::any_of(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(count),
                               [&](const Property& mine) { return mine.name == each.name; });
  };
  for (const Property& each : properties(around))
    if (!is_own(each) && std::ranges::find(kNotHandedOn, each.name) == std::end(kNotHandedOn)) all.push_back(each);
  std::ranges::sort(all, {}, [&](const Property& each) { return std::ranges::find(order, each.name); });
  std::string out;
  for (const Property& each : all) out += each.xml;
  return out;
}

}  // namespace

std::string inherited(std::string_view markup, std::string_view paragraph, std::string_view run) {
  constexpr std::string_view kParagraphEnd = "</w:pPr>", kRunEnd = "</w:rPr>";
  std::string out;
  out.reserve(markup.size() + markup.size() / 4);
  for (std::size_t at = markup.find(kInherited); at != std::string_view::npos; at = markup.find(kInherited)) {
    const std::string_view before = markup.substr(0, at);
    const bool of_paragraph = before.ends_with("<w:pPr>");
    const std::string_view close = of_paragraph ? kParagraphEnd : kRunEnd;
    const std::size_t end = std::min(markup.find(close, at), markup.size());
    const std::string_view own = markup.substr(at + 1, end - at - 1);
    out += before;
    out += of_paragraph ? merged(own, inside(paragraph), kParagraphOrder) : merged(own, inside(run), kRunOrder);
    markup.remove_prefix(end);
  }
  return out.append(markup);
}

}  // namespace kontor::docgen::word
