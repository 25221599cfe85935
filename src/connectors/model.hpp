#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "async/task.hpp"
#include "base/money.hpp"

namespace kontor::connectors {

struct Message {
  enum class Role { user, assistant };
  Role role = Role::user;
  std::string text;
};

/// What is to be written, for a composer that reads fields instead of a prompt.
struct Section {
  std::string kind;  ///< of the document: "proposal", "contract", "invoice", "other"
  std::string title = {};
  /// What the template's author wants said. Values of fields in it stand between ⟦ and ⟧: they are data as well.
  std::string hint = {};
  Locale locale = Locale::en;
  Currency currency = Currency::of(Locale::en);
  std::string facts = "{}";  ///< a JSON object: the fields of the document
  std::optional<int> max_words = {};
  std::string tone = {};  ///< in the author's words; empty: the usual one
};

struct ComposeRequest {
  std::string system = {};
  std::vector<Message> messages = {};  ///< examples in turns, and last what is asked
  Section section = {};
  std::string prompt_version = {};  ///< "section.en@1": part of the key of every cache
  int max_output_tokens = 700;
};

/// As the provider reported it; nothing is estimated.
struct Usage {
  std::int64_t input_tokens = 0;
  std::int64_t output_tokens = 0;
  bool reported = false;

  std::int64_t total() const { return input_tokens + output_tokens; }
};

struct Composed {
  std::string text;  ///< without white space at both ends; empty when the model said nothing
  Usage usage = {};
  std::string provider;    ///< "openai", "built-in"
  std::string model;       ///< as the provider named it
  bool cut_short = false;  ///< the model stopped at max_output_tokens
};

/// Gets the text as it is written; the pieces together are Composed::text but for white space at its ends. After an
/// error the pieces so far are void.
using OnDelta = std::function<Async<>(std::string piece)>;

/// Whoever writes text: a language model or the built-in composer. One per loop.
class Model {
 public:
  virtual ~Model() = default;

  /// `on_delta` may be empty. Errors: unavailable (try later; `retry_after` when known), upstream (trying again will
  /// not help: a wrong key, no credit, a refusal). A cancelled caller ends the call to the provider.
  virtual Task<Composed> compose(ComposeRequest request, OnDelta on_delta) = 0;
};

}  // namespace kontor::connectors
