#include "docgen/plain/text.hpp"

#include "base/text.hpp"
#include "docgen/model/figure.hpp"

namespace kontor::docgen::plain {
namespace {

constexpr std::string_view kSoftHyphen = "\u00AD";
constexpr std::string_view kSpecial = "\t\xC2";  // a tab, and what a soft hyphen begins with

/// What leads to a tab stop leads here too, over a fixed way.
std::string_view tab(const ParagraphFormat* format, std::size_t number) {
  if (!format) return " ";
  const std::string_view leader = number < format->tabs.size() ? format->tabs[number].leader : std::string_view();
  return leader == "_" ? "____________" : leader == "." ? " ... " : leader == "-" ? " --- " : "    ";
}

}  // namespace

std::string Characters::of(const Runs& runs, const ParagraphFormat* format) const {
  std::string out;
  std::size_t tabs = 0;
  for (const Run& run : runs) {
    if (run.figure) out += run.figure->alt;
    if (run.note) out += fmt::format("[{}]", notes_.list()[notes_.add(run)].mark);
    if (run.figure || run.note) continue;
    const std::string_view text = run.text;
    for (std::size_t from = 0; from < text.size();) {
      const std::size_t end = std::min(text.find_first_of(kSpecial, from), text.size());
      out += text.substr(from, end - from);
      from = end;
      if (from == text.size()) break;
      if (text[from] == '\t') out += tab(format, tabs++);
      const bool hyphen = text.substr(from).starts_with(kSoftHyphen);
      if (text[from] != '\t' && !hyphen) out += text[from];
      from += hyphen ? kSoftHyphen.size() : 1;
    }
  }
  return out;
}

std::string Characters::line_of(const Runs& runs) const {
  std::string text = of(runs);
  std::ranges::replace(text, '\n', ' ');
  return text;
}

std::string padded(const std::string& text, std::size_t width, Align align) {
  const std::size_t size = length(text);
  const std::size_t gap = width > size ? width - size : 0;
  const std::size_t before = align == Align::right ? gap : align == Align::center ? gap / 2 : 0;
  return std::string(before, ' ') + text + std::string(gap - before, ' ');
}

}  // namespace kontor::docgen::plain
