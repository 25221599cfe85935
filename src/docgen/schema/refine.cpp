#include "docgen/schema/refine.hpp"

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

#include "base/text.hpp"
#include "docgen/requisites/requisite.hpp"

namespace kontor::docgen {
namespace {

namespace json = boost::json;

enum class Shape { text, flag, count, number, list, object, anything };

struct Keyword {
  std::string_view name;
  Shape shape;
};

constexpr Keyword kKeywords[] = {
    {"type", Shape::text},          {"title", Shape::text},
    {"description", Shape::text},   {"format", Shape::text},
    {"default", Shape::anything},   {"enum", Shape::list},
    {"examples", Shape::list},      {"minLength", Shape::count},
    {"maxLength", Shape::count},    {"minItems", Shape::count},
    {"maxItems", Shape::count},     {"minimum", Shape::number},
    {"maximum", Shape::number},     {"x-written", Shape::flag},
    {"x-prompt-hint", Shape::text}, {"contentEncoding", Shape::text},
};
constexpr Keyword kStructure[] = {{"properties", Shape::object},
                                  {"required", Shape::list},
                                  {"items", Shape::object},
                                  {"additionalProperties", Shape::anything},
                                  {"$schema", Shape::text}};
constexpr std::string_view kTypes[] = {"string", "number", "integer", "boolean", "object", "array"};
constexpr std::string_view kFormats[] = {"money", "decimal", "date", "textarea", "email", "text"};

/// Also the names of requisites: inn, iban and their like.
std::vector<std::string_view> formats() {
  std::vector<std::string_view> all(std::begin(kFormats), std::end(kFormats));
  for (const RequisiteKind& each : requisites()) all.push_back(each.format);
  return all;
}

bool has_shape(const json::value& value, Shape shape) {
  switch (shape) {
    case Shape::text:
      return value.is_string();
    case Shape::flag:
      return value.is_bool();
    case Shape::count:
      return value.is_int64() && value.get_int64() >= 0;
    case Shape::number:
      return value.is_number() || value.is_string();
    case Shape::list:
      return value.is_array();
    case Shape::object:
      return value.is_object();
    case Shape::anything:
      return true;
  }
  return false;
}

std::string_view shape_name(Shape shape) {
  static constexpr std::string_view names[] = {
      "a text", "true or false", "a whole number", "a number", "a list", "an object", ""};
  return names[static_cast<std::size_t>(shape)];
}

/// What is wrong with one keyword; empty when nothing is. Keywords of other vocabularies (x-…) are left alone.
std::string keyword_error(std::string_view name, const json::value& value, bool structure) {
  const Keyword* found = std::ranges::find(kKeywords, name, &Keyword::name);
  if (found == std::end(kKeywords)) found = nullptr;
  if (!found && structure) {
    found = std::ranges::find(kStructure, name, &Keyword::name);
    if (found == std::end(kStructure)) found = nullptr;
  }
  if (!found) {
    if (name.starts_with("x-")) return "";
    std::vector<std::string> known;
    for (const Keyword& each : kKeywords) known.emplace_back(each.name);
    const std::string_view guess = nearest(name, known);
    return guess.empty() ? "is not a keyword that is understood here"
                         : fmt::format("is not a keyword: did you mean \"{}\"?", guess);
  }
  if (!has_shape(value, found->shape)) return fmt::format("must be {}", shape_name(found->shape));
  if (name == "type" && std::ranges::find(kTypes, std::string_view(value.get_string())) == std::end(kTypes))
    return "must be one of string, number, integer, boolean, object, array";
  if (name == "format" && std::ranges::find(kFormats, std::string_view(value.get_string())) == std::end(kFormats) &&
      !find_requisite(value.get_string()))
    return fmt::format("must be one of {}", fmt::join(formats(), ", "));
  return "";
}

void collect_errors(const json::object& schema, const std::string& path, int depth, std::vector<FieldError>& errors) {
  if (depth > 20) return errors.push_back({path, "is nested too deeply"});
  const auto join = [&](std::string_view name) {
    return path.empty() ? std::string(name) : fmt::format("{}.{}", path, name);
  };
  for (const auto& [name, value] : schema)
    if (std::string message = keyword_error(name, value, true); !message.empty())
      errors.push_back({join(name), std::move(message)});
  if (const auto* properties = schema.if_contains("properties"); properties && properties->is_object()) {
    for (const auto& [name, property] : properties->get_object()) {
      const std::string place = join("properties") + '.' + std::string(name);
      if (property.is_object())
        collect_errors(property.get_object(), place, depth + 1, errors);
      else
        errors.push_back({place, "must be an object"});
    }
  }
  if (const auto* items = schema.if_contains("items"); items && items->is_object())
    collect_errors(items->get_object(), join("items"), depth + 1, errors);
}

std::vector<std::string_view> segments(std::string_view path) {
  std::vector<std::string_view> out;
  while (!path.empty()) {
    const std::size_t end = std::min(path.find('.'), path.size());
    std::string_view part = path.substr(0, end);
    const bool list = part.ends_with("[]");
    if (list) part.remove_suffix(2);
    out.push_back(part);
    if (list) out.push_back("[]");
    path.remove_prefix(std::min(end + 1, path.size()));
  }
  return out;
}

/// The property at the segments' end, made on the way where it is not there yet.
json::object& reach(json::object& schema, std::span<const std::string_view> parts) {
  json::object* at = &schema;
  for (const std::string_view part : parts) {
    if (part == "[]") {
      (*at)["type"] = "array";
      json::value& items = (*at)["items"];
      if (!items.is_object()) items = json::object{{"type", "string"}};
      at = &items.get_object();
      continue;
    }
    (*at)["type"] = "object";
    at->erase("format");
    json::value& properties = (*at)["properties"];
    if (!properties.is_object()) properties.emplace_object();
    json::value& property = properties.get_object()[part];
    if (!property.is_object()) property = json::object{{"type", "string"}};
    at = &property.get_object();
  }
  return *at;
}

void set_required(json::object& parent, std::string_view name, bool required) {
  json::array names;
  if (const auto* old = parent.if_contains("required"); old && old->is_array())
    for (const json::value& each : old->get_array())
      if (!each.is_string() || each.get_string() != name) names.push_back(each);
  if (required) names.emplace_back(name);
  if (names.empty())
    parent.erase("required");
  else
    parent["required"] = std::move(names);
}

/// Properties in the order in which the paths name them, the others behind.
void put_in_order(json::object& schema, const std::vector<std::vector<std::string_view>>& paths,
                  std::vector<std::string_view> prefix) {
  if (json::value* items = schema.if_contains("items"); items && items->is_object()) {
    prefix.push_back("[]");
    put_in_order(items->get_object(), paths, std::move(prefix));
    return;
  }
  json::value* value = schema.if_contains("properties");
  if (!value || !value->is_object()) return;
  json::object& properties = value->get_object();
  json::object ordered;
  const auto move_over = [&](std::string_view name) {
    if (json::value* property = properties.if_contains(name); property && !ordered.contains(name))
      ordered[name] = std::move(*property);
  };
  for (const auto& path : paths)
    if (path.size() > prefix.size() && std::equal(prefix.begin(), prefix.end(), path.begin()))
      move_over(path[prefix.size()]);
  for (auto& entry : properties) move_over(entry.key());
  for (auto& [name, property] : ordered) {
    prefix.emplace_back(name);
    put_in_order(property.get_object(), paths, prefix);
    prefix.pop_back();
  }
  properties = std::move(ordered);
}

}  // namespace

std::vector<FieldError> schema_errors(const json::object& schema) {
  std::vector<FieldError> errors;
  collect_errors(schema, "", 0, errors);
  return errors;
}

Result<json::object> refined(json::object schema, const json::object& paths) {
  std::vector<FieldError> errors;
  std::vector<std::vector<std::string_view>> order;
  for (const auto& [path, keywords] : paths) {
    const std::string place = fmt::format("fields.{}", std::string_view(path));
    order.push_back(segments(path));
    if (!keywords.is_object() || order.back().empty()) {
      errors.push_back({place, "must be an object of keywords such as {\"title\": \"…\"}"});
      continue;
    }
    json::object& property = reach(schema, order.back());
    for (const auto& [name, value] : keywords.get_object()) {
      if (name == "required") {
        const std::span parts(order.back());
        if (!value.is_bool() || parts.back() == "[]")
          errors.push_back({place + ".required", "must be true or false"});
        else
          set_required(reach(schema, parts.first(parts.size() - 1)), parts.back(), value.get_bool());
        continue;
      }
      if (std::string message = keyword_error(name, value, false); !message.empty())
        errors.push_back({fmt::format("{}.{}", place, std::string_view(name)), std::move(message)});
      else
        property[name] = value;
    }
    const bool optional = property.contains("default") || property.contains("x-written");
    if (optional && order.back().back() != "[]" && !keywords.get_object().contains("required"))
      set_required(reach(schema, std::span(order.back()).first(order.back().size() - 1)), order.back().back(), false);
    if (property.contains("enum") && !keywords.get_object().contains("type")) property.erase("format");
  }
  if (!errors.empty()) return fail(Error::invalid(std::move(errors)));
  put_in_order(schema, order, {});
  return schema;
}

json::object completed(const json::object& authors, const json::object& inferred) {
  json::object out = authors;
  const bool same_type = !out.contains("type") || (inferred.contains("type") && out.at("type") == inferred.at("type"));
  for (const auto& [name, value] : inferred) {
    if (out.contains(name) || name == "properties" || name == "items") continue;
    if (name == "required" && authors.contains("properties"))
      continue;  // the author made the form, and named what it needs
    if (name == "format" && (!same_type || out.contains("enum"))) continue;
    out[name] = value;
  }
  const auto* properties = inferred.if_contains("properties");
  if (auto* own = out.if_contains("properties"); own && own->is_object() && properties) {
    for (auto& [name, property] : own->get_object()) {
      const auto* suggested = properties->get_object().if_contains(name);
      if (suggested && property.is_object()) property = completed(property.get_object(), suggested->get_object());
    }
  } else if (properties && !own) {
    out["properties"] = *properties;
  }
  const auto* items = inferred.if_contains("items");
  if (auto* own = out.if_contains("items"); own && own->is_object() && items)
    *own = completed(own->get_object(), items->get_object());
  else if (items && !own)
    out["items"] = *items;
  return out;
}

}  // namespace kontor::docgen
