#pragma once

#include <cstdint>
#include <memory_resource>
#include <string>
#include <vector>

#include "docgen/layout/text/face.hpp"

namespace kontor::docgen::layout {

struct Glyph {
  std::uint32_t id = 0;
  float advance = 0;          ///< to the next glyph
  float dx = 0, dy = 0;       ///< where it is drawn from its place; dy upwards
  std::uint32_t cluster = 0;  ///< first byte, in the run's text, of the letters that it shows
};

/// Glyphs of one face in one size and colour, one after the other on a base line.
struct GlyphRun {
  const Face* face = nullptr;
  double size = 0;
  double stretch = 1;  ///< of the glyphs' width; advances and places have it already
  bool embolden = false, slant = false;
  std::pmr::vector<Glyph> glyphs;  ///< from left to right; in text that runs the other way clusters descend
  /// What is read and copied: spaces are plain ones, and a hyphen that parts a word at a line's end is U+00AD.
  std::pmr::string text;

  double width() const {
    double sum = 0;
    for (const Glyph& glyph : glyphs) sum += static_cast<double>(glyph.advance);
    return sum;
  }
};

}  // namespace kontor::docgen::layout
