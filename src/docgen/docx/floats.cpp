#include <cmath>

#include "base/text.hpp"
#include "docgen/docx/body.hpp"
#include "docgen/docx/formats.hpp"
#include "docgen/model/escape.hpp"
#include "docgen/word/insets/drawing.hpp"

namespace kontor::docgen::docx {
namespace {

using From = Float::From;
using Side = Float::Side;
using Wrap = Float::Wrap;

constexpr std::string_view kMain = "http://schemas.openxmlformats.org/drawingml/2006/main";
constexpr std::string_view kShape = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape";
constexpr double kMillimetresInPoint = 25.4 / 72;

/// English metric units, of which a point has 12,700.
std::int64_t emu(double points) { return std::llround(points * 12'700); }

std::string_view align_of(Side side, bool down) {
  if (side == Side::center) return "center";
  if (side == Side::left) return down ? "top" : "left";
  return down ? "bottom" : "right";
}

std::string position(std::string_view element, const Float::Axis& axis, bool down) {
  constexpr std::string_view kFrom[] = {"page", "margin", "column", "column"};
  const bool text = axis.from == From::text || axis.from == From::column;
  const std::string where = axis.side == Side::at ? fmt::format("<wp:posOffset>{}</wp:posOffset>", emu(axis.offset))
                                                  : fmt::format("<wp:align>{}</wp:align>", align_of(axis.side, down));
  return fmt::format("<wp:{0} relativeFrom=\"{1}\">{2}</wp:{0}>", element,
                     down && text ? "paragraph" : kFrom[static_cast<std::size_t>(axis.from)], where);
}

std::string_view wrapping(Wrap wrap) {
  return wrap == Wrap::square           ? "<wp:wrapSquare wrapText=\"bothSides\"/>"
         : wrap == Wrap::top_and_bottom ? "<wp:wrapTopAndBottom/>"
                                        : "<wp:wrapNone/>";
}

std::string anchored(const Float& place, double height, std::uint32_t id, std::string_view name, std::string_view alt,
                     std::string_view graphic) {
  constexpr std::uint32_t kAbove = 251'658'240;  // where Word begins to count what lies over what
  return fmt::format(
      "<w:drawing><wp:anchor distT=\"{}\" distB=\"{}\" distL=\"{}\" distR=\"{}\" simplePos=\"0\" relativeHeight=\"{}\" "
      "behindDoc=\"{}\" locked=\"0\" layoutInCell=\"1\" allowOverlap=\"1\"><wp:simplePos x=\"0\" y=\"0\"/>{}{}"
      "<wp:extent cx=\"{}\" cy=\"{}\"/><wp:effectExtent l=\"0\" t=\"0\" r=\"0\" b=\"0\"/>{}"
      "<wp:docPr id=\"{}\" name=\"{} {}\" descr=\"{}\"/><wp:cNvGraphicFramePr/>{}</wp:anchor></w:drawing>",
      emu(place.top), emu(place.bottom), emu(place.left), emu(place.right), kAbove + id, place.behind ? 1 : 0,
      position("positionH", place.across, false), position("positionV", place.down, true), emu(place.width),
      emu(height), wrapping(place.wrap), id, name, id, alt, graphic);
}

std::string outline(const Border& border) {
  if (!border.drawn()) return "<a:ln><a:noFill/></a:ln>";
  std::string out = fmt::format(
      "<a:ln w=\"{}\"{}><a:solidFill><a:srgbClr val=\"{}\"/></a:solidFill>", emu(std::max(border.width, 0.25)),
      border.line == Border::Line::twofold ? " cmpd=\"dbl\"" : "", border.color.empty() ? "000000" : border.color);
  if (border.line == Border::Line::dashed) out += "<a:prstDash val=\"dash\"/>";
  if (border.line == Border::Line::dotted) out += "<a:prstDash val=\"sysDot\"/>";
  return out + "</a:ln>";
}

/// One line for all four sides: shapes know no other.
Border around(const Borders& borders) {
  const bool all = borders.top.drawn() && borders.bottom.drawn() && borders.left.drawn() && borders.right.drawn();
  return all ? borders.top : Border{};
}

/// Text that says no height needs about this much; programs make it exact when they open the file.
double height_of(const Blocks& blocks, double width, const Look& look) {
  const double letters = std::max(width / (look.size * 0.5), 4.0);
  double lines = 0;
  for (const Block& block : blocks) {
    const auto* paragraph = std::get_if<Paragraph>(&block.any);
    const auto* table = std::get_if<Table>(&block.any);
    lines += paragraph ? std::max(1.0, std::ceil(static_cast<double>(length(plain_text(paragraph->runs))) / letters))
             : table   ? static_cast<double>(table->rows.size())
                       : 1.0;
  }
  return lines * look.pitch * 1.2;
}

std::string shape(const Float& place, double height, std::string_view text) {
  const bool has_text = !text.empty();
  const Border& top = place.borders.top;
  const Border& left = place.borders.left;
  const bool line =
      !has_text && !place.borders.bottom.drawn() && !place.borders.right.drawn() && top.drawn() != left.drawn();
  const Border edge = line ? (top.drawn() ? top : left) : around(place.borders);
  const std::string fill = place.shade.empty()
                               ? "<a:noFill/>"
                               : fmt::format("<a:solidFill><a:srgbClr val=\"{}\"/></a:solidFill>", place.shade);
  const std::string content =
      has_text ? fmt::format("<wps:txbx><w:txbxContent>{}</w:txbxContent></wps:txbx>", text) : "";
  return fmt::format(
      "<a:graphic xmlns:a=\"{}\"><a:graphicData uri=\"{}\"><wps:wsp>{}<wps:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/>"
      "<a:ext cx=\"{}\" cy=\"{}\"/></a:xfrm><a:prstGeom prst=\"{}\"><a:avLst/></a:prstGeom>{}{}</wps:spPr>{}"
      "<wps:bodyPr rot=\"0\" vert=\"horz\" wrap=\"square\" lIns=\"{}\" tIns=\"{}\" rIns=\"{}\" bIns=\"{}\" "
      "anchor=\"t\">{}</wps:bodyPr></wps:wsp></a:graphicData></a:graphic>",
      kMain, kShape, has_text ? "<wps:cNvSpPr txBox=\"1\"/>" : "<wps:cNvSpPr/>", emu(place.width), emu(height),
      line ? "line" : "rect", line ? "" : fill, outline(edge), content, emu(place.inner_x), emu(place.inner_y),
      emu(place.inner_x), emu(place.inner_y), has_text && place.height <= 0 ? "<a:spAutoFit/>" : "<a:noAutofit/>");
}

std::string vml_axis(std::string_view axis, const Float::Axis& place, bool down) {
  constexpr std::string_view kFrom[] = {"page", "margin", "text", "text"};
  std::string out = fmt::format("mso-position-{}-relative:{};", axis, kFrom[static_cast<std::size_t>(place.from)]);
  if (place.side != Side::at) out += fmt::format("mso-position-{}:{};", axis, align_of(place.side, down));
  return out;
}

/// The same box for programs that know only the older drawings.
std::string vml(const Float& place, double height, std::uint32_t id, std::string_view text) {
  if (text.empty()) return "";
  const Border edge = around(place.borders);
  const auto at = [](const Float::Axis& axis) { return axis.side == Side::at ? axis.offset : 0.0; };
  return fmt::format(
      "<w:pict><v:rect id=\"Box{}\" style=\"position:absolute;margin-left:{:.2f}pt;margin-top:{:.2f}pt;width:{:.2f}pt;"
      "height:{:.2f}pt;z-index:{};{}{}\"{}{}><v:textbox{} inset=\"{:.2f}pt,{:.2f}pt,{:.2f}pt,{:.2f}pt\">"
      "<w:txbxContent>{}</w:txbxContent></v:textbox>{}</v:rect></w:pict>",
      id, at(place.across), at(place.down), place.width, height, place.behind ? -1 : 1,
      vml_axis("horizontal", place.across, false), vml_axis("vertical", place.down, true),
      place.shade.empty() ? " filled=\"f\"" : fmt::format(" fillcolor=\"#{}\"", place.shade),
      edge.drawn() ? fmt::format(" strokecolor=\"#{}\" strokeweight=\"{:.2f}pt\"",
                                 edge.color.empty() ? "000000" : edge.color, edge.width)
                   : " stroked=\"f\"",
      place.height <= 0 ? " style=\"mso-fit-shape-to-text:t\"" : "", place.inner_x, place.inner_y, place.inner_x,
      place.inner_y, text,
      place.wrap == Wrap::none
          ? ""
          : fmt::format("<w10:wrap type=\"{}\"/>", place.wrap == Wrap::square ? "square" : "topAndBottom"));
}

}  // namespace

std::string Body::floating(const Float& place) {
  if (in_box_ || story_ == Story::note) {
    if (place.figure) return picture(*place.figure);
    pending_.push_back(&place);
    return "";
  }
  if (!place.figure) return box(place);
  const std::uint32_t id = ++gathered_.drawings;
  const Border edge = around(place.borders);
  Float sized = place;
  if (sized.width <= 0) sized.width = place.figure->width_mm / kMillimetresInPoint;
  if (sized.height <= 0) sized.height = place.figure->height_mm / kMillimetresInPoint;
  const std::string graphic = word::picture_graphic(
      *place.figure, relation(*place.figure), id,
      {.width_mm = sized.width * kMillimetresInPoint, .height_mm = sized.height * kMillimetresInPoint},
      edge.drawn() ? outline(edge) : "");
  return fmt::format("<w:r>{}</w:r>",
                     anchored(sized, sized.height, id, "Picture", escaped(place.figure->alt), graphic));
}

/// Its text stands in the paragraphs of the box alone: what is said of those around it does not hold for them.
std::string Body::box(const Float& place) {
  const double inner = std::max(place.width - 2 * place.inner_x, 12.0);
  const std::string lead = std::exchange(lead_, {}), style = std::exchange(paragraph_style_, {});
  const bool keep = std::exchange(keep_next_, false), together = std::exchange(together_, false);
  const int level = std::exchange(list_level_, -1);
  in_box_ = true;
  std::string text = blocks(place.blocks, inner);
  in_box_ = false;
  if (!text.empty() && !text.ends_with("</w:p>\n")) text += paragraph("", Align::automatic, "");
  lead_ = lead;
  paragraph_style_ = style;
  keep_next_ = keep;
  together_ = together;
  list_level_ = level;
  const double height = place.height > 0 || place.blocks.empty()
                            ? place.height
                            : height_of(place.blocks, inner, look_) + 2 * place.inner_y;
  const std::uint32_t id = ++gathered_.drawings;
  return fmt::format(
      "<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\">{}</mc:Choice><mc:Fallback>{}</mc:Fallback>"
      "</mc:AlternateContent></w:r>",
      anchored(place, height, id, text.empty() ? "Shape" : "Text Box", "", shape(place, height, text)),
      vml(place, height, id, text));
}

}  // namespace kontor::docgen::docx
