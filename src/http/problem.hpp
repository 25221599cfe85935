#pragma once

#include <string_view>

#include "base/error.hpp"
#include "http/message.hpp"

namespace kontor::http {

/// The only table from what went wrong to a status.
unsigned status_of(Code code);
std::string_view reason_of(unsigned status);

/// RFC 9457 `application/problem+json`: what the client may know, every bad field with its place, and the request's id.
Response problem(const Error& error, std::string_view request_id);
/// For failures below the handlers: broken HTTP, no such route, a bug.
Response problem(unsigned status, std::string_view detail, std::string_view request_id);

}  // namespace kontor::http
