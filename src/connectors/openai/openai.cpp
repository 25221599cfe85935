#include "connectors/openai/openai.hpp"

#include <boost/json.hpp>

#include "connectors/openai/chat_error.hpp"
#include "connectors/openai/chat_stream.hpp"

namespace kontor::connectors {
namespace json = boost::json;
namespace {

constexpr const char* kService = "The language model";

std::string normalized(std::string url) {
  while (url.ends_with('/')) url.pop_back();
  const auto scheme = url.find("://");
  if (scheme != url.npos && url.find('/', scheme + 3) == url.npos) url += "/v1";
  return url;
}

outbound::RetryPolicy for_chat(outbound::RetryPolicy policy) {
  if (!policy.transient) policy.transient = is_transient_chat_error;
  return policy;
}

json::array messages_of(const ComposeRequest& request) {
  json::array messages;
  if (!request.system.empty()) messages.push_back({{"role", "system"}, {"content", request.system}});
  for (const Message& message : request.messages)
    messages.push_back(
        {{"role", message.role == Message::Role::user ? "user" : "assistant"}, {"content", message.text}});
  return messages;
}

}  // namespace

OpenAi::OpenAi(outbound::Transport& transport, OpenAiOptions options, const Clock& clock)
    : options_(std::move(options)), clock_(clock), dialect_{}, transport_(transport, for_chat(options_.retry), clock) {
  options_.base_url = normalized(options_.base_url);
  // OpenAI's own newest models take neither max_tokens nor a temperature; Ollama silently ignores
  // max_completion_tokens.
  const bool original = outbound::host_of(options_.base_url) == "api.openai.com";
  dialect_ = {.max_completion_tokens = original, .temperature = !original};
}

Task<Composed> OpenAi::compose(ComposeRequest request, OnDelta on_delta) {
  for (int tried = 1;; ++tried) {
    ChatStream stream;
    std::optional<Error> broken;
    outbound::Request sent = request_for(request);
    sent.on_data = [&](std::string bytes) -> Async<bool> {
      Result<std::string> text = stream.feed(bytes);
      if (!text) {
        broken = std::move(text).error();
        co_return false;
      }
      if (on_delta && !text->empty()) co_await on_delta(std::move(*text));
      co_return true;
    };
    const outbound::Answer answer = co_await transport_.send(std::move(sent));
    if (broken) co_return fail(std::move(*broken));
    if (!answer) co_return fail(answer.error().error(kService));
    if (answer->ok()) {
      CO_TRY(Composed composed, stream.finish());
      composed.provider = "openai";
      if (composed.model.empty()) composed.model = options_.model;
      co_return composed;
    }
    if (tried > 3 || !learn_from(*answer)) co_return fail(chat_error(*answer, clock_.now()));
  }
}

outbound::Request OpenAi::request_for(const ComposeRequest& request) const {
  json::object body{{"model", options_.model}, {"messages", messages_of(request)}, {"stream", true}};
  body[dialect_.max_completion_tokens ? "max_completion_tokens" : "max_tokens"] = request.max_output_tokens;
  if (dialect_.stream_options) body["stream_options"] = json::object{{"include_usage", true}};
  if (dialect_.temperature) body["temperature"] = 0.3;

  outbound::Request sent{.method = "POST",
                         .url = options_.base_url + "/chat/completions",
                         .headers = {{"Content-Type", "application/json"}, {"Accept", "text/event-stream"}},
                         .body = json::serialize(body),
                         .timeouts = options_.timeouts,
                         .repeatable = true};  // a second completion costs tokens at worst
  if (!options_.key.empty()) sent.headers.push_back({"Authorization", "Bearer " + options_.key.reveal()});
  return sent;
}

bool OpenAi::learn_from(const outbound::Response& refusal) {
  if (refusal.status != 400 && refusal.status != 422) return false;
  const ChatError error = ChatError::parse(refusal.body);
  if (error.param == "max_tokens" && !dialect_.max_completion_tokens) return dialect_.max_completion_tokens = true;
  if (error.param == "max_completion_tokens" && dialect_.max_completion_tokens) {
    dialect_.max_completion_tokens = false;
    return true;
  }
  if (error.param == "temperature" && dialect_.temperature) {
    dialect_.temperature = false;
    return true;
  }
  if (error.param.starts_with("stream_options") && dialect_.stream_options) {
    dialect_.stream_options = false;
    return true;
  }
  return false;
}

}  // namespace kontor::connectors
