#pragma once

#include "connectors/model.hpp"

namespace kontor::connectors {

/// Writes without any model, from the fields alone: the same fields give the same text, every figure and name in it is
/// one of the fields, and what is not in the fields is not mentioned. Speaks Russian and English. It reads the
/// document's kind, the section's title and the fields, not the author's hint.
class Composer final : public Model {
 public:
  /// Fails only when section.facts is not a JSON object.
  Task<Composed> compose(ComposeRequest request, OnDelta on_delta) override;
};

/// The same, at once.
Result<std::string> compose_section(const Section& section);

}  // namespace kontor::connectors
