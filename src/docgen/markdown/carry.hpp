#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace kontor::docgen {

/// A value's text on its way through the Markdown parser. Each character that could be markup (ASCII punctuation, line
/// ends, tabs, spaces at the edges) travels as a private code point, U+F0000 plus its code, which no rule of Markdown
/// sees; so a value is literal wherever it lands: in a paragraph, a table cell, code or a link.
std::string carried(std::string_view text);
/// The text as it was. Private code points that were in the value itself come out as U+FFFD.
std::string uncarried(std::string_view text);
/// True when a carried character is in the text.
bool has_carried(std::string_view text);

/// The number of an inset on the same way: digits between two more private code points.
std::string carried_inset(std::size_t index);

/// The next inset in the text: what stands before it, its number, and what stands behind it. Nothing when there is
/// none.
struct InsetPlace {
  std::string_view before;
  std::size_t index;
  std::string_view behind;
};
std::optional<InsetPlace> find_inset(std::string_view text);
/// Without the private code points of this file; each becomes U+FFFD. For marked-up text that is itself a value.
std::string without_carriers(std::string_view text);

}  // namespace kontor::docgen
