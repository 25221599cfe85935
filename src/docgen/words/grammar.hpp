#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace kontor::docgen {

enum class Gender { masculine, feminine, neuter };
enum class Case { nominative, genitive, dative, accusative, instrumental, prepositional };
inline constexpr std::size_t kCases = 6;

/// "m", "f", "n" and the whole words.
std::optional<Gender> gender_from(std::string_view name);
/// "nominative", "gen", "родительный", … in small letters.
std::optional<Case> case_from(std::string_view name);

/// A Russian noun in its six cases (in the order of Case), one and many. Things without a soul only: their accusative
/// is that of money and of time.
struct Noun {
  std::array<std::string, kCases> one;
  std::array<std::string, kCases> many;
  Gender gender = Gender::masculine;
};

/// How a Russian noun of money or of time is declined.
enum class Pattern {
  fixed,      ///< евро
  hard,       ///< доллар, доллары, долларов; after к, г: франки
  bare,       ///< тиын: as hard, but тиын in the genitive of many
  soft,       ///< юань, юаня, юаней
  soft_yo,    ///< рубль, рублём
  hushing,    ///< куруш, курушем, курушей
  iot,        ///< лей, лея, леев
  adjective,  ///< злотый, золотой
  feminine,   ///< иена, иены, иен; after к, г: марки
  iya,        ///< рупия, рупий
};

/// `word` is the nominative; `genitive_many` replaces what the pattern gives (гривна: гривен).
Noun noun(std::string_view word, Pattern pattern, Gender gender, std::string_view genitive_many = "");

/// An adjective, given as the nominative masculine («белорусский», «новый», «второй», «общий»). Without a soul in the
/// accusative.
std::string adjective(std::string_view masculine, Gender gender, Case in);
std::string adjective_many(std::string_view masculine, Case in);

/// Whether the word that is counted stands as after 1 (рубль), as after 2 (рубля), as after 5 (рублей), or as after 1,5
/// (рубля, but белорусского рубля where 2 has белорусских).
enum class Count { one, few, many, fraction };

/// What is counted: «белорусский рубль», «доллар США».
struct Counted {
  std::string adjectives;  ///< nominative masculine, parted by spaces, or empty
  Noun noun;
  std::string tail;  ///< does not change

  /// After a number that stands in `in`. `governs`: the number ends in a noun (ноль, тысяча, миллион), so the word
  /// stays in the genitive whatever the case.
  std::string after(Count count, Case in, bool governs) const;
};

}  // namespace kontor::docgen
