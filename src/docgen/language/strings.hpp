#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kontor::docgen {

/// Texts as Python sees them: rows of code points. Bytes that are not UTF-8 go with the character before them.

std::size_t count_characters(std::string_view text);
std::vector<std::string_view> characters(std::string_view text);
/// The characters from `from` to before `to`, as far as there are any.
std::string_view cut(std::string_view text, std::size_t from, std::size_t to);
/// The byte where `part` begins, at or behind the byte `from`; npos when nowhere. Takes time in proportion to both.
std::size_t find_in(std::string_view text, std::string_view part, std::size_t from = 0);
std::size_t find_last_in(std::string_view text, std::string_view part);

enum class Side { left, right, both };
/// Without any of `set` (by default white space) at that side.
std::string_view stripped(std::string_view text, Side side, std::optional<std::string_view> set = std::nullopt);
/// With `fill` up to `width` characters. `side` says where the fill goes.
std::string padded(std::string_view text, std::size_t width, std::string_view fill, Side side);
/// With `to` in the place of the first `most` times that `from` stands in it; an empty `from` stands between all
/// characters. Nothing when the result would be longer than kMaxText.
std::optional<std::string> replaced(std::string_view text, std::string_view from, std::string_view to,
                                    std::size_t most = SIZE_MAX);
/// Between white space, or between `separator`, which is not empty; at most `most` cuts, counted from the right end for
/// Side::right.
std::vector<std::string_view> split(std::string_view text, std::optional<std::string_view> separator, std::size_t most,
                                    Side side);
std::vector<std::string_view> split_lines(std::string_view text, bool with_ends);
/// Each run of letters begins with a large one, as Python's title() has it.
std::string title_of_letters(std::string_view text);

/// What a test on all letters of a text may ask; false for an empty text.
bool only_digits(std::string_view text);
bool only_letters(std::string_view text);
bool only_letters_or_digits(std::string_view text);
bool only_space(std::string_view text);
bool any_cased(std::string_view text);

}  // namespace kontor::docgen
