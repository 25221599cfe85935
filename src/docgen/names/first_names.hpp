#pragma once

#include <optional>
#include <string_view>

#include "docgen/words/grammar.hpp"

namespace kontor::docgen {

/// Whose name it is, for the first names that are common in Russia and around it. `name` is in small letters, ё and е
/// alike. Nothing for a name that is not known, or that both have (Женя, Саша).
std::optional<Gender> gender_of_first_name(std::string_view name);
bool is_first_name(std::string_view name);

}  // namespace kontor::docgen
