#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "docgen/language/source.hpp"

namespace kontor::docgen::office {

/// One piece of an XML text.
struct Mark {
  enum class Kind { open, close, empty, text, other, end };  ///< other: comments, CDATA, instructions
  Kind kind = Kind::end;
  Offset begin = 0, end = 0;
  std::string_view name = {};  ///< of a tag, with its prefix
};

/// Cuts XML into its pieces, exactly: put together again they are the text. Document types are refused, and with them
/// all entities but XML's own five. Nesting is for the caller to hold.
class Scanner {
 public:
  explicit Scanner(std::string_view xml) : xml_(xml) {}
  /// The next piece; `end` behind the last. The error is in a person's words.
  Result<Mark> next();

 private:
  Result<Mark> tag();
  Result<void> check_references(std::string_view text) const;
  Failure broken(std::string_view what) const;

  std::string_view xml_;
  std::size_t at_ = 0;
};

/// Where an attribute's value stands in the XML text that holds the tag.
struct Attribute {
  std::string_view name;
  Offset begin = 0, end = 0;
};

/// The attribute of a tag behind byte `from`, or behind the one before.
std::optional<Attribute> next_attribute(std::string_view xml, Offset from, Offset tag_end);
/// Its value, as it is written; empty when the tag has none.
std::string_view attribute_of(std::string_view tag, std::string_view name);

/// The opening tag with the attribute at that value, which is escaped here.
std::string with_attribute(std::string tag, std::string_view name, std::string_view value);

/// The length of the reference ("&amp;", "&#8217;") at the head of the text and the UTF-8 that it stands for; 0 when it
/// is none.
std::size_t reference(std::string_view text, std::string& out);
/// Text with its references resolved.
std::string unescaped(std::string_view text);
std::string escaped(std::string_view text);

}  // namespace kontor::docgen::office
