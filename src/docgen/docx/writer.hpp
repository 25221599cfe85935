#pragma once

#include "docgen/model/look.hpp"

namespace kontor::docgen::docx {

/// A Word file that a person goes on editing: real styles, numbering, repeated header rows, page fields.
std::string write(const Document& document, const Look& look, const WriteOptions& options);

}  // namespace kontor::docgen::docx
