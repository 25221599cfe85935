#include "docgen/schema/shape.hpp"
#include "docgen/requisites/requisite.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include "docgen/schema/payload.hpp"

namespace kontor::docgen {
namespace {

namespace json = boost::json;

std::string_view text_of(const json::object& schema, std::string_view keyword) {
  const auto* value = schema.if_contains(keyword);
  return value && value->is_string() ? std::string_view(value->get_string()) : std::string_view();
}

std::optional<std::int64_t> count_of(const json::object& schema, std::string_view keyword) {
  const auto* value = schema.if_contains(keyword);
  return value && value->is_int64() ? std::optional(value->get_int64()) : std::nullopt;
}

std::optional<Decimal> limit_of(const json::object& schema, std::string_view keyword) {
  const auto* value = schema.if_contains(keyword);
  return value ? number_of(*value) : std::nullopt;
}

bool requires_field(const json::object& schema, std::string_view name) {
  const auto* required = schema.if_contains("required");
  return required && required->is_array() && std::ranges::any_of(required->get_array(), [&](const json::value& each) {
           return each.is_string() && each.get_string() == name;
         });
}

Shape::Kind kind_of(const json::object& schema) {
  const std::string_view type = text_of(schema, "type");
  if (type == "object") return Shape::Kind::object;
  if (type == "array") return Shape::Kind::list;
  if (type == "boolean") return Shape::Kind::yes_or_no;
  if (type == "number" || type == "integer" || is_number_format(text_of(schema, "format"))) return Shape::Kind::number;
  return Shape::Kind::text;
}

}  // namespace

Shape::Shape(Shape&&) noexcept = default;
Shape& Shape::operator=(Shape&&) noexcept = default;
Shape::~Shape() = default;

Shape::Shape(const json::object& schema)
    : kind(kind_of(schema)),
      whole(text_of(schema, "type") == "integer"),
      money(text_of(schema, "format") == "money"),
      date(text_of(schema, "format") == "date"),
      email(text_of(schema, "format") == "email"),
      requisite(find_requisite(text_of(schema, "format"))),
      has_default(schema.contains("default") || schema.contains("x-written")),
      fallback(schema.if_contains("default")),
      min_length(count_of(schema, "minLength")),
      max_length(count_of(schema, "maxLength")),
      min_items(count_of(schema, "minItems")),
      max_items(count_of(schema, "maxItems")),
      minimum(limit_of(schema, "minimum")),
      maximum(limit_of(schema, "maximum")) {
  const auto* by_model = schema.if_contains("x-written");
  written = by_model && by_model->is_bool() && by_model->get_bool();
  if (const auto* values = schema.if_contains("enum"); values && values->is_array()) allowed = &values->get_array();
  if (const auto* each = schema.if_contains("items"); each && each->is_object())
    item = std::make_unique<Shape>(each->get_object());
  const auto* properties = schema.if_contains("properties");
  names_members = properties && properties->is_object();
  if (!names_members) return;
  members.reserve(properties->get_object().size());
  for (const auto& [name, property] : properties->get_object())
    if (property.is_object())
      members.push_back({std::string(name), Shape(property.get_object()), requires_field(schema, name)});
}

const json::value* MemberLookup::find(const std::string& name) {
  if (!fields_) return nullptr;
  auto at = fields_->begin() + static_cast<std::ptrdiff_t>(next_);
  if (at == fields_->end() || at->key() != name) at = fields_->find(name);
  if (at == fields_->end()) return nullptr;
  next_ = static_cast<std::size_t>(at - fields_->begin()) + 1;
  ++found_;
  return &at->value();
}

}  // namespace kontor::docgen
