#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kontor::docgen::pdf {

struct MappedCode {
  std::uint16_t code = 0;
  std::string_view text;  ///< UTF-8, not empty
};

/// A CMap from codes to text: what makes a document searchable. `codes` ascend. Codes have two bytes, or one.
std::string to_unicode(const std::vector<MappedCode>& codes, int bytes_of_code = 2);

}  // namespace kontor::docgen::pdf
