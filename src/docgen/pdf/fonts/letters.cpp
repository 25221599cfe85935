#include "docgen/pdf/fonts/letters.hpp"

#include <hb.h>

namespace kontor::docgen::pdf {
namespace {

struct Stretch {
  char32_t first, last;
  LetterGroups group;
};

constexpr Stretch kStretches[] = {
    {0x20, 0x7E, kBasic},     {0xA0, 0xA0, kBasic},      {0xA7, 0xA7, kBasic},      {0xA9, 0xA9, kBasic},
    {0xAB, 0xAB, kBasic},     {0xAD, 0xAE, kBasic},      {0xB0, 0xB1, kBasic},      {0xB7, 0xB7, kBasic},
    {0xBB, 0xBB, kBasic},     {0xD7, 0xD7, kBasic},      {0xF7, 0xF7, kBasic},      {0x2010, 0x2015, kBasic},
    {0x2018, 0x201E, kBasic}, {0x2020, 0x2022, kBasic},  {0x2026, 0x2026, kBasic},  {0x2030, 0x2030, kBasic},
    {0x2032, 0x2033, kBasic}, {0x2039, 0x203A, kBasic},  {0x20AC, 0x20AC, kBasic},  {0x20BD, 0x20BD, kBasic},
    {0x2116, 0x2116, kBasic}, {0x2122, 0x2122, kBasic},  {0x2190, 0x2193, kBasic},  {0x2212, 0x2212, kBasic},
    {0xFB00, 0xFB04, kBasic}, {0x401, 0x401, kCyrillic}, {0x410, 0x44F, kCyrillic}, {0x451, 0x451, kCyrillic},
    {0xA1, 0x17F, kWestern},  // what is not basic of them
};

LetterGroups group_of(char32_t letter) {
  for (const Stretch& each : kStretches)
    if (letter >= each.first && letter <= each.last) return each.group;
  return 0;
}

Letters read(const layout::Face& face) {
  Letters out;
  const unsigned count = hb_face_get_glyph_count(face.hb_face());
  out.letter.resize(count);
  out.groups.resize(count);
  const std::unique_ptr<hb_set_t, decltype(&hb_set_destroy)> all(hb_set_create(), hb_set_destroy);
  hb_face_collect_unicodes(face.hb_face(), all.get());
  for (hb_codepoint_t letter = HB_SET_VALUE_INVALID; hb_set_next(all.get(), &letter);) {
    hb_codepoint_t glyph = 0;
    if (!hb_font_get_nominal_glyph(face.hb_font(), letter, &glyph) || glyph == 0 || glyph >= count) continue;
    // Of several letters the lowest. A no-break space is found and copied as a space, by whoever types one.
    if (out.letter[glyph] == 0) out.letter[glyph] = letter == 0xA0 ? U' ' : letter;
    if (out.groups[glyph] == 0) out.groups[glyph] = group_of(letter);
  }
  return out;
}

}  // namespace

const Letters& Letters::of(const layout::Face& face) {
  static std::mutex mutex;
  static std::unordered_map<const layout::Face*, std::unique_ptr<const Letters>> known;  // as many as faces: never less
  const std::scoped_lock lock(mutex);
  auto& letters = known[&face];
  if (!letters) letters = std::make_unique<const Letters>(read(face));
  return *letters;
}

}  // namespace kontor::docgen::pdf
