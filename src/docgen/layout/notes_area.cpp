#include "docgen/layout/notes_area.hpp"

#include "docgen/layout/setter.hpp"
#include "docgen/layout/split.hpp"

namespace kontor::docgen::layout {
namespace {

/// The first note of a box, wherever in its row it hangs.
const Box* first_note(const Box& box) {
  if (box.hung && !box.hung->notes.empty() && !box.hung->notes.front().empty()) return &box.hung->notes.front().front();
  if (!box.row) return nullptr;
  for (const RowCell& cell : box.row->cells)
    for (const Box& inner : cell.boxes)
      if (inner.notes)
        if (const Box* found = first_note(inner)) return found;
  return nullptr;
}

}  // namespace

double NotesArea::height() const { return here_.empty() ? 0 : gaps_.above + gaps_.below + height_of(here_); }

double NotesArea::least(const Box& box) const {
  if (!box.notes || waiting()) return 0;
  const Box* first = first_note(box);
  if (!first) return 0;
  return first->height + (here_.empty() ? gaps_.above + gaps_.below : gaps_.between);
}

void NotesArea::take(Box& box) {
  std::vector<Boxes> notes;
  take_notes(box, notes);
  for (Boxes& note : notes) {
    if (note.empty()) continue;
    note.front().before = gaps_.between;
    note.back().keep = Box::Keep::free;
    std::move(note.begin(), note.end(), std::back_inserter(waiting_));
  }
}

void NotesArea::settle(double room, bool column_begins) {
  if (!waiting()) return;
  room -= here_.empty() ? gaps_.above + gaps_.below : height() + waiting_[first_].before;
  std::size_t count = fitting(waiting_, first_, room);
  // A note whose lines may not be parted, and which no page has room for, is parted all the same.
  if (count == 0 && here_.empty() && (column_begins || waiting_[first_].height <= room)) count = 1;
  for (; count > 0; --count) here_.push_back(std::move(waiting_[first_++]));
  if (waiting()) return;
  waiting_.clear();
  first_ = 0;
}

void NotesArea::draw(Canvas& canvas, double x, double width, double bottom) {
  if (here_.empty()) return;
  double y = bottom - height() + gaps_.above;
  canvas.marks.push_back(LineMark{.x1 = x, .y1 = y, .x2 = x + std::min(width, kSeparator), .y2 = y, .color = {}});
  y += gaps_.below;
  Stack stack(canvas);
  for (Box& box : here_) {
    if (&box != &here_.front()) y += box.before;
    const double height = box.height;
    stack.put(std::move(box), x, y);
    y += height;
  }
  here_.clear();
}

}  // namespace kontor::docgen::layout
