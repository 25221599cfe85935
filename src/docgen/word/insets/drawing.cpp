#include "docgen/word/insets/drawing.hpp"

#include <cmath>

#include "docgen/model/escape.hpp"

namespace kontor::docgen::word {
namespace {

/// English metric units, of which a millimetre has 36,000.
std::int64_t emu(double millimetres) { return std::max<std::int64_t>(1, std::llround(millimetres * 36'000)); }

constexpr std::string_view kMain = "http://schemas.openxmlformats.org/drawingml/2006/main";

std::string alt_of(const Figure& figure) {
  std::string alt = escaped(figure.alt);
  std::ranges::replace(alt, '\n', ' ');
  return alt;
}

}  // namespace

std::string picture_graphic(const Figure& figure, std::string_view relation, std::uint32_t id, PrintedSize size,
                            std::string_view outline) {
  constexpr std::string_view kPicture = "http://schemas.openxmlformats.org/drawingml/2006/picture";
  return fmt::format(
      "<a:graphic xmlns:a=\"{3}\"><a:graphicData uri=\"{4}\"><pic:pic xmlns:pic=\"{4}\"><pic:nvPicPr>"
      "<pic:cNvPr id=\"{2}\" name=\"Picture {2}\" descr=\"{5}\"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>"
      "<a:blip r:embed=\"{6}\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"/>"
      "<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"{0}\" "
      "cy=\"{1}\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom>{7}</pic:spPr></pic:pic></a:graphicData>"
      "</a:graphic>",
      emu(size.width_mm), emu(size.height_mm), id, kMain, kPicture, alt_of(figure), relation, outline);
}

std::string inline_drawing(const Figure& figure, std::string_view relation, std::uint32_t id) {
  const PrintedSize size{figure.width_mm, figure.height_mm};
  return fmt::format(
      "<w:drawing><wp:inline xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" "
      "distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent cx=\"{0}\" cy=\"{1}\"/><wp:effectExtent l=\"0\" "
      "t=\"0\" r=\"0\" b=\"0\"/><wp:docPr id=\"{2}\" name=\"Picture {2}\" descr=\"{3}\"/><wp:cNvGraphicFramePr>"
      "<a:graphicFrameLocks xmlns:a=\"{4}\" noChangeAspect=\"1\"/></wp:cNvGraphicFramePr>{5}</wp:inline></w:drawing>",
      emu(size.width_mm), emu(size.height_mm), id, alt_of(figure), kMain, picture_graphic(figure, relation, id, size));
}

}  // namespace kontor::docgen::word
