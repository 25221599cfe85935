#pragma once

#include <chrono>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace kontor {

/// What kind of thing went wrong, in the caller's eyes. http/problem.cpp maps each to one status.
enum class Code {
  invalid,          ///< the input is wrong; `fields` says where
  unauthenticated,  ///< nobody, or not who they claim to be
  forbidden,        ///< known, and may see the thing, but may not do this
  not_found,        ///< absent, or not the caller's to see
  conflict,         ///< contradicts what is stored (a taken e-mail, a second use of a key)
  too_large,        ///< over a documented limit
  unsupported,      ///< a media type or format that this place does not take
  rate_limited,     ///< too often; `retry_after` says when
  unavailable,      ///< a part that is needed is down; trying again later is right
  upstream,         ///< an outside service answered with something we cannot use
};

std::string_view name(Code code);

/// One bad place in the input. `location` is a path such as `body.items[2].price` or `query.limit`.
struct FieldError {
  std::string location;
  std::string message;

  bool operator==(const FieldError&) const = default;
};

/// An error that input or the state of the world can cause. Bugs and a lost database are exceptions instead.
struct Error {
  Code code = Code::invalid;
  std::string public_message;           ///< for the client: a plain sentence, no internals
  std::string internal_context = {};    ///< for the log: never sent to a client, never holds a secret
  std::vector<FieldError> fields = {};  ///< every bad place at once
  std::optional<std::chrono::seconds> retry_after = {};

  static Error invalid(std::string location, std::string message);
  static Error invalid(std::vector<FieldError> fields);
  static Error not_found(std::string_view what);
};

/// A part that is needed is down or overloaded. Not the input's fault: HTTP answers 503, a job tries again later.
/// `what()` is for the log.
struct Unavailable : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// `message (location: message; …)`: for a terminal or a log.
std::string describe(const Error& error);

}  // namespace kontor
