#include "docgen/language/wrapping.hpp"

#include "docgen/language/strings.hpp"

namespace kontor::docgen {
namespace {

bool is_space(std::string_view character) { return character.size() == 1 && only_space(character); }
bool is_word(std::string_view character) { return character == "_" || only_letters_or_digits(character); }

/// White space and words by turns; a word ends behind a hyphen that has two letters at either side.
std::vector<std::vector<std::string_view>> pieces_of(std::string_view line, bool break_at_hyphens) {
  const std::vector<std::string_view> all = characters(line);
  std::vector<std::vector<std::string_view>> pieces;
  bool cut = true;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (i > 0 && is_space(all[i]) != is_space(all[i - 1])) cut = true;
    if (cut) pieces.emplace_back();
    pieces.back().push_back(all[i]);
    cut = break_at_hyphens && all[i] == "-" && i >= 2 && i + 2 < all.size() && only_letters(all[i - 1]) &&
          is_word(all[i - 2]) && is_word(all[i + 1]) && only_letters(all[i + 2]);
  }
  return pieces;
}

}  // namespace

std::vector<std::string> wrapped(std::string_view line, const Wrapping& how) {
  const auto pieces = pieces_of(line, how.break_at_hyphens);
  std::vector<std::string> lines;
  std::size_t next = 0;  // piece
  std::size_t used = 0;  // characters of it that are placed already
  while (next < pieces.size()) {
    const auto blank = [&](std::size_t i) { return is_space(pieces[i].front()); };
    if (used == 0 && !lines.empty() && blank(next)) ++next;
    std::vector<std::pair<std::size_t, std::size_t>> taken;  // piece, characters
    std::size_t size = 0;
    std::string text;
    std::size_t end_of_words = 0;  // bytes of text up to the last word
    const auto take = [&](std::size_t count) {
      for (std::size_t i = used; i < used + count; ++i) text += pieces[next][i];
      if (!blank(next)) end_of_words = text.size();
      size += count;
      used += count;
      if (used == pieces[next].size()) ++next, used = 0;
    };
    while (next < pieces.size() && size + pieces[next].size() - used <= how.width) take(pieces[next].size() - used);
    if (next < pieces.size() && pieces[next].size() - used > how.width) {
      if (how.break_long_words)
        take(std::min(std::max<std::size_t>(1, how.width - std::min(size, how.width)), pieces[next].size() - used));
      else if (size == 0)
        take(pieces[next].size() - used);
    }
    text.resize(end_of_words);
    if (!text.empty()) lines.push_back(std::move(text));
  }
  return lines;
}

}  // namespace kontor::docgen
