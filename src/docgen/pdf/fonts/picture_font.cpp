#include "docgen/pdf/fonts/picture_font.hpp"

#include <hb-ot.h>

#include <cmath>

#include "docgen/pdf/fonts/to_unicode.hpp"
#include "docgen/pdf/pictures/pictures.hpp"
#include "docgen/pdf/syntax.hpp"

namespace kontor::docgen::pdf {

Result<PictureFont> PictureFont::write(const layout::Face& face, std::span<const RareGlyph> glyphs, Objects& objects,
                                       Pictures& pictures) {
  const double scale = 1000 / face.units_per_em();
  PictureFont font;
  std::string procedures, names, widths, images;
  std::vector<MappedCode> mapped;
  for (std::size_t i = 0; i < glyphs.size(); ++i) {
    const std::uint32_t id = glyphs[i].id;
    const std::unique_ptr<hb_blob_t, decltype(&hb_blob_destroy)> png(
        hb_ot_color_glyph_reference_png(face.hb_font(), id), hb_blob_destroy);
    unsigned size = 0;
    const char* data = hb_blob_get_data(png.get(), &size);
    const double advance = hb_font_get_glyph_h_advance(face.hb_font(), id) * scale;
    font.widths.push_back(static_cast<std::int16_t>(std::clamp(std::lround(advance), 0L, 32000L)));
    std::string content = fmt::format("{} 0 d0\n", font.widths.back());
    hb_glyph_extents_t box{};
    if (size > 0 && hb_font_get_glyph_extents(face.hb_font(), id, &box)) {
      TRY(const auto picture, pictures.put({data, size}));
      images += fmt::format("/I{} {} 0 R", i, picture);
      content += "q ";
      append_length(content, box.width * scale);
      content += "0 0 ";
      append_length(content, -box.height * scale);  // heights go downwards
      append_length(content, box.x_bearing * scale);
      append_length(content, (box.y_bearing + box.height) * scale);
      content += fmt::format("cm /I{} Do Q", i);
    }
    procedures += fmt::format("/g{} {} 0 R", i, objects.new_stream("", content, Objects::Packing::deflate));
    names += fmt::format("/g{}", i);
    widths += fmt::format("{} ", font.widths.back());
    if (!glyphs[i].text.empty()) mapped.push_back({static_cast<std::uint16_t>(i), glyphs[i].text});
  }
  const Objects::Id text = objects.new_stream("", to_unicode(mapped, 1), Objects::Packing::deflate);
  std::string& out = objects.begin_new(font.id);
  out += fmt::format(
      "<</Type/Font/Subtype/Type3/FontBBox[0 -300 1300 1100]/FontMatrix[.001 0 0 .001 0 0]/CharProcs<<{}>>"
      "/Encoding<</Type/Encoding/Differences[0{}]>>/FirstChar 0/LastChar {}/Widths[{}]/ToUnicode {} 0 R"
      "/Resources<</XObject<<{}>>>>>>",
      procedures, names, glyphs.size() - 1, widths, text, images);
  return font;
}

}  // namespace kontor::docgen::pdf
