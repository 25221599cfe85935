#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace kontor::docgen {

/// A byte in the source of a template.
using Offset = std::uint32_t;

/// The text of a template; turns offsets into places that its author can find.
class Source {
 public:
  /// What a person calls the place of an offset, for sources that are not the file that the author wrote.
  using Places = std::function<std::string(Offset)>;

  explicit Source(std::string text, Places places = nullptr) : text_(std::move(text)), places_(std::move(places)) {}

  std::string_view text() const { return text_; }
  /// "line 12, column 5" (columns of code points, from 1), or what `places` says.
  std::string place(Offset at) const;
  Error error(Offset at, std::string message) const;

 private:
  std::string text_;
  Places places_;
};

/// The error that every problem in a template becomes.
Error template_error(std::vector<FieldError> fields);

}  // namespace kontor::docgen
