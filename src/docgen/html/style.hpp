#pragma once

#include <string>

#include "docgen/model/look.hpp"

namespace kontor::docgen::html {

/// The stylesheet of the document: colours and letters of its look, and its sheets of paper where it is printed.
std::string stylesheet(const Document& document, const Look& look);

/// The class of a section: sections on equal sheets have the same.
std::string sheet_class(const Document& document, std::size_t section);

}  // namespace kontor::docgen::html
