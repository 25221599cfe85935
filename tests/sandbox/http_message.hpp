#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace kontor::sandbox {

/// A request as it came over the wire; the target is not decoded.
struct HttpMessage {
  std::string method;
  std::string path;
  std::string query;                           ///< without the question mark
  std::map<std::string, std::string> headers;  ///< names in small letters
  std::string body;

  /// Nothing when the head is not HTTP/1.1 or repeats a header.
  static std::optional<HttpMessage> parse(std::string_view head, std::string body);
  std::string_view header(const std::string& name) const;
};

}  // namespace kontor::sandbox
