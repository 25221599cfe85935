#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "docgen/office/edits.hpp"

namespace kontor::docgen::office {

/// A tag by itself, as the language sees it.
struct LoneTag {
  std::string_view source;  ///< "{% for x in xs %}"
  std::string_view word;    ///< of a statement: its first
};

struct TagError {
  std::size_t tag;   ///< which one of those given
  std::size_t byte;  ///< in its source
  std::string message;
};

/// What is wrong with each tag taken alone, and with the blocks that they make: everything at once, where parsing the
/// template as a whole stops at the first.
std::vector<TagError> tag_errors(const std::vector<LoneTag>& tags);

/// The same for those of a part, in the order of its source, with places.
std::vector<Finding> wrong_tags(const std::vector<Insert>& inserts);

}  // namespace kontor::docgen::office
