#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "docgen/words/grammar.hpp"

namespace kontor::docgen {

/// A person's name, taken apart. Texts are as they were written.
struct Person {
  struct Part {
    enum class Kind { surname, first, patronymic, initial, other };
    Kind kind;
    std::string text;
  };
  std::vector<Part> parts;       ///< in the order in which they were written
  std::optional<Gender> gender;  ///< from the patronymic, the first name, or the surname's form

  const Part* find(Part::Kind kind) const;
};

/// «Иванов Иван Иванович», «Иван Иванович Иванов», «Иван Петров», «Иванов И. И.», «Алиев Рашид Гейдар оглы». Nothing
/// when the parts cannot be told from one another.
std::optional<Person> read_person(std::string_view name);

/// «Иванов И. И.», or with `initials_first` «И. И. Иванов»; held together by no-break spaces. A name in Latin letters
/// ends in its surname: "Smith J.", "J. Smith". Nothing when there is no surname to be told.
std::optional<std::string> short_name(std::string_view name, bool initials_first = false);

}  // namespace kontor::docgen
