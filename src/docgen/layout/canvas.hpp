#pragma once

#include <unordered_map>

#include "docgen/layout/flow.hpp"

namespace kontor::docgen::layout {

struct Heard;

/// A rectangle on the sheet.
struct Area {
  double x = 0, y = 0, width = 0, height = 0;
};

/// Where a float stands, when its paragraph's top is at `paragraph_y`.
Area area_of(const HungFloat& hung, const PageSetup& page, double left, double paragraph_y);

/// Where boxes are drawn: one page, or a part of one that is put elsewhere later.
struct Canvas {
  std::vector<Mark>& marks;
  std::vector<Mark>& behind;  ///< the text
  std::vector<Mark>& in_front;
  const PageSetup& page;
  Heard* heard = nullptr;  ///< gets what hangs on the boxes; null for what is only shown again
  std::size_t number = 0;  ///< the page's index
};

/// What is known once boxes have their pages.
struct Heard {
  struct Title {
    std::size_t page = 0;
    int level = 1;
    std::string text, style;
    double y = 0;
  };
  std::vector<Title> titles;
  std::vector<Anchor> anchors;
  std::unordered_map<const Runs*, std::size_t> pages;  ///< on which a text with fields stands
};

/// Draws boxes one below the other. A table's last line on a page waits until it is known what follows.
class Stack {
 public:
  explicit Stack(Canvas& canvas) : canvas_(canvas) {}
  Stack(const Stack&) = delete;
  Stack& operator=(const Stack&) = delete;
  ~Stack() { close(); }

  /// The left of the text's area, and the box's upper edge.
  void put(Box&& box, double x, double y);
  void close();

 private:
  void row(Row& row, double x, double y, double height);
  void cell(RowCell& cell, const Row& row, double x, double y, double height);
  void hung(Hung& hung, double x, double y);
  void edge(const Edge& edge, double x, double y, bool above);
  void floating(HungFloat& hung, double x, double y);

  Canvas& canvas_;
  std::vector<Edge> waiting_;
  double waiting_x_ = 0, waiting_y_ = 0;
  bool waiting_inside_ = false;
};

/// A border as lines, level or upright, centred on the place.
void draw_border(std::vector<Mark>& marks, const Border& border, const Color& color, double x1, double y1, double x2,
                 double y2);
/// "c00000"; black for what is none.
Color color_of(std::string_view hex);

}  // namespace kontor::docgen::layout
