#include "docgen/names/person.hpp"

#include "base/text.hpp"
#include "docgen/names/endings.hpp"
#include "docgen/names/first_names.hpp"
#include "docgen/names/surnames.hpp"

namespace kontor::docgen {
namespace {

using Part = Person::Part;
using Kind = Person::Part::Kind;

constexpr std::string_view kNoBreakSpace = "\u00A0";

/// Words between white space; «И.И.» is two.
std::vector<std::string> tokens_of(std::string_view name) {
  std::string text(name);
  for (std::size_t at; (at = text.find(kNoBreakSpace)) != std::string::npos;) text.replace(at, 2, " ");
  std::vector<std::string> tokens;
  std::string token;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    const bool gap = i == text.size() || text[i] == ' ' || text[i] == '\t' || text[i] == '\n';
    if (!gap) token += text[i];
    if ((gap || text[i] == '.') && !token.empty()) tokens.push_back(std::exchange(token, ""));
  }
  return tokens;
}

bool is_initial(std::string_view token) { return token.ends_with('.') && length(token) == 2; }

std::optional<Gender> gender_of_patronymic(std::string_view word) {
  if (word.ends_with("ич") && syllables(word) > 1) return Gender::masculine;
  if (ends_with_any(word, {"овна", "евна", "ёвна", "ична"})) return Gender::feminine;
  return std::nullopt;
}

/// «Гейдар оглы», «Гейдар кызы»: the word behind the father's name.
std::optional<Gender> gender_of_filiation(std::string_view word) {
  for (const std::string_view each : {"оглы", "оглу", "улы", "уулу"})
    if (word == each) return Gender::masculine;
  for (const std::string_view each : {"кызы", "гызы", "кизи"})
    if (word == each) return Gender::feminine;
  return std::nullopt;
}

/// Which of two or three whole words is what; nothing when that cannot be told.
std::optional<std::vector<Kind>> roles(const std::vector<std::string>& words) {
  const auto patronymic = [&](std::size_t i) { return gender_of_patronymic(words[i]).has_value(); };
  if (words.size() == 3) {
    const bool surname_last = patronymic(1) && (!patronymic(2) || is_first_name(words[0]));
    if (surname_last) return std::vector{Kind::first, Kind::patronymic, Kind::surname};
    if (patronymic(2)) return std::vector{Kind::surname, Kind::first, Kind::patronymic};
    return std::nullopt;
  }
  if (words.size() == 2) {
    if (patronymic(1) && is_first_name(words[0]) && !is_first_name(words[1]))
      return std::vector{Kind::first, Kind::patronymic};
    if (is_first_name(words[0]) && !is_first_name(words[1])) return std::vector{Kind::first, Kind::surname};
    if (is_first_name(words[1])) return std::vector{Kind::surname, Kind::first};
  }
  return std::nullopt;
}

std::optional<Person> with_initials(const std::vector<std::string>& tokens) {
  Person person;
  for (const std::string& token : tokens) {
    const bool initial = is_initial(token);
    if (!initial && (person.find(Kind::surname) || !is_cyrillic(token))) return std::nullopt;
    person.parts.push_back({initial ? Kind::initial : Kind::surname, token});
  }
  const Part* surname = person.find(Kind::surname);
  if (!surname) return std::nullopt;
  person.gender = gender_of_surname(lowercase(surname->text));
  return person;
}

std::optional<Person> in_full(const std::vector<std::string>& tokens) {
  std::vector<std::string> words;
  for (const std::string& token : tokens) words.push_back(lowercase(token));
  Person person;
  if (words.size() == 4 && gender_of_filiation(words[3])) {
    person.gender = gender_of_filiation(words[3]);
    const Kind kinds[] = {Kind::surname, Kind::first, Kind::other, Kind::other};
    for (std::size_t i = 0; i < 4; ++i) person.parts.push_back({kinds[i], tokens[i]});
    return person;
  }
  const auto kinds = roles(words);
  if (!kinds) return std::nullopt;
  std::array<std::optional<Gender>, 3> said;  // by surname, first name, patronymic
  for (std::size_t i = 0; i < words.size(); ++i) {
    const Kind kind = (*kinds)[i];
    person.parts.push_back({kind, tokens[i]});
    said[static_cast<std::size_t>(kind)] = kind == Kind::patronymic ? gender_of_patronymic(words[i])
                                           : kind == Kind::first    ? gender_of_first_name(words[i])
                                                                    : gender_of_surname(words[i]);
  }
  person.gender = said[2] ? said[2] : said[1] ? said[1] : said[0];
  return person;
}

}  // namespace

const Part* Person::find(Part::Kind kind) const {
  const auto found = std::ranges::find(parts, kind, &Part::kind);
  return found == parts.end() ? nullptr : &*found;
}

std::optional<Person> read_person(std::string_view name) {
  const std::vector<std::string> tokens = tokens_of(name);
  if (tokens.size() < 2 || tokens.size() > 4) return std::nullopt;
  if (std::ranges::any_of(tokens, is_initial)) return with_initials(tokens);
  if (!std::ranges::all_of(tokens, is_cyrillic)) return std::nullopt;
  return in_full(tokens);
}

std::optional<std::string> short_name(std::string_view name, bool initials_first) {
  std::optional<Person> person = read_person(name);
  const std::vector<std::string> tokens = tokens_of(name);
  if (!person) {
    const bool latin = std::ranges::none_of(tokens, is_cyrillic);
    if (!latin || tokens.size() < 2 || tokens.size() > 4) return std::nullopt;
    person.emplace();
    for (const std::string& token : tokens) person->parts.push_back({Kind::first, token});
    person->parts.back().kind = Kind::surname;
  }
  const Part* surname = person->find(Kind::surname);
  if (!surname) return std::nullopt;
  std::string initials;
  bool had_patronymic = false;
  for (const Part& part : person->parts) {
    if (part.kind == Kind::surname || (part.kind == Kind::other && std::exchange(had_patronymic, true))) continue;
    if (!initials.empty()) initials += kNoBreakSpace;
    if (part.kind == Kind::initial) {
      initials += part.text;
      continue;
    }
    std::size_t end = 1;  // the first letter, whatever its bytes
    while (end < part.text.size() && (static_cast<unsigned char>(part.text[end]) & 0xC0) == 0x80) ++end;
    initials += part.text.substr(0, end) + '.';
  }
  const std::string_view first = initials_first ? std::string_view(initials) : surname->text;
  const std::string_view second = initials_first ? std::string_view(surname->text) : initials;
  return fmt::format("{}{}{}", first, kNoBreakSpace, second);
}

}  // namespace kontor::docgen
