#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "docgen/layout/marks.hpp"
#include "docgen/model/document.hpp"

/// What stands between blocks and pages: boxes, one below the other. A box is what one page takes whole: a line of a
/// paragraph, or a row of a table, which may be split when there is no other way.
namespace kontor::docgen::layout {

struct Row;
struct Hung;

struct Box {
  enum class Keep : std::uint8_t {
    free,   ///< a page may end below it
    lines,  ///< two lines of one paragraph belong together
    next    ///< a heading and what it is above of
  };
  double height = 0;
  double before = 0;             ///< space above it
  double before_at_top = 0;      ///< the same where it begins a page that somebody asked for; other pages have none
  Keep keep = Keep::free;        ///< with the box below it
  bool notes = false;            ///< footnotes hang on it, or on something in its row
  std::vector<Mark> marks = {};  ///< from the left of the text's area and from the top of the box
  std::unique_ptr<layout::Row> row = {};
  std::unique_ptr<Hung> hung = {};
  /// Rows to be shown again above this one where it begins a page.
  std::shared_ptr<const std::vector<Box>> repeated = {};

  Box() = default;
  explicit Box(double box_height, double space_before = 0);
  ~Box();
  Box(Box&&) noexcept;
  Box& operator=(Box&&) noexcept;

  /// What hangs on it, made when it is first asked for.
  Hung& hang();
};
using Boxes = std::vector<Box>;

/// A line along a row's edge, from the left of the text's area.
struct Edge {
  double from = 0, to = 0;
  Border border;  ///< within the row, below its upper edge
  Color color;
};
/// A line beside a cell, as high as the row.
struct Upright {
  double x = 0;
  Border border;
  Color color;
};

struct RowCell {
  double x = 0, width = 0;     ///< of its ground
  double top = 0, bottom = 0;  ///< margins
  CellFormat::Vertical vertical = CellFormat::Vertical::top;
  std::optional<Color> shade = {};
  Boxes boxes = {};
  std::size_t first = 0;  ///< of its boxes that no page has taken yet
  double rest = -1;       ///< height from there on, once a page has taken some
};

/// Boxes side by side. Its lines are drawn when its height is known.
struct Row {
  std::vector<RowCell> cells;
  std::vector<Edge> top;     ///< between it and the row above
  std::vector<Edge> bottom;  ///< drawn when no row of the same table follows on the page
  std::vector<Upright> upright;
  bool last = false;     ///< its `bottom` has room in it; otherwise it would hang below
  bool goes_on = false;  ///< a row of the same table stands above: its `bottom` is not drawn
  bool splits = true;
  double moved_below = 0;  ///< a row less high than this is moved to the next page rather than split
  bool exact = false;      ///< what does not fit is not shown
};

/// A float on its way to its page.
struct HungFloat {
  const Float* what = nullptr;
  Boxes boxes;                   ///< of a box of text, from its upper left corner
  double width = 0, height = 0;  ///< of all of it, without what is kept free around it
  double column_x = 0, column_width = 0;
  double letter_x = 0;
  double above = 0;  ///< from the anchor's paragraph's top to the box that it hangs on, downwards
};

struct Hung {
  struct Name {
    std::string name;
    double x = 0;
  };
  struct Title {
    int level = 1;
    std::string text, style;
  };
  std::vector<Name> anchors;
  std::optional<Title> title;
  std::vector<Boxes> notes;
  std::vector<HungFloat> floats;
  std::vector<const Runs*> fields;  ///< texts that say on which page they stand
};

double height_of(const Boxes& boxes);
/// Moves everything down and to the right.
void shift(std::vector<Mark>& marks, double dx, double dy);
/// The same without a place in the document's structure and without what hangs on it: a repeated header.
Box artifact_of(const Box& box);
/// The footnotes of a box and of all that is in it, in order; they are taken out of it.
void take_notes(Box& box, std::vector<Boxes>& out);

}  // namespace kontor::docgen::layout
