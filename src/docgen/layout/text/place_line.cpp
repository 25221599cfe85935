#include "docgen/layout/text/place_line.hpp"

#include <cmath>

#include "docgen/layout/text/decoration.hpp"
#include "docgen/layout/text/levels.hpp"
#include "docgen/model/figure.hpp"

namespace kontor::docgen::layout {

void LinePlacer::place(const LineCut& cut, const LineRoom& room, TextLine& line) {
  collect(cut, room);
  const double end = run_pen(cut, room);
  align(cut, room, end);
  if (paragraph_.rightward) turn();
  emit(cut, line);
  add_links(line);
  std::vector<DecoratedSpan> spans;
  spans.reserve(parts_.size());
  for (const Part& part : parts_)
    if (!part.hangs && paragraph_.pieces[part.piece].kind != Piece::Kind::mark)
      spans.push_back({&paragraph_.dressings[paragraph_.pieces[part.piece].dressing], part.x, part.width});
  add_decorations(spans, line);
  if (setting_.tabs != nullptr) add_bars(*setting_.tabs, style_.color, line);
}

/// The pieces of the line. Spaces at the end of a broken line hang out; those that end a paragraph were wanted, and may
/// be underlined.
void LinePlacer::collect(const LineCut& cut, const LineRoom& room) {
  parts_.clear();
  for (std::size_t i = cut.from.piece; i < paragraph_.pieces.size() && Place{i, 0} < cut.to; ++i) {
    const Piece& piece = paragraph_.pieces[i];
    if (piece.kind == Piece::Kind::line_break) break;
    Part part{.piece = i};
    part.from = i == cut.from.piece ? cut.from.byte : 0;
    part.to = i == cut.to.piece ? cut.to.byte : piece.length;
    part.width = piece.kind == Piece::Kind::figure ? fitted_width(piece, room.width(), setting_.tallest_figure)
                                                   : paragraph_.width(piece, part.from, part.to);
    if (piece.kind == Piece::Kind::tab && setting_.tabs == nullptr && i >= paragraph_.body) {
      const Dressing& dressing = paragraph_.dressings[piece.dressing];
      part.width = static_cast<double>(dressing.space->advance) * dressing.size / dressing.face.face->units_per_em();
    }
    parts_.push_back(part);
  }
  if (cut.hyphen && !parts_.empty())
    parts_.back().width += hyphen_width(paragraph_, paragraph_.pieces[parts_.back().piece]);
  for (auto part = parts_.rbegin(); part != parts_.rend(); ++part) {
    const Piece::Kind kind = paragraph_.pieces[part->piece].kind;
    if (kind == Piece::Kind::mark) continue;
    if (kind != Piece::Kind::space) break;
    part->hangs = true;
  }
}

/// Returns where the text ends when nothing is stretched.
double LinePlacer::run_pen(const LineCut& cut, const LineRoom& room) {
  Pen pen(room.left - (cut.from == Place{} ? paragraph_.label_reach() : 0));
  std::size_t settled = 0;
  for (std::size_t i = 0; i < parts_.size(); ++i) {
    const std::size_t index = parts_[i].piece;
    const Piece& piece = paragraph_.pieces[index];
    if (piece.kind == Piece::Kind::tab && (setting_.tabs != nullptr || index < paragraph_.body)) {
      settle(settled, i, pen.start());
      const TabTarget target = next_stop(setting_, pen.end());
      parts_[i].x = pen.end();
      parts_[i].leader = target.leader;
      pen.go_to(target,
                target.kind == TabStop::Kind::decimal ? decimal_offset(paragraph_, index + 1, style_.locale) : 0);
      for (std::size_t before = settled; before <= i; ++before) parts_[before].after_last_tab = false;
      settled = i + 1;
    } else if (!parts_[i].hangs) {
      pen.add(parts_[i].width);
    }
  }
  settle(settled, parts_.size(), pen.start());
  for (std::size_t i = 0; i + 1 < parts_.size(); ++i)
    if (paragraph_.pieces[parts_[i].piece].kind == Piece::Kind::tab && parts_[i].width == 0)
      parts_[i].width = std::max(0.0, parts_[i + 1].x - parts_[i].x);
  if (!parts_.empty() && paragraph_.pieces[parts_.back().piece].kind == Piece::Kind::tab && parts_.back().width == 0)
    parts_.back().width = std::max(0.0, pen.end() - parts_.back().x);
  return pen.end();
}

void LinePlacer::settle(std::size_t from, std::size_t to, double x) {
  for (std::size_t i = from; i < to; ++i) {
    parts_[i].x = x;
    x += parts_[i].width;
  }
}

void LinePlacer::align(const LineCut& cut, const LineRoom& room, double end) {
  const double free = room.right - end;
  double shift = 0;
  switch (setting_.align) {
    case Align::right:
      shift = free;
      break;
    case Align::center:
      shift = free / 2;
      break;
    default:
      break;
  }
  if (shift != 0)
    for (Part& part : parts_) part.x += shift;
  // The last line stays as it is, but for the little by which the whole paragraph was pulled together.
  const bool stretched = setting_.align == Align::justify && (!cut.last && (!cut.forced || !setting_.whole));
  if (setting_.align != Align::justify || (!stretched && free >= 0)) return;
  std::size_t spaces = 0;
  for (const Part& part : parts_)
    if (!part.hangs && part.after_last_tab && part.piece >= paragraph_.body && paragraph_.pieces[part.piece].stretches)
      ++spaces;
  if (spaces == 0 || (free < 0 && !setting_.whole)) return;
  const double more = free / static_cast<double>(spaces);
  double moved = 0;
  for (Part& part : parts_) {
    part.x += moved;
    if (part.hangs || !part.after_last_tab || part.piece < paragraph_.body || !paragraph_.pieces[part.piece].stretches)
      continue;
    part.width += more;
    moved += more;
  }
}

/// Puts what runs from right to left in the order in which it is seen.
void LinePlacer::turn() {
  std::size_t from = 0;
  while (from < parts_.size()) {
    std::size_t to = from;
    while (to < parts_.size() && paragraph_.pieces[parts_[to].piece].kind != Piece::Kind::tab && !parts_[to].hangs)
      ++to;
    if (to > from) {
      std::vector<std::uint8_t> levels;
      for (std::size_t i = from; i < to; ++i) levels.push_back(paragraph_.pieces[parts_[i].piece].level);
      double x = parts_[from].x;
      std::vector<Part> turned;
      for (const std::size_t i : visual_order(levels)) {
        turned.push_back(parts_[from + i]);
        turned.back().x = x;
        x += turned.back().width;
      }
      std::ranges::copy(turned, parts_.begin() + static_cast<std::ptrdiff_t>(from));
    }
    from = to + 1;
  }
}

}  // namespace kontor::docgen::layout
