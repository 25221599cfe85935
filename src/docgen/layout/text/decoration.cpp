#include "docgen/layout/text/decoration.hpp"

namespace kontor::docgen::layout {
namespace {

using Underline = Dress::Underline;

LineStyle style_of(Underline underline) {
  switch (underline) {
    case Underline::dotted:
      return LineStyle::dotted;
    case Underline::dashed:
      return LineStyle::dashed;
    case Underline::wave:
      return LineStyle::wave;
    default:
      return LineStyle::solid;
  }
}

/// One stroke for each row of neighbours for which `same` holds.
template <class Wanted, class Same, class Draw>
void for_rows(const std::vector<DecoratedSpan>& spans, Wanted wanted, Same same, Draw draw) {
  for (std::size_t from = 0; from < spans.size();) {
    std::size_t to = from + 1;
    if (wanted(*spans[from].dressing)) {
      while (to < spans.size() && wanted(*spans[to].dressing) && same(*spans[from].dressing, *spans[to].dressing)) ++to;
      const double right = spans[to - 1].x + spans[to - 1].width;
      if (right > spans[from].x) draw(*spans[from].dressing, spans[from].x, right - spans[from].x);
    }
    from = to;
  }
}

void add_backgrounds(const std::vector<DecoratedSpan>& spans, TextLine& line) {
  for_rows(
      spans, [](const Dressing& its) { return its.highlight.has_value(); },
      [](const Dressing& a, const Dressing& b) { return *a.highlight == *b.highlight && a.size == b.size; },
      [&](const Dressing& its, double x, double width) {
        line.rules.push_back({.x = x,
                              .y = -its.ascent,
                              .width = width,
                              .height = its.ascent + its.descent,
                              .color = *its.highlight,
                              .behind = true});
      });
}

void add_underlines(const std::vector<DecoratedSpan>& spans, TextLine& line) {
  for_rows(
      spans, [](const Dressing& its) { return its.underline != Underline::none; },
      [](const Dressing& a, const Dressing& b) { return a.underline == b.underline && a.color == b.color; },
      [&](const Dressing& its, double x, double width) {
        const Face& face = *its.face.face;
        const double thick = face.underline_thickness() * its.size;
        PlacedRule rule{.x = x,
                        .y = face.underline_position() * its.size - thick / 2 - its.rise,
                        .width = width,
                        .height = thick,
                        .color = its.color,
                        .style = style_of(its.underline)};
        line.rules.push_back(rule);
        if (its.underline != Underline::twofold) return;
        rule.y += 2 * thick;
        line.rules.push_back(rule);
      });
}

void add_strikes(const std::vector<DecoratedSpan>& spans, TextLine& line) {
  for_rows(
      spans, [](const Dressing& its) { return its.strike; },
      [](const Dressing& a, const Dressing& b) { return a.size == b.size && a.rise == b.rise && a.color == b.color; },
      [&](const Dressing& its, double x, double width) {
        const Face& face = *its.face.face;
        const double thick = face.underline_thickness() * its.size;
        line.rules.push_back({.x = x,
                              .y = -face.strike_position() * its.size - thick / 2 - its.rise,
                              .width = width,
                              .height = thick,
                              .color = its.color});
      });
}

}  // namespace

void add_decorations(const std::vector<DecoratedSpan>& spans, TextLine& line) {
  const auto plain = [](const DecoratedSpan& span) {
    return !span.dressing->highlight && span.dressing->underline == Underline::none && !span.dressing->strike;
  };
  if (std::ranges::all_of(spans, plain)) return;
  add_backgrounds(spans, line);
  add_underlines(spans, line);
  add_strikes(spans, line);
}

void add_bars(const std::vector<TabStop>& tabs, const Color& color, TextLine& line) {
  constexpr double kWidth = 0.5;
  for (const TabStop& stop : tabs)
    if (stop.kind == TabStop::Kind::bar)
      line.rules.push_back({.x = stop.at, .y = -line.baseline, .width = kWidth, .height = line.height, .color = color});
}

}  // namespace kontor::docgen::layout
