#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "docgen/language/source.hpp"

namespace kontor::docgen {

struct Token {
  enum class Kind { text, output_begin, output_end, block_begin, block_end, name, number, string, sign, end };
  Kind kind = Kind::end;
  Offset at = 0;
  std::string text = {};  ///< strings are unescaped, signs are "==", "|", …
};

/// What happens to the line that holds a tag.
enum class Lines {
  as_jinja,     ///< nothing, as with Jinja's defaults
  tags_vanish,  ///< a line of nothing but {% %} and {# #} leaves no line behind
};

/// The source from byte `from` on as tokens, the last of them `end`. Comments are gone and whitespace control is
/// applied.
Result<std::vector<Token>> tokens(const Source& source, Offset from, Lines lines);

}  // namespace kontor::docgen
