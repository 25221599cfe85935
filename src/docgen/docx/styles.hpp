#pragma once

#include <utility>
#include <vector>

#include "docgen/model/look.hpp"

namespace kontor::docgen::docx {

/// word/styles.xml: the styles that the body refers to, so that a person restyles the whole file in one place.
/// `own` are the document's own, ids and names: their paragraphs say all themselves.
std::string styles_part(const Document& document, const Look& look,
                        const std::vector<std::pair<std::string, std::string>>& own);
/// word/fontTable.xml, with what to use where our families are not installed.
std::string fonts_part(const Look& look);

}  // namespace kontor::docgen::docx
