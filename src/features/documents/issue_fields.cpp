#include "features/documents/issue_fields.hpp"

namespace kontor::documents {
namespace {

using boost::json::object;
using boost::json::value;

const object* property(const object& schema, std::string_view name) {
  const value* properties = schema.if_contains("properties");
  if (!properties || !properties->is_object()) return nullptr;
  const value* found = properties->get_object().if_contains(name);
  return found ? found->if_object() : nullptr;
}

bool has_format(const object& field, std::string_view format) {
  const value* found = field.if_contains("format");
  return found && found->is_string() && found->get_string() == format;
}

/// Text, and nothing narrower such as an amount.
bool is_text(const object& field) {
  const value* type = field.if_contains("type");
  return type && type->is_string() && type->get_string() == "string" && !field.contains("format") &&
         !field.contains("enum");
}

bool is_empty(const object& payload, std::string_view name) {
  const value* given = payload.if_contains(name);
  return !given || given->is_null() || (given->is_string() && given->get_string().empty());
}

}  // namespace

object with_issue_fields(const object& schema, object payload, const IssueFields& fields) {
  if (const object* number = property(schema, "number"); number && is_text(*number)) {
    if (fields.number)
      payload["number"] = *fields.number;
    else if (is_empty(payload, "number"))
      payload["number"] = fields.locale == Locale::ru ? "б/н" : "draft";
  }
  if (const object* date = property(schema, "date"); date && has_format(*date, "date") && is_empty(payload, "date"))
    payload["date"] = fields.day;
  return payload;
}

}  // namespace kontor::documents
