#include "docgen/language/value.hpp"

namespace kontor::docgen {
namespace {

/// As Python's repr shows it inside a list.
std::string shown(const Value& value) {
  const std::string* text = value.as<std::string>();
  if (value.is_none()) return "None";
  if (!text) return value.str();
  const char quote = text->find('\'') != std::string::npos && text->find('"') == std::string::npos ? '"' : '\'';
  std::string out(1, quote);
  for (const char c : *text) {
    if (c == '\n') {
      out += "\\n";
      continue;
    }
    if (c == quote || c == '\\') out += '\\';
    out += c;
  }
  return out + quote;
}

}  // namespace

const Value* Map::find(std::string_view key) const {
  for (const auto& [name, value] : entries)
    if (name == key) return &value;
  return nullptr;
}

void Map::set(std::string key, Value value) {
  for (auto& [name, old] : entries) {
    if (name != key) continue;
    old = std::move(value);
    return;
  }
  entries.emplace_back(std::move(key), std::move(value));
}

std::vector<std::string> Map::keys() const {
  std::vector<std::string> names;
  for (const auto& entry : entries) names.push_back(entry.first);
  return names;
}

const List* Value::list() const {
  const auto* list = as<std::shared_ptr<const List>>();
  return list ? list->get() : nullptr;
}

const Map* Value::map() const {
  const auto* map = as<std::shared_ptr<Map>>();
  return map ? map->get() : nullptr;
}

std::shared_ptr<Map> Value::shared_map() const {
  const auto* map = as<std::shared_ptr<Map>>();
  return map ? *map : nullptr;
}

bool Value::truthy() const {
  if (const bool* flag = as<bool>()) return *flag;
  if (const Decimal* number = as<Decimal>()) return !number->is_zero();
  if (const std::string* text = as<std::string>()) return !text->empty();
  if (const Markup* markup = as<Markup>()) return !markup->text.empty();
  if (const List* items = list()) return !items->empty();
  if (const Map* fields = map()) return !fields->entries.empty();
  return as<Lambda>() != nullptr;
}

std::string_view Value::kind() const {
  static constexpr std::string_view names[] = {"nothing", "a missing field", "a yes/no value", "a number",  "text",
                                               "text",    "a list",          "an object",      "a function"};
  return names[any_.index()];
}

std::string Value::str() const {
  if (const std::string* text = as<std::string>()) return *text;
  if (const Markup* markup = as<Markup>()) return markup->text;
  if (const Decimal* number = as<Decimal>()) return number->str();
  if (const bool* flag = as<bool>()) return *flag ? "True" : "False";
  if (const List* items = list()) {
    std::string out = "[";
    for (const Value& item : *items) out += (out.size() > 1 ? ", " : "") + shown(item);
    return out + "]";
  }
  if (const Map* fields = map()) {
    std::string out = "{";
    for (const auto& [key, value] : fields->entries)
      out += (out.size() > 1 ? ", " : "") + shown(Value(key)) + ": " + shown(value);
    return out + "}";
  }
  return "";
}

bool Value::operator==(const Value& other) const {
  if (const Decimal* number = as<Decimal>()) return other.as<Decimal>() && *number == *other.as<Decimal>();
  if (const bool* flag = as<bool>()) return other.as<bool>() && *flag == *other.as<bool>();
  if (const List* items = list()) return other.list() && *items == *other.list();
  if (const Map* fields = map()) {
    const Map* others = other.map();
    if (!others || others->entries.size() != fields->entries.size()) return false;
    return std::ranges::all_of(fields->entries, [&](const auto& entry) {
      const Value* same = others->find(entry.first);
      return same && *same == entry.second;
    });
  }
  const bool text = as<std::string>() || as<Markup>();
  if (text) return (other.as<std::string>() || other.as<Markup>()) && str() == other.str();
  return is_none() && other.is_none();
}

}  // namespace kontor::docgen
