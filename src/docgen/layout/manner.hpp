#pragma once

#include "docgen/layout/text/text.hpp"
#include "docgen/model/look.hpp"

namespace kontor::docgen::layout {

/// Where a block stands, as far as the look cares.
enum class Where { body, column, cell, head_cell, letterhead, furniture, note };

/// How a paragraph is set, whoever said so: the document's format or the look.
struct Manner {
  Style style;
  const ParagraphFormat* format = nullptr;  ///< never null
  Align align = Align::left;
  double pitch = 0;
  bool whole = false;  ///< broken as a whole
  bool own = false;    ///< the document says so itself
};

/// The look's ways of setting text. One for each document, which outlives it.
class Manners {
 public:
  Manners(const Document& document, const Look& look);

  Manner paragraph(const Paragraph& block, Where where) const;
  Manner heading(const Heading& block, Where where) const;
  /// Of a table's cell, or of any text without a block around it.
  Manner plain(Where where, bool small = false) const;
  /// Running text in another size, weight and colour.
  Manner special(double factor, bool bold, const Color& color) const;

 private:
  static constexpr int kLevels = 6;

  Manner with(const Style& style, const ParagraphFormat& format, double pitch) const {
    return {.style = style, .format = &format, .pitch = pitch};
  }
  Style style(double size, const Color& color, bool bold = false) const;

  const Document& document_;
  const Look& look_;
  ParagraphFormat bare_, body_, column_, headings_[kLevels], headings_in_columns_[kLevels];
};

}  // namespace kontor::docgen::layout
