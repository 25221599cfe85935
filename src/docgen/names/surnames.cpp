#include "docgen/names/surnames.hpp"

#include "docgen/language/letters.hpp"
#include "docgen/names/endings.hpp"

namespace kontor::docgen {
namespace {

using Form = std::expected<std::string, std::string>;

bool among(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::ranges::find(words, word) != words.end();
}

/// Щербина is borne by men and women alike, so the woman's is not that of Щербин.
bool is_a_noun_in_ina(std::string_view word) {
  return among(word, {"щербина", "калина", "малина", "смородина", "долина", "былина", "дубина", "кручина", "година",
                      "журавлина", "солонина", "рябина", "перепелина", "лучина"});
}

/// Halves of double surnames that never change: Бонч-Бруевич, Тер-Петросян.
bool is_fixed_half(std::string_view word) {
  return among(word, {"бонч", "тер", "кара", "фон",  "де",  "ван", "дер", "аль", "эль",   "ибн", "ле",
                      "ла",   "мак", "сен",  "сент", "шах", "дон", "бей", "ага", "демут", "о"});
}

/// Foreign surnames that only look like those of Иванов and Никитин: Дарвином, not Дарвиным.
bool is_foreign_in_in(std::string_view word) {
  return among(
      word, {"дарвин", "чаплин", "грин", "кронин", "франклин", "гершвин", "кельвин", "кэмерон", "мартин", "цеппелин"});
}

Form possessive_of_man(std::string_view word, Case in) {
  static constexpr CaseEndings kOwn = {"", "а", "у", "а", "ым", "е"};
  if (is_foreign_in_in(word)) return decline_masculine(word, in);
  return with_ending(word, kOwn, in);
}

Form possessive_of_woman(std::string_view word, Case in) {
  static constexpr CaseEndings kOwn = {"а", "ой", "ой", "у", "ой", "ой"};
  return with_ending(without_ending(word, "а"), kOwn, in);
}

/// Vowels that no Russian declension has: Шевченко, Гоголадзе, Руссо, Живаго; and those of many: Белых, Долгих.
bool never_changes(std::string_view word) {
  if (ends_with_any(word, {"о", "е", "ё", "э", "и", "ы", "у", "ю", "иа", "уа", "аа", "еа", "оа"})) return true;
  if (word.ends_with("ых")) return true;
  if (word.ends_with("их"))
    return ends_with_any(word, {"ких", "гих", "хих", "жих", "чих", "ших", "щих", "тьих", "них", "дих"});
  return among(word, {"дюма", "золя", "петипа", "дега", "тома", "люка", "моруа", "ферма"});
}

bool is_adjective(std::string_view word) {
  if (ends_with_any(word, {"ый", "ая", "яя"})) return syllables(word) > 1;
  if (word.ends_with("ой")) return syllables(word) > 1;  // Цой is a noun
  return word.ends_with("ий") && ends_with_any(word, {"ский", "цкий", "кий", "гий", "хий", "жий", "чий", "щий", "ний"});
}

/// Швец, Заяц, Жилёк, Воробей: whether the vowel flees is the family's own habit.
bool may_lose_a_vowel(std::string_view word) {
  if (among(word, {"воробей", "соловей", "муравей", "заяц",  "лев",    "пес",   "пёс",   "перец",  "палец",
                   "орел",    "козел",   "осел",    "котел", "щегол",  "чехол", "хохол", "угол",   "посол",
                   "лоб",     "сон",     "день",    "огонь", "рубель", "дятел", "овен",  "корень", "камень"}))
    return true;
  if (word == "швец") return true;
  return syllables(word) > 1 && ends_with_any(word, {"ец", "ок", "ёк", "ек", "ень", "ёл", "ёр"});
}

Form decline_of_man(std::string_view word, Case in) {
  if (ends_with_any(word, {"ов", "ев", "ёв", "ин", "ын"}) && syllables(word) > 1) return possessive_of_man(word, in);
  if (may_lose_a_vowel(word))
    return std::unexpected(fmt::format("{} may lose a vowel, which is for the family to say", titled(word)));
  return decline_masculine(word, in);
}

/// Not adjectives, and not those that never change.
Form decline_by_gender(std::string_view word, std::optional<Gender> gender, Case in) {
  const bool in_a = ends_with_any(word, {"а", "я"});
  const bool like_a_womans = ends_with_any(word, {"ова", "ева", "ёва", "ина", "ына"}) && syllables(word) > 1;
  if (in_a && !like_a_womans) return decline_in_a(word, in);
  if (!gender) return std::unexpected(fmt::format("nothing says whether {} is a man or a woman", titled(word)));
  if (!in_a) return gender == Gender::feminine ? Form(std::string(word)) : decline_of_man(word, in);
  if (gender == Gender::masculine) return decline_in_a(word, in);
  if (is_a_noun_in_ina(word))
    return std::unexpected(fmt::format("{} may be declined as Калина or as Никитина", titled(word)));
  return possessive_of_woman(word, in);
}

Form decline_half(std::string_view word, std::optional<Gender> gender, Case in) {
  if (!is_cyrillic(word)) return std::unexpected(fmt::format("{} is not in Russian letters", titled(word)));
  if (never_changes(word)) return std::string(word);
  const bool womans = ends_with_any(word, {"ая", "яя"});
  // A woman keeps a man's form (Мария Толстой abroad): the family decided.
  if (is_adjective(word) && !(womans && gender == Gender::masculine)) {
    if (!womans && gender == Gender::feminine) return std::string(word);
    return decline_adjective(word, in);
  }
  return decline_by_gender(word, gender, in);
}

}  // namespace

std::optional<Gender> gender_of_surname(std::string_view surname) {
  const std::string_view word = surname.substr(surname.rfind('-') + 1);  // the last half of a double one
  if (is_a_noun_in_ina(word) || syllables(word) < 2) return std::nullopt;
  if (ends_with_any(word, {"ова", "ева", "ёва", "ина", "ына", "ая", "яя"})) return Gender::feminine;
  if (ends_with_any(word, {"ов", "ев", "ёв", "ин", "ын", "ый"})) return Gender::masculine;
  if (ends_with_any(word, {"ский", "цкий", "ской", "цкой", "кий"})) return Gender::masculine;
  return std::nullopt;
}

Form decline_surname(std::string_view surname, std::optional<Gender> gender, Case in) {
  if (in == Case::nominative) return std::string(surname);
  std::string out;
  while (true) {
    const std::size_t end = std::min(surname.find('-'), surname.size());
    const std::string_view half = surname.substr(0, end);
    const bool first = end < surname.size();
    if (first && is_fixed_half(half)) {
      out += half;
    } else {
      const Form form = decline_half(half, gender, in);
      if (!form) return form;
      out += *form;
    }
    if (!first) return out;
    out += '-';
    surname.remove_prefix(end + 1);
  }
}

}  // namespace kontor::docgen
