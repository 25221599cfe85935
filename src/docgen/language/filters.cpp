#include "docgen/language/filters.hpp"

namespace kontor::docgen {

std::optional<Decimal> number_in(const Value& value) {
  if (const Decimal* number = value.as<Decimal>()) return *number;
  if (const std::string* text = value.as<std::string>()) return Decimal::parse_typed(*text);
  return std::nullopt;
}

std::optional<bool> is_less(const Value& a, const Value& b) {
  if (a.as<Decimal>() || b.as<Decimal>()) {
    const auto x = number_in(a);
    const auto y = number_in(b);
    if (!x || !y) return std::nullopt;
    return *x < *y;
  }
  if (a.as<std::string>() && b.as<std::string>()) return *a.as<std::string>() < *b.as<std::string>();
  if (a.as<bool>() && b.as<bool>()) return *a.as<bool>() < *b.as<bool>();
  return std::nullopt;
}

Result<Decimal> FilterCall::number(const Value& value) const {
  if (const Missing* missing = value.as<Missing>()) return fail(around.missing(*missing));
  const auto number = number_in(value);
  if (!number) return error(fmt::format("{} needs a number, but got {} ({})", expr.name, value.kind(), value.str()));
  return *number;
}

Result<int> FilterCall::whole(std::size_t i, int otherwise) const {
  if (!has(i)) return otherwise;
  const Decimal* number = arguments[i].as<Decimal>();
  const auto whole = number ? number->whole() : std::nullopt;
  if (!whole || *whole < 0 || *whole > 1000)
    return error(fmt::format("{} is written {}", expr.name, expr.filter->usage));
  return static_cast<int>(*whole);
}

Result<std::string> FilterCall::text() const {
  if (const Missing* missing = input.as<Missing>()) return fail(around.missing(*missing));
  return input.str();
}

Result<Currency> FilterCall::currency(std::size_t i) const {
  if (!has(i)) return around.currency();
  Result<Currency> currency = Currency::parse(arguments[i].str());
  if (!currency) return error(currency.error().fields[0].message);
  return currency;
}

Result<const List*> FilterCall::items() const {
  if (const Missing* missing = input.as<Missing>()) return fail(around.missing(*missing));
  const List* list = input.list();
  if (!list) return error(fmt::format("{} needs a list, but got {}", expr.name, input.kind()));
  return list;
}

Result<Value> FilterCall::member(const Value& item, std::size_t i) const {
  if (!has(i)) return item;
  if (const Lambda* lambda = arguments[i].as<Lambda>()) return around.apply(*lambda, item);
  Value value = item;
  for (std::string path = arguments[i].str(); !path.empty();) {
    const std::size_t point = path.find('.');
    const std::string name = path.substr(0, point);
    path = point == std::string::npos ? "" : path.substr(point + 1);
    const Map* map = value.map();
    const Value* found = map ? map->find(name) : nullptr;
    if (!found) return error(fmt::format("an item of the list has no field \"{}\"", name));
    value = Value(*found);
  }
  return value;
}

const Filter* find_filter(std::string_view name) {
  for (const auto table : {value_filters(), list_filters(), business_filters(), inset_filters()})
    for (const Filter& filter : table)
      if (filter.name == name) return &filter;
  return nullptr;
}

std::vector<std::string> filter_names() {
  std::vector<std::string> names;
  for (const auto table : {value_filters(), list_filters(), business_filters(), inset_filters()})
    for (const Filter& filter : table) names.emplace_back(filter.name);
  return names;
}

namespace {

constexpr Test kTests[] = {
    {"defined", 0, true, [](const FilterCall& call) -> Result<bool> { return !call.input.is_missing(); }},
    {"undefined", 0, true, [](const FilterCall& call) -> Result<bool> { return call.input.is_missing(); }},
    {"none", 0, true, [](const FilterCall& call) -> Result<bool> { return call.input.is_none(); }},
    {"empty", 0, true, [](const FilterCall& call) -> Result<bool> { return !call.input.truthy(); }},
    {"string", 0, false,
     [](const FilterCall& call) -> Result<bool> { return call.input.as<std::string>() != nullptr; }},
    {"number", 0, false, [](const FilterCall& call) -> Result<bool> { return call.input.as<Decimal>() != nullptr; }},
    {"boolean", 0, false, [](const FilterCall& call) -> Result<bool> { return call.input.as<bool>() != nullptr; }},
    {"mapping", 0, false, [](const FilterCall& call) -> Result<bool> { return call.input.map() != nullptr; }},
    {"iterable", 0, false,
     [](const FilterCall& call) -> Result<bool> {
       return call.input.list() || call.input.map() || call.input.as<std::string>();
     }},
    {"sequence", 0, false,
     [](const FilterCall& call) -> Result<bool> {
       return call.input.list() || call.input.map() || call.input.as<std::string>();
     }},
    {"even", 0, false,
     [](const FilterCall& call) -> Result<bool> {
       TRY(const Decimal number, call.number());
       return Decimal::modulo(number, 2) == Decimal(0);
     }},
    {"odd", 0, false,
     [](const FilterCall& call) -> Result<bool> {
       TRY(const Decimal number, call.number());
       return Decimal::modulo(number, 2) == Decimal(1);
     }},
    {"divisibleby", 1, false,
     [](const FilterCall& call) -> Result<bool> {
       TRY(const Decimal number, call.number());
       TRY(const Decimal by, call.number(call.arguments[0]));
       return Decimal::modulo(number, by) == Decimal(0);
     }},
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
    for (const Test& test : table) names.emplace_back(test.name);
  return names;
}

}  // namespace kontor::docgen
