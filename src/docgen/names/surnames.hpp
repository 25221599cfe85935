#pragma once

#include <expected>
#include <optional>
#include <string>
#include <string_view>

#include "docgen/words/grammar.hpp"

namespace kontor::docgen {

/// What the form of a surname says, where only one gender has it: Иванова, Крамская; Иванов, Маяковский. Small letters.
std::optional<Gender> gender_of_surname(std::string_view surname);

/// A surname in small letters, also a double one, in a case. The error says in a person's words why no rule decides.
std::expected<std::string, std::string> decline_surname(std::string_view surname, std::optional<Gender> gender,
                                                        Case in);

}  // namespace kontor::docgen
