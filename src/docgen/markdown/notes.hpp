#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "docgen/language/inset.hpp"
#include "docgen/model/document.hpp"

namespace kontor::docgen {

/// The footnotes of a document, as GitHub's Markdown has them:
///
///     A price[^1].
///
///     [^1]: Without delivery. Lines go on until an empty one; a further paragraph is indented by four spaces.
struct Notes {
  std::vector<std::shared_ptr<const Footnote>> notes;
  /// `[^name]: index` for each, so that a part of the document can be parsed without parsing all notes again.
  std::string stubs;
};

/// Takes the footnotes out of the text. Fails when there are more than anybody reads.
Result<Notes> take_notes(std::string& markdown, const std::vector<Inset>& insets);

}  // namespace kontor::docgen
