#include "docgen/model/typography.hpp"

namespace kontor::docgen {
namespace {

constexpr std::string_view kDash = "\u2014";
constexpr std::string_view kNumberSign = "\u2116";

bool is_cyrillic(std::string_view two_bytes) {
  const auto lead = static_cast<unsigned char>(two_bytes[0]);
  return two_bytes.size() == 2 && (lead == 0xD0 || lead == 0xD1);
}

/// One or two Cyrillic letters, with or without a point behind them.
bool is_short_word(std::string_view word) {
  if (word.ends_with('.')) word.remove_suffix(1);
  if (word.starts_with('(')) word.remove_prefix(1);
  if (word.size() != 2 && word.size() != 4) return false;
  return is_cyrillic(word.substr(0, 2)) && (word.size() == 2 || is_cyrillic(word.substr(2)));
}

}  // namespace

std::vector<std::size_t> binding_spaces(std::string_view text, Locale locale) {
  std::vector<std::size_t> out;
  if (locale != Locale::ru) return out;
  std::size_t word = 0;
  for (std::size_t i = text.find(' '); i != std::string_view::npos; i = text.find(' ', word)) {
    const std::string_view before = text.substr(word, i - word);
    if (before == kNumberSign || is_short_word(before) || text.substr(i + 1).starts_with(kDash)) out.push_back(i);
    word = i + 1;
  }
  return out;
}

void bind_number_signs(std::string& text) {
  constexpr std::string_view kNoBreakSpace = "\u00A0";
  for (std::size_t at = text.find(kNumberSign); at != std::string::npos; at = text.find(kNumberSign, at)) {
    at += kNumberSign.size();
    if (at == text.size() || text[at] != ' ') continue;
    const std::string_view behind = std::string_view(text).substr(at + 1);
    const std::string_view word = behind.substr(0, behind.find_first_of(" \n\t"));
    if (behind.empty() || word.find_first_of("0123456789") != std::string_view::npos)
      text.replace(at, 1, kNoBreakSpace);
  }
}

}  // namespace kontor::docgen
