#include "docgen/pdf/fonts/to_unicode.hpp"

#include "docgen/pdf/syntax.hpp"

namespace kontor::docgen::pdf {
namespace {

constexpr std::size_t kMostInBlock = 100;  // entries, by the specification of CMaps

/// Codes that follow each other and stand for letters that do, or one code.
struct Range {
  std::uint16_t first, last;
  std::string_view text;  ///< of the first
};

char32_t only_letter(std::string_view text) {
  std::size_t at = 0;
  const char32_t letter = next_letter(text, at);
  return at == text.size() && letter < 0x10000 ? letter : 0;
}

std::vector<Range> ranges_of(const std::vector<MappedCode>& codes) {
  std::vector<Range> ranges;
  char32_t expected = 0;
  for (const MappedCode& each : codes) {
    const char32_t letter = only_letter(each.text);
    // Neither the code nor the letter may step over its last byte within a range.
    const bool continues = !ranges.empty() && letter != 0 && letter == expected &&
                           each.code == ranges.back().last + 1 && (each.code & 0xFF) != 0 && (letter & 0xFF) != 0;
    if (continues)
      ranges.back().last = each.code;
    else
      ranges.push_back({each.code, each.code, each.text});
    expected = letter ? letter + 1 : 0;
  }
  return ranges;
}

void append_block(std::string& out, const std::vector<Range>& ranges, bool single, int digits) {
  std::vector<Range> chosen;
  for (const Range& range : ranges)
    if ((range.first == range.last) == single) chosen.push_back(range);
  const std::string_view name = single ? "bfchar" : "bfrange";
  for (std::size_t from = 0; from < chosen.size(); from += kMostInBlock) {
    const std::size_t to = std::min(chosen.size(), from + kMostInBlock);
    out += fmt::format("{} begin{}\n", to - from, name);
    for (std::size_t i = from; i < to; ++i) {
      out += fmt::format("<{:0{}X}>", chosen[i].first, digits);
      if (!single) out += fmt::format("<{:0{}X}>", chosen[i].last, digits);
      out += '<';
      append_utf16_hex(out, chosen[i].text);
      out += ">\n";
    }
    out += fmt::format("end{}\n", name);
  }
}

}  // namespace

std::string to_unicode(const std::vector<MappedCode>& codes, int bytes_of_code) {
  const int digits = bytes_of_code * 2;
  std::string out = fmt::format(
      "/CIDInit/ProcSet findresource begin\n12 dict begin\nbegincmap\n"
      "/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n"
      "/CMapName/Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<{:0{}X}><{:X}>\n"
      "endcodespacerange\n",
      0, digits, bytes_of_code == 1 ? 0xFF : 0xFFFF);
  const std::vector<Range> ranges = ranges_of(codes);
  append_block(out, ranges, true, digits);
  append_block(out, ranges, false, digits);
  return out += "endcmap\nCMapName currentdict/CMap defineresource pop\nend\nend\n";
}

}  // namespace kontor::docgen::pdf
