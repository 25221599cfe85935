#pragma once

#include <array>
#include <string>
#include <string_view>

#include "docgen/words/grammar.hpp"

namespace kontor::docgen {

/// The endings of one declension, in the order of Case, put behind a stem.
using CaseEndings = std::array<std::string_view, kCases>;

inline std::string with_ending(std::string_view stem, const CaseEndings& endings, Case in) {
  return std::string(stem).append(endings[static_cast<std::size_t>(in)]);
}

// Cyrillic text in small letters.

bool ends_with_any(std::string_view word, std::initializer_list<std::string_view> endings);
std::string_view without_ending(std::string_view word, std::string_view ending);
std::size_t syllables(std::string_view word);
bool is_cyrillic(std::string_view word);  ///< letters of the Russian alphabet and hyphens, at least one
/// ж ч ш щ ц: е is written behind them where others have an unstressed о.
bool ends_hushing(std::string_view stem);
/// г к х ж ч ш щ: и is written behind them, never ы.
bool ends_with_i(std::string_view stem);

// Things with a soul: the accusative of men is their genitive. `word` is in the nominative.

std::string decline_masculine(std::string_view word, Case in);      ///< Иван, Андрей, Игорь: a consonant, й or ь
std::string decline_in_a(std::string_view word, Case in);           ///< Анна, Никита, Мария, Илья, Берия: а or я
std::string decline_adjective(std::string_view word, Case in);      ///< Толстой, Белый, Горький, Крамская
std::string decline_soft_feminine(std::string_view word, Case in);  ///< Любовь, Айгуль

}  // namespace kontor::docgen
