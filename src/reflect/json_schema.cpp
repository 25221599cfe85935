#include "reflect/json_schema.hpp"

#include <boost/json.hpp>

namespace kontor::reflect {

boost::json::object typed(std::string_view type) {
  boost::json::object schema;
  schema["type"] = type;
  return schema;
}

boost::json::object formatted_text(std::string_view format) {
  boost::json::object schema = typed("string");
  schema["format"] = format;
  return schema;
}

boost::json::object reference(std::string_view name) {
  boost::json::object schema;
  schema["$ref"] = fmt::format("#/components/schemas/{}", name);
  return schema;
}

boost::json::value nullable(boost::json::value schema) {
  boost::json::object& object = schema.as_object();
  if (boost::json::value* type = object.if_contains("type"); type && type->is_string()) {
    const boost::json::string name = type->get_string();
    *type = boost::json::array{name, "null"};
    if (boost::json::value* choices = object.if_contains("enum")) choices->as_array().emplace_back(nullptr);
    return schema;
  }
  if (object.empty()) return schema;
  boost::json::object either;
  either["anyOf"] = boost::json::array{std::move(schema), typed("null")};
  return either;
}

}  // namespace kontor::reflect
