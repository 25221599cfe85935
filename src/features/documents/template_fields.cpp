#include "features/documents/template_fields.hpp"

#include <boost/json.hpp>

namespace kontor::documents {
namespace {

using boost::json::array;
using boost::json::object;
using boost::json::value;

/// As deep as docgen reads a schema.
constexpr int kMaxDepth = 20;

const object kNothing;

const object& part(const object& schema, std::string_view name) {
  const value* found = schema.if_contains(name);
  return found && found->is_object() ? found->get_object() : kNothing;
}

enum class Shape { plain, record, list };

Shape shape_of(const object& schema) {
  if (schema.contains("properties")) return Shape::record;
  if (schema.contains("items")) return Shape::list;
  const value* type = schema.if_contains("type");
  if (!type || !type->is_string()) return Shape::plain;
  return type->get_string() == "object" ? Shape::record : type->get_string() == "array" ? Shape::list : Shape::plain;
}

bool is_structure(std::string_view keyword) {
  return keyword == "properties" || keyword == "items" || keyword == "required";
}

bool differs(const object& before, const object& authors, std::string_view keyword) {
  const value* old = before.if_contains(keyword);
  const value* now = authors.if_contains(keyword);
  return (old == nullptr) != (now == nullptr) || (old && *old != *now);
}

/// The keywords of one place, without the places below.
object merged_keywords(const object& before, const object& authors, const object& found) {
  object out;
  for (const auto& [name, mine] : authors) {
    if (is_structure(name)) continue;
    if (differs(before, authors, name))
      out[name] = mine;
    else if (const value* theirs = found.if_contains(name))
      out[name] = *theirs;
  }
  for (const auto& [name, theirs] : found)
    if (!is_structure(name) && !out.contains(name) && !differs(before, authors, name)) out[name] = theirs;
  return out;
}

bool is_required(const object& schema, std::string_view name) {
  const value* names = schema.if_contains("required");
  return names && names->is_array() &&
         std::ranges::any_of(names->get_array(), [&](const value& each) { return each == value(name); });
}

/// Names of both, in the order of the first.
std::vector<std::string_view> common_names(const object& first, const object& second) {
  std::vector<std::string_view> names;
  for (const auto& entry : first)
    if (second.contains(entry.key())) names.emplace_back(entry.key());
  return names;
}

/// The fields that the new schema has, in the author's order where there is one.
std::vector<std::string_view> names_in_order(const object& before, const object& authors, const object& found) {
  std::vector<std::string_view> names;
  const auto add = [&](std::string_view name) {
    const bool own = authors.contains(name) && !before.contains(name);
    if ((found.contains(name) || own) && std::ranges::find(names, name) == names.end()) names.push_back(name);
  };
  const bool reordered = common_names(before, authors) != common_names(authors, before);
  for (const auto& entry : reordered ? authors : found) add(entry.key());
  for (const auto& entry : reordered ? found : authors) add(entry.key());
  return names;
}

object carried(const object& before, const object& authors, const object& found, int depth);

void carry_properties(object& out, const object& before, const object& authors, const object& found, int depth) {
  const object& old = part(before, "properties");
  const object& mine = part(authors, "properties");
  const object& theirs = part(found, "properties");
  object properties;
  array required;
  for (const std::string_view name : names_in_order(old, mine, theirs)) {
    const bool known = mine.contains(name);
    if (!theirs.contains(name))
      properties[name] = mine.at(name);
    else if (!known)
      properties[name] = theirs.at(name);
    else
      properties[name] = carried(part(old, name), part(mine, name), part(theirs, name), depth + 1);
    const bool decided = known && (!old.contains(name) || is_required(before, name) != is_required(authors, name));
    if (is_required(decided ? authors : found, name)) required.emplace_back(name);
  }
  out["properties"] = std::move(properties);
  if (!required.empty()) out["required"] = std::move(required);
}

object carried(const object& before, const object& authors, const object& found, int depth) {
  if (depth > kMaxDepth) return found;
  const Shape shape = shape_of(found);
  if (shape_of(authors) != shape) {
    object out = found;
    for (const char* word : {"title", "description"})
      if (authors.contains(word) && differs(before, authors, word)) out[word] = authors.at(word);
    return out;
  }
  object out = merged_keywords(before, authors, found);
  if (shape == Shape::record) carry_properties(out, before, authors, found, depth);
  if (shape == Shape::list)
    out["items"] = carried(part(before, "items"), part(authors, "items"), part(found, "items"), depth + 1);
  return out;
}

void collect_paths(const object& schema, const std::string& path, int depth, std::vector<std::string>& out) {
  if (depth > kMaxDepth) return;
  const object& properties = part(schema, "properties");
  const object& items = part(schema, "items");
  for (const auto& [name, property] : properties)
    if (property.is_object())
      collect_paths(property.get_object(),
                    path.empty() ? std::string(name) : fmt::format("{}.{}", path, std::string_view(name)), depth + 1,
                    out);
  if (!items.empty()) collect_paths(items, path + "[]", depth + 1, out);
  if (properties.empty() && items.empty() && !path.empty()) out.push_back(path);
}

}  // namespace

object carried_over(const object& before, const object& authors, const object& found) {
  return carried(before, authors, found, 0);
}

std::vector<std::string> field_paths(const object& schema) {
  std::vector<std::string> paths;
  collect_paths(schema, "", 0, paths);
  return paths;
}

std::vector<std::string> paths_without(const std::vector<std::string>& all, const std::vector<std::string>& others) {
  std::vector<std::string> rest;
  for (const std::string& path : all)
    if (std::ranges::find(others, path) == others.end()) rest.push_back(path);
  return rest;
}

}  // namespace kontor::documents
