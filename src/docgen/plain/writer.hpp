#pragma once

#include "docgen/model/document.hpp"

namespace kontor::docgen::plain {

/// Text alone: tables in columns, lists with dashes, lines of no fixed length. A text template comes out as it was
/// filled.
std::string write(const Document& document);

}  // namespace kontor::docgen::plain
