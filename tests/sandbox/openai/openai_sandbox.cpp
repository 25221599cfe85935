#include "openai/openai_sandbox.hpp"

#include <boost/json.hpp>

#include "async/timer.hpp"
#include "openai/request_rules.hpp"

namespace kontor::sandbox {
namespace json = boost::json;
namespace {

using outbound::ScriptedServer;
using Fault = OpenAiSandbox::Fault;

constexpr const char* kJson = "Content-Type: application/json\r\nx-request-id: req_sandbox\r\n";

Async<bool> refuse(ScriptedServer::Socket& socket, int status, std::string type, const ChatFault& fault,
                   std::string headers = {}) {
  const auto or_null = [](const std::string& text) { return text.empty() ? json::value(nullptr) : json::value(text); };
  const json::object error{
      {"message", fault.message}, {"type", type}, {"param", or_null(fault.param)}, {"code", or_null(fault.code)}};
  co_return co_await ScriptedServer::answer(socket, status, json::serialize(json::object{{"error", error}}),
                                            kJson + headers);
}

std::string event(const json::object& chunk) { return "data: " + json::serialize(chunk) + "\n\n"; }

std::string chunked(std::string_view bytes) { return fmt::format("{:x}\r\n{}\r\n", bytes.size(), bytes); }

json::object usage_of(const json::object& request, const std::string& text) {
  const auto input = static_cast<std::int64_t>(json::serialize(request.at("messages")).size() / 4);
  const auto output = static_cast<std::int64_t>(std::ranges::count(text, ' ') + 1);
  return {{"prompt_tokens", input}, {"completion_tokens", output}, {"total_tokens", input + output}};
}

bool wants(const json::object& request, std::string_view option) {
  const json::value* options = request.if_contains("stream_options");
  const json::value* value = options && options->is_object() ? options->get_object().if_contains(option) : nullptr;
  return value && value->is_bool() && value->get_bool();
}

json::object chunk_with(const json::object& request, json::value delta, json::value finish) {
  json::object chunk{{"id", "chatcmpl-sandbox"},
                     {"object", "chat.completion.chunk"},
                     {"created", 1'790'000'000},
                     {"model", request.at("model")}};
  chunk["choices"] =
      json::array{json::object{{"index", 0}, {"delta", std::move(delta)}, {"finish_reason", std::move(finish)}}};
  if (wants(request, "include_usage")) chunk["usage"] = nullptr;
  return chunk;
}

}  // namespace

std::optional<Fault> OpenAiSandbox::fault_named(std::string_view name) {
  static const std::map<std::string_view, Fault> kNames{{"rate-limited", Fault::rate_limited},
                                                        {"no-credit", Fault::no_credit},
                                                        {"server-error", Fault::server_error},
                                                        {"overloaded", Fault::overloaded},
                                                        {"cut-before-text", Fault::cut_before_text},
                                                        {"cut-stream", Fault::cut_stream},
                                                        {"error-in-stream", Fault::error_in_stream},
                                                        {"malformed-chunk", Fault::malformed_chunk},
                                                        {"no-usage", Fault::no_usage},
                                                        {"no-streaming", Fault::no_streaming},
                                                        {"hang", Fault::hang},
                                                        {"refuse-max-tokens", Fault::refuse_max_tokens}};
  const auto found = kNames.find(name);
  return found == kNames.end() ? std::nullopt : std::optional(found->second);
}

OpenAiSandbox::OpenAiSandbox(async::Executor executor, Options options)
    : options_(std::move(options)),
      server_(
          executor,
          [this](Socket& socket, std::string head, std::string body) {
            return serve(socket, std::move(head), std::move(body));
          },
          options_.port) {}

Async<bool> OpenAiSandbox::serve(Socket& socket, std::string head, std::string body) {
  const auto request = HttpMessage::parse(head, std::move(body));
  if (!request) co_return co_await refuse(socket, 400, "invalid_request_error", {"not HTTP/1.1", "", ""});
  std::optional<Fault> fault = options_.always;
  if (const auto named = request->header("x-sandbox-fault"); !named.empty()) fault = fault_named(named);
  if (!faults.empty()) {
    fault = faults.front();
    faults.pop_front();
  }
  if (!options_.key.empty() && request->header("authorization") != "Bearer " + options_.key)
    co_return co_await refuse(socket, 401, "invalid_request_error",
                              {"Incorrect API key provided.", "", "invalid_api_key"});
  if (request->path == "/v1/models" && request->method == "GET")
    co_return co_await ScriptedServer::answer(
        socket, 200,
        R"({"object":"list","data":[{"id":"sandbox-1","object":"model","created":1790000000,"owned_by":"sandbox"}]})",
        kJson);
  if (request->path != "/v1/chat/completions" || request->method != "POST")
    co_return co_await refuse(socket, 404, "invalid_request_error", {"Unknown request URL", "", "unknown_url"});
  if (!request->header("content-type").starts_with("application/json"))
    co_return co_await refuse(socket, 400, "invalid_request_error",
                              {"you must send application/json", "", "unsupported_content_type"});
  boost::system::error_code broken;
  const json::value parsed = json::parse(request->body, broken);
  if (const auto wrong = fault_in(broken ? json::value() : parsed))
    co_return co_await refuse(socket, 400, "invalid_request_error", *wrong);
  asked.push_back(parsed.get_object());
  co_return co_await answer(socket, parsed.get_object(), fault);
}

Async<bool> OpenAiSandbox::answer(Socket& socket, const json::object& request, std::optional<Fault> fault) {
  if (fault == Fault::rate_limited)
    co_return co_await refuse(socket, 429, "requests", {"Rate limit reached", "", "rate_limit_exceeded"},
                              "Retry-After: 0\r\n");
  if (fault == Fault::no_credit)
    co_return co_await refuse(socket, 429, "insufficient_quota",
                              {"You exceeded your current quota", "", "insufficient_quota"});
  if (fault == Fault::server_error)
    co_return co_await refuse(socket, 500, "server_error", {"The server had an error", "", ""});
  if (fault == Fault::overloaded)
    co_return co_await refuse(socket, 503, "server_error", {"Overloaded", "", "server_is_overloaded"});
  if (fault == Fault::refuse_max_tokens && request.contains("max_tokens"))
    co_return co_await refuse(socket, 400, "invalid_request_error",
                              {"Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead.",
                               "max_tokens", "unsupported_parameter"});
  if (fault == Fault::hang) {
    char byte;
    co_await socket.async_read_some(asio::buffer(&byte, 1), asio::as_tuple(asio::use_awaitable));
    co_return false;
  }
  const json::value* streamed = request.if_contains("stream");
  if (streamed && streamed->is_bool() && streamed->get_bool() && fault != Fault::no_streaming)
    co_return co_await stream(socket, request, fault);
  const std::string text = text_for(request);
  json::object whole{{"id", "chatcmpl-sandbox"},
                     {"object", "chat.completion"},
                     {"created", 1'790'000'000},
                     {"model", request.at("model")}};
  whole["choices"] = json::array{
      json::object{{"index", 0},
                   {"message", json::object{{"role", "assistant"}, {"content", text}, {"refusal", nullptr}}},
                   {"finish_reason", "stop"},
                   {"logprobs", nullptr}}};
  whole["usage"] = usage_of(request, text);
  co_return co_await ScriptedServer::answer(socket, 200, json::serialize(whole), kJson);
}

Async<bool> OpenAiSandbox::stream(Socket& socket, const json::object& request, std::optional<Fault> fault) {
  co_await ScriptedServer::say(
      socket,
      "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\nTransfer-Encoding: chunked\r\n\r\n");
  if (fault == Fault::cut_before_text) co_return false;
  const std::string text = text_for(request);
  std::string first =
      event(chunk_with(request, json::object{{"role", "assistant"}, {"content", ""}, {"refusal", nullptr}}, nullptr));
  co_await ScriptedServer::say(socket, chunked(first));
  for (std::size_t at = 0; at < text.size();) {
    if (at > 0 && at >= text.size() / 2) {
      if (fault == Fault::cut_stream) co_return false;
      if (fault == Fault::malformed_chunk)
        co_await ScriptedServer::say(socket, chunked("data: {\"id\":\"chatcmpl-sandbox\",\"choi\n\n"));
      if (fault == Fault::error_in_stream) {
        co_await ScriptedServer::say(
            socket,
            chunked(
                "data: "
                "{\"error\":{\"message\":\"overloaded\",\"type\":\"server_error\",\"param\":null,\"code\":null}}\n\n") +
                "0\r\n\r\n");
        co_return true;
      }
    }
    auto end = std::min(text.find(' ', at + 1), text.size());
    co_await ScriptedServer::say(
        socket, chunked(event(chunk_with(request, json::object{{"content", text.substr(at, end - at)}}, nullptr))));
    at = end;
    if (options_.pause.count() > 0) co_await async::sleep_for(options_.pause);
  }
  std::string last = event(chunk_with(request, json::object{}, "stop"));
  if (wants(request, "include_usage") && fault != Fault::no_usage) {
    json::object chunk = chunk_with(request, nullptr, nullptr);
    chunk["choices"] = json::array{};
    chunk["usage"] = usage_of(request, text);
    last += event(chunk);
  }
  co_await ScriptedServer::say(socket, chunked(last + "data: [DONE]\n\n") + "0\r\n\r\n");
  co_return true;
}

std::string OpenAiSandbox::text_for(const json::object& request) {
  if (!texts.empty()) {
    std::string text = std::move(texts.front());
    texts.pop_front();
    return text;
  }
  if (!options_.text.empty()) return options_.text;
  const std::string asked_for = json::serialize(request.at("messages").as_array().back());
  const bool russian = std::ranges::any_of(asked_for, [](char c) { return c == '\xD0' || c == '\xD1'; });
  return russian ? "Благодарим за обращение. Мы подготовили это предложение по вашему запросу; состав и стоимость "
                   "указаны в таблице."
                 : "Thank you for your request. We have prepared this offer for you; its scope and price are set out "
                   "in the table.";
}

}  // namespace kontor::sandbox
