#include "docgen/language/filters.hpp"

#include <charconv>

#include "docgen/language/letters.hpp"
#include "docgen/language/limits.hpp"
#include "docgen/language/strings.hpp"

namespace kontor::docgen {

std::optional<Decimal> number_in(const Value& value) {
  if (const Decimal* number = value.as<Decimal>()) return *number;
  if (const std::string* text = value.as<std::string>()) return Decimal::parse_typed(*text);
  return std::nullopt;
}

Decimal shortest_fraction(const Decimal& number) {
  const Decimal plain = number.normalized();
  return plain.scale() == 0 ? plain.rounded(1).value_or(plain) : plain;
}

Value without_case(const Value& value) {
  if (const std::string* text = value.text()) return Value(lower(*text));
  if (const Sequence* list = value.as<Sequence>()) {
    List items;
    for (const Value& item : *list->items) items.push_back(without_case(item));
    return {list->shape, std::make_shared<const List>(std::move(items))};
  }
  return value;
}

std::optional<bool> is_less(const Value& a, const Value& b) {
  if (a.text() && b.text()) return *a.text() < *b.text();
  if (const List* x = a.list(); x && b.list()) {
    const List& y = *b.list();
    for (std::size_t i = 0; i < std::min(x->size(), y.size()); ++i)
      if (!((*x)[i] == y[i])) return is_less((*x)[i], y[i]);
    return x->size() < y.size();
  }
  const auto number = [](const Value& value) {
    return value.as<bool>() ? std::optional<Decimal>(value.truthy() ? 1 : 0) : number_in(value);
  };
  const auto x = number(a);
  const auto y = number(b);
  if (!x || !y) return std::nullopt;
  return *x < *y;
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

Result<int> FilterCall::columns(std::size_t i, int otherwise) const {
  if (!has(i)) return otherwise;
  const Decimal* number = arguments[i].as<Decimal>();
  const auto whole = number ? number->whole() : std::nullopt;
  if (!whole || *whole < 0 || *whole > kMaxColumns)
    return error(fmt::format("{} takes a width from 0 to {}", expr.name, kMaxColumns));
  return static_cast<int>(*whole);
}

std::string FilterCall::text(std::size_t i, std::string_view otherwise) const {
  return has(i) ? arguments[i].str() : std::string(otherwise);
}

const Value* FilterCall::named(std::string_view name) const {
  for (std::size_t i = 0; i < arguments.size(); ++i)
    if (key(i) == name) return &arguments[i];
  return nullptr;
}

Result<const List*> FilterCall::items(List& made) const {
  if (const std::string* letters = input.text()) {
    if (letters->size() > kMaxWeight) return error("this text is too long to go through its letters");
    for (const std::string_view letter : characters(*letters)) made.emplace_back(std::string(letter));
    return &made;
  }
  if (const Map* fields = input.map()) {
    for (const auto& entry : fields->entries) made.emplace_back(entry.first);
    return &made;
  }
  return items();
}

Result<Value> FilterCall::member(const Value& item, std::size_t i) const {
  if (!has(i)) return item;
  TRY(Value value, member_if_any(item, arguments[i]));
  if (const Missing* missing = value.as<Missing>()) {
    if (missing->expr && arguments[i].as<Lambda>()) return fail(around.missing(*missing));
    return error(fmt::format("an item of the list has no field \"{}\"", arguments[i].str()));
  }
  return value;
}

Result<Value> FilterCall::member_if_any(const Value& item, const Value& what) const {
  if (const Lambda* lambda = what.as<Lambda>()) return around.apply(*lambda, item);
  const std::string path = what.str();
  const Value* value = &item;
  for (std::string_view rest = path; !rest.empty();) {
    const std::string_view name = rest.substr(0, rest.find('.'));
    rest.remove_prefix(std::min(name.size() + 1, rest.size()));
    const Value* found = value->map() ? value->map()->find(name) : nullptr;
    if (const List* list = value->list()) {
      std::size_t place = 0;
      const auto [end, failed] = std::from_chars(name.data(), name.data() + name.size(), place);
      if (failed == std::errc() && end == name.data() + name.size() && place < list->size()) found = &(*list)[place];
    }
    if (!found) return Value(Missing{});
    value = found;
  }
  return *value;
}

namespace {

std::array<std::span<const Filter>, 7> tables() {
  return {value_filters(),  list_filters(),     text_filters(), order_filters(),
          markup_filters(), business_filters(), inset_filters()};
}

}  // namespace

const Filter* find_filter(std::string_view name) {
  for (const auto table : tables())
    for (const Filter& filter : table)
      if (filter.name == name) return &filter;
  return nullptr;
}

std::vector<std::string> filter_names() {
  std::vector<std::string> names;
  for (const auto table : tables())
    for (const Filter& filter : table) names.emplace_back(filter.name);
  return names;
}

}  // namespace kontor::docgen
