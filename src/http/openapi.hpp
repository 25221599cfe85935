#pragma once

#include <string>

namespace kontor::http {

class Router;

/// The OpenAPI 3.1 document of the table, pretty-printed: the same bytes for the same table.
std::string openapi(Router& router, std::string_view title, std::string_view version);

}  // namespace kontor::http
