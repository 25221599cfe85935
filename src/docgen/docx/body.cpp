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
      twips(own.indent), own.fixed ? "fixed" : "autofit",
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
    // Word joins tables that touch, so a low paragraph parts them.
    if (is_table && !out_.empty())
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

void Body::write(const Details& block, double width) {
  std::size_t longest = 8;
  for (const Line& line : block.lines) longest = std::max(longest, length(plain_text(line.label)));
  const double label = std::min(static_cast<double>(longest) * look_.size * 0.56 + look_.size, width * 0.42);
  std::string rows;
  for (const Line& line : block.lines)
    rows += "<w:tr><w:trPr><w:cantSplit/></w:trPr>" +
            cell(label, {}, paragraph("Label", Align::automatic, runs(line.label))) +
            cell(width - label, {}, paragraph("Compact", Align::automatic, runs(line.value))) + "</w:tr>";
  out_ += table("", {label, width - label}, rows);
}

void Body::write(const Totals& block, double width) {
  const double whole = std::min(width, 290.0);
  std::string rows;
  for (std::size_t i = 0; i < block.lines.size(); ++i) {
    const Line& line = block.lines[i];
    CellLook look;
    if (line.strong) {
      look.borders =
          fmt::format("<w:top w:val=\"single\" w:sz=\"8\" w:space=\"0\" w:color=\"{}\"/>", look_.accent.hex());
      look.fill = look_.shade.hex();
    }
    const std::string keep = i + 1 < block.lines.size() ? "<w:keepNext/>" : "";
    rows += "<w:tr><w:trPr><w:cantSplit/></w:trPr>" +
            cell(whole * 0.56, look,
                 paragraph(line.strong ? "GrandTotal" : "Label", Align::automatic, runs(line.label), keep)) +
            cell(whole * 0.44, look,
                 paragraph(line.strong ? "GrandTotal" : "Compact", Align::right, runs(line.value), keep)) +
            "</w:tr>";
  }
  static const TableFormat kAtTheRight{.align = Align::right, .left = 5.5, .right = 5.5};
  out_ += table("", {whole * 0.56, whole * 0.44}, rows, &kAtTheRight);
}

void Body::write(const Split& block, double width) {
  const std::string tabs = fmt::format("<w:tabs><w:tab w:val=\"right\" w:pos=\"{}\"/></w:tabs>", twips(width));
  out_ += paragraph(story_ == Story::text ? "" : paragraph_style_, Align::left,
                    runs(block.left) + "<w:r><w:tab/></w:r>" + runs(block.right), tabs);
}

void Body::write(const Columns& block, double width) {
  const double gap = look_.size * 2.6;
  const double sum = std::accumulate(block.widths.begin(), block.widths.end(), 0.0);
  std::vector<double> widths;
  for (std::size_t i = 0; i < block.columns.size(); ++i)
    widths.push_back(block.widths.empty() ? width / static_cast<double>(block.columns.size())
                                          : width * block.widths[i] / sum);

  // What is signed stands in a row of its own, so that the lines to sign on are at one height.
  std::string rows[2];
  bool filled[2] = {false, false};
  const std::string outer = std::exchange(paragraph_style_, "Compact");
  for (std::size_t i = 0; i < block.columns.size(); ++i) {
    const Blocks& column = block.columns[i];
    auto split = column.end();
    if (block.signatures)
      split = std::ranges::find_if(column,
                                   [](const Block& each) { return std::holds_alternative<SignatureLine>(each.any); });
    const Blocks parts[] = {Blocks(column.begin(), split), Blocks(split, column.end())};
    const std::string margin = fmt::format("<w:tcMar><w:right w:w=\"{}\" w:type=\"dxa\"/></w:tcMar>",
                                           twips(i + 1 < block.columns.size() ? gap : 0));
    for (std::size_t part = 0; part < 2; ++part) {
      filled[part] = filled[part] || !parts[part].empty();
      const bool outer_keep = std::exchange(keep_next_, keep_next_ || (block.signatures && part == 0));
      std::string content = blocks(parts[part], widths[i] - gap);
      keep_next_ = outer_keep;
      if (!content.ends_with("</w:p>\n"))
        content += paragraph("Compact", Align::automatic, "", block.signatures && part == 0 ? "<w:keepNext/>" : "");
      rows[part] += cell(widths[i], {}, content, margin);
    }
  }
  paragraph_style_ = outer;
  std::string all;
  for (std::size_t part = 0; part < 2; ++part)
    if (filled[part]) all += fmt::format("<w:tr><w:trPr><w:cantSplit/></w:trPr>{}</w:tr>", rows[part]);
  out_ += table("", widths, all);
}

void Body::write(const SignatureLine& block, double width) {
  if (!block.role.empty())
    out_ += paragraph("Compact", Align::automatic, runs(block.role),
                      "<w:keepNext/><w:spacing w:before=\"200\" w:after=\"0\"/>");
  const std::string line = fmt::format(
      "<w:tabs><w:tab w:val=\"left\" w:leader=\"underscore\" w:pos=\"{}\"/></w:tabs><w:spacing w:before=\"240\" "
      "w:after=\"0\"/>",
      twips(width * 0.5));
  out_ += paragraph("Compact", Align::automatic,
                    "<w:r><w:tab/></w:r><w:r><w:t xml:space=\"preserve\"> </w:t></w:r>" + runs(block.name), line);
}

std::string Body::logo() const {
  const Extent size = fitted(*look_.logo, 150, 52);
  const auto emu = [](double points) { return static_cast<std::int64_t>(std::lround(points * 12'700)); };
  return fmt::format(
      "<w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent cx=\"{0}\" "
      "cy=\"{1}\"/><wp:docPr id=\"1\" name=\"Logo\"/>"
      "<a:graphic xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\"><a:graphicData "
      "uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\">"
      "<pic:pic xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:nvPicPr><pic:cNvPr "
      "id=\"1\" name=\"Logo\"/><pic:cNvPicPr/></pic:nvPicPr>"
      "<pic:blipFill><a:blip "
      "r:embed=\"rIdLogo\"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x=\"0\" "
      "y=\"0\"/><a:ext cx=\"{0}\" cy=\"{1}\"/></a:xfrm>"
      "<a:prstGeom "
      "prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></"
      "w:r>",
      emu(size.width), emu(size.height));
}

void Body::write(const Letterhead& block, double width) {
  std::string left, right;
  std::size_t first = 0;
  if (look_.logo) {
    left = paragraph("Compact", Align::left, logo());
  } else if (!block.blocks.empty()) {
    if (const auto* name = std::get_if<Paragraph>(&block.blocks[0].any)) {
      left = paragraph("CompanyName", Align::automatic, runs(name->runs));
      first = 1;
    }
  }
  for (; first < block.blocks.size(); ++first)
    if (const auto* line = std::get_if<Paragraph>(&block.blocks[first].any))
      right += paragraph("CompanyDetails", Align::automatic, runs(line->runs));
  const CellLook look{.borders = fmt::format("<w:bottom w:val=\"single\" w:sz=\"12\" w:space=\"0\" w:color=\"{}\"/>",
                                             look_.accent.hex())};
  const std::string empty = paragraph("Compact", Align::automatic, "");
  out_ += table("", {width * 0.46, width * 0.54},
                "<w:tr>" + cell(width * 0.46, look, left.empty() ? empty : left) +
                    cell(width * 0.54, look, (right.empty() ? "" : right) + empty) + "</w:tr>");
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
