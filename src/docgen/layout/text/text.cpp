#include "docgen/layout/text/text.hpp"

#include "docgen/layout/text/break_lines.hpp"
#include "docgen/layout/text/paragraph.hpp"
#include "docgen/layout/text/place_line.hpp"

namespace kontor::docgen::layout {
namespace {

/// A line that finds no lane wide enough within so many tries goes where it is: nothing is lost for it.
constexpr int kMostLaneTries = 2000;

}  // namespace

struct Text::Shaped {
  Style style;
  Paragraph paragraph;
  std::vector<TextLine> lines;

  void set(const Setting& setting);
  LineRoom room_of(const Setting& setting, bool first) const;
  void set_whole(const Setting& setting, const std::vector<LineCut>& cuts);
  void set_greedily(const Setting& setting);
  LineRoom lane_for(const Setting& setting, const GreedyBreaker& breaker, Place from, double& top) const;
  TextLine measured(const LineCut& cut, const LineRoom& room, const Setting& setting, double top) const;
  double behind_label(const Setting& setting, double left) const;
};

Text::Text(const Runs& runs, const Style& style, const Label* label, const FieldValues* fields,
           const std::function<std::string(const Footnote&)>* note_mark)
    : shaped_(std::make_unique<Shaped>(style, paragraph_of(runs, style, label, fields, note_mark))) {}
Text::~Text() = default;
Text::Text(Text&&) noexcept = default;
Text& Text::operator=(Text&&) noexcept = default;

double Text::natural_width() const {
  const Paragraph& paragraph = shaped_->paragraph;
  double widest = 0, width = 0, hanging = 0;
  for (const Piece& piece : paragraph.pieces) {
    if (piece.kind == Piece::Kind::line_break) {
      width = hanging = 0;
    } else if (piece.kind == Piece::Kind::space) {
      hanging += piece.width;
    } else if (piece.kind == Piece::Kind::tab) {
      const Dressing& dressing = paragraph.dressings[piece.dressing];
      hanging += static_cast<double>(dressing.space->advance) * dressing.size / dressing.face.face->units_per_em();
    } else {
      width += hanging + piece.width;
      hanging = 0;
    }
    widest = std::max(widest, width);
  }
  return widest;
}

double Text::least_width() const {
  double widest = 0, width = 0, hanging = 0;
  for (const Piece& piece : shaped_->paragraph.pieces) {
    if (piece.before != Break::none || piece.kind == Piece::Kind::line_break || piece.kind == Piece::Kind::tab)
      width = hanging = 0;
    if (piece.kind == Piece::Kind::space) {
      hanging += piece.width;  // between words that may not be parted
    } else {
      width += hanging + piece.width;
      hanging = 0;
    }
    widest = std::max(widest, width);
  }
  return widest;
}

double Text::decimal_offset() const { return layout::decimal_offset(shaped_->paragraph, 0, shaped_->style.locale); }
void Text::set(const Setting& setting) { shaped_->set(setting); }
const std::vector<TextLine>& Text::lines() const { return shaped_->lines; }
double Text::height() const {
  return shaped_->lines.empty() ? 0 : shaped_->lines.back().top + shaped_->lines.back().height;
}
bool Text::has_fields() const { return shaped_->paragraph.has_fields; }

void Text::Shaped::set(const Setting& setting) {
  lines.clear();
  const bool tabs = paragraph.has_tabs && setting.tabs != nullptr;
  if (setting.whole && !tabs && setting.lanes == nullptr) {
    LineRoom first = room_of(setting, true);
    first.left = behind_label(setting, first.left);
    if (const auto cuts = break_whole(paragraph, setting, style.locale, first, room_of(setting, false)))
      return set_whole(setting, *cuts);
  }
  set_greedily(setting);
}

LineRoom Text::Shaped::room_of(const Setting& setting, bool first) const {
  const double left = setting.left + (first ? setting.first_line : 0);
  return {left, std::max(left, setting.width - setting.right)};
}

double Text::Shaped::behind_label(const Setting& setting, double left) const {
  Pen pen(left);
  for (std::size_t i = 0; i < paragraph.body; ++i) {
    if (paragraph.pieces[i].kind == Piece::Kind::tab)
      pen.go_to(next_stop(setting, pen.end()), 0);
    else
      pen.add(paragraph.pieces[i].width);
  }
  return pen.end();
}

void Text::Shaped::set_whole(const Setting& setting, const std::vector<LineCut>& cuts) {
  LinePlacer placer(paragraph, style, setting);
  double top = 0;
  lines.reserve(cuts.size());
  for (const LineCut& cut : cuts) {
    const LineRoom room = room_of(setting, cut.from == Place{});
    TextLine& line = lines.emplace_back(measured(cut, room, setting, top));
    placer.place(cut, room, line);
    top += line.height;
  }
}

void Text::Shaped::set_greedily(const Setting& setting) {
  const GreedyBreaker breaker(paragraph, setting, style.locale);
  LinePlacer placer(paragraph, style, setting);
  double top = 0;
  LineCut cut;
  do {
    const LineRoom room =
        setting.lanes == nullptr ? room_of(setting, cut.to == Place{}) : lane_for(setting, breaker, cut.to, top);
    cut = breaker.next(cut.to, room);
    TextLine& line = lines.emplace_back(measured(cut, room, setting, top));
    placer.place(cut, room, line);
    top += line.height;
  } while (!cut.last);
}

LineRoom Text::Shaped::lane_for(const Setting& setting, const GreedyBreaker& breaker, Place from, double& top) const {
  const LineRoom own = room_of(setting, from == Place{});
  const LineCut guess{.from = from, .to = {from.piece + 1, 0}};
  const double height = measured(guess, own, setting, top).height;
  const double needed = std::min(breaker.first_word(from, own.width()), own.width());
  for (int tries = 0; tries < kMostLaneTries; ++tries) {
    const Lane lane = (*setting.lanes)(top, height);
    const LineRoom room{std::max(own.left, lane.x), std::min(own.right, lane.x + lane.width)};
    if (room.right - room.left >= needed - kTolerance) return room;
    top += std::max(height, 1.0);
  }
  return own;
}

TextLine Text::Shaped::measured(const LineCut& cut, const LineRoom& room, const Setting& setting, double top) const {
  const LineHeight height = height_of(needs_of(paragraph, cut, style, setting, room.width()), style, setting);
  TextLine line;
  line.top = top;
  line.height = height.height;
  line.baseline = height.baseline;
  return line;
}

}  // namespace kontor::docgen::layout
