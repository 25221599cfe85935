#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace kontor::docgen {

/// A byte in the source of a template.
using Offset = std::uint32_t;

/// The text of a template; turns offsets into lines and columns (of code points, from 1).
class Source {
 public:
  explicit Source(std::string text) : text_(std::move(text)) {}

  std::string_view text() const { return text_; }
  std::string place(Offset at) const;  ///< "line 12, column 5"
  Error error(Offset at, std::string message) const;

 private:
  std::string text_;
};

/// The error that every problem in a template becomes.
Error template_error(std::vector<FieldError> fields);

}  // namespace kontor::docgen
