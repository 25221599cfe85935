#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "docgen/layout/text/break_opportunities.hpp"
#include "docgen/layout/text/shape.hpp"
#include "docgen/layout/text/text.hpp"

/// A paragraph's runs as pieces that lines are made of: words, spaces, tabs, pictures. Knows no width and no line.
namespace kontor::docgen::layout {

/// How a run's letters look, with what it takes from the style of the text.
struct Dressing {
  Chosen face;
  FaceQuery query;  ///< for letters that the face lacks
  double size = 0;  ///< of the letters themselves: small in superscripts
  double rise = 0;  ///< points above the base line
  double stretch = 1, spacing = 0;
  Dress::Underline underline = Dress::Underline::none;
  bool strike = false, kerning = true;
  Color color;
  std::optional<Color> highlight;
  std::string language;  ///< empty: the locale's
  hb_language_t shaping_language = nullptr;
  std::int32_t link = -1;                   ///< index of Paragraph::links
  double ascent = 0, descent = 0, gap = 0;  ///< that its line needs, in points
  std::shared_ptr<const ShapedWord> space;
};

struct Piece {
  enum class Kind : std::uint8_t { word, space, tab, line_break, figure, mark };
  Kind kind = Kind::word;
  Break before = Break::none;          ///< may a line begin with it?
  bool stretches = false;              ///< a space that justification widens
  bool label = false;                  ///< of the number or bullet before the text
  std::uint8_t level = 0;              ///< odd: from right to left
  std::uint32_t dressing = 0;          ///< index of Paragraph::dressings
  std::uint32_t from = 0, length = 0;  ///< bytes of Paragraph::text
  Chosen face;
  double width = 0;
  double scale = 0;  ///< points for one unit of the font, across
  std::shared_ptr<const ShapedWord> word = {};
  const Run* run = nullptr;  ///< of a figure or a mark: a note, a float's anchor, an anchor
};

struct Paragraph {
  std::string text;
  std::vector<Dressing> dressings;
  std::vector<Piece> pieces;
  std::vector<std::string> links;
  std::vector<std::uint32_t> soft_hyphens;  ///< bytes of `text` where one was, ascending
  std::size_t label_pieces = 0;             ///< the first ones, the label's follow not among them
  std::size_t body = 0;                     ///< the first piece behind label and follow
  Align label_align = Align::left;
  bool has_fields = false, has_tabs = false, has_figures = false, rightward = false;

  /// How far the label stands before the place where the first line begins.
  double label_reach() const;
  /// Of the piece's letters from the byte `from` to before `to`, both counted within it.
  double width(const Piece& piece, std::size_t from, std::size_t to) const;
};

Paragraph paragraph_of(const Runs& runs, const Style& style, const Label* label, const FieldValues* fields,
                       const std::function<std::string(const Footnote&)>* note_mark);

}  // namespace kontor::docgen::layout
