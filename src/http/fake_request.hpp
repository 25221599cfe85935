#pragma once

#include <map>

#include "base/text.hpp"
#include "http/message.hpp"

namespace kontor::http {

/// For tests: a request that no client sent. Names of headers are in small letters.
class FakeRequest final : public Request {
 public:
  explicit FakeRequest(Method with = Method::get, std::string_view target = "/") {
    method = with;
    path = target.substr(0, target.find('?'));
    if (path.size() < target.size()) query = target.substr(path.size() + 1);
    request_id = "request-1";
  }

  std::string_view header(std::string_view name) const override {
    const auto found = headers.find(lowercase(name));
    return found == headers.end() ? std::string_view() : found->second;
  }

  std::map<std::string, std::string> headers;
};

}  // namespace kontor::http
