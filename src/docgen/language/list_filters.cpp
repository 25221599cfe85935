#include "base/text.hpp"
#include "docgen/language/filters.hpp"
#include "docgen/language/limits.hpp"
#include "docgen/language/strings.hpp"

namespace kontor::docgen {
namespace {

using Given = const FilterCall&;

Result<Value> sum(Given call) {
  List made;
  TRY(const List* list, call.items(made));
  Decimal total = 0;
  if (call.has(1)) {
    TRY(total, call.number(call.arguments[1]));
  }
  for (const Value& item : *list) {
    TRY(const Value part, call.member(item, 0));
    TRY(const Decimal number, call.number(part.as<bool>() ? Value(Decimal(part.truthy() ? 1 : 0)) : part));
    const auto next = Decimal::add(total, number);
    if (!next) return call.error("the sum is too large");
    total = *next;
  }
  return Value(total.scale() > 0 ? shortest_fraction(total) : total);
}

/// What an open filter with the name of another filter or test first gives to that: the rest of its arguments.
FilterCall inner(Given call, const Value& item, std::size_t skip) {
  return {call.around, call.expr, item, call.arguments.subspan(std::min(skip, call.arguments.size())), skip};
}

/// The filter that map is to use on each item.
Result<const Filter*> named_filter(Given call) {
  const std::string name = call.arguments[0].str();
  const Filter* filter = find_filter(name);
  if (!filter) {
    const std::vector<std::string> names = filter_names();
    const std::string_view guess = nearest(name, names);
    return call.error(fmt::format("there is no filter \"{}\"{}", name,
                                  guess.empty() ? fmt::format("; a field is written map(attribute=\"{}\")", name)
                                                : fmt::format(": did you mean \"{}\"?", guess)));
  }
  const std::size_t given = call.arguments.size() - 1;
  if (given < filter->required || (!filter->open && given > filter->parameters.size()))
    return call.error(fmt::format("the filter {} is written {}", name, filter->usage));
  return filter;
}

/// Of each item: what a lambda or an attribute gives, or what the filter of that name makes of it.
Result<Value> map(Given call) {
  List made;
  TRY(const List* list, call.items(made));
  const Value* attribute = call.named("attribute");
  const Value* otherwise = call.named("default");
  if (!attribute && call.arguments[0].as<Lambda>()) attribute = call.arguments.data();
  if (!attribute && !call.key(0).empty()) return call.error(fmt::format("map is written {}", call.expr.filter->usage));
  const Filter* filter = nullptr;
  if (!attribute) {
    TRY(filter, named_filter(call));
  }
  List out;
  out.reserve(list->size());
  for (const Value& item : *list) {
    if (filter) {
      TRY(Value value, filter->apply(inner(call, item, 1)));
      out.push_back(std::move(value));
      continue;
    }
    TRY(Value part, call.member_if_any(item, *attribute));
    if (part.is_missing() && otherwise) part = Value(*otherwise);
    if (const Missing* missing = part.as<Missing>(); missing && missing->expr)
      return fail(call.around.missing(*missing));
    if (part.is_missing()) return call.error(fmt::format("an item of the list has no field \"{}\"", attribute->str()));
    out.push_back(std::move(part));
  }
  return Value(std::move(out));
}

/// Whether an item is chosen: by a lambda or the name of a test, at that place among the arguments.
Result<bool> passes(Given call, const Value& item, std::size_t at) {
  if (at >= call.arguments.size()) return item.truthy();
  if (const Lambda* lambda = call.arguments[at].as<Lambda>()) {
    TRY(const Value value, call.around.apply(*lambda, item));
    return value.truthy();
  }
  const std::string name = call.arguments[at].str();
  const Test* test = find_test(name);
  if (!test) {
    const std::vector<std::string> names = test_names();
    const std::string_view guess = nearest(name, names);
    return call.error(fmt::format("there is no test \"{}\"{}", name,
                                  guess.empty() ? "" : fmt::format(": did you mean \"{}\"?", guess)));
  }
  if (call.arguments.size() - at - 1 != test->arguments)
    return call.error(fmt::format("the test {} takes {} argument(s)", name, test->arguments));
  if (item.is_missing() && !test->absent_is_fine) return false;
  return test->apply(inner(call, item, at + 1));
}

template <bool Wanted>
Result<Value> chosen(Given call) {
  List made;
  TRY(const List* list, call.items(made));
  List out;
  for (const Value& item : *list) {
    TRY(const bool passed, passes(call, item, 0));
    if (passed == Wanted) out.push_back(item);
  }
  return Value(std::move(out));
}

template <bool Wanted>
Result<Value> chosen_by_attribute(Given call) {
  List made;
  TRY(const List* list, call.items(made));
  List out;
  for (const Value& item : *list) {
    TRY(const Value part, call.member_if_any(item, call.arguments[0]));
    TRY(const bool passed, passes(call, part, 1));
    if (passed == Wanted) out.push_back(item);
  }
  return Value(std::move(out));
}

Result<Value> join(Given call) {
  List made;
  TRY(const List* list, call.items(made));
  const std::string between = call.text(0, "");
  std::string out;
  bool first = true;
  for (const Value& item : *list) {
    TRY(const Value part, call.member(item, 1));
    if (const Missing* missing = part.as<Missing>()) return fail(call.around.missing(*missing));
    if (!std::exchange(first, false)) out += between;
    out += part.str();
    if (out.size() > kMaxText) return call.error("the text becomes too long");
  }
  return Value(std::move(out));
}

Result<Value> size(Given call) {
  if (const Missing* missing = call.input.as<Missing>()) return fail(call.around.missing(*missing));
  if (const List* list = call.input.list()) return Value::whole(list->size());
  if (const Map* fields = call.input.map()) return Value::whole(fields->entries.size());
  if (const std::string* text = call.input.text()) return Value::whole(count_characters(*text));
  return call.error(fmt::format("{} has no length", call.input.kind()));
}

Result<Value> first(Given call) {
  List made;
  TRY(const List* list, call.items(made));
  if (list->empty()) return Value(Missing{.expr = &call.expr});
  return Value(list->front());
}

Result<Value> last(Given call) {
  List made;
  TRY(const List* list, call.items(made));
  if (list->empty()) return Value(Missing{.expr = &call.expr});
  return Value(list->back());
}

template <bool Greatest>
Result<Value> extreme(Given call) {
  List made;
  TRY(const List* list, call.items(made));
  const Value* best = nullptr;
  Value best_key;
  for (const Value& item : *list) {
    TRY(Value key, call.member(item, 0));
    if (!call.flag(1, false)) key = without_case(key);
    const auto less = best ? is_less(Greatest ? best_key : key, Greatest ? key : best_key) : std::optional(true);
    if (!less) return call.error("these items cannot be put in order");
    if (!*less) continue;
    best = &item;
    best_key = std::move(key);
  }
  return best ? Value(*best) : Value(Missing{.expr = &call.expr});
}

Result<Value> refuse_random(Given call) {
  return call.error("the same fields always give the same document, so nothing is random; take first or an index");
}

constexpr std::string_view kSelect = "select(item => condition) or select(\"test\", …)";
constexpr std::string_view kSelectAttribute = "selectattr(\"field\") or selectattr(\"field\", \"test\", …)";

constexpr Filter kFilters[] = {
    {"sum",
     "sum, sum(\"field\") or sum(item => item.price * item.quantity)",
     Takes::list,
     0,
     {"attribute", "start"},
     sum},
    {"map",
     "map(item => …), map(attribute=\"field\") or map(\"upper\")",
     Takes::list,
     1,
     {},
     map,
     Takes::anything,
     "",
     true},
    {"select", kSelect, Takes::list, 0, {}, chosen<true>, Takes::anything, "", true},
    {"reject", kSelect, Takes::list, 0, {}, chosen<false>, Takes::anything, "", true},
    {"selectattr", kSelectAttribute, Takes::list, 1, {}, chosen_by_attribute<true>, Takes::anything, "", true},
    {"rejectattr", kSelectAttribute, Takes::list, 1, {}, chosen_by_attribute<false>, Takes::anything, "", true},
    {"join", "join(\", \") or join(\", \", \"field\")", Takes::list, 0, {"d", "attribute"}, join},
    {"length", "length", Takes::list, 0, {}, size},
    {"count", "count", Takes::list, 0, {}, size},
    {"first", "first", Takes::list, 0, {}, first},
    {"last", "last", Takes::list, 0, {}, last},
    {"min", "min or min(\"field\")", Takes::list, 0, {"attribute", "case_sensitive"}, extreme<false>},
    {"max", "max or max(\"field\")", Takes::list, 0, {"attribute", "case_sensitive"}, extreme<true>},
    {"random", "not possible here", Takes::list, 0, {}, refuse_random},
};

}  // namespace

std::span<const Filter> list_filters() { return kFilters; }

}  // namespace kontor::docgen
