#include "docgen/word/insets/runs.hpp"

#include <cmath>

#include "docgen/model/escape.hpp"

namespace kontor::docgen::word {

namespace {

std::string_view underline(Dress::Underline kind) {
  switch (kind) {
    case Dress::Underline::twofold:
      return "double";
    case Dress::Underline::dotted:
      return "dotted";
    case Dress::Underline::dashed:
      return "dash";
    case Dress::Underline::wave:
      return "wave";
    case Dress::Underline::none:
    case Dress::Underline::single:
      break;
  }
  return "single";
}

}  // namespace

std::string run_properties(const Run& run, std::string_view style) {
  static const Dress kPlain;
  const Dress& dress = run.dress ? *run.dress : kPlain;
  std::string out;
  if (!style.empty()) out += fmt::format("<w:rStyle w:val=\"{}\"/>", escaped(style));
  if (!dress.font.empty())
    out += fmt::format("<w:rFonts w:ascii=\"{0}\" w:hAnsi=\"{0}\" w:cs=\"{0}\"/>", escaped(dress.font));
  if (run.bold) out += "<w:b/>";
  if (run.italic) out += "<w:i/>";
  if (dress.letters == Dress::Letters::capitals) out += "<w:caps/>";
  if (dress.letters == Dress::Letters::small_capitals) out += "<w:smallCaps/>";
  if (run.strike) out += "<w:strike/>";
  if (!dress.color.empty()) out += fmt::format("<w:color w:val=\"{}\"/>", dress.color);
  if (dress.spacing != 0) out += fmt::format("<w:spacing w:val=\"{}\"/>", std::lround(dress.spacing * 20));
  if (dress.stretch != 1) out += fmt::format("<w:w w:val=\"{}\"/>", std::lround(dress.stretch * 100));
  if (dress.shift != 0) out += fmt::format("<w:position w:val=\"{}\"/>", std::lround(dress.shift * 2));
  if (dress.size > 0) {
    const auto half_points = std::lround(dress.size * 2);
    out += fmt::format("<w:sz w:val=\"{0}\"/><w:szCs w:val=\"{0}\"/>", half_points);
  }
  if (dress.underlined()) out += fmt::format("<w:u w:val=\"{}\"/>", underline(dress.underline));
  if (!dress.highlight.empty())
    out += fmt::format("<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"{}\"/>", dress.highlight);
  if (dress.rise != 0) out += fmt::format("<w:vertAlign w:val=\"{}script\"/>", dress.rise > 0 ? "super" : "sub");
  if (!dress.language.empty()) out += fmt::format("<w:lang w:val=\"{}\"/>", escaped(dress.language));
  return out;
}

std::string alignment(Align align) {
  switch (align) {
    case Align::left:
      return "<w:jc w:val=\"left\"/>";
    case Align::right:
      return "<w:jc w:val=\"right\"/>";
    case Align::center:
      return "<w:jc w:val=\"center\"/>";
    case Align::justify:
      return "<w:jc w:val=\"both\"/>";
    case Align::automatic:
      break;
  }
  return "";
}

std::string text_elements(std::string_view text) {
  std::string out;
  for (bool more = true; more;) {
    const std::size_t end = text.find('\n');
    more = end != std::string_view::npos;
    if (const std::string_view line = text.substr(0, end); !line.empty())
      out += fmt::format("<w:t xml:space=\"preserve\">{}</w:t>", escaped(line));
    if (!more) break;
    out += "<w:br/>";
    text.remove_prefix(end + 1);
  }
  return out;
}

}  // namespace kontor::docgen::word
