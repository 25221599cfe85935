#pragma once

#include "connectors/model.hpp"

namespace kontor::connectors {

/// Writes without any model, from the fields alone: the same fields give the same text, every figure and name in it is
/// one of the fields, and what is not in the fields is not mentioned. Speaks Russian and English. Of the section's
/// title and task it understands a few words: whether an introduction, the scope, the terms or a closing is asked for,
/// or one item of the document. Keeps to the words allowed by leaving out sentences from the end.
class Composer final : public Model {
 public:
  /// Fails only when section.facts is not a JSON object.
  Task<Composed> compose(ComposeRequest request, OnDelta on_delta) override;
};

/// The same, at once.
Result<std::string> compose_section(const Section& section);

}  // namespace kontor::connectors
