#include "features/ai/sections.hpp"

namespace kontor::ai {

Task<Written> Sections::write(std::string kind, Locale locale, Currency currency, std::vector<Passage> passages,
                              std::string facts_json) {
  Written written;
  for (Passage& passage : passages) {
    CO_TRY(connectors::ComposeRequest request, prompts_.ask_for({.kind = kind,
                                                                 .title = passage.title,
                                                                 .hint = passage.hint,
                                                                 .locale = locale,
                                                                 .currency = currency,
                                                                 .facts = facts_json}));
    CO_TRY(connectors::Composed composed, co_await model_.compose(std::move(request), {}));
    written.cost_tokens += composed.usage.total();
    written.texts.emplace_back(std::move(passage.path), std::move(composed.text));
  }
  co_return written;
}

}  // namespace kontor::ai
