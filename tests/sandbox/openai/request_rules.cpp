#include "openai/request_rules.hpp"

#include <boost/json.hpp>
#include <set>

namespace kontor::sandbox {
namespace json = boost::json;
namespace {

// Every property of CreateChatCompletionRequest.
const std::set<std::string_view> kKnown{"messages",
                                        "model",
                                        "service_tier",
                                        "modalities",
                                        "verbosity",
                                        "reasoning_effort",
                                        "max_completion_tokens",
                                        "frequency_penalty",
                                        "presence_penalty",
                                        "web_search_options",
                                        "top_logprobs",
                                        "response_format",
                                        "audio",
                                        "store",
                                        "moderation",
                                        "stream",
                                        "stop",
                                        "logit_bias",
                                        "logprobs",
                                        "max_tokens",
                                        "n",
                                        "prediction",
                                        "seed",
                                        "stream_options",
                                        "tools",
                                        "tool_choice",
                                        "parallel_tool_calls",
                                        "function_call",
                                        "functions",
                                        "metadata",
                                        "temperature",
                                        "top_p",
                                        "user",
                                        "safety_identifier",
                                        "prompt_cache_key",
                                        "prompt_cache_retention",
                                        "prompt_cache_options"};
const std::set<std::string_view> kRoles{"developer", "system", "user", "assistant", "tool", "function"};

ChatFault wrong_type(std::string param, std::string_view expected) {
  return {fmt::format("Invalid type for '{}': expected {}.", param, expected), param, "invalid_type"};
}

std::optional<ChatFault> number(const json::object& request, std::string_view name, double min, double max) {
  const json::value* value = request.if_contains(name);
  if (!value || value->is_null()) return std::nullopt;
  if (!value->is_number()) return wrong_type(std::string(name), "a number");
  const double number = value->to_number<double>();
  if (number >= min && number <= max) return std::nullopt;
  return ChatFault{fmt::format("Invalid '{}': expected {} to {}.", name, min, max), std::string(name), "out_of_range"};
}

std::optional<ChatFault> positive(const json::object& request, std::string_view name) {
  const json::value* value = request.if_contains(name);
  if (!value || value->is_null()) return std::nullopt;
  if (!value->is_int64()) return wrong_type(std::string(name), "an integer");
  if (value->get_int64() >= 1) return std::nullopt;
  return ChatFault{fmt::format("Invalid '{}': below the minimum of 1.", name), std::string(name),
                   "integer_below_min_value"};
}

std::optional<ChatFault> fault_in_message(const json::value& value, std::size_t index) {
  const std::string at = fmt::format("messages[{}]", index);
  const json::object* message = value.if_object();
  if (!message) return wrong_type(at, "an object");
  const json::value* role = message->if_contains("role");
  if (!role || !role->is_string() || !kRoles.contains(role->get_string()))
    return ChatFault{"Invalid value for the role.", at + ".role", "invalid_value"};
  for (const auto& member : *message)
    if (member.key() != "role" && member.key() != "content" && member.key() != "name" && member.key() != "tool_calls" &&
        member.key() != "tool_call_id" && member.key() != "refusal" && member.key() != "audio")
      return ChatFault{"Unknown parameter.", fmt::format("{}.{}", at, std::string_view(member.key())),
                       "unknown_parameter"};
  const json::value* content = message->if_contains("content");
  const bool may_be_null = role->get_string() == "assistant" && message->contains("tool_calls");
  if (content && content->is_string()) return std::nullopt;
  if ((!content || content->is_null()) && may_be_null) return std::nullopt;
  if (!content || !content->is_array() || content->get_array().empty())
    return wrong_type(at + ".content", "a string or a non-empty array");
  for (const json::value& part : content->get_array())
    if (!part.is_object() || !part.get_object().contains("type"))
      return wrong_type(at + ".content", "an array of typed parts");
  return std::nullopt;
}

std::optional<ChatFault> fault_in_stream_options(const json::object& request) {
  const json::value* options = request.if_contains("stream_options");
  if (!options || options->is_null()) return std::nullopt;
  const json::value* stream = request.if_contains("stream");
  if (!stream || !stream->is_bool() || !stream->get_bool())
    return ChatFault{"The 'stream_options' parameter is only allowed when 'stream' is enabled.", "stream_options",
                     "invalid_value"};
  if (!options->is_object()) return wrong_type("stream_options", "an object");
  for (const auto& member : options->get_object()) {
    const std::string name = fmt::format("stream_options.{}", std::string_view(member.key()));
    if (member.key() != "include_usage" && member.key() != "include_obfuscation")
      return ChatFault{"Unknown parameter.", name, "unknown_parameter"};
    if (!member.value().is_bool()) return wrong_type(name, "a boolean");
  }
  return std::nullopt;
}

}  // namespace

std::optional<ChatFault> fault_in(const json::value& value) {
  const json::object* request = value.if_object();
  if (!request) return ChatFault{"We could not parse the JSON body of your request.", "", "invalid_json"};
  for (const auto& member : *request)
    if (!kKnown.contains(member.key()))
      return ChatFault{fmt::format("Unknown parameter: '{}'.", std::string_view(member.key())), member.key(),
                       "unknown_parameter"};
  const json::value* model = request->if_contains("model");
  if (!model || !model->is_string() || model->get_string().empty())
    return ChatFault{"you must provide a model parameter", "model", "missing_required_parameter"};
  const json::value* messages = request->if_contains("messages");
  if (!messages || !messages->is_array())
    return ChatFault{"Missing required parameter: 'messages'.", "messages", "missing_required_parameter"};
  if (messages->get_array().empty()) return ChatFault{"'messages' is too short.", "messages", "empty_array"};
  for (std::size_t i = 0; i < messages->get_array().size(); ++i)
    if (auto fault = fault_in_message(messages->get_array()[i], i)) return fault;
  if (const json::value* stream = request->if_contains("stream"); stream && !stream->is_bool() && !stream->is_null())
    return wrong_type("stream", "a boolean");
  if (request->contains("max_tokens") && request->contains("max_completion_tokens"))
    return ChatFault{"Setting 'max_tokens' and 'max_completion_tokens' at the same time is not supported.",
                     "max_tokens", "invalid_parameter_combination"};
  for (const char* name : {"max_tokens", "max_completion_tokens", "n"})
    if (auto fault = positive(*request, name)) return fault;
  if (auto fault = number(*request, "temperature", 0, 2)) return fault;
  if (auto fault = number(*request, "top_p", 0, 1)) return fault;
  if (auto fault = number(*request, "frequency_penalty", -2, 2)) return fault;
  if (auto fault = number(*request, "presence_penalty", -2, 2)) return fault;
  return fault_in_stream_options(*request);
}

}  // namespace kontor::sandbox
