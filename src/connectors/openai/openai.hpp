#pragma once

#include "base/clock.hpp"
#include "base/secret.hpp"
#include "connectors/model.hpp"
#include "outbound/retry.hpp"

namespace kontor::connectors {

struct OpenAiOptions {
  std::string base_url = "https://api.openai.com/v1";  ///< without a path, /v1 is added
  Secret key = {};                                     ///< local servers need none
  std::string model = "gpt-4o-mini";
  outbound::Timeouts timeouts{
      .connect = std::chrono::seconds(5), .stall = std::chrono::seconds(90), .total = std::chrono::minutes(5)};
  outbound::RetryPolicy retry = {};
};

/// Chat completions of OpenAI and of what speaks its API: Ollama, llama.cpp, vLLM. Streams; retries 429 and 5xx before
/// the first piece only. One loop; the transport outlives it.
class OpenAi final : public Model {
 public:
  OpenAi(outbound::Transport& transport, OpenAiOptions options, const Clock& clock);

  Task<Composed> compose(ComposeRequest request, OnDelta on_delta) override;

 private:
  /// What servers disagree about; learned from a refusal and kept.
  struct Dialect {
    bool max_completion_tokens;  ///< else max_tokens
    bool stream_options = true;
    bool temperature;
  };

  outbound::Request request_for(const ComposeRequest& request) const;
  /// True when the refusal names a parameter that can be sent otherwise.
  bool learn_from(const outbound::Response& refusal);

  OpenAiOptions options_;
  const Clock& clock_;
  Dialect dialect_;
  outbound::Retrying transport_;
};

}  // namespace kontor::connectors
