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

/// The length of the letter at `at` when it is a Latin one without an accent or a Russian one; 0 for others and at the
/// end. The short way for what most texts are made of.
inline std::size_t plain_letter(std::string_view text, std::size_t at) {
  if (at >= text.size()) return 0;
  const auto byte = static_cast<unsigned char>(text[at]);
  if (byte < 0x80) return (byte | 0x20) >= 'a' && (byte | 0x20) <= 'z' ? 1 : 0;
  return (byte == 0xD0 || byte == 0xD1) && at + 1 < text.size() &&
                 (static_cast<unsigned char>(text[at + 1]) & 0xC0) == 0x80
             ? 2
             : 0;
}

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
