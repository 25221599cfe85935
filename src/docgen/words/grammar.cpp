#include "docgen/words/grammar.hpp"

#include "base/text.hpp"

namespace kontor::docgen {
namespace {

using Endings = std::array<std::string_view, kCases>;

constexpr std::size_t at(Case in) { return static_cast<std::size_t>(in); }

/// к, г, х, ж, ш, ч, щ: и is written behind them, never ы.
bool wants_i(std::string_view stem) {
  for (const std::string_view letter : {"к", "г", "х", "ж", "ш", "ч", "щ"})
    if (stem.ends_with(letter)) return true;
  return false;
}

bool is_hushing(std::string_view stem) {
  return stem.ends_with("ж") || stem.ends_with("ш") || stem.ends_with("ч") || stem.ends_with("щ");
}

std::string_view without(std::string_view word, std::string_view ending) {
  return word.ends_with(ending) ? word.substr(0, word.size() - ending.size()) : word;
}

std::array<std::string, kCases> with(std::string_view stem, const Endings& endings) {
  std::array<std::string, kCases> out;
  for (std::size_t i = 0; i < kCases; ++i) out[i] = fmt::format("{}{}", stem, endings[i]);
  return out;
}

Noun declined(std::string_view stem, const Endings& one, const Endings& many) {
  return {.one = with(stem, one), .many = with(stem, many)};
}

Noun by_pattern(std::string_view word, Pattern pattern) {
  switch (pattern) {
    case Pattern::hard:
    case Pattern::bare: {
      const std::string_view i = wants_i(word) ? "и" : "ы";
      const std::string_view genitive = pattern == Pattern::bare ? "" : "ов";
      return declined(word, {"", "а", "у", "", "ом", "е"}, {i, genitive, "ам", i, "ами", "ах"});
    }
    case Pattern::soft:
    case Pattern::soft_yo: {
      const std::string_view by = pattern == Pattern::soft_yo ? "ём" : "ем";
      return declined(without(word, "ь"), {"ь", "я", "ю", "ь", by, "е"}, {"и", "ей", "ям", "и", "ями", "ях"});
    }
    case Pattern::iot:
      return declined(without(word, "й"), {"й", "я", "ю", "й", "ем", "е"}, {"и", "ев", "ям", "и", "ями", "ях"});
    case Pattern::hushing:
      return declined(word, {"", "а", "у", "", "ем", "е"}, {"и", "ей", "ам", "и", "ами", "ах"});
    case Pattern::adjective: {
      Noun out;
      for (std::size_t i = 0; i < kCases; ++i) {
        out.one[i] = adjective(word, Gender::masculine, static_cast<Case>(i));
        out.many[i] = adjective_many(word, static_cast<Case>(i));
      }
      return out;
    }
    case Pattern::feminine: {
      const std::string_view stem = without(word, "а");
      const std::string_view i = wants_i(stem) ? "и" : "ы";
      const std::string_view by = is_hushing(stem) ? "ей" : "ой";
      return declined(stem, {"а", i, "е", "у", by, "е"}, {i, "", "ам", i, "ами", "ах"});
    }
    case Pattern::iya:
      return declined(without(word, "я"), {"я", "и", "и", "ю", "ей", "и"}, {"и", "й", "ям", "и", "ями", "ях"});
    case Pattern::fixed:
      break;
  }
  return declined(word, {}, {});
}

/// Stem and whether its endings are the soft ones (общий, рабочий keep only и; третий is its own kind).
struct Stem {
  std::string_view letters;
  bool i = false;     ///< и behind the stem, not ы: белорусский, общий
  bool e = false;     ///< е behind the stem, not о: общего, синего
  bool ya = false;    ///< яя, юю: синяя
  bool soft = false;  ///< третий: третьего
};

Stem stem_of(std::string_view masculine) {
  if (masculine.ends_with("третий")) return {.letters = without(masculine, "ий"), .soft = true};
  const bool stressed = masculine.ends_with("ой");
  const std::string_view stem = without(without(without(masculine, "ый"), "ий"), "ой");
  const bool soft = masculine.ends_with("ий") && !wants_i(stem);
  return {.letters = stem, .i = wants_i(stem) || soft, .e = soft || (is_hushing(stem) && !stressed), .ya = soft};
}

std::string_view ending(const Stem& stem, Gender gender, Case in) {
  static constexpr std::array<Endings, 2> kMasculine = {
      {{"", "ого", "ому", "", "ым", "ом"}, {"", "его", "ему", "", "им", "ем"}}};
  if (stem.soft) {
    static constexpr std::array<Endings, 3> kThird = {{{"ий", "ьего", "ьему", "ий", "ьим", "ьем"},
                                                       {"ья", "ьей", "ьей", "ью", "ьей", "ьей"},
                                                       {"ье", "ьего", "ьему", "ье", "ьим", "ьем"}}};
    return kThird[static_cast<std::size_t>(gender)][at(in)];
  }
  if (gender == Gender::feminine) {
    if (in == Case::nominative) return stem.ya ? "яя" : "ая";
    if (in == Case::accusative) return stem.ya ? "юю" : "ую";
    return stem.e ? "ей" : "ой";
  }
  if (in == Case::nominative || in == Case::accusative) return stem.e ? "ее" : "ое";
  if (in == Case::instrumental) return stem.i ? "им" : "ым";
  return kMasculine[stem.e ? 1 : 0][at(in)];
}

/// Each of the words through `change`.
template <class Change>
std::string each_word(std::string_view words, Change change) {
  std::string out;
  while (!words.empty()) {
    const std::size_t end = std::min(words.find(' '), words.size());
    if (!out.empty()) out += ' ';
    out += change(words.substr(0, end));
    words.remove_prefix(std::min(end + 1, words.size()));
  }
  return out;
}

}  // namespace

std::optional<Gender> gender_from(std::string_view name) {
  const std::string word = lowercase(name);
  for (const std::string_view each : {"m", "masculine", "м", "мужской"})
    if (word == each) return Gender::masculine;
  for (const std::string_view each : {"f", "feminine", "ж", "женский"})
    if (word == each) return Gender::feminine;
  for (const std::string_view each : {"n", "neuter", "с", "средний"})
    if (word == each) return Gender::neuter;
  return std::nullopt;
}

std::optional<Case> case_from(std::string_view name) {
  static constexpr std::array<std::string_view, 3> kNames[] = {
      {"nominative", "nom", "именительный"},   {"genitive", "gen", "родительный"},
      {"dative", "dat", "дательный"},          {"accusative", "acc", "винительный"},
      {"instrumental", "ins", "творительный"}, {"prepositional", "pre", "предложный"}};
  const std::string word = lowercase(name);
  for (std::size_t i = 0; i < kCases; ++i)
    for (const std::string_view each : kNames[i])
      if (word == each) return static_cast<Case>(i);
  return std::nullopt;
}

Noun noun(std::string_view word, Pattern pattern, Gender gender, std::string_view genitive_many) {
  Noun out = by_pattern(word, pattern);
  if (!genitive_many.empty()) out.many[at(Case::genitive)] = genitive_many;
  out.gender = gender;
  return out;
}

std::string adjective(std::string_view masculine, Gender gender, Case in) {
  if (gender == Gender::masculine && (in == Case::nominative || in == Case::accusative)) return std::string(masculine);
  const Stem stem = stem_of(masculine);
  return fmt::format("{}{}", stem.letters, ending(stem, gender, in));
}

std::string adjective_many(std::string_view masculine, Case in) {
  static constexpr Endings kHard = {"ые", "ых", "ым", "ые", "ыми", "ых"};
  static constexpr Endings kSoft = {"ие", "их", "им", "ие", "ими", "их"};
  static constexpr Endings kThird = {"ьи", "ьих", "ьим", "ьи", "ьими", "ьих"};
  const Stem stem = stem_of(masculine);
  return fmt::format("{}{}", stem.letters, (stem.soft ? kThird : stem.i ? kSoft : kHard)[at(in)]);
}

std::string Counted::after(Count count, Case in, bool governs) const {
  const bool direct = in == Case::nominative || in == Case::accusative;
  std::string words;
  std::string_view form;
  if (count == Count::fraction) {
    words = each_word(adjectives, [&](std::string_view each) { return adjective(each, noun.gender, Case::genitive); });
    form = noun.one[at(Case::genitive)];
  } else if (governs || (direct && count == Count::many)) {
    words = each_word(adjectives, [](std::string_view each) { return adjective_many(each, Case::genitive); });
    form = noun.many[at(Case::genitive)];
  } else if (count == Count::one) {
    words = each_word(adjectives, [&](std::string_view each) { return adjective(each, noun.gender, in); });
    form = noun.one[at(in)];
  } else if (direct) {
    // две турецкие лиры, but два белорусских рубля; a noun that is an adjective follows: два злотых
    const bool womanly = noun.gender == Gender::feminine;
    words = each_word(adjectives, [&](std::string_view each) {
      return adjective_many(each, womanly ? Case::nominative : Case::genitive);
    });
    const bool follows = noun.one[0].ends_with("ый") || noun.one[0].ends_with("ой");
    form = follows ? noun.many[at(Case::genitive)] : noun.one[at(Case::genitive)];
  } else {
    words = each_word(adjectives, [&](std::string_view each) { return adjective_many(each, in); });
    form = noun.many[at(in)];
  }
  if (!words.empty()) words += ' ';
  words += form;
  if (!tail.empty()) words += ' ' + tail;
  return words;
}

}  // namespace kontor::docgen
