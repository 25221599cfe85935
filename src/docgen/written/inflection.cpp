#include "docgen/written/inflection.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "docgen/written/tokens.hpp"

namespace kontor::docgen::written {
namespace {

constexpr std::string_view kRussian[] = {
    "",   "а",  "я",  "о",  "е",  "и",   "ы",   "у",   "ю",   "ь",   "й",   "ой",  "ей",  "ом",
    "ем", "ым", "им", "ую", "юю", "ая",  "яя",  "ое",  "ее",  "ый",  "ий",  "ые",  "ие",  "ых",
    "их", "ам", "ям", "ах", "ях", "ами", "ями", "ыми", "ими", "ого", "его", "ому", "ему", "ою",
    "ею", "ью", "ии", "ию", "ия", "ией", "ием", "ья",  "ьи",  "ье",  "ьей", "ьем", "ьям", "ьями"};
constexpr std::string_view kEnglish[] = {"", "s", "es"};

bool is_cyrillic(std::string_view word) {
  const auto first = static_cast<unsigned char>(word.empty() ? 0 : word[0]);
  return first == 0xD0 || first == 0xD1;
}

/// Bytes of the common beginning, whole letters only.
std::size_t common(std::string_view a, std::string_view b) {
  std::size_t n = 0;
  while (n < a.size() && n < b.size() && a[n] == b[n]) ++n;
  while (n > 0 && ((n < a.size() && (static_cast<unsigned char>(a[n]) & 0xC0) == 0x80) ||
                   (n < b.size() && (static_cast<unsigned char>(b[n]) & 0xC0) == 0x80)))
    --n;
  return n;
}

/// «ян», but not «за»: a short word that may be a name.
bool ends_in_consonant(std::string_view russian) {
  static constexpr std::array kVowels{"а", "е", "и", "о", "у", "ы", "э", "ю", "я"};
  return std::ranges::none_of(kVowels, [&](std::string_view vowel) { return russian.ends_with(vowel); });
}

bool forms_of_one(std::string_view a, std::string_view b) {
  if (a == b) return true;
  const bool russian = is_cyrillic(a);
  if (russian != is_cyrillic(b)) return false;
  const auto ends = [&](std::string_view ending) {
    return russian ? std::ranges::find(kRussian, ending) != std::end(kRussian)
                   : std::ranges::find(kEnglish, ending) != std::end(kEnglish);
  };
  // Bytes: a Russian letter has two. «Яна» and «Яне» share two letters, longer words at least three.
  const std::size_t letter = russian ? 2 : 1;
  const std::size_t shorter = std::min(a.size(), b.size());
  const std::size_t least = russian && shorter <= 6 ? 4 : 3 * letter;
  if (shorter < least || (shorter <= 4 && !ends_in_consonant(a.size() < b.size() ? a : b))) return false;
  // The endings may have letters in common: «северный» and «северным».
  for (std::size_t stem = common(a, b), tries = 0; stem >= least && tries < 3; stem -= letter, ++tries)
    if (ends(a.substr(stem)) && ends(b.substr(stem))) return true;
  return false;
}

/// «павел» → «павл», «лев» → «льв»: the vowel that goes when the word is declined.
std::string without_fleeting_vowel(std::string_view word) {
  if (word.size() < 6 || !is_cyrillic(word)) return {};
  const std::string_view vowel = word.substr(word.size() - 4, 2);
  if (vowel != "е" && vowel != "о") return {};
  std::string out(word.substr(0, word.size() - 4));
  if (vowel == "е" && out.ends_with("л")) out += "ь";
  return out += word.substr(word.size() - 2);
}

}  // namespace

bool same_word(std::string_view a, std::string_view b) {
  a = bare(a);
  b = bare(b);
  if (forms_of_one(a, b)) return true;
  const std::string short_a = without_fleeting_vowel(a);
  const std::string short_b = without_fleeting_vowel(b);
  return (!short_a.empty() && forms_of_one(short_a, b)) || (!short_b.empty() && forms_of_one(a, short_b));
}

bool is_patronymic(std::string_view low) {
  const auto has = [low](std::string_view root, std::initializer_list<std::string_view> endings) {
    const std::size_t at = low.rfind(root);
    return at != std::string_view::npos && at >= 4 &&
           std::ranges::find(endings, low.substr(at + root.size())) != endings.end();
  };
  // «Ивановной» is left out: «основной» looks the same.
  return has("ович", {"", "а", "у", "ем", "е"}) || has("евич", {"", "а", "у", "ем", "е"}) ||
         has("овн", {"а", "ы", "е", "у"}) || has("евн", {"а", "ы", "е", "у"}) || has("иничн", {"а", "ы", "е", "у"});
}

}  // namespace kontor::docgen::written
