#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "base/money.hpp"

namespace kontor::docgen {

/// Bytes of the plain spaces in `text` at which a line should not end. In Russian: behind words of one or two letters
/// and such abbreviations («в Москве», «д. 1»), behind №, and before a dash.
std::vector<std::size_t> binding_spaces(std::string_view text, Locale locale);

}  // namespace kontor::docgen
