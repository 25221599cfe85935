#include "docgen/pdf/fonts/cut.hpp"

#include <hb-ot.h>
#include <hb-subset.h>

#include <cmath>

#include "docgen/pdf/deflate.hpp"
#include "docgen/pdf/fonts/cff.hpp"
#include "docgen/pdf/fonts/to_unicode.hpp"
#include "docgen/pdf/kept.hpp"
#include "docgen/pdf/syntax.hpp"

namespace kontor::docgen::pdf {
namespace {

// A dozen faces with two sets of groups each, and hundreds of small fonts.
constexpr std::size_t kKeptBytes = 8 << 20;

template <auto Destroy>
struct Destroyer {
  void operator()(auto* object) const { Destroy(object); }
};
using Input = std::unique_ptr<hb_subset_input_t, Destroyer<hb_subset_input_destroy>>;
using Plan = std::unique_ptr<hb_subset_plan_t, Destroyer<hb_subset_plan_destroy>>;
using HbFace = std::unique_ptr<hb_face_t, Destroyer<hb_face_destroy>>;
using Blob = std::unique_ptr<hb_blob_t, Destroyer<hb_blob_destroy>>;

/// Readers take glyphs by their number: all that leads from letters to glyphs stays out.
constexpr hb_tag_t kUnused[] = {
    HB_TAG('c', 'm', 'a', 'p'), HB_TAG('n', 'a', 'm', 'e'), HB_TAG('O', 'S', '/', '2'), HB_TAG('p', 'o', 's', 't'),
    HB_TAG('G', 'S', 'U', 'B'), HB_TAG('G', 'P', 'O', 'S'), HB_TAG('G', 'D', 'E', 'F'), HB_TAG('B', 'A', 'S', 'E'),
    HB_TAG('J', 'S', 'T', 'F'), HB_TAG('M', 'A', 'T', 'H'), HB_TAG('k', 'e', 'r', 'n'), HB_TAG('D', 'S', 'I', 'G'),
    HB_TAG('g', 'a', 's', 'p'), HB_TAG('h', 'd', 'm', 'x'), HB_TAG('V', 'D', 'M', 'X'), HB_TAG('L', 'T', 'S', 'H'),
    HB_TAG('P', 'C', 'L', 'T'), HB_TAG('v', 'h', 'e', 'a'), HB_TAG('v', 'm', 't', 'x'), HB_TAG('V', 'O', 'R', 'G'),
    HB_TAG('C', 'O', 'L', 'R'), HB_TAG('C', 'P', 'A', 'L'), HB_TAG('C', 'B', 'D', 'T'), HB_TAG('C', 'B', 'L', 'C'),
    HB_TAG('s', 'b', 'i', 'x'), HB_TAG('S', 'V', 'G', ' '), HB_TAG('E', 'B', 'D', 'T'), HB_TAG('E', 'B', 'L', 'C'),
    HB_TAG('m', 'e', 't', 'a'),
};

/// The cut of a variable font is fixed as the face has it.
void pin_axes(hb_subset_input_t* input, const layout::Face& face) {
  unsigned count = 0;
  const float* const places = hb_font_get_var_coords_design(face.hb_font(), &count);
  for (unsigned i = 0; i < hb_ot_var_get_axis_count(face.hb_face()); ++i) {
    hb_ot_var_axis_info_t axis;
    unsigned one = 1;
    hb_ot_var_get_axis_infos(face.hb_face(), i, &one, &axis);
    hb_subset_input_pin_axis_location(input, face.hb_face(), axis.tag, i < count ? places[i] : axis.default_value);
  }
}

std::string_view bytes_of(hb_blob_t* blob) {
  unsigned size = 0;
  const char* data = hb_blob_get_data(blob, &size);
  return {data, size};
}

Failure refused(const layout::Face& face) {
  return fail(
      Error{.code = Code::unsupported,
            .public_message = fmt::format("the font {} cannot be put into a PDF file", face.postscript_name())});
}

/// Six letters that tell apart the cuts of a face in one document.
std::string tag_of(std::string_view key) {
  std::uint64_t hash = 0xCBF29CE484222325;
  for (const char c : key) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3;
  hash ^= hash >> 32;
  std::string tag;
  for (int i = 0; i < 6; ++i, hash /= 26) tag += static_cast<char>('A' + hash % 26);
  return tag;
}

std::string descriptor_of(const layout::Face& face) {
  const double scale = 1000 / face.units_per_em();
  std::array<int, 4> box{0, -250, 1000, 1000};
  const Blob head(hb_face_reference_table(face.hb_face(), HB_TAG('h', 'e', 'a', 'd')));
  if (const std::string_view bytes = bytes_of(head.get()); bytes.size() >= 44)
    for (std::size_t i = 0; i < 4; ++i) {
      const auto high = static_cast<unsigned char>(bytes[36 + 2 * i]),
                 low = static_cast<unsigned char>(bytes[37 + 2 * i]);
      box[i] = static_cast<int>(std::lround(static_cast<std::int16_t>(high << 8 | low) * scale));
    }
  constexpr int kSymbolic = 4, kItalic = 64;  // codes are glyphs, no letters
  return fmt::format(
      "/Flags {}/FontBBox[{} {} {} {}]/ItalicAngle {:.0f}/Ascent {:.0f}/Descent {:.0f}/CapHeight {:.0f}/StemV {}",
      kSymbolic | (face.italic() ? kItalic : 0), box[0], box[1], box[2], box[3],
      std::round(static_cast<double>(hb_style_get_value(face.hb_font(), HB_STYLE_TAG_SLANT_ANGLE))) + 0.0,
      face.ascent() * 1000, -face.descent() * 1000, face.cap_height() * 1000, face.bold() ? 140 : 80);
}

class Cutter {
 public:
  Cutter(const layout::Face& face, const std::vector<RareGlyph>& glyphs) : face_(face), glyphs_(glyphs) {}

  Result<std::shared_ptr<const CutFont>> cut(std::string_view key) {
    const Input input(hb_subset_input_create_or_fail());
    if (!input) throw std::bad_alloc();
    for (const RareGlyph& glyph : glyphs_) hb_set_add(hb_subset_input_glyph_set(input.get()), glyph.id);
    for (const hb_tag_t tag : kUnused) hb_set_add(hb_subset_input_set(input.get(), HB_SUBSET_SETS_DROP_TABLE_TAG), tag);
    hb_subset_input_set_flags(input.get(), HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_NOTDEF_OUTLINE);
    pin_axes(input.get(), face_);
    const Plan plan(hb_subset_plan_create_or_fail(face_.hb_face(), input.get()));
    if (!plan) return refused(face_);
    const HbFace subset(hb_subset_plan_execute_or_fail(plan.get()));
    if (!subset) return refused(face_);

    font_.name = tag_of(key) + "+" + face_.postscript_name();
    font_.descriptor = descriptor_of(face_);
    if (!take_program(subset.get())) return refused(face_);
    number(*hb_subset_plan_old_to_new_glyph_mapping(plan.get()));
    return std::make_shared<const CutFont>(std::move(font_));
  }

 private:
  bool take_program(hb_face_t* subset) {
    const Blob cff(hb_face_reference_table(subset, HB_TAG('C', 'F', 'F', ' ')));
    font_.outlines_cff = hb_blob_get_length(cff.get()) > 0;
    const Blob file(font_.outlines_cff ? hb_blob_reference(cff.get()) : hb_face_reference_blob(subset));
    if (!font_.outlines_cff) {
      const Blob outlines(hb_face_reference_table(subset, HB_TAG('g', 'l', 'y', 'f')));
      if (hb_blob_get_length(outlines.get()) == 0 && hb_face_get_glyph_count(subset) > 1) {
        const Blob offsets(hb_face_reference_table(subset, HB_TAG('l', 'o', 'c', 'a')));
        if (hb_blob_get_length(offsets.get()) == 0) return false;  // outlines of a kind that PDF does not know
      }
    }
    const std::string_view bytes = bytes_of(file.get());
    if (font_.outlines_cff) selectors_ = cff_selectors(bytes);
    font_.program_size = bytes.size();
    append_deflated(font_.program, bytes, Effort::small);
    return true;
  }

  /// Codes are the numbers of glyphs in the cut font; where that has numbers of its own for readers, those.
  void number(const hb_map_t& renumbered) {
    font_.slots.resize(hb_face_get_glyph_count(face_.hb_face()));
    std::map<std::uint16_t, const RareGlyph*> by_code;
    for (const RareGlyph& glyph : glyphs_) {
      const hb_codepoint_t number = hb_map_get(&renumbered, glyph.id);
      if (number == HB_MAP_VALUE_INVALID || number >= CutFont::kNone || glyph.id >= font_.slots.size()) continue;
      const auto code = number < selectors_.size() ? selectors_[number] : static_cast<std::uint16_t>(number);
      const double advance = hb_font_get_glyph_h_advance(face_.hb_font(), glyph.id) * 1000.0 / face_.units_per_em();
      font_.slots[glyph.id] = {code, static_cast<std::int16_t>(std::clamp(std::lround(advance), -32000L, 32000L))};
      by_code.emplace(code, &glyph);
    }
    write_widths(by_code);
    std::vector<MappedCode> mapped;
    for (const auto& [code, glyph] : by_code)
      if (!glyph->text.empty()) mapped.push_back({code, glyph->text});
    append_deflated(font_.to_unicode, to_unicode(mapped), Effort::small);
  }

  void write_widths(const std::map<std::uint16_t, const RareGlyph*>& by_code) {
    std::string& out = font_.widths;
    out = "[";
    int next = -1;
    for (const auto& [code, glyph] : by_code) {
      if (code != next) {
        if (next >= 0) out += ']';
        append_integer(out, code);
        out += '[';
      } else {
        out += ' ';
      }
      append_integer(out, font_.slots[glyph->id].width);
      next = code + 1;
    }
    out += next >= 0 ? "]]" : "]";
  }

  const layout::Face& face_;
  const std::vector<RareGlyph>& glyphs_;
  std::vector<std::uint16_t> selectors_;
  CutFont font_;
};

Result<std::shared_ptr<const CutFont>> cut(const layout::Face& face, const std::vector<RareGlyph>& glyphs,
                                           std::string_view key) {
  return Cutter(face, glyphs).cut(key);
}

Kept<CutFont>& kept_fonts() {
  static Kept<CutFont> fonts(kKeptBytes);
  return fonts;
}

/// The address tells faces apart in this process; what a font's name is made from must be the same in each.
std::string kept_key(const layout::Face& face, std::string_view key) {
  const layout::Face* address = &face;
  std::string out(reinterpret_cast<const char*>(&address), sizeof address);
  return out += key;
}

}  // namespace

Result<std::shared_ptr<const CutFont>> cut_groups(const layout::Face& face, LetterGroups groups) {
  const std::string key = {'g', static_cast<char>(groups)};
  std::string kept = kept_key(face, key);
  if (auto known = kept_fonts().find(kept)) return known;
  const Letters& letters = Letters::of(face);
  std::vector<RareGlyph> glyphs;
  for (std::uint32_t id = 0; id < letters.groups.size(); ++id)
    if (letters.groups[id] & groups) {
      glyphs.push_back({.id = id});
      append_utf8(glyphs.back().text, letters.letter[id]);
    }
  TRY(auto font, cut(face, glyphs, key));
  kept_fonts().keep(std::move(kept), font, font->memory());
  return font;
}

Result<std::shared_ptr<const CutFont>> cut_exactly(const layout::Face& face, const std::vector<RareGlyph>& glyphs) {
  std::string key = "e";
  for (const RareGlyph& glyph : glyphs) key += fmt::format("{:x}={};", glyph.id, glyph.text);
  std::string kept = kept_key(face, key);
  if (auto known = kept_fonts().find(kept)) return known;
  TRY(auto font, cut(face, glyphs, key));
  kept_fonts().keep(std::move(kept), font, font->memory());
  return font;
}

}  // namespace kontor::docgen::pdf
