#include "http/message.hpp"

#include "base/text.hpp"

namespace kontor::http {

std::string_view name(Method method) {
  switch (method) {
    case Method::get:
      return "GET";
    case Method::head:
      return "HEAD";
    case Method::post:
      return "POST";
    case Method::put:
      return "PUT";
    case Method::patch:
      return "PATCH";
    case Method::del:
      return "DELETE";
    case Method::options:
      return "OPTIONS";
    case Method::other:
      return "OTHER";
  }
  return "OTHER";
}

std::string_view Request::cookie(std::string_view wanted) const {
  std::string_view rest = header("Cookie");
  while (!rest.empty()) {
    const std::size_t end = rest.find(';');
    const std::string_view pair = trimmed(rest.substr(0, end));
    if (pair.size() > wanted.size() && pair.starts_with(wanted) && pair[wanted.size()] == '=')
      return pair.substr(wanted.size() + 1);
    rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
  }
  return {};
}

void Response::add_header(std::string_view key, std::string_view value) {
  headers += key;
  headers += ": ";
  for (const char c : value) headers += c == '\r' || c == '\n' || c == '\0' ? ' ' : c;
  headers += "\r\n";
}

}  // namespace kontor::http
