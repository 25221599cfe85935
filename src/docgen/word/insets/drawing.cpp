#include "docgen/word/insets/drawing.hpp"

#include <cmath>

#include "docgen/model/escape.hpp"

namespace kontor::docgen::word {
namespace {

/// English metric units, of which a millimetre has 36,000.
std::int64_t emu(double millimetres) { return std::max<std::int64_t>(1, std::llround(millimetres * 36'000)); }

}  // namespace

std::string inline_drawing(const Figure& figure, std::string_view relation, std::uint32_t id) {
  constexpr std::string_view kMain = "http://schemas.openxmlformats.org/drawingml/2006/main";
  constexpr std::string_view kPicture = "http://schemas.openxmlformats.org/drawingml/2006/picture";
  const std::int64_t width = emu(figure.width_mm), height = emu(figure.height_mm);
  const std::string name = fmt::format("Picture {}", id);
  std::string alt = escaped(figure.alt);
  std::ranges::replace(alt, '\n', ' ');
  return fmt::format(
      "<w:drawing><wp:inline xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" "
      "distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent cx=\"{0}\" cy=\"{1}\"/><wp:effectExtent l=\"0\" "
      "t=\"0\" r=\"0\" b=\"0\"/><wp:docPr id=\"{2}\" name=\"{3}\" descr=\"{4}\"/><wp:cNvGraphicFramePr>"
      "<a:graphicFrameLocks xmlns:a=\"{5}\" noChangeAspect=\"1\"/></wp:cNvGraphicFramePr><a:graphic xmlns:a=\"{5}\">"
      "<a:graphicData uri=\"{6}\"><pic:pic xmlns:pic=\"{6}\"><pic:nvPicPr><pic:cNvPr id=\"{2}\" name=\"{3}\" "
      "descr=\"{4}\"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed=\"{7}\" "
      "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"/><a:stretch><a:fillRect/>"
      "</a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"{0}\" cy=\"{1}\"/></a:xfrm>"
      "<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline>"
      "</w:drawing>",
      width, height, id, name, alt, kMain, kPicture, relation);
}

}  // namespace kontor::docgen::word
