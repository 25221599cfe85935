#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/money.hpp"

namespace kontor::docgen {

/// Bytes of the plain spaces in `text` at which a line should not end. In Russian: behind words of one or two letters
/// and such abbreviations («в Москве», «д. 1»), behind №, and before a dash.
std::vector<std::size_t> binding_spaces(std::string_view text, Locale locale);

/// Puts a no-break space between № and its number, in place of a plain one: no writer then parts the two. What a
/// number is: a word with a digit in it, or what follows behind the text's end.
void bind_number_signs(std::string& text);

}  // namespace kontor::docgen
