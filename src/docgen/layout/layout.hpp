#pragma once

#include "base/result.hpp"
#include "docgen/layout/marks.hpp"
#include "docgen/model/document.hpp"
#include "docgen/model/look.hpp"

namespace kontor::docgen::layout {

/// Blocks become boxes, boxes become pages. Needs no more than the document and its look; equal input gives equal
/// pages on a machine with the same fonts. Fails for more than 5,000 pages.
Result<Pages> pages_of(const Document& document, const Look& look);

}  // namespace kontor::docgen::layout
