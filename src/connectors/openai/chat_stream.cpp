#include "connectors/openai/chat_stream.hpp"

#include <boost/json.hpp>

#include "base/text.hpp"
#include "connectors/openai/chat_error.hpp"

namespace kontor::connectors {
namespace json = boost::json;
namespace {

constexpr std::size_t kMaxText = 1 << 20;

Failure unusable(std::string context) {
  return fail({.code = Code::upstream,
               .public_message = "The language model gave an answer that cannot be used",
               .internal_context = std::move(context)});
}

const json::object* object_in(const json::object& object, std::string_view key) {
  const json::value* value = object.if_contains(key);
  return value ? value->if_object() : nullptr;
}

std::string_view text_in(const json::object& object, std::string_view key) {
  const json::value* value = object.if_contains(key);
  return value && value->is_string() ? std::string_view(value->get_string()) : std::string_view{};
}

const json::object* first_choice(const json::object& chunk) {
  const json::value* choices = chunk.if_contains("choices");
  const json::array* list = choices ? choices->if_array() : nullptr;
  return list && !list->empty() ? list->front().if_object() : nullptr;
}

std::int64_t count_in(const json::object& usage, std::string_view key) {
  const json::value* value = usage.if_contains(key);
  return value && value->is_int64() ? std::max<std::int64_t>(0, value->get_int64()) : 0;
}

}  // namespace

Result<std::string> ChatStream::feed(std::string_view bytes) {
  if (form_ == Form::unknown) {
    const auto start = bytes.find_first_not_of(" \r\n\t");
    if (start == bytes.npos) return "";
    form_ = bytes[start] == '{' ? Form::json : Form::events;
  }
  if (form_ == Form::json) {
    if (json_.size() + bytes.size() > kMaxText) return unusable("more than 1 MiB of text");
    json_.append(bytes);
    return "";
  }
  std::string text;
  TRY(const auto events, events_.feed(bytes));
  for (const outbound::ServerSentEvent& event : events) {
    TRY(const std::string more, take_event(event.data));
    text += more;
  }
  return text;
}

Result<Composed> ChatStream::finish() {
  if (form_ == Form::json) {
    TRY(take_json());
  }
  if (!start_is_clear_) composed_.text += thought_.starts_with("<think>") ? std::string{} : std::exchange(thought_, {});
  if (refused_ || finish_reason_ == "content_filter")
    return fail({.code = Code::upstream, .public_message = "The language model declined to write this text"});
  if (finish_reason_.empty() && !done_)
    return fail({.code = Code::unavailable,
                 .public_message = "The language model broke off its answer",
                 .internal_context = "the stream ended without [DONE]"});
  composed_.text = trimmed(composed_.text);
  composed_.cut_short = finish_reason_ == "length";
  return std::move(composed_);
}

Result<std::string> ChatStream::take_event(const std::string& data) {
  if (data == "[DONE]") {
    done_ = true;
    return "";
  }
  if (data.empty()) return "";
  boost::system::error_code error;
  const json::value value = json::parse(data, error);
  const json::object* chunk = error ? nullptr : value.if_object();
  if (!chunk) return unusable("an event that is not a JSON object");
  if (const json::value* failed = chunk->if_contains("error"); failed && !failed->is_null())
    return fail(chat_error_in_stream(ChatError::parse(data)));

  if (const auto model = text_in(*chunk, "model"); !model.empty()) composed_.model = model;
  if (const json::object* usage = object_in(*chunk, "usage"))
    composed_.usage = {count_in(*usage, "prompt_tokens"), count_in(*usage, "completion_tokens"), true};
  const json::object* choice = first_choice(*chunk);  // none in the chunk of the usage
  if (!choice) return "";
  if (const auto reason = text_in(*choice, "finish_reason"); !reason.empty()) finish_reason_ = reason;
  const json::object* delta = object_in(*choice, "delta");
  if (!delta) delta = object_in(*choice, "message");
  if (!delta) return "";
  if (!text_in(*delta, "refusal").empty()) refused_ = true;
  std::string text = without_thoughts(text_in(*delta, "content"));
  composed_.text += text;
  if (composed_.text.size() > kMaxText) return unusable("more than 1 MiB of text");
  return text;
}

Result<std::string> ChatStream::take_json() { return take_event(json_); }

std::string ChatStream::without_thoughts(std::string_view content) {
  if (start_is_clear_) return std::string(content);
  static constexpr std::string_view kOpen = "<think>";
  static constexpr std::string_view kClose = "</think>";
  thought_.append(content);
  const auto start = std::min(thought_.find_first_not_of(" \r\n\t"), thought_.size());
  const std::string_view seen = std::string_view(thought_).substr(start);
  if (kOpen.starts_with(seen)) return {};  // too early to tell
  if (seen.starts_with(kOpen)) {
    const auto close = seen.find(kClose);
    if (close == seen.npos) return {};
    start_is_clear_ = true;
    const std::string rest(trimmed(seen.substr(close + kClose.size())));
    thought_.clear();
    return rest;
  }
  start_is_clear_ = true;
  return std::exchange(thought_, {});
}

}  // namespace kontor::connectors
