#include "docgen/language/value.hpp"

#include "docgen/language/calls.hpp"
#include "docgen/language/limits.hpp"

namespace kontor::docgen {
namespace {

/// What holds a value of that bulk, beside what it held before.
void put_in(Bulk& around, const Bulk& part) {
  const std::uint64_t weight = std::uint64_t{around.weight} + part.weight;
  around.weight = static_cast<std::uint32_t>(std::min<std::uint64_t>(weight, 0xFFFF'FFFF));
  const int nesting = std::min<int>(part.nesting + 1, Bulk::kUnnestable);
  around.nesting = std::max(around.nesting, static_cast<std::uint16_t>(nesting));
}

/// Whether a character is shown as its number. The zone of private use is not printed either, but nobody writes it.
void show_text(const std::string& text, std::string& out) {
  const char quote = text.find('\'') != std::string::npos && text.find('"') == std::string::npos ? '"' : '\'';
  out += quote;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const auto next = i + 1 < text.size() ? static_cast<unsigned char>(text[i + 1]) : 0U;
    if (c == '\n') {
      out += "\\n";
    } else if (c == '\t') {
      out += "\\t";
    } else if (c == '\r') {
      out += "\\r";
    } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
      fmt::format_to(std::back_inserter(out), "\\x{:02x}", static_cast<unsigned>(c));
    } else if (static_cast<unsigned char>(c) == 0xC2 && (next < 0xA1 || next == 0xAD)) {
      fmt::format_to(std::back_inserter(out), "\\x{:02x}", next);  // U+0080 to U+00A0, and the soft hyphen
      ++i;
    } else {
      if (c == quote || c == '\\') out += '\\';
      out += c;
    }
  }
  out += quote;
}

void show(const Value& value, std::string& out);

void print(const Value& value, std::string& out) {
  if (out.size() > kMaxText) return;
  if (const std::string* text = value.text()) {
    out += *text;
  } else if (const Decimal* number = value.as<Decimal>()) {
    out += number->str();
  } else if (const bool* flag = value.as<bool>()) {
    out += *flag ? "True" : "False";
  } else if (const Sequence* sequence = value.as<Sequence>()) {
    const bool tuple = sequence->shape != ListKind::list;
    out += tuple ? '(' : '[';
    for (std::size_t i = 0; i < sequence->items->size() && out.size() <= kMaxText; ++i) {
      if (i > 0) out += ", ";
      show((*sequence->items)[i], out);
    }
    if (tuple && sequence->items->size() == 1) out += ',';
    out += tuple ? ')' : ']';
  } else if (const Map* fields = value.map()) {
    out += '{';
    bool first = true;
    for (const auto& [key, field] : fields->entries) {
      if (out.size() > kMaxText) break;
      if (!std::exchange(first, false)) out += ", ";
      show_text(key, out);
      out += ": ";
      show(field, out);
    }
    out += '}';
  }
}

void show(const Value& value, std::string& out) {
  if (value.is_none())
    out += "None";
  else if (const std::string* text = value.text())
    show_text(*text, out);
  else
    print(value, out);
}

/// True and False are 1 and 0, as in Python.
std::optional<Decimal> as_number(const Value& value) {
  if (const Decimal* number = value.as<Decimal>()) return *number;
  if (const bool* flag = value.as<bool>()) return Decimal(*flag ? 1 : 0);
  return std::nullopt;
}

bool same_fields(const Map& a, const Map& b) {
  if (&a == &b) return true;
  if (a.entries.size() != b.entries.size()) return false;
  for (std::size_t i = 0; i < a.entries.size(); ++i) {
    const auto& [key, value] = a.entries[i];
    const bool in_place = b.entries[i].first == key;  // most often both have the same order
    const Value* other = in_place ? &b.entries[i].second : b.find(key);
    if (!other || !(*other == value)) return false;
  }
  return true;
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
  names.reserve(entries.size());
  for (const auto& entry : entries) names.push_back(entry.first);
  return names;
}

Value::Value(ListKind shape, std::shared_ptr<const List> items) {
  Bulk bulk;
  for (const Value& item : *items) put_in(bulk, item.bulk());
  bulk.nesting = std::max<std::uint16_t>(bulk.nesting, 1);
  any_ = Sequence{std::move(items), bulk, shape};
}

Value::Value(std::shared_ptr<Map> v) {
  Bulk bulk;
  for (const auto& entry : v->entries) put_in(bulk, entry.second.bulk());
  bulk.nesting = std::max<std::uint16_t>(bulk.nesting, 1);
  any_ = Object{std::move(v), bulk};
}

std::shared_ptr<Map> Value::shared_map() const {
  const auto* object = as<Object>();
  return object ? object->fields : nullptr;
}

std::shared_ptr<const List> Value::shared_list() const {
  const auto* sequence = as<Sequence>();
  return sequence ? sequence->items : nullptr;
}

Bulk Value::bulk() const {
  if (const auto* sequence = as<Sequence>()) return sequence->bulk;
  if (const auto* object = as<Object>()) return object->bulk;
  if (const std::string* characters = text())
    return {.weight = static_cast<std::uint32_t>(1 + std::min<std::size_t>(characters->size() / 64, 0xFFFF'0000))};
  if (any_.index() > 7) return {.nesting = Bulk::kUnnestable};
  return {};
}

bool Value::truthy() const {
  if (const bool* flag = as<bool>()) return *flag;
  if (const Decimal* number = as<Decimal>()) return !number->is_zero();
  if (const std::string* characters = text()) return !characters->empty();
  if (const List* items = list()) return !items->empty();
  if (const Map* fields = map()) return !fields->entries.empty();
  return any_.index() > 7;
}

std::string_view Value::kind() const {
  static constexpr std::string_view names[] = {
      "nothing", "a missing field", "a yes/no value", "a number",    "text",     "text",
      "a list",  "an object",       "a function",     "a namespace", "the loop", "a function"};
  return names[any_.index()];
}

std::string Value::str() const {
  std::string out;
  print(*this, out);
  return out;
}

std::string Value::shown() const {
  std::string out;
  show(*this, out);
  return out;
}

bool Value::operator==(const Value& other) const {
  if (const auto number = as_number(*this)) return number == as_number(other);
  if (const std::string* characters = text()) return other.text() && *characters == *other.text();
  if (const Sequence* mine = as<Sequence>()) {
    const Sequence* theirs = other.as<Sequence>();
    if (!theirs || (mine->shape == ListKind::list) != (theirs->shape == ListKind::list)) return false;
    return mine->items == theirs->items || *mine->items == *theirs->items;
  }
  if (const Map* fields = map()) return other.map() && same_fields(*fields, *other.map());
  if (const auto* space = as<std::shared_ptr<Namespace>>()) {
    const auto* theirs = other.as<std::shared_ptr<Namespace>>();
    return theirs && *space == *theirs;
  }
  return is_none() && other.is_none();
}

}  // namespace kontor::docgen
