#pragma once

#include <cstdint>
#include <string>

#include "docgen/layout/text/face.hpp"

namespace kontor::docgen::svg {

/// A glyph's outline as the data of an SVG path, in units of the face and with y upwards; empty for a space.
std::string outline(const layout::Face& face, std::uint32_t glyph);

/// A glyph that is a picture, and where it stands from its place, in units of the face and with y upwards.
struct PictureGlyph {
  std::string png;
  int left = 0, bottom = 0, width = 0, height = 0;
};
/// Without a picture when the glyph has none.
PictureGlyph picture(const layout::Face& face, std::uint32_t glyph);

}  // namespace kontor::docgen::svg
