#pragma once

#include "docgen/model/look.hpp"

namespace kontor::docgen::pdf {

/// PDF on A4 with embedded subsets of the fonts, outline, links and metadata.
Result<std::string> write(const Document& document, const Look& look, const WriteOptions& options);

}  // namespace kontor::docgen::pdf
