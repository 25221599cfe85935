#pragma once

#include <boost/json/value.hpp>
#include <string>
#include <utility>
#include <vector>

#include "connectors/model.hpp"
#include "connectors/prompts.hpp"
#include "docgen/language/author.hpp"

namespace kontor::async {
class CpuPool;
}

namespace kontor::ai {

/// The passages of one document, to be written from its fields.
struct WritePassages {
  std::string kind;  ///< the template's, as `locale` and `currency`
  Locale locale = Locale::en;
  Currency currency = Currency::of(Locale::en);
  std::string hint = {};     ///< what the template's author says about all of them
  std::string facts = "{}";  ///< the fields, as a JSON object
  std::vector<docgen::Passage> passages = {};
};

struct Written {
  std::vector<std::pair<std::string, std::string>> texts;  ///< Passage::key → text
  std::int64_t cost_tokens = 0;                            ///< as the provider reported them, repairs included
};

/// Has the written sections of documents written: by the language model or, without one, by the built-in composer.
/// Every text is checked against the fields (docgen/written/grounding.hpp). One that says more is sent back once with
/// what was wrong; when the second is no better, a person has to decide.
class Sections {
 public:
  Sections(connectors::Model& model, const connectors::Prompts& prompts, async::CpuPool& cpu)
      : model_(model), prompts_(prompts), cpu_(cpu) {}

  /// Error{unavailable}: try later. Error{upstream}: the provider refuses, or the text was refused twice; the message
  /// names the passage and the piece.
  Task<Written> write(WritePassages in);

 private:
  Task<std::string> write_one(const WritePassages& in, const docgen::Passage& passage, std::int64_t& cost_tokens);
  /// Why the answer cannot be taken, in a person's words; empty when it can.
  Async<std::vector<std::string>> objections(const WritePassages& in, const docgen::Passage& passage,
                                             const connectors::Composed& answer);

  connectors::Model& model_;
  const connectors::Prompts& prompts_;
  async::CpuPool& cpu_;
};

}  // namespace kontor::ai
