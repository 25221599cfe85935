#include "docgen/language/calls.hpp"
#include "docgen/language/methods.hpp"

namespace kontor::docgen {
namespace {

using Given = const FilterCall&;

Result<Value> items(Given call) {
  List pairs;
  for (const auto& [key, value] : call.input.map()->entries) pairs.push_back(Value::tuple({Value(key), value}));
  return Value(std::move(pairs));
}

Result<Value> keys(Given call) {
  List names;
  for (const auto& entry : call.input.map()->entries) names.emplace_back(entry.first);
  return Value(std::move(names));
}

Result<Value> values(Given call) {
  List all;
  for (const auto& entry : call.input.map()->entries) all.push_back(entry.second);
  return Value(std::move(all));
}

Result<Value> get(Given call) {
  const Value* found = call.input.map()->find(call.arguments[0].str());
  return found ? Value(*found) : call.has(1) ? Value(call.arguments[1]) : Value();
}

Result<Value> index(Given call) {
  const List& list = *call.input.list();
  const auto found = std::ranges::find(list, call.arguments[0]);
  if (found == list.end()) return call.error(fmt::format("{} is not in the list", call.arguments[0].shown()));
  return Value::whole(static_cast<std::size_t>(found - list.begin()));
}

Result<Value> count(Given call) {
  return Value::whole(static_cast<std::size_t>(std::ranges::count(*call.input.list(), call.arguments[0])));
}

Result<Value> cycle(Given call) {
  const Loop& loop = **call.input.as<std::shared_ptr<Loop>>();
  if (call.arguments.empty()) return call.error("cycle is written loop.cycle(\"a\", \"b\")");
  return Value(call.arguments[loop.at % call.arguments.size()]);
}

/// True when the arguments are not those of the last time.
Result<Value> changed(Given call) {
  Loop& loop = **call.input.as<std::shared_ptr<Loop>>();
  Value now(List(call.arguments.begin(), call.arguments.end()));
  if (now.bulk().nesting == Bulk::kUnnestable) return call.error("loop.changed needs plain values");
  const bool differs = !loop.before || !(*loop.before == now);
  loop.before = std::move(now);
  return Value(differs);
}

Callable& cycler(Given call) { return **call.input.as<std::shared_ptr<Callable>>(); }

Result<Value> next(Given call) {
  Callable& all = cycler(call);
  Value now = all.items[all.at];
  all.at = (all.at + 1) % all.items.size();
  return now;
}

Result<Value> reset(Given call) {
  cycler(call).at = 0;
  return Value(std::string());
}

constexpr Method kMethods[] = {
    {"items", Method::Of::map, 0, {}, items},         {"keys", Method::Of::map, 0, {}, keys},
    {"values", Method::Of::map, 0, {}, values},       {"get", Method::Of::map, 1, {"key", "default"}, get},
    {"index", Method::Of::list, 1, {"value"}, index}, {"count", Method::Of::list, 1, {"value"}, count},
    {"cycle", Method::Of::loop, 0, {}, cycle, true},  {"changed", Method::Of::loop, 0, {}, changed, true},
    {"next", Method::Of::cycler, 0, {}, next},        {"reset", Method::Of::cycler, 0, {}, reset},
};

bool is_of(const Value& value, Method::Of of) {
  switch (of) {
    case Method::Of::text:
      return value.text() != nullptr;
    case Method::Of::list:
      return value.list() != nullptr;
    case Method::Of::map:
      return value.map() != nullptr;
    case Method::Of::loop:
      return value.as<std::shared_ptr<Loop>>() != nullptr;
    case Method::Of::cycler:
      if (const auto* callable = value.as<std::shared_ptr<Callable>>())
        return (*callable)->kind == Callable::Kind::cycler;
  }
  return false;
}

}  // namespace

std::span<const Method> collection_methods() { return kMethods; }

const Method* find_method(std::string_view name) {
  for (const auto table : {text_methods(), collection_methods()})
    for (const Method& method : table)
      if (method.name == name) return &method;
  return nullptr;
}

const Method* find_method(std::string_view name, const Value& of) {
  for (const auto table : {text_methods(), collection_methods()})
    for (const Method& method : table)
      if (method.name == name && is_of(of, method.of)) return &method;
  return nullptr;
}

std::vector<std::string> method_names() {
  std::vector<std::string> names;
  for (const auto table : {text_methods(), collection_methods()})
    for (const Method& method : table) names.emplace_back(method.name);
  return names;
}

}  // namespace kontor::docgen
