#pragma once

#include <boost/json/value.hpp>
#include <optional>
#include <string>

namespace kontor::sandbox {

/// OpenAI's error object for a request of the chat completions that is not as the specification says.
struct ChatFault {
  std::string message;
  std::string param;
  std::string code;
};

std::optional<ChatFault> fault_in(const boost::json::value& request);

}  // namespace kontor::sandbox
