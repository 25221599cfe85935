#include "docgen/layout/text/face.hpp"

#include <hb-ot.h>
#include <hb.h>

#include <stdexcept>

namespace kontor::docgen::layout {
namespace {

/// A table of a font; reads outside of it are 0, as for fields that its version does not have.
class FontTable {
 public:
  FontTable(hb_face_t* face, hb_tag_t tag) : blob_(hb_face_reference_table(face, tag)) {
    bytes_ = hb_blob_get_data(blob_, &size_);
  }
  ~FontTable() { hb_blob_destroy(blob_); }
  FontTable(const FontTable&) = delete;
  FontTable& operator=(const FontTable&) = delete;

  bool empty() const { return size_ == 0; }
  unsigned size() const { return size_; }
  std::uint16_t word(unsigned at) const {
    if (at + 2 > size_) return 0;
    const auto* bytes = reinterpret_cast<const unsigned char*>(bytes_);
    return static_cast<std::uint16_t>(bytes[at] << 8 | bytes[at + 1]);
  }
  int number(unsigned at) const { return static_cast<std::int16_t>(word(at)); }

 private:
  hb_blob_t* blob_;
  const char* bytes_ = nullptr;
  unsigned size_ = 0;
};

struct LineMetrics {
  int ascent = 0, descent = 0, gap = 0;
};

LineMetrics line_metrics(const FontTable& hhea, const FontTable& os2) {
  LineMetrics out;
  if (hhea.number(4) >= 0 && hhea.number(6) <= 0) out = {hhea.number(4), -hhea.number(6), hhea.number(8)};
  if (os2.empty()) return out;
  if (out.ascent == 0 && out.descent == 0) out = {os2.word(74), os2.word(76), 0};
  constexpr unsigned kUseTypographic = 1 << 7;
  if ((os2.word(62) & kUseTypographic) && os2.number(68) >= 0 && os2.number(70) <= 0)
    out = {os2.number(68), -os2.number(70), os2.number(72)};
  return out;
}

std::string name_of(hb_face_t* face, hb_ot_name_id_t id) {
  std::array<char, 256> text{};
  unsigned size = text.size();
  hb_ot_name_get_utf8(face, id, HB_LANGUAGE_INVALID, &size, text.data());
  return {text.data(), std::min<std::size_t>(size, text.size() - 1)};
}

}  // namespace

Face::Face(std::string path, unsigned index) : path_(std::move(path)) {
  hb_blob_t* blob = hb_blob_create_from_file_or_fail(path_.c_str());
  if (blob == nullptr) throw std::runtime_error(fmt::format("the font {} cannot be read", path_));
  face_ = hb_face_create(blob, index & 0xFFFF);
  hb_blob_destroy(blob);
  font_ = hb_font_create(face_);
  if (const unsigned instance = index >> 16; instance > 0)
    hb_font_set_var_named_instance(font_, instance - 1);  // as fontconfig counts the cuts of a variable font
  hb_font_make_immutable(font_);
  hb_face_make_immutable(face_);
  postscript_name_ = name_of(face_, HB_OT_NAME_ID_POSTSCRIPT_NAME);
  read_metrics();
}

void Face::read_metrics() {
  const FontTable hhea(face_, HB_TAG('h', 'h', 'e', 'a'));
  const FontTable os2(face_, HB_TAG('O', 'S', '/', '2'));
  const FontTable post(face_, HB_TAG('p', 'o', 's', 't'));
  units_per_em_ = std::max(16u, hb_face_get_upem(face_));
  const auto part = [&](int units) { return static_cast<double>(units) / units_per_em_; };
  const LineMetrics line = line_metrics(hhea, os2);
  ascent_ = part(line.ascent);
  descent_ = part(line.descent);
  line_gap_ = part(std::max(line.gap, 0));
  underline_position_ = post.number(8) == 0 ? 0.1 : part(-post.number(8));
  underline_thickness_ = post.number(10) <= 0 ? 0.05 : part(post.number(10));
  strike_position_ = os2.number(28) <= 0 ? 0.3 : part(os2.number(28));
  const bool has_heights = os2.size() >= 90 && os2.number(86) > 0 && os2.number(88) > 0;
  x_height_ = has_heights ? part(os2.number(86)) : 0.5;
  cap_height_ = has_heights ? part(os2.number(88)) : 0.7;
  const unsigned selection = os2.word(62);
  italic_ = (selection & 1) != 0;
  bold_ = (selection & 1 << 5) != 0;
  color_bitmaps_ = hb_ot_color_has_png(face_) != 0;
}

Face::~Face() {
  hb_font_destroy(font_);
  hb_face_destroy(face_);
}

bool Face::has(char32_t letter) const {
  hb_codepoint_t glyph = 0;
  return hb_font_get_nominal_glyph(font_, letter, &glyph) != 0;
}

}  // namespace kontor::docgen::layout
