#pragma once

#include <string>
#include <vector>

#include "docgen/word/file.hpp"

namespace kontor::docgen::word {

/// A part that what was added needs besides the filled ones: pictures, relations, content types.
struct Extra {
  std::size_t entry;  ///< of the archive, or kNew
  std::string name;
  std::string content;
};

Result<std::vector<Extra>> extra_parts(const Filled& filled);

}  // namespace kontor::docgen::word
