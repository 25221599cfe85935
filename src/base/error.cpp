#include "base/error.hpp"

namespace kontor {

std::string_view name(Code code) {
  switch (code) {
    case Code::invalid:
      return "invalid";
    case Code::unauthenticated:
      return "unauthenticated";
    case Code::forbidden:
      return "forbidden";
    case Code::not_found:
      return "not_found";
    case Code::conflict:
      return "conflict";
    case Code::too_large:
      return "too_large";
    case Code::unsupported:
      return "unsupported";
    case Code::rate_limited:
      return "rate_limited";
    case Code::unavailable:
      return "unavailable";
    case Code::upstream:
      return "upstream";
  }
  return "invalid";
}

Error Error::invalid(std::string location, std::string message) {
  return invalid(std::vector<FieldError>{{std::move(location), std::move(message)}});
}

Error Error::invalid(std::vector<FieldError> fields) {
  return {.code = Code::invalid, .public_message = "The input is not valid.", .fields = std::move(fields)};
}

Error Error::not_found(std::string_view what) {
  return {.code = Code::not_found, .public_message = fmt::format("There is no such {}.", what)};
}

std::string describe(const Error& error) {
  std::string text = error.public_message;
  for (const FieldError& field : error.fields) {
    if (!text.empty()) text += "\n  ";
    text += field.location.empty() ? field.message : fmt::format("{}: {}", field.location, field.message);
  }
  return text;
}

}  // namespace kontor
