#include <cmath>
#include <limits>

#include "docgen/layout/text/break_lines.hpp"

namespace kontor::docgen::layout {
namespace {

/// What a space may give and take, in parts of its width, before the line counts as badly set.
constexpr double kStretch = 0.5, kShrink = 0.25;
/// Ragged lines have their play at the end instead, in parts of the line's width.
constexpr double kRaggedPlay = 0.12;
/// How many times its stretch a line may take, without and with parted words; then whatever it needs.
constexpr double kCalm = 1.2, kParted = 2.4;
constexpr double kRagged = 2.5;  ///< the same for ragged lines: their ends lie within three tenths of the width
constexpr double kNoLimit = 1e4;

constexpr double kHyphenPenalty = 70;
constexpr double kUnwelcomePenalty = 2000;
constexpr double kTwoHyphens = 8'000;        ///< one below the other
constexpr double kUnlikeNeighbours = 4'000;  ///< a tight line beside a loose one
constexpr double kShortEnd = 6'000;          ///< a last line of hardly a word
constexpr double kShortEndShare = 0.12;      ///< of the width
constexpr double kLine = 10;                 ///< each line costs: of two ways as good the shorter is taken

/// A place where a line may end. Sums are of all that stands before it.
struct Point {
  Place place;                                ///< where the next line begins
  double end = 0;                             ///< width up to here, as the end of a line: without the spaces that hang
  double begin = 0;                           ///< width up to where the next line begins
  double end_stretch = 0, begin_stretch = 0;  ///< width of spaces that stretch
  double penalty = 0;
  double hyphen = 0;  ///< its width; 0 for none
};

struct Node {
  std::size_t point = 0;
  std::int32_t previous = -1;  ///< index of nodes
  double cost = 0;
  int tightness = 1;  ///< 0 tight, 1 decent, 2 loose, 3 very loose
};

class WholeBreaker {
 public:
  WholeBreaker(const Paragraph& paragraph, const Setting& setting, Locale locale, const LineRoom& first,
               const LineRoom& others)
      : paragraph_(paragraph),
        setting_(setting),
        locale_(locale),
        first_(first),
        others_(others),
        ragged_(setting.align != Align::justify) {}

  /// Lines from the piece `from` to before `to`, which is the end of the paragraph or a line break.
  bool part(std::size_t from, std::size_t to, bool first_lines, std::vector<LineCut>& out) {
    begin_width_ = first_lines ? first_.width() : others_.width();
    const bool parts = !ragged_ && (setting_.hyphenate || !paragraph_.soft_hyphens.empty());
    points_of(from, to, {});
    bool done = find(ragged_ ? kRagged : kCalm);
    if (!done && parts) {
      points_of(from, to, {.parted = true});
      done = find(kParted);
    }
    if (!done) {
      points_of(from, to, {.parted = parts, .unwelcome = true});
      done = find(ragged_ ? kRagged : kParted) || find(kNoLimit);
    }
    if (done) write_down(from, out);
    return done;
  }

 private:
  struct Kinds {
    bool parted = false, unwelcome = false;
  };
  void points_of(std::size_t from, std::size_t to, Kinds kinds);
  void add_hyphens(std::size_t index, double width, double stretch);
  bool find(double tolerance);
  void try_lines_to(std::size_t point, double tolerance);
  double cost_of_line(const Node& from, const Point& to, bool last, double ratio, int tightness) const;
  void write_down(std::size_t from, std::vector<LineCut>& out) const;

  const Paragraph& paragraph_;
  const Setting& setting_;
  Locale locale_;
  LineRoom first_, others_;
  bool ragged_;
  double begin_width_ = 0;  ///< of the first line of this part
  std::vector<Point> points_;
  std::vector<Node> nodes_;
  std::vector<std::size_t> active_;
};

void WholeBreaker::points_of(std::size_t from, std::size_t to, Kinds kinds) {
  points_.assign(1, Point{.place = {from, 0}});
  double width = 0, stretch = 0, seen = 0, seen_stretch = 0;
  for (std::size_t i = from; i < to; ++i) {
    const Piece& piece = paragraph_.pieces[i];
    if (i > from && (piece.before == Break::allowed || piece.before == Break::at_slash ||
                     (kinds.unwelcome && piece.before == Break::unwelcome)))
      points_.push_back({.place = {i, 0},
                         .end = seen,
                         .begin = width,
                         .end_stretch = seen_stretch,
                         .begin_stretch = stretch,
                         .penalty = piece.before == Break::unwelcome  ? kUnwelcomePenalty
                                    : piece.before == Break::at_slash ? kHyphenPenalty
                                                                      : 0});
    if (kinds.parted && piece.kind == Piece::Kind::word) add_hyphens(i, width, stretch);
    width +=
        piece.kind == Piece::Kind::figure ? fitted_width(piece, others_.width(), setting_.tallest_figure) : piece.width;
    if (piece.stretches) stretch += piece.width;
    if (piece.kind != Piece::Kind::space && piece.kind != Piece::Kind::mark) {
      seen = width;
      seen_stretch = stretch;
    }
  }
  points_.push_back({.place = {to, 0}, .end = seen, .begin = width, .end_stretch = seen_stretch});
}

void WholeBreaker::add_hyphens(std::size_t index, double width, double stretch) {
  const Piece& piece = paragraph_.pieces[index];
  for (const std::size_t at : hyphen_places(paragraph_, piece, locale_, setting_.hyphenate)) {
    const double before = width + paragraph_.width(piece, 0, at);
    points_.push_back({.place = {index, at},
                       .end = before,
                       .begin = before,
                       .end_stretch = stretch,
                       .begin_stretch = stretch,
                       .penalty = kHyphenPenalty,
                       .hyphen = hyphen_width(paragraph_, piece)});
  }
}

bool WholeBreaker::find(double tolerance) {
  nodes_.assign(1, Node{});
  active_.assign(1, 0);
  for (std::size_t point = 1; point < points_.size(); ++point) {
    try_lines_to(point, tolerance);
    if (active_.empty()) return false;
  }
  return nodes_.back().point + 1 == points_.size();
}

void WholeBreaker::try_lines_to(std::size_t point, double tolerance) {
  const Point& to = points_[point];
  const bool last = point + 1 == points_.size();
  std::array<Node, 4> best;  // for each tightness
  best.fill({.cost = std::numeric_limits<double>::infinity()});
  std::size_t kept = 0;
  for (const std::size_t index : active_) {
    const Node& from = nodes_[index];
    const Point& begin = points_[from.point];
    const double room = from.previous < 0 ? begin_width_ : others_.width();
    const double spaces = std::max(0.0, to.end_stretch - begin.begin_stretch);
    const double natural = std::max(0.0, to.end - begin.begin) + to.hyphen;
    const double shrink = ragged_ ? 0 : spaces * kShrink;
    if (natural - shrink > room + kTolerance) continue;  // nor will what follows fit: it leaves the list
    active_[kept++] = index;
    const double stretch = ragged_ ? room * kRaggedPlay : spaces * kStretch;
    double ratio = 0;
    if (natural > room + kTolerance)
      ratio = (room - natural) / std::max(shrink, kTolerance);
    else if (!last)
      ratio = std::min((room - natural) / std::max(stretch, kTolerance), kNoLimit);
    if (ratio > tolerance) continue;
    const int tightness = ragged_ ? 1 : ratio < -0.5 ? 0 : ratio <= 0.5 ? 1 : ratio <= 1 ? 2 : 3;
    const double cost = from.cost + cost_of_line(from, to, last, ratio, tightness) +
                        (last && natural < room * kShortEndShare && from.previous >= 0 ? kShortEnd : 0);
    if (cost < best[static_cast<std::size_t>(tightness)].cost)
      best[static_cast<std::size_t>(tightness)] = {point, static_cast<std::int32_t>(index), cost, tightness};
  }
  active_.resize(kept);
  if (last) {
    const Node& end = *std::ranges::min_element(best, {}, &Node::cost);
    if (std::isfinite(end.cost)) nodes_.push_back(end);
    return;
  }
  for (const Node& node : best) {
    if (!std::isfinite(node.cost)) continue;
    active_.push_back(nodes_.size());
    nodes_.push_back(node);
  }
}

double WholeBreaker::cost_of_line(const Node& from, const Point& to, bool last, double ratio, int tightness) const {
  const double badness = std::min(100 * std::abs(ratio * ratio * ratio), 1e7);
  double cost = (kLine + badness) * (kLine + badness) + to.penalty * to.penalty;
  const bool after_hyphen = points_[from.point].hyphen > 0;
  if (after_hyphen && (to.hyphen > 0 || last)) cost += kTwoHyphens;
  if (from.previous >= 0 && std::abs(from.tightness - tightness) > 1) cost += kUnlikeNeighbours;
  return cost;
}

void WholeBreaker::write_down(std::size_t from, std::vector<LineCut>& out) const {
  std::vector<std::size_t> ends;
  for (std::int32_t at = static_cast<std::int32_t>(nodes_.size()) - 1;
       nodes_[static_cast<std::size_t>(at)].previous >= 0; at = nodes_[static_cast<std::size_t>(at)].previous)
    ends.push_back(nodes_[static_cast<std::size_t>(at)].point);
  Place begin{from, 0};
  for (auto end = ends.rbegin(); end != ends.rend(); ++end) {
    out.push_back({.from = begin, .to = points_[*end].place, .hyphen = points_[*end].hyphen > 0});
    begin = points_[*end].place;
  }
}

}  // namespace

std::optional<std::vector<LineCut>> break_whole(const Paragraph& paragraph, const Setting& setting, Locale locale,
                                                const LineRoom& first, const LineRoom& others) {
  const std::size_t count = paragraph.pieces.size();
  if (count > kLongestWhole) return std::nullopt;
  std::vector<LineCut> out;
  WholeBreaker breaker(paragraph, setting, locale, first, others);
  std::size_t from = paragraph.body;
  while (true) {
    std::size_t to = from;
    while (to < count && paragraph.pieces[to].kind != Piece::Kind::line_break) ++to;
    if (!breaker.part(from, to, from == paragraph.body, out)) return std::nullopt;
    if (to == count) break;
    out.back().forced = true;
    out.back().to = {to + 1, 0};
    from = to + 1;
  }
  out.front().from = {};
  out.back().last = true;
  return out;
}

}  // namespace kontor::docgen::layout
