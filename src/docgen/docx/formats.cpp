#include "docgen/docx/formats.hpp"

#include <cmath>
#include <numeric>

#include "docgen/word/insets/runs.hpp"

namespace kontor::docgen::docx {
namespace {

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
  return "single";
}

std::string side(std::string_view name, const Border& border) {
  return fmt::format("<w:{} w:val=\"{}\" w:sz=\"{}\" w:space=\"{}\" w:color=\"{}\"/>", name, line_kind(border.line),
                     std::max(2L, std::lround(border.width * 8)), std::lround(border.space),
                     border.color.empty() ? "auto" : border.color);
}

std::string drawn(std::string_view name, const Border& border) { return border.drawn() ? side(name, border) : ""; }

std::string tab(const TabStop& stop) {
  constexpr std::string_view kKinds[] = {"left", "center", "right", "decimal", "bar"};
  const std::string_view leader = stop.leader == "."   ? "dot"
                                  : stop.leader == "-" ? "hyphen"
                                  : stop.leader == "_" ? "underscore"
                                  : stop.leader == "·" ? "middleDot"
                                                       : "";
  return fmt::format("<w:tab w:val=\"{}\"{} w:pos=\"{}\"/>", kKinds[static_cast<std::size_t>(stop.kind)],
                     leader.empty() ? "" : fmt::format(" w:leader=\"{}\"", leader), twips(stop.at));
}

std::string spacing(const ParagraphFormat& format) {
  const bool multiple = format.line.rule == LineSpacing::Rule::multiple;
  return fmt::format("<w:spacing w:before=\"{}\" w:after=\"{}\" w:line=\"{}\" w:lineRule=\"{}\"/>",
                     twips(format.before), twips(format.after),
                     multiple ? std::lround(format.line.value * 240) : twips(format.line.value),
                     multiple ? "auto" : (format.line.rule == LineSpacing::Rule::exactly ? "exact" : "atLeast"));
}

std::string indents(const ParagraphFormat& format) {
  const std::string first = format.first_line == 0
                                ? ""
                                : fmt::format(" w:{}=\"{}\"", format.first_line < 0 ? "hanging" : "firstLine",
                                              twips(std::abs(format.first_line)));
  return fmt::format("<w:ind w:left=\"{}\" w:right=\"{}\"{}/>", twips(format.left), twips(format.right), first);
}

std::string columns(const Section& section) {
  if (section.column_widths.size() < 2) return "";
  const std::size_t count = section.column_widths.size();
  const double sum = std::accumulate(section.column_widths.begin(), section.column_widths.end(), 0.0);
  const double room = section.page.text_width() - section.column_gap * static_cast<double>(count - 1);
  std::string out = fmt::format("<w:cols w:num=\"{}\" w:space=\"{}\"{} w:equalWidth=\"0\">", count,
                                twips(section.column_gap), section.column_line ? " w:sep=\"1\"" : "");
  for (std::size_t i = 0; i < count; ++i)
    out += fmt::format("<w:col w:w=\"{}\" w:space=\"{}\"/>", twips(room * section.column_widths[i] / sum),
                       i + 1 < count ? twips(section.column_gap) : 0);
  return out + "</w:cols>";
}

}  // namespace

int twips(double points) { return static_cast<int>(std::lround(points * 20)); }

std::string paragraph_properties(const ParagraphFormat& format, Keep keep, std::string_view number) {
  std::string out;
  if (keep.next || format.keep_with_next) out += "<w:keepNext/>";
  if (keep.lines || format.keep_lines) out += "<w:keepLines/>";
  if (format.page_break_before) out += "<w:pageBreakBefore/>";
  if (!format.widow_control) out += "<w:widowControl w:val=\"0\"/>";
  out += number;
  const Borders& borders = format.borders;
  const std::string box = drawn("top", borders.top) + drawn("left", borders.left) + drawn("bottom", borders.bottom) +
                          drawn("right", borders.right) + drawn("between", borders.between);
  if (!box.empty()) out += fmt::format("<w:pBdr>{}</w:pBdr>", box);
  if (!format.shade.empty())
    out += fmt::format("<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"{}\"/>", format.shade);
  if (!format.tabs.empty()) {
    out += "<w:tabs>";
    for (const TabStop& stop : format.tabs) out += tab(stop);
    out += "</w:tabs>";
  }
  if (!format.hyphenate) out += "<w:suppressAutoHyphens/>";
  out += spacing(format) + indents(format);
  if (format.contextual) out += "<w:contextualSpacing/>";
  return out;
}

std::string cell_borders(const Borders& borders) {
  const auto one = [](std::string_view name, const Border& border) {
    return border.drawn() ? side(name, border) : fmt::format("<w:{} w:val=\"nil\"/>", name);
  };
  return one("top", borders.top) + one("left", borders.left) + one("bottom", borders.bottom) +
         one("right", borders.right);
}

std::string cell_properties(const CellFormat& format) {
  std::string out;
  if (format.no_wrap) out += "<w:noWrap/>";
  std::string margins;
  for (const auto& [name, points] :
       {std::pair{"top", format.top}, {"left", format.left}, {"bottom", format.bottom}, {"right", format.right}})
    if (points) margins += fmt::format("<w:{} w:w=\"{}\" w:type=\"dxa\"/>", name, twips(*points));
  if (!margins.empty()) out += fmt::format("<w:tcMar>{}</w:tcMar>", margins);
  if (format.direction != CellFormat::Direction::level)
    out += fmt::format("<w:textDirection w:val=\"{}\"/>",
                       format.direction == CellFormat::Direction::upwards ? "btLr" : "tbRl");
  if (format.vertical != CellFormat::Vertical::top)
    out +=
        fmt::format("<w:vAlign w:val=\"{}\"/>", format.vertical == CellFormat::Vertical::middle ? "center" : "bottom");
  return out;
}

std::string cell_margins(double top, double left, double bottom, double right) {
  return fmt::format(
      "<w:tblCellMar><w:top w:w=\"{}\" w:type=\"dxa\"/><w:left w:w=\"{}\" w:type=\"dxa\"/><w:bottom w:w=\"{}\" "
      "w:type=\"dxa\"/><w:right w:w=\"{}\" w:type=\"dxa\"/></w:tblCellMar>",
      twips(top), twips(left), twips(bottom), twips(right));
}

std::string section_properties(const Section& section, bool own_first_page) {
  constexpr std::string_view kBegins[] = {"nextPage", "continuous", "evenPage", "oddPage", "nextColumn"};
  const PageSetup& page = section.page;
  return fmt::format(
      "<w:type w:val=\"{}\"/><w:pgSz w:w=\"{}\" w:h=\"{}\"{}/><w:pgMar w:top=\"{}\" w:right=\"{}\" w:bottom=\"{}\" "
      "w:left=\"{}\" w:header=\"{}\" w:footer=\"{}\" w:gutter=\"0\"/>{}{}{}",
      kBegins[static_cast<std::size_t>(section.begin)], twips(page.width), twips(page.height),
      page.width > page.height ? " w:orient=\"landscape\"" : "", twips(page.top), twips(page.right), twips(page.bottom),
      twips(page.left), twips(page.header), twips(page.footer),
      section.first_number ? fmt::format("<w:pgNumType w:start=\"{}\"/>", *section.first_number) : "", columns(section),
      own_first_page ? "<w:titlePg/>" : "");
}

}  // namespace kontor::docgen::docx
