#pragma once

#include <deque>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "docgen/pdf/text.hpp"

namespace kontor::docgen::pdf {

/// A drawn thing, relative to the left of the text and the top of its box.
struct TextMark {
  PangoLayoutLine* line = nullptr;
  double x = 0, baseline = 0;
  Color color;
};
struct FillMark {
  double x = 0, y = 0, width = 0, height = 0;
  Color color;
};
struct PictureMark {
  double x = 0, y = 0, width = 0, height = 0;
  const Figure* figure = nullptr;  ///< null for the logo
};
using Mark = std::variant<TextMark, FillMark, PictureMark, LinkArea>;

struct OutlineEntry {
  int level = 1;
  std::string title;
};

/// What is never broken over pages: a line of a paragraph, a row of a table, a block of signatures.
struct Box {
  double height = 0;
  double before = 0;  ///< space above it, unless it begins a page
  bool keep_with_next = false;
  bool new_page = false;  ///< it begins a page
  int table = -1;         ///< the table whose header is repeated when this row begins a page
  std::vector<Mark> marks;
  std::optional<OutlineEntry> outline;
};

/// The whole document, set and in order, before it is cut into pages. Owns the texts.
struct Flow {
  std::vector<Box> boxes;
  std::vector<std::vector<Box>> table_headers;
  std::deque<Text> texts;
};

Flow flow_of(const Document& document, const Look& look);

}  // namespace kontor::docgen::pdf
