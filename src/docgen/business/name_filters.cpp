#include "base/text.hpp"
#include "docgen/business/filters.hpp"
#include "docgen/names/names.hpp"
#include "docgen/names/person.hpp"

namespace kontor::docgen {
namespace {

using Given = const FilterCall&;

/// The text in its case; what no rule decides stays, with a remark.
std::string or_as_given(Given call, Declined declined) {
  if (!declined.sure()) call.remark(fmt::format("\"{}\" stays as it is: {}", declined.text, declined.doubt));
  return std::move(declined.text);
}

Result<std::optional<Gender>> gender_given(Given call, std::size_t i) {
  if (!call.has(i)) return std::nullopt;
  TRY(const Gender gender, gender_argument(call, i));
  return gender;
}

template <Case In>
Result<Value> declined_to(Given call) {
  TRY(const std::string text, call.text());
  TRY(const std::optional<Gender> gender, gender_given(call, 0));
  if (trimmed(text).empty()) return Value(text);
  return Value(or_as_given(call, decline(text, In, gender)));
}

Result<Value> initials(Given call) {
  TRY(const std::string name, call.text());
  TRY(const Case in, case_argument(call, 1));
  TRY(std::optional<Gender> gender, gender_given(call, 2));
  if (trimmed(name).empty()) return Value(name);
  const auto plain = short_name(name, flag_argument(call, 0, false));
  if (!plain) return Value(or_as_given(call, {name, "its surname cannot be told from its first name"}));
  if (in == Case::nominative) return Value(*plain);
  const auto person = read_person(name);  // the full name says whether it is a man; «Мельник И. И.» would not
  if (!gender && person) gender = person->gender;
  return Value(or_as_given(call, decline_name(*plain, in, gender)));
}

template <Case In>
constexpr Filter by_case(std::string_view name, std::string_view usage) {
  return {name, usage, Takes::text, 0, {"gender"}, declined_to<In>};
}

constexpr Filter kFilters[] = {
    by_case<Case::genitive>("genitive", "genitive or genitive(\"f\")"),
    by_case<Case::dative>("dative", "dative or dative(\"f\")"),
    by_case<Case::accusative>("accusative", "accusative or accusative(\"f\")"),
    by_case<Case::instrumental>("instrumental", "instrumental or instrumental(\"f\")"),
    by_case<Case::prepositional>("prepositional", "prepositional or prepositional(\"f\")"),
    {"short_name",
     "short_name, short_name(initials_first=true) or short_name(case=\"genitive\")",
     Takes::text,
     0,
     {"initials_first", "case", "gender"},
     initials},
};

}  // namespace

std::span<const Filter> name_filters() { return kFilters; }

}  // namespace kontor::docgen
