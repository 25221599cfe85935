#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "docgen/model/text.hpp"

/// How blocks look where a document says so itself: what Word files bring. A block without a format has the writer's
/// own look. All lengths are points, all colours such as "c00000"; an empty colour is none.
namespace kontor::docgen {

enum class Align { automatic, left, center, right, justify };

struct TabStop {
  enum class Kind { left, center, right, decimal, bar };
  double at = 0;  ///< from the left edge of the text's area, not of the paragraph
  Kind kind = Kind::left;
  std::string leader = {};  ///< repeated on the way to it: ".", "-", "_"; empty for none
};

struct Border {
  enum class Line { none, single, twofold, dashed, dotted };
  Line line = Line::none;
  double width = 0.5;
  double space = 0;  ///< between it and the text
  std::string color = {};

  bool drawn() const { return line != Line::none; }
  bool operator==(const Border&) const = default;
};

struct Borders {
  Border top = {}, bottom = {}, left = {}, right = {};
  Border between = {};  ///< of paragraphs, one below the other, with equal borders; of cells: unused

  bool operator==(const Borders&) const = default;
};

struct LineSpacing {
  enum class Rule {
    multiple,  ///< `value` times the height that the font itself asks for
    at_least,
    exactly
  };
  Rule rule = Rule::multiple;
  double value = 1;
};

struct ListFormat;

/// The number or bullet of an item of a list whose layout the document says itself. It stands where the first line
/// begins; then comes the text.
struct Label {
  enum class Follow { tab, space, nothing };
  Runs runs;
  Align align = Align::left;  ///< around the place where the first line begins
  Follow follow = Follow::tab;
  int level = 0;                                ///< 0 is the outermost
  std::shared_ptr<const ListFormat> list = {};  ///< what counts it; null when nothing but its text is known
};

/// How a list counts, in the words of WordprocessingML. Labels of one list share one object.
struct ListFormat {
  struct Level {
    std::string number = "decimal";  ///< "upperRoman", "russianLower", "bullet", …
    std::string text = {};           ///< "%1.%2": the counts of levels, from 1; of a bullet the bullet itself
    int start = 1;
    std::optional<int> begins_anew = {};  ///< with this number when the list begins, whatever has been counted before
    int restarts_after = -1;  ///< the level, counted from 1, that begins it anew; 0 for none, -1 for every one above it
    bool legal = false;       ///< all numbers in figures
    Align align = Align::left;
    Label::Follow follow = Label::Follow::tab;

    bool operator==(const Level&) const = default;
  };

  std::string counter = {};  ///< lists with the same one go on from each other's numbers
  std::vector<Level> levels = {};
};

struct ParagraphFormat {
  double left = 0, right = 0;
  double first_line = 0;  ///< added to `left` in the first line; below 0 it hangs out
  double before = 0, after = 0;
  bool adds_space = false;  ///< `before` to what the paragraph above wants below it; otherwise the larger of both holds
  bool contextual = false;  ///< no space towards a neighbour of the same style
  std::string style = {};   ///< its name in the file
  LineSpacing line = {};
  std::vector<TabStop> tabs = {};
  double default_tab = 36;
  bool keep_with_next = false;
  bool keep_lines = false;
  bool page_break_before = false;
  bool widow_control = true;  ///< two lines at least on either side of a page's end
  bool hyphenate = true;
  int outline = 0;  ///< 1…9: it is a heading of that level
  Borders borders = {};
  std::string shade = {};
  std::shared_ptr<const Label> label = {};
  std::string font = {};  ///< of an empty line, and of runs that do not say
  double size = 0;
  bool mark_bold = false;  ///< the paragraph's own mark, which gives an empty line its height
};

struct CellFormat {
  enum class Vertical { top, middle, bottom };
  enum class Direction { level, upwards, downwards };
  Borders borders = {};
  std::string shade = {};
  std::optional<double> top = {}, bottom = {}, left = {}, right = {};  ///< margins instead of the table's
  Vertical vertical = Vertical::top;
  Direction direction = Direction::level;
  bool no_wrap = false;
};

struct RowFormat {
  LineSpacing::Rule rule = LineSpacing::Rule::at_least;  ///< not `multiple`
  double height = 0;
  bool splits = true;  ///< it may go on on the next page
};

struct TableFormat {
  std::vector<double> widths = {};  ///< of its columns
  bool fixed = true;                ///< the widths hold; otherwise they grow for long words
  double indent = 0;                ///< from the left edge of the text's area to that of the first cell's text
  Align align = Align::left;
  double top = 0, bottom = 0, left = 5.4, right = 5.4;  ///< margins of the cells
  double spacing = 0;                                   ///< between cells
  bool collapse_indent = true;  ///< the table hangs out by the cells' left margin, as Word lays it
};

}  // namespace kontor::docgen
