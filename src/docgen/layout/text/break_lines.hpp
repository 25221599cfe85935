#pragma once

#include <optional>
#include <vector>

#include "docgen/layout/text/paragraph.hpp"
#include "docgen/layout/text/tabs.hpp"

namespace kontor::docgen::layout {

/// A place in a paragraph: before a piece, or inside of one, behind so many bytes.
struct Place {
  std::size_t piece = 0, byte = 0;

  auto operator<=>(const Place&) const = default;
};

struct LineCut {
  Place from, to;
  bool hyphen = false;  ///< drawn at its end
  bool last = false;    ///< the paragraph ends here
  bool forced = false;  ///< ended by a line break in the text
};

/// From where to where a line may reach, from the left of the text's area.
struct LineRoom {
  double left = 0, right = 0;

  double width() const { return std::max(0.0, right - left); }
};

/// Rounding of widths never costs a line its last word.
inline constexpr double kTolerance = 0.01;

/// A picture's width in a line of this width.
double fitted_width(const Piece& piece, double room, double tallest);
/// Bytes in the word at which a hyphen may stand, ascending, by soft hyphens and, if `automatic`, by its language.
std::vector<std::size_t> hyphen_places(const Paragraph& paragraph, const Piece& piece, Locale locale, bool automatic);
double hyphen_width(const Paragraph& paragraph, const Piece& piece);

/// One line after the other takes as much as it holds, as Word does.
class GreedyBreaker {
 public:
  GreedyBreaker(const Paragraph& paragraph, const Setting& setting, Locale locale);

  /// The line from `from` on; it takes at least a letter.
  LineCut next(Place from, const LineRoom& room) const;
  /// What the line needs to begin with: the width of the first word behind `from`.
  double first_word(Place from, double room) const;

 private:
  struct Filling;
  LineCut overflow(const Filling& filling) const;
  std::optional<LineCut> parted_word(const Filling& filling) const;
  LineCut broken_word(const Filling& filling) const;

  const Paragraph& paragraph_;
  const Setting& setting_;
  Locale locale_;
};

/// All lines at once, so that the spaces of no line are much wider or narrower than those of the others (after Knuth
/// and Plass). `first` begins where the text does, behind the label. Nothing when some word is wider than a line, or
/// the text is longer than kLongestWhole: then line by line.
std::optional<std::vector<LineCut>> break_whole(const Paragraph& paragraph, const Setting& setting, Locale locale,
                                                const LineRoom& first, const LineRoom& others);

/// Pieces; its time grows with the number of lines that a text may fill, and this is a dozen pages.
inline constexpr std::size_t kLongestWhole = 12'000;

}  // namespace kontor::docgen::layout
