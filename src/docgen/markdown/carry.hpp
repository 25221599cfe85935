#pragma once

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

}  // namespace kontor::docgen
