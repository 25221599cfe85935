#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "docgen/pdf/fonts/letters.hpp"

namespace kontor::docgen::pdf {

/// A glyph that is put into a font for itself, and the text that readers find in its place.
struct RareGlyph {
  std::uint32_t id = 0;
  std::string text;
};

/// Some glyphs of a face as a font for PDF files, all but the numbers of its objects.
struct CutFont {
  static constexpr std::uint16_t kNone = 0xFFFF;
  struct Slot {
    std::uint16_t code = kNone;  ///< kNone: not in this font
    std::int16_t width = 0;      ///< in thousandths of the size, as readers advance
  };

  std::string name;  ///< "ABCDEF+PTSans-Regular"
  bool outlines_cff = false;
  std::string program;  ///< deflated
  std::size_t program_size = 0;
  std::string to_unicode;   ///< deflated
  std::string widths;       ///< the array W
  std::string descriptor;   ///< entries of the font descriptor but for the font file
  std::vector<Slot> slots;  ///< by glyph of the face

  std::size_t memory() const {
    return program.size() + to_unicode.size() + widths.size() + slots.size() * sizeof(Slot) + 1024;
  }
};

/// The font with those groups of letters. Kept for the process: after the first document it costs a look into a table.
Result<std::shared_ptr<const CutFont>> cut_groups(const layout::Face& face, LetterGroups groups);
/// The font with exactly these glyphs, in the order of their numbers. Kept as well.
Result<std::shared_ptr<const CutFont>> cut_exactly(const layout::Face& face, const std::vector<RareGlyph>& glyphs);

}  // namespace kontor::docgen::pdf
