#pragma once

#include "docgen/layout/canvas.hpp"

namespace kontor::docgen::layout {

/// The notes at the foot of a column, below a line; what finds no room goes on in the next one.
class NotesArea {
 public:
  /// All of it, with the line; 0 when there are none.
  double height() const;
  /// What the notes of a box need at least: a line of the first one.
  double least(const Box& box) const;
  /// Takes the notes of a box; they have no room yet.
  void take(Box& box);
  /// Gives room to as many as fit into it, in order.
  void settle(double room);
  bool waiting() const { return !waiting_.empty(); }
  /// Draws what has room, ending at `bottom`.
  void draw(Canvas& canvas, double x, double width, double bottom);

 private:
  Boxes here_, waiting_;
};

}  // namespace kontor::docgen::layout
