#pragma once

#include <string>

#include "base/result.hpp"
#include "docgen/language/inset.hpp"
#include "docgen/word/additions.hpp"

namespace kontor::docgen::word {

/// How far markup has to be lifted out of the `<w:t>` that the tag stands in.
enum class Lift {
  none,    ///< it closes the text and opens another: a picture
  run,     ///< it stands between runs: links, styled runs
  blocks,  ///< it stands between paragraphs: lists, tables, headings
};

struct InsetMarkup {
  Lift lift = Lift::none;
  std::string xml;  ///< may hold kInherited (insets/inherited.hpp)
};

/// The inset as Word's markup, and in `additions` what it needs beside it. The error is in a person's words, without a
/// place.
Result<InsetMarkup> inset_markup(const Inset& inset, Additions& additions);

}  // namespace kontor::docgen::word
