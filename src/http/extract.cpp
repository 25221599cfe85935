#include "http/extract.hpp"

#include <charconv>

#include "http/url.hpp"

namespace kontor::http {

boost::json::value as_json(std::string_view text, bool integer) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (integer && error == std::errc() && end == text.data() + text.size()) return number;
  return boost::json::value(boost::json::string(text));
}

Result<boost::json::value> json_body(const Request& request) {
  const std::string_view type = request.header("Content-Type");
  const std::string media = lowercase(trimmed(type.substr(0, type.find(';'))));
  if (media != "application/json" && !media.ends_with("+json"))
    return fail({.code = Code::unsupported,
                 .public_message = fmt::format("The body must be application/json, not {}.",
                                               media.empty() ? "without a Content-Type" : media)});
  return reflect::parse_json(request.body, "body");
}

Result<std::vector<std::pair<std::string, std::string>>> query_pairs(const Request& request) {
  auto pairs = parse_query(request.query);
  if (!pairs) return fail(Error::invalid("query", "has a broken %-escape or is not valid UTF-8"));
  return std::move(*pairs);
}

Result<IdempotencyKey> Extract<IdempotencyKey>::from(const Request& request, const Authenticate&, std::size_t&) {
  const std::string_view key = request.header("Idempotency-Key");
  if (key.empty()) return IdempotencyKey{};
  auto parsed = Text<1, 200>::parse(key);
  if (!parsed) return fail(Error::invalid("header.Idempotency-Key", parsed.error().fields.at(0).message));
  return IdempotencyKey{std::move(*parsed)};
}

void Extract<IdempotencyKey>::describe(Operation& operation, reflect::Components& components) {
  operation.parameters.push_back({"Idempotency-Key", "header", false, reflect::schema_of<Text<1, 200>>(components)});
}

Result<Upload> Extract<Upload>::from(const Request& request, const Authenticate&, std::size_t&) {
  return Upload{lowercase(request.header("Content-Type")), *request.upload};
}

void Extract<Upload>::describe(Operation& operation, reflect::Components&) { operation.body = BodyKind::upload; }

}  // namespace kontor::http
