#pragma once

#include "docgen/layout/marks.hpp"
#include "docgen/model/document.hpp"
#include "docgen/model/look.hpp"

namespace kontor::docgen::layout {

/// Blocks become boxes, boxes become pages. Needs no more than the document and its look; equal input gives equal
/// pages on a machine with the same fonts.
Pages pages_of(const Document& document, const Look& look);

}  // namespace kontor::docgen::layout
