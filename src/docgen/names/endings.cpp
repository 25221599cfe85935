#include "docgen/names/endings.hpp"

namespace kontor::docgen {

bool ends_with_any(std::string_view word, std::initializer_list<std::string_view> endings) {
  return std::ranges::any_of(endings, [&](std::string_view each) { return word.ends_with(each); });
}

std::string_view without_ending(std::string_view word, std::string_view ending) {
  return word.ends_with(ending) ? word.substr(0, word.size() - ending.size()) : word;
}

std::size_t syllables(std::string_view word) {
  std::size_t count = 0;
  for (const std::string_view vowel : {"а", "е", "ё", "и", "о", "у", "ы", "э", "ю", "я"})
    for (std::size_t at = 0; (at = word.find(vowel, at)) != std::string_view::npos; at += vowel.size()) ++count;
  return count;
}

bool is_cyrillic(std::string_view word) {
  for (std::size_t i = 0; i < word.size(); ++i) {
    if (word[i] == '-' && i > 0) continue;
    const auto lead = static_cast<unsigned char>(word[i]);
    const auto next = static_cast<unsigned char>(i + 1 < word.size() ? word[i + 1] : 0);
    const unsigned code = (lead & 0x1Fu) << 6 | (next & 0x3Fu);
    const bool letter =
        (lead == 0xD0 || lead == 0xD1) && ((code >= 0x410 && code <= 0x44F) || code == 0x401 || code == 0x451);
    if (!letter) return false;
    ++i;
  }
  return !word.empty();
}

bool ends_hushing(std::string_view stem) { return ends_with_any(stem, {"ж", "ч", "ш", "щ", "ц"}); }

bool ends_with_i(std::string_view stem) { return ends_with_any(stem, {"г", "к", "х", "ж", "ч", "ш", "щ"}); }

std::string decline_masculine(std::string_view word, Case in) {
  static constexpr CaseEndings kHard = {"", "а", "у", "а", "ом", "е"};
  static constexpr CaseEndings kHushing = {"", "а", "у", "а", "ем", "е"};
  static constexpr CaseEndings kSoft = {"ь", "я", "ю", "я", "ем", "е"};
  static constexpr CaseEndings kIot = {"й", "я", "ю", "я", "ем", "е"};
  static constexpr CaseEndings kIy = {"й", "я", "ю", "я", "ем", "и"};  // Дмитрии
  if (word.ends_with("ь")) return with_ending(without_ending(word, "ь"), kSoft, in);
  if (word.ends_with("ий")) return with_ending(without_ending(word, "й"), kIy, in);
  if (word.ends_with("й")) return with_ending(without_ending(word, "й"), kIot, in);
  return with_ending(word, ends_hushing(word) ? kHushing : kHard, in);
}

std::string decline_in_a(std::string_view word, Case in) {
  static constexpr CaseEndings kHard = {"а", "ы", "е", "у", "ой", "е"};
  static constexpr CaseEndings kBack = {"а", "и", "е", "у", "ой", "е"};
  static constexpr CaseEndings kHushing = {"а", "и", "е", "у", "ей", "е"};
  static constexpr CaseEndings kTs = {"а", "ы", "е", "у", "ей", "е"};
  static constexpr CaseEndings kSoft = {"я", "и", "е", "ю", "ей", "е"};
  static constexpr CaseEndings kIya = {"я", "и", "и", "ю", "ей", "и"};
  if (word.ends_with("ия") && syllables(word) > 2) return with_ending(without_ending(word, "я"), kIya, in);
  if (word.ends_with("я")) return with_ending(without_ending(word, "я"), kSoft, in);
  const std::string_view stem = without_ending(word, "а");
  if (stem.ends_with("ц")) return with_ending(stem, kTs, in);
  if (ends_hushing(stem)) return with_ending(stem, kHushing, in);
  return with_ending(stem, ends_with_i(stem) ? kBack : kHard, in);
}

std::string decline_adjective(std::string_view word, Case in) {
  const bool woman = ends_with_any(word, {"ая", "яя"});
  if (in == Case::nominative) return std::string(word);
  const Gender gender = woman ? Gender::feminine : Gender::masculine;
  // Of a woman's form only the stem counts; ый and ий give the same endings behind it as its own would.
  const std::string masculine = !woman                 ? std::string(word)
                                : word.ends_with("яя") ? std::string(without_ending(word, "яя")) + "ий"
                                : ends_with_i(without_ending(word, "ая"))
                                    ? std::string(without_ending(word, "ая")) + "ий"
                                    : std::string(without_ending(word, "ая")) + "ый";
  return adjective(masculine, gender, in == Case::accusative && !woman ? Case::genitive : in);
}

std::string decline_soft_feminine(std::string_view word, Case in) {
  static constexpr CaseEndings kEndings = {"ь", "и", "и", "ь", "ью", "и"};
  return with_ending(without_ending(word, "ь"), kEndings, in);
}

}  // namespace kontor::docgen
