#include "base/text.hpp"
#include "docgen/language/filters.hpp"

namespace kontor::docgen {
namespace {

using Given = const FilterCall&;

Result<Value> sum(Given call) {
  TRY(const List* list, call.items());
  Decimal total = 0;
  if (call.has(1)) {
    TRY(total, call.number(call.arguments[1]));
  }
  for (const Value& item : *list) {
    TRY(const Value part, call.member(item, 0));
    TRY(const Decimal number, call.number(part));
    const auto next = Decimal::add(total, number);
    if (!next) return call.error("the sum is too large");
    total = *next;
  }
  return Value(total);
}

/// Of each item: what a lambda or an attribute gives, or what the filter of that name makes of it.
Result<Value> map(Given call) {
  TRY(const List* list, call.items());
  const std::string* name = call.has(0) ? call.arguments[0].as<std::string>() : nullptr;
  const Filter* filter = name ? find_filter(*name) : nullptr;
  if (name && (!filter || filter->required > 0))
    return call.error(
        fmt::format("\"{}\" is not a filter that map can use; a field is written map(attribute=\"{}\")", *name, *name));
  List out;
  out.reserve(list->size());
  for (const Value& item : *list) {
    if (filter) {
      TRY(Value made, filter->apply({call.around, call.expr, item, {}}));
      out.push_back(std::move(made));
    } else {
      TRY(Value part, call.member(item, call.has(1) ? 1 : 0));
      out.push_back(std::move(part));
    }
  }
  return Value(std::move(out));
}

Result<List> chosen(Given call, bool wanted) {
  TRY(const List* list, call.items());
  List out;
  for (const Value& item : *list) {
    TRY(const Value part, call.member(item, 0));
    if (part.truthy() == wanted) out.push_back(item);
  }
  return out;
}

Result<Value> select(Given call) {
  TRY(List out, chosen(call, true));
  return Value(std::move(out));
}

Result<Value> reject(Given call) {
  TRY(List out, chosen(call, false));
  return Value(std::move(out));
}

Result<Value> sort(Given call) {
  TRY(const List* list, call.items());
  std::vector<std::pair<Value, const Value*>> keyed;
  for (const Value& item : *list) {
    TRY(Value key, call.member(item, 1));
    if (!keyed.empty() && !is_less(keyed.front().first, key)) return call.error("these items cannot be put in order");
    keyed.emplace_back(std::move(key), &item);
  }
  const bool backwards = call.has(0) && call.arguments[0].truthy();
  std::ranges::sort(keyed, [&](const auto& a, const auto& b) {
    const auto& [low, high] = backwards ? std::tie(b.first, a.first) : std::tie(a.first, b.first);
    if (is_less(low, high).value_or(false)) return true;
    return !is_less(high, low).value_or(false) && a.second < b.second;  // equal ones stay in their order
  });
  List out;
  for (const auto& entry : keyed) out.push_back(*entry.second);
  return Value(std::move(out));
}

Result<Value> join(Given call) {
  TRY(const List* list, call.items());
  const std::string between = call.has(0) ? call.arguments[0].str() : "";
  std::string out;
  bool first = true;
  for (const Value& item : *list) {
    TRY(const Value part, call.member(item, 1));
    if (const Missing* missing = part.as<Missing>()) return fail(call.around.missing(*missing));
    if (!std::exchange(first, false)) out += between;
    out += part.str();
    if (out.size() > (std::size_t{8} << 20)) return call.error("the text becomes too long");
  }
  return Value(std::move(out));
}

Result<Value> size(Given call) {
  if (const Missing* missing = call.input.as<Missing>()) return fail(call.around.missing(*missing));
  if (const List* list = call.input.list()) return Value(Decimal(static_cast<std::int64_t>(list->size())));
  if (const Map* fields = call.input.map()) return Value(Decimal(static_cast<std::int64_t>(fields->entries.size())));
  if (const std::string* text = call.input.as<std::string>())
    return Value(Decimal(static_cast<std::int64_t>(length(*text))));
  return call.error(fmt::format("{} has no length", call.input.kind()));
}

Result<Value> first(Given call) {
  TRY(const List* list, call.items());
  if (list->empty()) return Value(Missing{.expr = &call.expr});
  return Value(list->front());
}

Result<Value> last(Given call) {
  TRY(const List* list, call.items());
  if (list->empty()) return Value(Missing{.expr = &call.expr});
  return Value(list->back());
}

Result<Value> least(Given call, bool greatest) {
  TRY(const List* list, call.items());
  const Value* best = nullptr;
  Value best_key;
  for (const Value& item : *list) {
    TRY(Value key, call.member(item, 0));
    const auto less = best ? is_less(greatest ? best_key : key, greatest ? key : best_key) : std::optional(true);
    if (!less) return call.error("these items cannot be put in order");
    if (!*less) continue;
    best = &item;
    best_key = std::move(key);
  }
  return best ? Value(*best) : Value(Missing{.expr = &call.expr});
}

Result<Value> min(Given call) { return least(call, false); }
Result<Value> max(Given call) { return least(call, true); }

constexpr Filter kFilters[] = {
    {"sum",
     "sum, sum(\"field\") or sum(item => item.price * item.quantity)",
     Takes::list,
     0,
     {"attribute", "start"},
     sum},
    {"map", "map(item => …), map(attribute=\"field\") or map(\"upper\")", Takes::list, 1, {"filter", "attribute"}, map},
    {"select", "select(item => condition)", Takes::list, 0, {"condition"}, select},
    {"reject", "reject(item => condition)", Takes::list, 0, {"condition"}, reject},
    {"sort", "sort, sort(reverse=true) or sort(attribute=\"field\")", Takes::list, 0, {"reverse", "attribute"}, sort},
    {"join", "join(\", \") or join(\", \", \"field\")", Takes::list, 0, {"d", "attribute"}, join},
    {"length", "length", Takes::list, 0, {}, size},
    {"count", "count", Takes::list, 0, {}, size},
    {"first", "first", Takes::list, 0, {}, first},
    {"last", "last", Takes::list, 0, {}, last},
    {"min", "min or min(\"field\")", Takes::list, 0, {"attribute"}, min},
    {"max", "max or max(\"field\")", Takes::list, 0, {"attribute"}, max},
};

}  // namespace

std::span<const Filter> list_filters() { return kFilters; }

}  // namespace kontor::docgen
