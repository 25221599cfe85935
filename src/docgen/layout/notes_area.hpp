#pragma once

#include "docgen/layout/canvas.hpp"

namespace kontor::docgen::layout {

/// The notes at the foot of a column, below a line; what finds no room goes on in the next one.
class NotesArea {
 public:
  /// Around the line above the notes, and between them.
  struct Gaps {
    double above = 8, below = 4, between = 2;
  };
  /// Before anything is taken for a page.
  void set_gaps(const Gaps& gaps) { gaps_ = gaps; }

  /// All of it, with the line; 0 when there are none.
  double height() const;
  /// What the notes of a box need at least: a line of the first one.
  double least(const Box& box) const;
  /// Takes the notes of a box; they have no room yet.
  void take(Box& box);
  /// Gives room to as many as fit into it, in order. Where a column begins one line finds room whatever it takes.
  void settle(double room, bool column_begins = false);
  bool waiting() const { return first_ < waiting_.size(); }
  /// Draws what has room, ending at `bottom`.
  void draw(Canvas& canvas, double x, double width, double bottom);

 private:
  Gaps gaps_;
  Boxes here_, waiting_;
  std::size_t first_ = 0;  ///< of those that wait
};

}  // namespace kontor::docgen::layout
