#include "docgen/names/names.hpp"

#include "docgen/language/letters.hpp"
#include "docgen/names/endings.hpp"
#include "docgen/names/first_names.hpp"
#include "docgen/names/person.hpp"
#include "docgen/names/surnames.hpp"

namespace kontor::docgen {
namespace {

using Form = std::expected<std::string, std::string>;
using Kind = Person::Part::Kind;

/// Лев, Павел, Пётр: the vowel flees.
std::optional<std::string_view> short_stem(std::string_view name) {
  static constexpr std::pair<std::string_view, std::string_view> kStems[] = {
      {"лев", "льв"}, {"павел", "павл"}, {"пётр", "петр"}};
  for (const auto& [from, to] : kStems)
    if (name == from) return to;
  return std::nullopt;
}

Form first_name(std::string_view name, Gender gender, Case in) {
  if (in == Case::nominative) return std::string(name);
  if (const std::size_t hyphen = name.find('-'); hyphen != std::string_view::npos) {
    const Form left = first_name(name.substr(0, hyphen), gender, in);
    const Form right = first_name(name.substr(hyphen + 1), gender, in);
    if (!left || !right) return left ? right : left;
    return *left + '-' + *right;
  }
  if (ends_with_any(name, {"а", "я"})) return decline_in_a(name, in);
  if (ends_with_any(name, {"о", "е", "ё", "и", "ы", "у", "ю", "э"})) return std::string(name);
  if (gender == Gender::masculine) return decline_masculine(short_stem(name).value_or(name), in);
  return name.ends_with("ь") ? decline_soft_feminine(name, in) : std::string(name);
}

std::string patronymic(std::string_view name, Case in) {
  if (name.ends_with("а")) return decline_in_a(name, in);
  for (const std::string_view stressed : {"ильич", "кузьмич", "лукич", "фомич"})
    if (name == stressed && in == Case::instrumental) return fmt::format("{}ом", name);
  return decline_masculine(name, in);
}

/// The letters of `like` say how large those of `word`, its other form, are.
std::string sized_as(std::string_view word, std::string_view like) {
  if (like == upper(like) && like != lower(like) && syllables(lower(like)) > 1) return upper(word);
  if (like == first_upper(lower(like))) return first_upper(word);
  return like == lower(like) ? std::string(word) : titled(word);
}

Form decline_part(const Person::Part& part, const Person& person, Case in) {
  const std::string word = lower(part.text);
  Form form = part.text;
  if (part.kind == Kind::surname) form = decline_surname(word, person.gender, in);
  if (part.kind == Kind::first) form = first_name(word, *person.gender, in);
  if (part.kind == Kind::patronymic) form = patronymic(word, in);
  if (!form || part.kind == Kind::initial || part.kind == Kind::other) return form;
  return sized_as(*form, part.text);
}

/// The words of `person` put back between the white space of `name`.
std::string rebuilt(std::string_view name, const Person& person, const std::vector<std::string>& forms) {
  std::string out;
  std::size_t at = 0;
  for (std::size_t i = 0; i < forms.size(); ++i) {
    const std::size_t found = name.find(person.parts[i].text, at);
    out += name.substr(at, found - at);
    out += forms[i];
    at = found + person.parts[i].text.size();
  }
  return out.append(name.substr(at));
}

}  // namespace

Declined decline_name(std::string_view name, Case in, std::optional<Gender> gender) {
  if (in == Case::nominative) return {std::string(name), ""};
  std::optional<Person> person = read_person(name);
  if (!person) return {std::string(name), "its surname, first name and patronymic cannot be told from one another"};
  if (gender) person->gender = gender;
  if (!person->gender && person->find(Kind::first))
    return {std::string(name), "nothing in it says whether this is a man or a woman"};
  std::vector<std::string> forms;
  for (const Person::Part& part : person->parts) {
    Form form = decline_part(part, *person, in);
    if (!form) return {std::string(name), form.error()};
    forms.push_back(std::move(*form));
  }
  return {rebuilt(name, *person, forms), ""};
}

}  // namespace kontor::docgen
