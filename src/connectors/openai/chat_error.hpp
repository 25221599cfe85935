#pragma once

#include "base/clock.hpp"
#include "outbound/request.hpp"

namespace kontor::connectors {

/// The error object of an OpenAI-like answer; empty fields where it has none. The message stays out: it may repeat what
/// was sent.
struct ChatError {
  std::string type = {};
  std::string code = {};  ///< llama.cpp sends a number
  std::string param = {};

  /// Takes {"error":{…}} and Ollama's {"error":"text"}.
  static ChatError parse(std::string_view body);
  /// No credit, a spend limit: waiting does not help.
  bool about_money() const;
  std::string context() const;  ///< for the log
};

/// Whether the same request may work in a moment.
bool is_transient_chat_error(const outbound::Response& response);

Error chat_error(const outbound::Response& response, Timestamp now);
/// An error that came inside a stream whose status was 200.
Error chat_error_in_stream(const ChatError& error);

}  // namespace kontor::connectors
