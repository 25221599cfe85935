#pragma once

#include "base/result.hpp"
#include "docgen/language/value.hpp"
#include "docgen/model/document.hpp"

namespace kontor::docgen {

/// A rich text as fields hold it: a text, one piece, or a list of both. A piece is an object with `text` and, as it
/// wants, bold, italic, underline, strike, code (true or false), color and highlight ("#c00000"), size (points), font,
/// url, superscript, subscript. Errors are in a person's words and name the piece.
Result<Runs> rich_text(const Value& value);

}  // namespace kontor::docgen
