#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

#include "base/text.hpp"
#include "docgen/schema/fields.hpp"

namespace kontor::docgen {
namespace {

namespace json = boost::json;

/// All paths below an object of a schema, for the hint.
void collect_paths(const json::object& schema, const std::string& path, std::vector<std::string>& out) {
  const auto* properties = schema.if_contains("properties");
  if (!properties || !properties->is_object()) return;
  for (const auto& [name, property] : properties->get_object()) {
    const std::string place = path.empty() ? std::string(name) : fmt::format("{}.{}", path, std::string_view(name));
    out.push_back(place);
    if (property.is_object()) collect_paths(property.get_object(), place, out);
  }
}

struct Search {
  const Source& source;
  std::vector<std::string> known;
  std::vector<FieldError> errors = {};

  void object(const Field& field, const json::object& schema, const std::string& path) {
    const auto* properties = schema.if_contains("properties");
    for (const auto& child : field.children) {
      const std::string place = path.empty() ? child->name : fmt::format("{}.{}", path, child->name);
      const auto* property =
          properties && properties->is_object() ? properties->get_object().if_contains(child->name) : nullptr;
      if (!property || !property->is_object())
        unknown(*child, place, properties);
      else
        inside(*child, property->get_object(), place);
    }
  }

  void inside(const Field& field, const json::object& schema, const std::string& path) {
    if (!field.children.empty()) object(field, schema, path);
    const auto* items = schema.if_contains("items");
    if (field.item && items && items->is_object()) inside(*field.item, items->get_object(), path + "[]");
  }

  /// The deepest field below, since that is what the tag says: cleint.name rather than cleint.
  void unknown(const Field& field, const std::string& place, const json::value* properties) {
    const Field* deepest = &field;
    std::string whole = place;
    while (deepest->children.size() == 1) {
      deepest = deepest->children.front().get();
      whole += '.' + deepest->name;
    }
    std::string_view guess = nearest(whole, known);
    std::string right(guess);
    if (guess.empty() && properties && properties->is_object()) {
      std::vector<std::string> near;
      for (const auto& entry : properties->get_object()) near.emplace_back(entry.key());
      const std::string_view name = nearest(field.name, near);
      if (!name.empty())
        right = place.substr(0, place.size() - field.name.size()) + std::string(name) + whole.substr(place.size());
    }
    errors.push_back({source.place(deepest->at),
                      right.empty() ? fmt::format("unknown field \"{}\"", whole)
                                    : fmt::format("unknown field \"{}\": did you mean \"{}\"?", whole, right)});
  }
};

}  // namespace

std::vector<FieldError> unknown_fields(const Field& root, const json::object& schema, const Source& source) {
  Search search{source, {}};
  collect_paths(schema, "", search.known);
  search.object(root, schema, "");
  return std::move(search.errors);
}

}  // namespace kontor::docgen
