#include "docgen/language/source.hpp"

#include "base/text.hpp"

namespace kontor::docgen {

std::string Source::place(Offset at) const {
  if (places_) return places_(at);
  const std::string_view before = std::string_view(text_).substr(0, at);
  const std::size_t line_start = before.rfind('\n') + 1;  // npos + 1 is 0
  const auto line = 1 + std::count(before.begin(), before.end(), '\n');
  return fmt::format("line {}, column {}", line, 1 + length(before.substr(line_start)));
}

Error Source::error(Offset at, std::string message) const { return template_error({{place(at), std::move(message)}}); }

Error template_error(std::vector<FieldError> fields) {
  return {.code = Code::invalid,
          .public_message = "The template does not work as it is written.",
          .fields = std::move(fields)};
}

}  // namespace kontor::docgen
