#pragma once

#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "base/money.hpp"
#include "docgen/language/ast.hpp"
#include "docgen/language/author.hpp"
#include "docgen/language/landing.hpp"
#include "docgen/language/limits.hpp"

namespace kontor::docgen {

/// A file by its name: "logo" and its bytes.
using Asset = std::pair<std::string, std::string_view>;

struct EvaluateOptions {
  Locale locale = Locale::en;
  Currency currency = Currency::of(Locale::en);
  /// A tag, an operation, an item of a list each cost one step, and long texts cost by their length.
  std::uint64_t max_steps = 5'000'000;
  std::size_t max_output = kMaxText;
  /// Pictures that templates may use by name. They outlive the evaluation.
  std::span<const Asset> assets = {};
  /// Writes the passages; without one they are empty.
  Author* author = nullptr;
  /// Where filters put what a person should look at: the place in the source, and what is unsure there.
  std::vector<FieldError>* remarks = nullptr;
  /// The fields are still being typed: what a filter refuses stays as it is, and of a field that is not there its name
  /// is printed in brackets.
  bool unfinished = false;
};

/// The template's text with the values in it. The same nodes may be evaluated by many threads at once.
Result<std::string> evaluate(const Source& source, const Nodes& nodes, std::shared_ptr<Map> fields, Landing& landing,
                             const EvaluateOptions& options);

}  // namespace kontor::docgen
