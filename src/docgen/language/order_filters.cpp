#include <map>
#include <unordered_set>

#include "docgen/language/filters.hpp"
#include "docgen/language/limits.hpp"
#include "docgen/language/strings.hpp"

namespace kontor::docgen {
namespace {

using Given = const FilterCall&;

struct Keyed {
  Value key;
  const Value* item;
};

/// Keys that can all be compared with one another: numbers, texts, or lists. Numbers typed as text among numbers become
/// numbers.
Result<void> make_comparable(Given call, std::vector<Keyed>& keyed) {
  const auto is_number = [](const Keyed& each) { return each.key.as<Decimal>() || each.key.as<bool>(); };
  if (std::ranges::any_of(keyed, is_number)) {
    for (Keyed& each : keyed) {
      if (is_number(each)) continue;
      const auto number = number_in(each.key);
      if (!number) return call.error(fmt::format("a number and {} cannot be put in order", each.key.shown()));
      each.key = Value(*number);
    }
    return {};
  }
  for (const Keyed& each : keyed)
    if (!is_less(keyed.front().key, each.key))
      return call.error(fmt::format("{} and {} cannot be put in order", keyed.front().key.kind(), each.key.kind()));
  return {};
}

/// Equal ones stay in the order in which they came.
Result<void> put_in_order(Given call, std::vector<Keyed>& keyed, bool backwards) {
  TRY(make_comparable(call, keyed));
  const auto before = [&](const Value& a, const Value& b) {
    return is_less(backwards ? b : a, backwards ? a : b).value_or(false);
  };
  std::multimap<Value, const Value*, decltype(before)> sorted(before);
  for (Keyed& each : keyed) sorted.emplace(std::move(each.key), each.item);
  keyed.clear();
  for (const auto& [key, item] : sorted) keyed.push_back({key, item});
  return {};
}

/// What an attribute gives of the item; "last,first" gives both.
Result<Value> key_of(Given call, const Value& item, std::size_t at, bool with_case) {
  const std::string* names = call.has(at) ? call.arguments[at].as<std::string>() : nullptr;
  Value key;
  if (names && names->contains(',')) {
    List parts;
    for (const std::string_view name : split(*names, ",", SIZE_MAX, Side::left)) {
      TRY(Value part, call.member_if_any(item, Value(std::string(name))));
      if (part.is_missing()) return call.error(fmt::format("an item of the list has no field \"{}\"", name));
      parts.push_back(std::move(part));
    }
    key = Value(std::move(parts));
  } else {
    TRY(key, call.member(item, at));
  }
  return with_case ? std::move(key) : without_case(key);
}

Result<Value> sort(Given call) {
  List made;
  TRY(const List* list, call.items(made));
  const bool by_lambda = call.has(0) && call.arguments[0].as<Lambda>();
  std::vector<Keyed> keyed;
  for (const Value& item : *list) {
    TRY(Value key, key_of(call, item, by_lambda ? 0 : 2, call.flag(1, false)));
    keyed.push_back({std::move(key), &item});
  }
  TRY(put_in_order(call, keyed, !by_lambda && call.flag(0, false)));
  List out;
  for (const Keyed& each : keyed) out.push_back(*each.item);
  return Value(std::move(out));
}

Result<Value> unique(Given call) {
  List made;
  TRY(const List* list, call.items(made));
  std::unordered_set<std::string> seen;
  List out;
  for (const Value& item : *list) {
    TRY(const Value key, key_of(call, item, 1, call.flag(0, false)));
    const Decimal* number = key.as<Decimal>();
    if (seen.insert(number ? number->normalized().str() : key.shown()).second) out.push_back(item);
  }
  return Value(std::move(out));
}

Result<Value> group_by(Given call) {
  List made;
  TRY(const List* list, call.items(made));
  const bool with_case = call.flag(2, false);
  struct Entry {
    Value group;
    const Value* item;
  };
  std::vector<Entry> entries;
  std::vector<Keyed> keyed;
  entries.reserve(list->size());
  for (const Value& item : *list) {
    TRY(Value group, call.member_if_any(item, call.arguments[0]));
    if (group.is_missing() && call.has(1)) group = call.arguments[1];
    if (group.is_missing())
      return call.error(fmt::format("an item of the list has no field \"{}\"", call.arguments[0].str()));
    keyed.push_back({with_case ? group : without_case(group), &item});
    entries.push_back({std::move(group), &item});
  }
  const auto group_of = [&](const Value* item) -> const Value& {
    return entries[static_cast<std::size_t>(item - list->data())].group;
  };
  TRY(put_in_order(call, keyed, false));
  List groups;
  for (std::size_t i = 0; i < keyed.size();) {
    List members;
    const std::size_t begin = i;
    for (; i < keyed.size() && keyed[i].key == keyed[begin].key; ++i) members.push_back(*keyed[i].item);
    if (i == begin) return call.error("these items cannot be grouped");
    groups.emplace_back(ListKind::group,
                        std::make_shared<const List>(List{group_of(keyed[begin].item), Value(std::move(members))}));
  }
  return Value(std::move(groups));
}

Result<Value> batch(Given call) {
  List made;
  TRY(const List* list, call.items(made));
  TRY(const int size, call.columns(0, 1));
  if (size == 0) return call.error("batch needs a number of items from 1");
  List rows;
  List row;
  for (const Value& item : *list) {
    row.push_back(item);
    if (row.size() == static_cast<std::size_t>(size)) rows.emplace_back(std::exchange(row, {}));
  }
  if (!row.empty()) {
    if (call.has(1)) row.resize(static_cast<std::size_t>(size), call.arguments[1]);
    rows.emplace_back(std::move(row));
  }
  return Value(std::move(rows));
}

Result<Value> slice(Given call) {
  List made;
  TRY(const List* list, call.items(made));
  TRY(const int wanted, call.columns(0, 1));
  if (wanted == 0) return call.error("slice needs a number of lists from 1");
  const auto count = static_cast<std::size_t>(wanted);
  const std::size_t each = list->size() / count;
  const std::size_t longer = list->size() % count;
  List columns;
  std::size_t at = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t size = each + (i < longer ? 1 : 0);
    List column(list->begin() + static_cast<std::ptrdiff_t>(at),
                list->begin() + static_cast<std::ptrdiff_t>(at + size));
    at += size;
    if (call.has(1) && i >= longer) column.push_back(call.arguments[1]);
    columns.emplace_back(std::move(column));
  }
  return Value(std::move(columns));
}

Result<Value> reverse(Given call) {
  List made;
  TRY(const List* list, call.items(made));
  if (call.input.text()) {
    std::string out;
    for (auto letter = list->rbegin(); letter != list->rend(); ++letter) out += *letter->as<std::string>();
    return Value(std::move(out));
  }
  return Value(List(list->rbegin(), list->rend()));
}

Result<Value> list_of(Given call) {
  List made;
  TRY(const List* list, call.items(made));
  return Value(List(*list));
}

Result<const Map*> fields_of(Given call) {
  if (const Missing* missing = call.input.as<Missing>()) return fail(call.around.missing(*missing));
  if (!call.input.map())
    return call.error(fmt::format("{} needs an object, but got {}", call.expr.name, call.input.kind()));
  return call.input.map();
}

Result<Value> items(Given call) {
  if (call.input.is_missing()) return Value(List{});
  TRY(const Map* fields, fields_of(call));
  List pairs;
  for (const auto& [key, value] : fields->entries) pairs.push_back(Value::tuple({Value(key), value}));
  return Value(std::move(pairs));
}

Result<Value> dictsort(Given call) {
  TRY(const Map* fields, fields_of(call));
  const std::string by = call.text(1, "key");
  if (by != "key" && by != "value") return call.error("dictsort sorts by \"key\" or by \"value\"");
  List pairs;
  for (const auto& [key, value] : fields->entries) pairs.push_back(Value::tuple({Value(key), value}));
  std::vector<Keyed> keyed;
  for (const Value& pair : pairs) {
    const Value& key = (*pair.list())[by == "key" ? 0 : 1];
    keyed.push_back({call.flag(0, false) ? key : without_case(key), &pair});
  }
  TRY(put_in_order(call, keyed, call.flag(2, false)));
  List out;
  for (const Keyed& each : keyed) out.push_back(*each.item);
  return Value(std::move(out));
}

constexpr Filter kFilters[] = {
    {"sort",
     "sort, sort(reverse=true), sort(attribute=\"field\") or sort(item => item.field)",
     Takes::list,
     0,
     {"reverse", "case_sensitive", "attribute"},
     sort},
    {"unique", "unique or unique(attribute=\"field\")", Takes::list, 0, {"case_sensitive", "attribute"}, unique},
    {"groupby",
     "groupby(\"field\") or groupby(\"field\", default=\"…\")",
     Takes::list,
     1,
     {"attribute", "default", "case_sensitive"},
     group_by},
    {"batch", "batch(3) or batch(3, \"-\")", Takes::list, 1, {"linecount", "fill_with"}, batch},
    {"slice", "slice(3) or slice(3, \"-\")", Takes::list, 1, {"slices", "fill_with"}, slice},
    {"reverse", "reverse", Takes::list, 0, {}, reverse},
    {"list", "list", Takes::list, 0, {}, list_of},
    {"items", "items", Takes::object, 0, {}, items},
    {"dictsort", "dictsort or dictsort(by=\"value\")", Takes::object, 0, {"case_sensitive", "by", "reverse"}, dictsort},
};

}  // namespace

std::span<const Filter> order_filters() { return kFilters; }

}  // namespace kontor::docgen
