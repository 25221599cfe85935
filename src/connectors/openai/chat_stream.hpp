#pragma once

#include "connectors/model.hpp"
#include "outbound/server_sent_events.hpp"

namespace kontor::connectors {

/// Reads the answer of a chat completion as it comes: an event stream, or one JSON object from servers that do not
/// stream. Text that a local model thinks aloud (`<think>…</think>` at its start) is left out. No I/O.
class ChatStream {
 public:
  /// The text that these bytes add.
  Result<std::string> feed(std::string_view bytes);
  /// After the last byte. Fails when the answer was cut off, declined or empty.
  Result<Composed> finish();

 private:
  enum class Form { unknown, events, json };

  Result<std::string> take_event(const std::string& data);
  Result<std::string> take_json();
  std::string without_thoughts(std::string_view content);

  Form form_ = Form::unknown;
  outbound::ServerSentEvents events_;
  std::string json_;
  std::string thought_;  ///< the start, until it is clear whether it is a thought
  bool start_is_clear_ = false;
  bool done_ = false;  ///< [DONE]
  std::string finish_reason_;
  bool refused_ = false;
  Composed composed_;
};

}  // namespace kontor::connectors
