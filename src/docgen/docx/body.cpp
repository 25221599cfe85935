#include "docgen/docx/body.hpp"

#include <cmath>
#include <numeric>

#include "base/text.hpp"
#include "docgen/docx/formats.hpp"
#include "docgen/word/insets/runs.hpp"

namespace kontor::docgen::docx {
namespace {

/// Word dresses a number as the paragraph's mark, and over that as its level says: the font of a bullet.
Run mark_of_number(const Run& mark, const Label& label) {
  if (label.runs.empty()) return mark;
  Run out = label.runs.front();
  const auto level = static_cast<std::size_t>(label.level);
  const bool bullet = level < label.list->levels.size() && label.list->levels[level].number == "bullet";
  if (bullet && out.dress && mark.dress) {
    Dress dress = *out.dress;
    dress.font = mark.dress->font;
    out.dress = std::make_shared<const Dress>(std::move(dress));
  }
  return out;
}

}  // namespace

Body::Body(const Document& document, const Look& look, Gathered& gathered, Story story)
    : document_(document), look_(look), gathered_(gathered), story_(story) {
  if (story == Story::header) paragraph_style_ = "Header";
  if (story == Story::footer) paragraph_style_ = "Footer";
}

std::string Body::paragraph(std::string_view style, Align align, std::string_view content,
                            std::string_view properties) {
  // The schema fixes the order: style, keepNext, …, tabs, spacing, ind, jc; `properties` holds what stands before jc.
  std::string all = style.empty() || style == "Normal" ? "" : fmt::format("<w:pStyle w:val=\"{}\"/>", style);
  if (keep_next_ && !properties.starts_with("<w:keepNext/>")) all += "<w:keepNext/>";
  all += properties;
  all += word::alignment(align);
  return fmt::format("<w:p>{}{}{}</w:p>\n", all.empty() ? "" : fmt::format("<w:pPr>{}</w:pPr>", all),
                     std::exchange(lead_, {}), content);
}

std::string Body::formatted(const Runs& list, Align align, const ParagraphFormat& format) {
  if (!std::exchange(gathered_.formatted, true)) gathered_.default_tab = format.default_tab;
  gathered_.hyphenates = gathered_.hyphenates || format.hyphenate;
  std::string label, number;
  Run mark{.bold = format.mark_bold, .dress = std::make_shared<Dress>(Dress{.font = format.font, .size = format.size})};
  if (format.label && format.label->list &&
      static_cast<std::size_t>(format.label->level) < format.label->list->levels.size()) {
    number = fmt::format("<w:numPr><w:ilvl w:val=\"{}\"/><w:numId w:val=\"{}\"/></w:numPr>", format.label->level,
                         gathered_.list_of(*format.label));
    mark = mark_of_number(mark, *format.label);
  } else if (format.label) {
    label = runs(format.label->runs, true);
    if (format.label->follow != Label::Follow::nothing)
      label += runs({{.text = format.label->follow == Label::Follow::tab ? "\t" : " "}}, true);
  }
  std::string all;
  if (const std::string style = gathered_.style(format.style); !style.empty())
    all = fmt::format("<w:pStyle w:val=\"{}\"/>", style);
  all += paragraph_properties(format, {.next = keep_next_, .lines = together_}, number) + word::alignment(align);
  if (format.outline > 0) all += fmt::format("<w:outlineLvl w:val=\"{}\"/>", format.outline - 1);
  if (const auto properties = word::run_properties(mark, ""); !properties.empty())
    all += fmt::format("<w:rPr>{}</w:rPr>", properties);
  const std::string content = runs(list, true);
  return fmt::format("<w:p><w:pPr>{}</w:pPr>{}{}{}</w:p>\n", all, std::exchange(lead_, {}), label, content);
}

std::string Body::cell(double width, const CellLook& look, std::string_view content,
                       std::string_view properties) const {
  return fmt::format(
      "<w:tc><w:tcPr><w:tcW w:w=\"{}\" w:type=\"dxa\"/>{}{}{}{}</w:tcPr>{}</w:tc>", twips(width), properties,
      look.borders.empty() ? "" : fmt::format("<w:tcBorders>{}</w:tcBorders>", look.borders),
      look.fill.empty() ? "" : fmt::format("<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"{}\"/>", look.fill),
      look.rest, content);
}

std::string Body::table(std::string_view style, const std::vector<double>& widths, std::string_view rows,
                        const TableFormat* format) const {
  static const TableFormat kBare{.left = 0, .right = 0, .collapse_indent = false};
  const TableFormat& own = format ? *format : kBare;
  const double hanging = own.collapse_indent && own.align == Align::left ? own.left : 0;  // new files of Word lay it so
  std::string grid;
  for (const double width : widths) grid += fmt::format("<w:gridCol w:w=\"{}\"/>", twips(width));
  const double whole = std::accumulate(widths.begin(), widths.end(), 0.0);
  return fmt::format(
      "<w:tbl><w:tblPr>{}<w:tblW w:w=\"{}\" w:type=\"dxa\"/>{}{}<w:tblInd w:w=\"{}\" w:type=\"dxa\"/><w:tblLayout "
      "w:type=\"{}\"/>{}"
      "<w:tblLook w:val=\"0420\" w:firstRow=\"1\" w:lastRow=\"0\" w:firstColumn=\"0\" w:lastColumn=\"0\" "
      "w:noHBand=\"0\" "
      "w:noVBand=\"1\"/></w:tblPr><w:tblGrid>{}</w:tblGrid>{}</w:tbl>\n",
      style.empty() ? "" : fmt::format("<w:tblStyle w:val=\"{}\"/>", style), twips(whole), word::alignment(own.align),
      own.spacing > 0 ? fmt::format("<w:tblCellSpacing w:w=\"{}\" w:type=\"dxa\"/>", twips(own.spacing / 2)) : "",
      twips(own.indent - hanging), own.fixed ? "fixed" : "autofit",
      style.empty() ? cell_margins(own.top, own.left, own.bottom, own.right) : "", grid, rows);
}

std::string Body::blocks(const Blocks& list, double width) {
  std::string outer = std::exchange(out_, {});
  append(list, width);
  return std::exchange(out_, std::move(outer));
}

std::string Body::furniture(const Blocks& list, double width, std::string lead) {
  lead_ = std::move(lead);
  std::string out = blocks(list, width);
  if (!lead_.empty() || !out.ends_with("</w:p>\n"))
    out += paragraph(paragraph_style_, Align::automatic, "",
                     "<w:pBdr><w:top w:val=\"nil\"/></w:pBdr><w:spacing w:before=\"0\" w:after=\"0\" w:line=\"20\" "
                     "w:lineRule=\"exact\"/>");
  return out;
}

void Body::append(const Blocks& list, double width) {
  for (std::size_t i = 0; i < list.size(); ++i) {
    const Block& block = list[i];
    const auto* next = i + 1 < list.size() ? std::get_if<Columns>(&list[i + 1].any) : nullptr;
    const bool outer_keep = keep_next_;
    keep_next_ = keep_next_ || (next && next->signatures) || (together_ && i + 1 < list.size());
    const bool is_table = std::holds_alternative<Table>(block.any) || std::holds_alternative<Details>(block.any) ||
                          std::holds_alternative<Totals>(block.any) || std::holds_alternative<Columns>(block.any) ||
                          std::holds_alternative<Letterhead>(block.any);
    // Word joins tables that touch, so a low paragraph parts them. Those of a file that says all itself need no more.
    const auto* table = std::get_if<Table>(&block.any);
    const bool says_all = table && table->format;
    if (is_table && !out_.empty() && (!says_all || out_.ends_with("</w:tbl>\n")))
      out_ += fmt::format(
          "<w:p><w:pPr><w:keepNext/><w:spacing w:before=\"0\" w:after=\"0\" w:line=\"{}\" "
          "w:lineRule=\"exact\"/></w:pPr></w:p>\n",
          out_.ends_with("</w:tbl>\n") ? 120 : 160);
    std::visit([&](const auto& each) { write(each, width); }, block.any);
    for (const Float* each : std::exchange(pending_, {})) append(each->blocks, width);
    keep_next_ = outer_keep;
  }
}

void Body::write(const Paragraph& block, double) {
  if (block.format)
    out_ += formatted(block.runs, block.align, *block.format);
  else
    out_ += paragraph(block.small && story_ == Story::text ? "Small" : paragraph_style_, block.align, runs(block.runs));
}

void Body::write(const Heading& block, double) {
  out_ += paragraph(fmt::format("Heading{}", std::clamp(block.level, 1, 4)), block.align, runs(block.runs));
}

void Body::write(const ListBlock& block, double width) {
  const int outer = list_level_;
  gathered_.lists.push_back({.ordered = block.ordered, .start = block.start});
  const std::size_t number = gathered_.lists.size();
  for (const Blocks& item : block.items) {
    for (std::size_t i = 0; i < item.size(); ++i) {
      const auto* text = std::get_if<Paragraph>(&item[i].any);
      if (i == 0 && text) {
        out_ += paragraph("ListParagraph", Align::automatic, runs(text->runs),
                          fmt::format("<w:numPr><w:ilvl w:val=\"{}\"/><w:numId w:val=\"{}\"/></w:numPr>",
                                      std::min(outer + 1, 8), number));
      } else if (text) {
        out_ += paragraph("ListParagraph", Align::automatic, runs(text->runs),
                          fmt::format("<w:ind w:left=\"{}\"/>", 400 * (outer + 2)));
      } else {
        list_level_ = outer + 1;
        std::visit([&](const auto& each) { write(each, width); }, item[i].any);
        list_level_ = outer;
      }
    }
  }
}

void Body::write(const Together& block, double width) {
  const bool outer = std::exchange(together_, true);
  append(block.blocks, width);
  together_ = outer;
}

void Body::write(const ColumnBreak&, double) { out_ += "<w:p><w:r><w:br w:type=\"column\"/></w:r></w:p>\n"; }

void Body::write(const Quote& block, double width) {
  const std::string outer = std::exchange(paragraph_style_, "Quote");
  append(block.blocks, width);
  paragraph_style_ = outer;
}

void Body::write(const Rule&, double) {
  out_ += paragraph("", Align::automatic, "",
                    fmt::format("<w:pBdr><w:bottom w:val=\"single\" w:sz=\"4\" w:space=\"1\" w:color=\"{}\"/></w:pBdr>",
                                look_.line.hex()));
}

void Body::write(const PageBreak&, double) { out_ += "<w:p><w:r><w:br w:type=\"page\"/></w:r></w:p>\n"; }

}  // namespace kontor::docgen::docx
