#pragma once

#include <boost/json/value.hpp>
#include <string>
#include <utility>
#include <vector>

#include "connectors/model.hpp"
#include "connectors/prompts.hpp"

namespace kontor::ai {

/// A passage of a document that is to be written from its fields.
struct Passage {
  std::string path;  ///< of the field that it fills
  std::string title;
  std::string hint;  ///< what the template's author wants said
};

struct Written {
  std::vector<std::pair<std::string, std::string>> texts;  ///< path → text
  std::int64_t cost_tokens = 0;                            ///< as the provider reported them
};

/// Has the written sections of documents written: by the language model or, without one, by the built-in composer.
class Sections {
 public:
  Sections(connectors::Model& model, const connectors::Prompts& prompts) : model_(model), prompts_(prompts) {}

  /// `kind` and `locale` are the template's. Error{unavailable}: try later. Error{upstream}: the provider refuses.
  Task<Written> write(std::string kind, Locale locale, Currency currency, std::vector<Passage> passages,
                      std::string facts_json);

 private:
  connectors::Model& model_;
  const connectors::Prompts& prompts_;
};

}  // namespace kontor::ai
