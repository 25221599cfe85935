#include "http_message.hpp"

namespace kontor::sandbox {

std::optional<HttpMessage> HttpMessage::parse(std::string_view head, std::string body) {
  HttpMessage out{.body = std::move(body)};
  const std::string_view line = head.substr(0, head.find("\r\n"));
  const auto first = line.find(' ');
  const auto last = line.rfind(' ');
  if (first == line.npos || last == first || line.substr(last) != " HTTP/1.1") return std::nullopt;
  out.method = line.substr(0, first);
  const std::string_view target = line.substr(first + 1, last - first - 1);
  out.path = target.substr(0, target.find('?'));
  if (out.path.size() < target.size()) out.query = target.substr(out.path.size() + 1);
  head.remove_prefix(line.size() + 2);
  while (!head.starts_with("\r\n") && !head.empty()) {
    const std::string_view entry = head.substr(0, head.find("\r\n"));
    head.remove_prefix(std::min(head.size(), entry.size() + 2));
    const auto colon = entry.find(':');
    if (colon == entry.npos) return std::nullopt;
    std::string name(entry.substr(0, colon));
    std::ranges::transform(name, name.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    std::string_view value = entry.substr(colon + 1);
    while (value.starts_with(' ')) value.remove_prefix(1);
    if (!out.headers.emplace(std::move(name), value).second) return std::nullopt;
  }
  return out;
}

std::string_view HttpMessage::header(const std::string& name) const {
  const auto found = headers.find(name);
  return found == headers.end() ? std::string_view{} : std::string_view(found->second);
}

}  // namespace kontor::sandbox
