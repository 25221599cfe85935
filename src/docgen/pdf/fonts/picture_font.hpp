#pragma once

#include <span>
#include <vector>

#include "docgen/pdf/fonts/cut.hpp"
#include "docgen/pdf/objects.hpp"

namespace kontor::docgen::pdf {

class Pictures;

/// A font whose glyphs are pictures in their own colours: emoji stay text that is found and copied.
struct PictureFont {
  static constexpr std::size_t kMost = 256;  ///< glyphs: a code is one byte

  Objects::Id id = 0;
  std::vector<std::int16_t> widths;  ///< by code, in thousandths of the size

  /// The code of a glyph is its place in `glyphs`. One without a picture shows nothing.
  static Result<PictureFont> write(const layout::Face& face, std::span<const RareGlyph> glyphs, Objects& objects,
                                   Pictures& pictures);
};

}  // namespace kontor::docgen::pdf
