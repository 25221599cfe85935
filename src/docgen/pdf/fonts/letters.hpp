#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "docgen/layout/text/face.hpp"

namespace kontor::docgen::pdf {

/// Groups of letters that go into a document's font whole, as bits.
///
/// Cutting a font down to the letters of one document costs more than all the rest of the document, so it is done for
/// whole groups, which nearly all business documents of a face share, and kept. Without its hints, which no reader
/// needs at today's resolutions, the face PT Sans takes 8 kB with Latin letters, digits and punctuation and 11 kB with
/// Cyrillic. Glyphs that are in no group are put exactly into a second, small font of the same face.
using LetterGroups = std::uint8_t;
inline constexpr LetterGroups kBasic = 1;     ///< in every font: ASCII and typographic signs
inline constexpr LetterGroups kCyrillic = 2;  ///< of Russian
inline constexpr LetterGroups kWestern = 4;   ///< letters with accents of western and central Europe
inline constexpr LetterGroups kAllGroups = 7;

/// What is known of a face's glyphs. Made once for each face; any thread.
struct Letters {
  std::vector<char32_t> letter;      ///< by glyph: the letter that it stands for, 0 when it is reached otherwise only
  std::vector<LetterGroups> groups;  ///< by glyph: the one that it belongs to, or 0

  static const Letters& of(const layout::Face& face);
};

}  // namespace kontor::docgen::pdf
