#pragma once

#include <boost/json/value.hpp>
#include <string>
#include <vector>

#include "http/message.hpp"

namespace kontor::http {

enum class BodyKind { none, json, upload };

/// What a person writes about a route; the rest is read off the handler's types.
struct About {
  std::string summary;
  std::string tag;
};

struct Parameter {
  std::string name;
  std::string in;  ///< path, query or header
  bool required = true;
  boost::json::value schema;
};

/// A route as documentation: one operation of OpenAPI.
struct Operation {
  Method method = Method::get;
  std::string path;
  About about;
  std::vector<Parameter> parameters;
  BodyKind body = BodyKind::none;
  bool body_required = true;
  boost::json::value request_schema;
  unsigned status = 200;
  std::string response_type;  ///< empty: no body
  boost::json::value response_schema;
  bool authenticated = false;

  /// The names between braces in the path.
  std::vector<std::string> placeholders() const;
};

Operation describe(Method method, std::string_view path, About about);

}  // namespace kontor::http
