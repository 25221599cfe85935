#pragma once

#include <string>
#include <string_view>

#include "docgen/language/landing.hpp"
#include "docgen/word/additions.hpp"

namespace kontor::docgen::word {

/// Signs that XML forbids, so that no text can hold them; they mark places in filled XML until lift.hpp resolves them.
inline constexpr char kRunBegin = '\x01';        ///< run-level markup begins, inside w:t
inline constexpr char kRunEnd = '\x02';          ///< and ends
inline constexpr char kBlockBegin = '\x03';      ///< block-level markup begins, inside w:t
inline constexpr char kBlockEnd = '\x04';        ///< and ends
inline constexpr char kPlain = '\x05';           ///< the value that follows stands in an attribute or a field's text
inline constexpr char kColour = '\x06';          ///< the value that follows is a colour: "#ff0000" or "ff0000"
inline constexpr char kAddress = '\x0F';         ///< around the number of a link, before its address
inline constexpr char kUrl = '\x14';             ///< the value that follows stands in the address of a link
inline constexpr char kNewParagraph = '\x07';    ///< a new paragraph, formatted as this one
inline constexpr char kNewPage = '\x0C';         ///< the same on a new page
inline constexpr char kDropIfEmpty = '\x0E';     ///< the paragraph goes when nothing is in it
inline constexpr char kNeedsParagraph = '\x10';  ///< here ends what has to end with a paragraph
inline constexpr char kNeedsCell = '\x11';       ///< here ends a row, which has to have a cell
inline constexpr char kGrid = '\x13';            ///< here begins the grid of a table whose rows may get other cells
inline constexpr char kNeedsRow = '\x12';        ///< here ends a table, which goes when it has no row

/// Values as the text of a Word file: escaped; line ends, tabs, \a (a new paragraph) and \f (a new page) become what
/// Word has for them; characters that XML forbids are left out. Used by one thread, for one evaluation.
class WordLanding final : public Landing {
 public:
  explicit WordLanding(std::shared_ptr<const Furnishings> furnishings) : additions_(std::move(furnishings)) {}

  void write(std::string_view text, std::string& out) const override;
  Result<std::string> inset(const Inset& inset) override;

  Additions& additions() { return additions_; }
  const Additions& additions() const { return additions_; }
  /// Markup or breaks were written that have to be lifted out of their runs or paragraphs.
  bool lifts() const { return lifts_; }

 private:
  Additions additions_;
  mutable bool lifts_ = false;
};

}  // namespace kontor::docgen::word
