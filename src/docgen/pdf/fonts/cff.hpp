#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace kontor::docgen::pdf {

/// The numbers by which readers select the glyphs of a CFF font program that has such (those for Chinese, Japanese and
/// Korean do), by glyph. Empty when glyphs are selected by their place.
std::vector<std::uint16_t> cff_selectors(std::string_view cff);

}  // namespace kontor::docgen::pdf
