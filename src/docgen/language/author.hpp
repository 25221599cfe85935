#pragma once

#include <optional>
#include <string>

#include "base/result.hpp"

namespace kontor::docgen {

/// One `{% write %}` of a template, as it is met while the template is filled.
struct Passage {
  std::string name;              ///< the option `name`, or empty
  int ordinal = 0;               ///< 1 for the first passage asked for in this evaluation; a loop asks once a turn
  std::string instruction;       ///< the body, its fields filled in as plain text, without white space at both ends
  std::optional<int> max_words;  ///< 1 to 10,000
  std::string tone;              ///< in the author's words, or empty
  std::string place;             ///< of the tag in the template: "line 12, column 5"
};

/// Who writes the passages of a template. One object serves one evaluation, on its thread.
class Author {
 public:
  virtual ~Author() = default;
  /// The text, which lands literally; an error ends the evaluation, with the place of the tag put to it when it has
  /// none.
  virtual Result<std::string> write(const Passage& passage) = 0;
};

}  // namespace kontor::docgen
