#include "outbound/server_sent_events.hpp"

namespace kontor::outbound {

Result<std::vector<ServerSentEvent>> ServerSentEvents::feed(std::string_view bytes) {
  std::vector<ServerSentEvent> out;
  for (const char c : bytes) {
    if (c == '\n' && std::exchange(after_cr_, false)) continue;
    after_cr_ = c == '\r';
    if (c == '\r' || c == '\n') {
      take_line(out);
    } else {
      line_ += c;
    }
    if (line_.size() + current_.data.size() > max_event_)
      return fail({.code = Code::upstream,
                   .public_message = "The answer cannot be read",
                   .internal_context = fmt::format("an event of more than {} bytes in the event stream", max_event_)});
  }
  return out;
}

void ServerSentEvents::take_line(std::vector<ServerSentEvent>& out) {
  std::string line = std::exchange(line_, {});
  if (std::exchange(at_start_, false) && line.starts_with("\xEF\xBB\xBF")) line.erase(0, 3);
  if (line.empty()) {
    if (std::exchange(has_data_, false)) {
      if (current_.data.ends_with('\n')) current_.data.pop_back();
      out.push_back(current_);
    }
    current_ = {.id = std::move(current_.id)};
    return;
  }
  const auto colon = line.find(':');
  const std::string_view field = std::string_view(line).substr(0, colon);
  std::string_view value = colon == line.npos ? std::string_view{} : std::string_view(line).substr(colon + 1);
  if (value.starts_with(' ')) value.remove_prefix(1);
  if (field == "data") {
    current_.data.append(value).push_back('\n');
    has_data_ = true;
  } else if (field == "event") {
    current_.event = value;
  } else if (field == "id" && value.find('\0') == value.npos) {
    current_.id = value;
  }
}

}  // namespace kontor::outbound
