#pragma once

#include <hb.h>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

/// What layout must know of single letters, from the tables of Unicode that HarfBuzz has.
namespace kontor::docgen::layout {

/// The letter at `at`, which moves behind it. Bytes that are no UTF-8 count as U+FFFD, one by one.
char32_t next_letter(std::string_view text, std::size_t& at);
void append_letter(std::string& out, char32_t letter);

/// Joins the letter before it: accents, joiners, variation selectors, skin tones.
bool is_mark(char32_t letter);
/// Shown in colours of its own unless told otherwise.
bool is_emoji(char32_t letter);
/// Written from right to left.
bool is_rightward(char32_t letter);
/// Of no script: digits, punctuation, symbols, marks.
bool is_common(hb_script_t script);
hb_script_t script_of(char32_t letter);
/// The width of a space of its own in parts of the size; nothing for other letters, and for the plain spaces U+0020 and
/// U+00A0, whose width the font says.
std::optional<double> fixed_space(char32_t letter);

}  // namespace kontor::docgen::layout
