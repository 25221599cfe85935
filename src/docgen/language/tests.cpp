#include "docgen/language/filters.hpp"
#include "docgen/language/letters.hpp"
#include "docgen/language/strings.hpp"

namespace kontor::docgen {
namespace {

using Asked = const FilterCall&;

template <std::optional<bool> (*Less)(const Value&, const Value&), bool Swapped, bool Negated>
Result<bool> compared(Asked call) {
  const auto less = Swapped ? Less(call.arguments[0], call.input) : Less(call.input, call.arguments[0]);
  if (!less)
    return call.error(fmt::format("{} and {} cannot be compared", call.input.kind(), call.arguments[0].kind()));
  return *less != Negated;
}

Result<bool> equal(Asked call) { return call.input == call.arguments[0]; }
Result<bool> unequal(Asked call) { return !(call.input == call.arguments[0]); }
constexpr auto less = compared<is_less, false, false>;
constexpr auto greater = compared<is_less, true, false>;
constexpr auto at_most = compared<is_less, true, true>;
constexpr auto at_least = compared<is_less, false, true>;

bool is_whole(const Value& value) { return value.as<Decimal>() && value.as<Decimal>()->scale() == 0; }

Result<bool> divisible(Asked call) {
  TRY(const Decimal number, call.number());
  TRY(const Decimal by, call.number(call.arguments[0]));
  if (by.is_zero()) return call.error("nothing can be divided by 0");
  return Decimal::modulo(number, by) == Decimal(0);
}

template <int Rest>
Result<bool> parity(Asked call) {
  TRY(const Decimal number, call.number());
  return Decimal::modulo(number, 2) == Decimal(Rest);
}

Result<bool> among(Asked call) {
  const Value& whole = call.arguments[0];
  if (const List* items = whole.list()) return std::ranges::find(*items, call.input) != items->end();
  if (const Map* fields = whole.map()) return fields->find(call.input.str()) != nullptr;
  if (const std::string* text = whole.text()) return find_in(*text, call.input.str()) != std::string::npos;
  return call.error(fmt::format("\"in\" needs a list or a text, but got {}", whole.kind()));
}

bool holds_items(const Value& value) { return value.list() || value.map() || value.text(); }

constexpr Test kTests[] = {
    {"defined", 0, true, [](Asked call) -> Result<bool> { return !call.input.is_missing(); }},
    {"undefined", 0, true, [](Asked call) -> Result<bool> { return call.input.is_missing(); }},
    {"none", 0, true, [](Asked call) -> Result<bool> { return call.input.is_none(); }},
    {"empty", 0, true, [](Asked call) -> Result<bool> { return !call.input.truthy(); }},
    {"boolean", 0, false, [](Asked call) -> Result<bool> { return call.input.as<bool>() != nullptr; }},
    {"true", 0, false, [](Asked call) -> Result<bool> { return call.input.as<bool>() && call.input.truthy(); }},
    {"false", 0, false, [](Asked call) -> Result<bool> { return call.input.as<bool>() && !call.input.truthy(); }},
    {"integer", 0, false, [](Asked call) -> Result<bool> { return is_whole(call.input); }},
    {"float", 0, false, [](Asked call) -> Result<bool> { return call.input.as<Decimal>() && !is_whole(call.input); }},
    {"number", 0, false, [](Asked call) -> Result<bool> { return call.input.as<Decimal>() || call.input.as<bool>(); }},
    {"string", 0, false, [](Asked call) -> Result<bool> { return call.input.text() != nullptr; }},
    {"mapping", 0, false, [](Asked call) -> Result<bool> { return call.input.map() != nullptr; }},
    {"sequence", 0, false, [](Asked call) -> Result<bool> { return holds_items(call.input); }},
    {"iterable", 0, false, [](Asked call) -> Result<bool> { return holds_items(call.input); }},
    {"callable", 0, false,
     [](Asked call) -> Result<bool> { return call.input.as<std::shared_ptr<Callable>>() != nullptr; }},
    {"escaped", 0, false, [](Asked call) -> Result<bool> { return call.input.as<Markup>() != nullptr; }},
    {"even", 0, false, parity<0>},
    {"odd", 0, false, parity<1>},
    {"divisibleby", 1, false, divisible},
    {"in", 1, false, among},
    {"lower", 0, false,
     [](Asked call) -> Result<bool> {
       const std::string text = call.input.str();
       return any_cased(text) && lower(text) == text;
     }},
    {"upper", 0, false,
     [](Asked call) -> Result<bool> {
       const std::string text = call.input.str();
       return any_cased(text) && upper(text) == text;
     }},
    {"sameas", 1, false,
     [](Asked call) -> Result<bool> { return call.input.kind() == call.arguments[0].kind() && *equal(call); }},
    {"filter", 0, false, [](Asked call) -> Result<bool> { return find_filter(call.input.str()) != nullptr; }},
    {"test", 0, false, [](Asked call) -> Result<bool> { return find_test(call.input.str()) != nullptr; }},
    {"equalto", 1, false, equal},
    {"eq", 1, false, equal},
    {"==", 1, false, equal},
    {"ne", 1, false, unequal},
    {"!=", 1, false, unequal},
    {"lt", 1, false, less},
    {"lessthan", 1, false, less},
    {"<", 1, false, less},
    {"le", 1, false, at_most},
    {"<=", 1, false, at_most},
    {"gt", 1, false, greater},
    {"greaterthan", 1, false, greater},
    {">", 1, false, greater},
    {"ge", 1, false, at_least},
    {">=", 1, false, at_least},
};

}  // namespace

const Test* find_test(std::string_view name) {
  for (const auto table : {std::span<const Test>(kTests), business_tests()})
    for (const Test& test : table)
      if (test.name == name) return &test;
  return nullptr;
}

std::vector<std::string> test_names() {
  std::vector<std::string> names;
  for (const auto table : {std::span<const Test>(kTests), business_tests()})
    for (const Test& test : table)
      if (test.name.front() >= 'a') names.emplace_back(test.name);
  return names;
}

}  // namespace kontor::docgen
