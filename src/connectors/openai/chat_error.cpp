#include "connectors/openai/chat_error.hpp"

#include <boost/json.hpp>

#include "outbound/retry.hpp"

namespace kontor::connectors {
namespace json = boost::json;
namespace {

/// A short word of the provider's, or nothing: what is long or has spaces is prose and may repeat what was sent.
std::string word(const json::object& object, std::string_view key) {
  const json::value* value = object.if_contains(key);
  if (!value) return {};
  if (value->is_int64()) return std::to_string(value->get_int64());
  if (!value->is_string() || value->get_string().size() > 60 || value->get_string().find(' ') != json::string::npos)
    return {};
  return std::string(value->get_string());
}

Error unavailable(std::string message, std::string context) {
  return {.code = Code::unavailable, .public_message = std::move(message), .internal_context = std::move(context)};
}

Error upstream(std::string message, std::string context) {
  return {.code = Code::upstream, .public_message = std::move(message), .internal_context = std::move(context)};
}

}  // namespace

ChatError ChatError::parse(std::string_view body) {
  boost::system::error_code failed;
  const json::value value = json::parse(body, failed);
  const json::object* outer = failed ? nullptr : value.if_object();
  const json::value* inner = outer ? outer->if_contains("error") : nullptr;
  const json::object* error = inner ? inner->if_object() : nullptr;
  if (!error) return {};
  return {word(*error, "type"), word(*error, "code"), word(*error, "param")};
}

bool ChatError::about_money() const {
  for (const std::string_view sign : {"insufficient_quota", "credit_balance", "billing", "spend_limit"})
    if (type.contains(sign) || code.contains(sign)) return true;
  return false;
}

std::string ChatError::context() const { return fmt::format("type={} code={} param={}", type, code, param); }

bool is_transient_chat_error(const outbound::Response& response) {
  if (const std::string_view told = response.header("x-should-retry"); !told.empty()) return told == "true";
  if (response.status == 429) return !ChatError::parse(response.body).about_money();
  return response.status == 409 || outbound::is_transient(response);
}

Error chat_error(const outbound::Response& response, Timestamp now) {
  const ChatError error = ChatError::parse(response.body);
  const std::string context = fmt::format("status {} {}", response.status, error.context());
  if (error.about_money()) return upstream("The language model's account has no credit left", context);
  if (response.status == 401 || response.status == 403)
    return upstream("The language model's provider refused our key", context);
  if (response.status == 404)
    return upstream("The language model's provider does not know this model or address", context);
  if (response.status == 429 || response.status == 408 || response.status >= 500) {
    Error busy = unavailable("The language model is busy or down", context);
    if (const auto wait = outbound::retry_after(response, now))
      busy.retry_after = std::chrono::ceil<std::chrono::seconds>(*wait);
    return busy;
  }
  if (error.code == "context_length_exceeded")
    return upstream("The document has more text than the language model can read at once", context);
  return upstream("The language model's provider refused the request", context);
}

Error chat_error_in_stream(const ChatError& error) {
  if (error.about_money()) return upstream("The language model's account has no credit left", error.context());
  return unavailable("The language model broke off its answer", "error in the stream: " + error.context());
}

}  // namespace kontor::connectors
