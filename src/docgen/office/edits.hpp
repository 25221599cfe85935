#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "docgen/language/source.hpp"

namespace kontor::docgen::office {

/// Where a tag stands for its author.
struct Spot {
  std::string place;         ///< "paragraph 12"
  std::string near;          ///< the text around it
  std::uint32_t column = 1;  ///< of code points in the paragraph's text, from 1; 0: `place` says it all

  std::string location() const;  ///< "paragraph 12, column 5"
  std::string shown() const;     ///< "paragraph 12 (“…near…”), column 5"
};

/// What the author of a template should know, with its place.
struct Finding {
  Spot spot;
  std::string message;
  bool error = false;
};
/// The error that stands for all errors among the findings.
Error error_of(const std::vector<Finding>& findings);

/// Something that is put into a part where a tag stood: XML, a tag of the language, XML.
struct Insert {
  Offset at = 0;
  std::int64_t order = 0;  ///< among those at the same byte
  std::string before = {};
  std::string tag = {};
  std::string after = {};
  /// Of a statement: its first word; and the element whose content it stands in, by which its block is held together.
  std::string word = {};
  int element = -1;
  bool in_attribute = false;
  bool inline_tag = false;  ///< stands in the text of a run, so it may be lifted out of it
  Spot spot = {};
  std::uint32_t inside_column = 1;  ///< of what stands behind the first two bytes of `tag`
};

/// From a byte of the source on, up to the next one, what a person calls the place.
struct Point {
  Offset at = 0;
  Spot spot;
  std::string text;  ///< of the tag from there on, to count columns in
};

/// What a person calls the places of a source that was made of parts of a file.
struct Places {
  std::vector<Point> points;  ///< in their order

  std::string operator()(Offset at) const;
};

/// The source that a part becomes.
struct Rewritten {
  std::string source;
  std::vector<Point> points;
};

/// Changes of one part, collected and then made in one go. What is not cut stays byte for byte.
class Edits {
 public:
  void cut(Offset begin, Offset end) { cuts_.push_back({begin, end}); }
  /// Cuts, and drops what is inserted inside (not at its ends).
  void replace(Offset begin, Offset end) { replaced_.push_back({begin, end}); }
  void insert(Insert insert);

  /// Sorted, without those inside of replaced ranges. To be called again when something was added.
  std::vector<Insert>& settle();
  /// True when this byte goes away.
  bool is_cut(Offset at) const;
  bool is_replaced(Offset at) const;
  /// Bytes from `offset` on in a source of several parts.
  Rewritten written(std::string_view xml, Offset offset) const;
  bool empty() const { return cuts_.empty() && replaced_.empty() && inserts_.empty(); }

 private:
  struct Range {
    Offset begin, end;
    auto operator<=>(const Range&) const = default;
  };
  static std::vector<Range> merged(std::vector<Range> ranges, bool neighbours);
  static bool holds(const std::vector<Range>& sorted, Offset at);

  std::vector<Range> cuts_, replaced_;
  std::vector<Insert> inserts_;
  std::int64_t next_ = 0;
};

}  // namespace kontor::docgen::office
