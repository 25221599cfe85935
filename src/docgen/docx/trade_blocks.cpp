#include <cmath>
#include <numeric>

#include "base/text.hpp"
#include "docgen/docx/body.hpp"
#include "docgen/docx/formats.hpp"

/// The blocks that business papers are made of.
namespace kontor::docgen::docx {

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

}  // namespace kontor::docgen::docx
