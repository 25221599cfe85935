#include "http/openapi.hpp"

#include <boost/json.hpp>

#include "base/text.hpp"
#include "http/router.hpp"

namespace kontor::http {
namespace {

using boost::json::array;
using boost::json::object;
using boost::json::value;

struct ProblemField {
  std::string location;
  std::string message;
};
KONTOR_DESCRIBE(ProblemField, location, message)

struct Problem {
  std::string type;
  std::string title;
  int status;
  std::string detail;
  std::string request_id;
  std::vector<ProblemField> errors;
};
KONTOR_DESCRIBE(Problem, type, title, status, detail, request_id, errors)

object content(std::string_view type, const value& schema) {
  object media;
  if (!schema.is_null()) media["schema"] = schema;
  object by_type;
  by_type[type] = std::move(media);
  return by_type;
}

object parameter(const Parameter& described) {
  object json;
  json["name"] = described.name;
  json["in"] = described.in;
  json["required"] = described.required;
  json["schema"] = described.schema;
  return json;
}

/// `GET /api/v1/templates/{id}/versions` → `get_templates_id_versions`.
std::string operation_id(const Operation& operation) {
  std::string id = lowercase(name(operation.method));
  std::string_view path = operation.path;
  if (path.starts_with("/api/v1")) path.remove_prefix(7);
  for (const char c : path) {
    if (c == '/')
      id += '_';
    else if (std::isalnum(static_cast<unsigned char>(c)))
      id += c;
    else if (c == '-' || c == '_')
      id += '_';
  }
  return id;
}

object request_body(const Operation& operation) {
  object body;
  body["required"] = operation.body_required;
  body["content"] = operation.body == BodyKind::json ? content("application/json", operation.request_schema)
                                                     : content("application/octet-stream", object{});
  return body;
}

object responses(const Operation& operation, const value& problem) {
  object good;
  good["description"] = operation.status == 204 ? "Done" : "Success";
  if (!operation.response_type.empty()) good["content"] = content(operation.response_type, operation.response_schema);
  object bad;
  bad["description"] = "What is wrong, and where";
  bad["content"] = content("application/problem+json", problem);
  object all;
  all[std::to_string(operation.status)] = std::move(good);
  all["default"] = std::move(bad);
  return all;
}

object described(const Operation& operation, const value& problem) {
  object json;
  json["operationId"] = operation_id(operation);
  json["summary"] = operation.about.summary;
  if (!operation.about.tag.empty()) json["tags"] = array{value(operation.about.tag)};
  if (operation.authenticated) json["security"] = array{object{{"bearer", array{}}}, object{{"cookie", array{}}}};
  if (!operation.parameters.empty()) {
    array parameters;
    for (const Parameter& each : operation.parameters) parameters.push_back(parameter(each));
    json["parameters"] = std::move(parameters);
  }
  if (operation.body != BodyKind::none) json["requestBody"] = request_body(operation);
  json["responses"] = responses(operation, problem);
  return json;
}

void pretty(std::string& out, const value& json, std::size_t indent) {
  const std::string inner(indent + 2, ' ');
  if (json.is_object() && !json.get_object().empty()) {
    out += "{\n";
    bool first = true;
    for (const auto& member : json.get_object()) {
      if (!std::exchange(first, false)) out += ",\n";
      out += inner;
      reflect::append_json_string(out, member.key());
      out += ": ";
      pretty(out, member.value(), indent + 2);
    }
    out += '\n' + std::string(indent, ' ') + '}';
  } else if (json.is_array() && !json.get_array().empty() && json.get_array().front().is_structured()) {
    out += "[\n";
    bool first = true;
    for (const auto& item : json.get_array()) {
      if (!std::exchange(first, false)) out += ",\n";
      out += inner;
      pretty(out, item, indent + 2);
    }
    out += '\n' + std::string(indent, ' ') + ']';
  } else {
    reflect::append_json(out, json);
  }
}

}  // namespace

std::string openapi(Router& router, std::string_view title, std::string_view version) {
  const value problem = reflect::schema_of<Problem>(router.components());
  object paths;
  for (const auto& route : router.routes()) {
    const Operation& operation = route->operation;
    value& path = paths[operation.path];
    if (path.is_null()) path = object{};
    path.as_object()[lowercase(name(operation.method))] = described(operation, problem);
  }
  object schemas;
  std::map<std::string, value> sorted;
  for (const auto& schema : router.components().schemas()) sorted[schema.key()] = schema.value();
  for (const auto& [key, schema] : sorted) schemas[key] = schema;

  object document;
  document["openapi"] = "3.1.0";
  document["info"] = object{{"title", title}, {"version", version}};
  document["paths"] = std::move(paths);
  document["components"] = object{
      {"securitySchemes", object{{"bearer", object{{"type", "http"}, {"scheme", "bearer"}, {"bearerFormat", "JWT"}}},
                                 {"cookie", object{{"type", "apiKey"}, {"in", "cookie"}, {"name", "kontor_access"}}}}},
      {"schemas", std::move(schemas)}};
  std::string out;
  pretty(out, document, 0);
  return out += '\n';
}

}  // namespace kontor::http
