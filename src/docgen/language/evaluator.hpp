#pragma once

#include "base/money.hpp"
#include "docgen/language/ast.hpp"

namespace kontor::docgen {

/// Where the text of a template lands, which decides how a value must be written to come out literally.
enum class Landing { plain, markdown };

struct EvaluateOptions {
  Locale locale = Locale::en;
  Currency currency = Currency::of(Locale::en);
  Landing landing = Landing::plain;
  /// A tag, an operation, an item of a list each cost one step, and long texts cost by their length.
  std::uint64_t max_steps = 5'000'000;
  std::size_t max_output = std::size_t{8} << 20;
};

/// The template's text with the values in it. The same nodes may be evaluated by many threads at once.
Result<std::string> evaluate(const Source& source, const Nodes& nodes, std::shared_ptr<Map> fields,
                             const EvaluateOptions& options);

}  // namespace kontor::docgen
