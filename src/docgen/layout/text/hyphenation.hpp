#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "docgen/layout/text/letters.hpp"

namespace kontor::docgen::layout {

/// Where words of a language may be parted: Liang's method over the patterns of a dictionary file, as TeX and
/// LibreOffice use them. Immutable; any thread.
class Hyphenation {
 public:
  /// Reads a dictionary of the hyphen package: UTF-8, KOI8-R or Latin 1. Patterns that change letters when they part a
  /// word are left out. An unknown encoding gives one that parts nothing.
  explicit Hyphenation(std::string_view dictionary);

  /// Bytes of `word` at which a hyphen and a new line may stand, ascending. The word may have punctuation around it; a
  /// word in capitals, one with digits, or one of more than kLongest letters is not parted.
  std::vector<std::size_t> places(std::string_view word) const;

  static constexpr std::size_t kLongest = 100;

 private:
  struct Slot {
    std::uint32_t key = 0;   ///< node and letter
    std::uint32_t node = 0;  ///< 0: the slot is free
  };
  void add(std::u32string_view pattern);
  std::uint32_t child(std::uint32_t node, char32_t letter) const;
  std::uint32_t child_or_new(std::uint32_t node, char32_t letter);
  void grow();
  void part(std::span<const char32_t> letters, std::span<std::uint8_t> values) const;

  std::vector<Slot> slots_ = std::vector<Slot>(1 << 12);
  std::vector<std::uint32_t> values_of_ = {0,
                                           0};  ///< for each node from 1 on, where its pattern's values begin; 0: none
  std::vector<std::uint8_t> values_ = {0};      ///< their count, then they
  std::size_t left_ = 2, right_ = 3;            ///< letters that stay together at the ends
};

/// The one for words of this script in a text of this language ("ru", "en-GB"; null for the locale's own), from the
/// dictionaries that are installed, read when first asked for. Null when there is none.
const Hyphenation* hyphenation_for(std::string_view language, hb_script_t script);

}  // namespace kontor::docgen::layout
