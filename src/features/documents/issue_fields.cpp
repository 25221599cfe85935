#include "features/documents/issue_fields.hpp"

#include "docgen/words/dates.hpp"

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
  return type && type->is_string() && type->get_string() == "string" && !field.contains("enum") &&
         (!field.contains("format") || has_format(field, "text"));
}

/// 23 November 2026.
std::string written_out(const IssueFields& fields) {
  const std::optional<docgen::Day> day = docgen::parse_date(fields.day);
  return day ? docgen::format_date(*day, "long", fields.locale).value_or(fields.day) : fields.day;
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
  if (const object* date = property(schema, "date"); date && is_empty(payload, "date")) {
    if (has_format(*date, "date")) payload["date"] = fields.day;
    if (is_text(*date)) payload["date"] = written_out(fields);
  }
  return payload;
}

}  // namespace kontor::documents
