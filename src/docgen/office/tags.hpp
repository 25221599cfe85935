#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kontor::docgen::office {

/// A tag as an author typed it into Word.
struct Tag {
  enum class Kind : std::uint8_t { output, statement, comment };  ///< {{ }}, {% %}, {# #}
  /// What the tag stands for: itself, or the whole run, paragraph, cell or row that it is in ({%p %}, {{r }}, …).
  enum class Level : std::uint8_t { inside, run, paragraph, cell, row };
  Kind kind = Kind::output;
  Level level = Level::inside;
  std::size_t begin = 0, end = 0;  ///< in the text that it was found in
  bool joins_before = false;       ///< {%- … %}
  bool joins_after = false;        ///< {% … -%}
  std::string inside;              ///< what the language reads: typographic quotes and spaces are plain ones
  std::size_t inside_at = 0;       ///< where that begins in the text
  std::string word;                ///< of a statement: its first

  /// The tag in the language, without what is Word's own.
  std::string source() const;
};

/// Something about a text that its author should know.
struct Remark {
  std::size_t at = 0;
  std::string message;
  bool error = false;
};

struct Tags {
  std::vector<Tag> tags;
  /// Bytes of the text that are to go: the `_` of the escapes `{_{`, `}_}`, `{_%`, `%_}`.
  std::vector<std::size_t> dropped;
  std::vector<Remark> remarks;
};

/// The tags of a text. `raw` says whether it begins inside {% raw %}, and is told whether it ends so; the tags raw and
/// endraw come back as comments.
Tags tags_in(std::string_view text, bool& raw);

}  // namespace kontor::docgen::office
