#pragma once

#include <optional>
#include <string>

#include "base/result.hpp"

namespace kontor::docgen {

constexpr int kMaxPassageWords = 10'000;  ///< some twenty pages: more is not a passage

/// A passage that somebody else writes: a `{% write %}` as it is met while the template is filled, or a field that is
/// marked `x-written` and left empty.
struct Passage {
  std::string name;  ///< the option `name`, or empty; of a field its path
  int ordinal = 0;   ///< 1 for the first passage asked for in this evaluation; a loop asks once a turn; 0 for a field
  /// What is to be written, without white space at both ends. The values of fields in it stand between ⟦ and ⟧, which
  /// no value can close: they are data, whoever typed them, and never part of the instruction.
  std::string instruction;
  std::optional<int> max_words;  ///< 1 to kMaxPassageWords
  std::string tone;              ///< in the author's words, or empty
  std::string place;             ///< of the tag or the field in the template: "line 12, column 5"; may be empty
  std::string title = {};        ///< what a person calls it: the field's title, the name, "passage 2"
  std::string key = {};          ///< under which FillOptions::written takes the text

  bool operator==(const Passage&) const = default;
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
