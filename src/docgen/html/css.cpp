#include "docgen/html/css.hpp"

#include <cmath>
#include <numeric>

#include "base/text.hpp"

namespace kontor::docgen::html {
namespace {

/// A narrow screen gives an indent no more than this share of its width.
constexpr std::string_view kMostIndent = "25%";
/// What browsers take as the usual distance of lines, in sizes of the letters.
constexpr double kUsualLine = 1.2;

/// Names come from files of strangers: what could end a string of CSS is left out.
std::string font_family(std::string_view name) {
  std::string safe;
  for (const char c : name)
    if (std::isalnum(static_cast<unsigned char>(c)) || static_cast<unsigned char>(c) >= 0x80 || c == ' ' || c == '-')
      safe += c;
  if (safe.empty()) return "";
  const std::string lower = lowercase(safe);
  bool serif = false, mono = false;
  for (const std::string_view part : {"times", "serif", "georgia", "garamond", "cambria", "antiqua", "roman"})
    serif = serif || lower.find(part) != std::string::npos;
  for (const std::string_view part : {"mono", "courier", "consolas"})
    mono = mono || lower.find(part) != std::string::npos;
  serif = serif && lower.find("sans") == std::string::npos;
  return fmt::format("font-family:'{}',{};", safe, mono ? "monospace" : serif ? "serif" : "sans-serif");
}

std::string_view line_kind(Border::Line line) {
  switch (line) {
    case Border::Line::twofold:
      return "double";
    case Border::Line::dashed:
      return "dashed";
    case Border::Line::dotted:
      return "dotted";
    case Border::Line::none:
    case Border::Line::single:
      break;
  }
  return "solid";
}

std::string side(std::string_view name, const Border& border) {
  if (!border.drawn()) return "";
  const double least = border.line == Border::Line::twofold ? 2.25 : 0.5;  // thinner ones are not to be told apart
  return fmt::format("border-{}:{} {}{};", name, pt(std::max(border.width, least)), line_kind(border.line),
                     border.color.empty() ? "" : " #" + border.color);
}

std::string underline(Dress::Underline kind) {
  constexpr std::string_view kKinds[] = {"", "", " double", " dotted", " dashed", " wavy"};
  return fmt::format("text-decoration:underline{};", kKinds[static_cast<std::size_t>(kind)]);
}

std::string line_height(const LineSpacing& line) {
  if (line.rule == LineSpacing::Rule::exactly) return fmt::format("line-height:{};", pt(line.value));
  const double times = line.rule == LineSpacing::Rule::multiple ? line.value : 1;
  return fmt::format("line-height:{:.4g};", times * kUsualLine);
}

std::string indents(const ParagraphFormat& format) {
  std::string out;
  // What hangs out of the indent must not hang out of the page.
  const double hanging = std::max(0.0, -format.first_line);
  if (format.left > 0)
    out += fmt::format("margin-left:max(min({},{}),{});", pt(format.left), kMostIndent,
                       pt(std::min(hanging, format.left)));
  if (format.right > 0) out += fmt::format("margin-right:min({},{});", pt(format.right), kMostIndent);
  if (format.first_line != 0) out += fmt::format("text-indent:{};", pt(std::max(format.first_line, -format.left)));
  return out;
}

}  // namespace

std::string pt(double points) { return fmt::format("{:.6g}pt", std::round(points * 100) / 100 + 0.0); }

std::string css_of(const Dress& dress, std::string_view font, double size) {
  std::string out;
  if (!dress.color.empty()) out += fmt::format("color:#{};", dress.color);
  if (!dress.highlight.empty()) out += fmt::format("background:#{};", dress.highlight);
  if (!dress.font.empty() && dress.font != font) out += font_family(dress.font);
  constexpr double kRaised = 0.7;  // of the size
  const double own = dress.size > 0 ? dress.size : size;
  if (dress.rise != 0)
    out += own > 0 ? fmt::format("font-size:{};", pt(own * kRaised)) : fmt::format("font-size:{}em;", kRaised);
  else if (dress.size > 0 && dress.size != size)
    out += fmt::format("font-size:{};", pt(dress.size));
  if (dress.underlined()) out += underline(dress.underline);
  if (dress.rise != 0)
    out += dress.rise > 0 ? "vertical-align:super;line-height:0;" : "vertical-align:sub;line-height:0;";
  if (dress.shift != 0) out += fmt::format("position:relative;bottom:{};", pt(dress.shift));
  if (dress.letters == Dress::Letters::capitals) out += "text-transform:uppercase;";
  if (dress.letters == Dress::Letters::small_capitals) out += "font-variant:small-caps;";
  if (dress.spacing != 0) out += fmt::format("letter-spacing:{};", pt(dress.spacing));
  if (!dress.kerning) out += "font-kerning:none;";
  return out;
}

std::string css_of(const ParagraphFormat& format, Neighbours neighbours) {
  const auto joins = [&](const ParagraphFormat* other) {
    return format.contextual && other != nullptr && other->style == format.style;
  };
  std::string out = fmt::format("margin:{} 0 {};", pt(joins(neighbours.above) ? 0 : format.before),
                                pt(joins(neighbours.below) ? 0 : format.after));
  out += indents(format) + line_height(format.line);
  out += font_family(format.font);
  if (format.size > 0) out += fmt::format("font-size:{};", pt(format.size));
  out += css_of(format.borders);
  const Borders& borders = format.borders;
  const double space = std::max({borders.top.space, borders.bottom.space, borders.left.space, borders.right.space});
  if (space > 0) out += fmt::format("padding:{};", pt(space));
  if (!format.shade.empty()) out += fmt::format("background:#{};", format.shade);
  if (format.page_break_before) out += "break-before:page;";
  if (format.keep_with_next) out += "break-after:avoid;";
  if (format.keep_lines) out += "break-inside:avoid;";
  if (format.hyphenate) out += "hyphens:auto;";
  return out;
}

std::string css_of(const Borders& borders) {
  return side("top", borders.top) + side("right", borders.right) + side("bottom", borders.bottom) +
         side("left", borders.left);
}

std::string css_of(const CellFormat& format, const TableFormat* table) {
  std::string out = "border:0;" + css_of(format.borders);
  if (!format.shade.empty()) out += fmt::format("background:#{};", format.shade);
  if (table) {
    out += fmt::format("padding:{} {} {} {};", pt(format.top.value_or(table->top)),
                       pt(format.right.value_or(table->right)), pt(format.bottom.value_or(table->bottom)),
                       pt(format.left.value_or(table->left)));
  } else {
    for (const auto& [name, margin] :
         {std::pair{"top", format.top}, {"right", format.right}, {"bottom", format.bottom}, {"left", format.left}})
      if (margin) out += fmt::format("padding-{}:{};", name, pt(*margin));
  }
  if (format.vertical == CellFormat::Vertical::middle) out += "vertical-align:middle;";
  if (format.vertical == CellFormat::Vertical::bottom) out += "vertical-align:bottom;";
  if (format.no_wrap) out += "white-space:nowrap;";
  return out;
}

std::string css_of(const TableFormat& format, double text_width) {
  std::string out;
  const double width = std::accumulate(format.widths.begin(), format.widths.end(), 0.0);
  if (width > 0 && text_width > 0) out += fmt::format("width:{:.4g}%;", std::min(100.0, width / text_width * 100));
  if (format.align == Align::center) out += "margin-left:auto;margin-right:auto;";
  if (format.align == Align::right) out += "margin-left:auto;";
  if (format.align == Align::left && format.indent > 0)
    out += fmt::format("margin-left:min({},10%);", pt(format.indent));
  if (format.spacing > 0) out += fmt::format("border-collapse:separate;border-spacing:{};", pt(format.spacing));
  return out;
}

std::string css_of(const RowFormat& format) {
  std::string out;
  if (format.height > 0) out += fmt::format("height:{};", pt(format.height));
  if (format.splits) out += "break-inside:auto;";
  return out;
}

std::string css_of(const Float& place) {
  std::string out = fmt::format("width:{};", place.width > 0 ? pt(place.width) : "fit-content");
  if (!place.figure && place.height > 0) out += fmt::format("min-height:{};", pt(place.height));
  out += css_of(place.borders);
  if (!place.shade.empty()) out += fmt::format("background:#{};", place.shade);
  if (!place.figure && !place.blocks.empty())
    out += fmt::format("padding:{} {};", pt(place.inner_y), pt(place.inner_x));
  return out;
}

std::string css_string(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '\\' || c == '"') out += '\\';
    if (c == '<')  // would end the stylesheet
      out += "\\3c ";
    else if (static_cast<unsigned char>(c) < 0x20)
      out += ' ';
    else
      out += c;
  }
  return out + '"';
}

}  // namespace kontor::docgen::html
