#pragma once

#include <hb.h>

#include <cstdint>
#include <memory>
#include <memory_resource>
#include <string>
#include <string_view>
#include <vector>

#include "docgen/layout/text/face.hpp"

namespace kontor::docgen::layout {

/// A glyph in units of its font.
struct WordGlyph {
  std::uint32_t id = 0;
  std::int32_t advance = 0, dx = 0, dy = 0;
  std::uint32_t cluster = 0;  ///< first byte of its letters in the word
};

/// Letters of one face that are shaped together, of any size. Shared by all places where the word stands.
struct ShapedWord {
  std::pmr::string text;
  std::pmr::vector<WordGlyph> glyphs;  ///< from left to right
  std::int64_t advance = 0;
  bool complete = true;  ///< false: the face lacks a letter
  bool rightward = false;

  /// The advance of the letters before the byte `at`; words that run from left to right only.
  std::int64_t advance_to(std::size_t at) const;
  /// True when no glyph shows letters of both sides of that byte.
  bool can_part(std::size_t at) const;
};

struct Shaping {
  const Face* face = nullptr;
  bool ligatures = true, kerning = true;
  bool rightward = false;
  hb_language_t language = nullptr;

  bool operator==(const Shaping&) const = default;
};

/// Shapes, or finds what this thread shaped lately.
std::shared_ptr<const ShapedWord> shaped_word(std::string_view text, const Shaping& shaping);

/// Words that a thread keeps: twice this, some 300 bytes each, so about 2.5 MB for a thread that has seen much.
inline constexpr std::size_t kKeptWords = 4096;
/// Longer ones are not kept.
inline constexpr std::size_t kLongestKeptWord = 64;

}  // namespace kontor::docgen::layout
