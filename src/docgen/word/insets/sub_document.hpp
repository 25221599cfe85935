#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"
#include "docgen/word/additions.hpp"

namespace kontor::docgen::word {

/// The body of a Word file as blocks for another one, without its sections, headers, comments and bookmarks. Styles are
/// the template's where it has one of that name, else they come along; lists, pictures and links come along. What
/// cannot be put into another file (charts, embedded objects, footnotes, files that are referred to) is an error that
/// names it, in a person's words and without a place. Tags in the file are text.
Result<std::string> sub_document(std::string_view bytes, Additions& additions);

}  // namespace kontor::docgen::word
