#include <cmath>

#include "docgen/layout/text/place_line.hpp"
#include "docgen/model/figure.hpp"

namespace kontor::docgen::layout {
namespace {

/// Where the base line is in a line whose height the font does not say. LibreOffice's share.
constexpr double kBaselineShare = 0.8;

/// Word and LibreOffice reckon lines in twentieths of a point; over a page the roundings add up.
double to_twips(double points) { return std::round(points * 20) / 20; }

/// Letters and the gap between lines each for themselves, and a little up: so LibreOffice does, measured with five
/// families in sixteen sizes.
double letters_in_twips(const LineNeeds& needs) {
  constexpr double kUp = 0.003;
  return to_twips(needs.ascent + needs.descent + kUp) + (needs.gap > 0 ? to_twips(needs.gap + kUp) : 0);
}

}  // namespace

LineNeeds needs_of(const Paragraph& paragraph, const LineCut& cut, const Style& style, const Setting& setting,
                   double room) {
  LineNeeds needs;
  bool any = false;
  std::uint32_t last = UINT32_MAX;
  const auto take = [&](const Dressing& dressing) {
    any = true;
    needs.ascent = std::max(needs.ascent, dressing.ascent);
    needs.descent = std::max(needs.descent, dressing.descent);
    needs.gap = std::max(needs.gap, dressing.gap);
    if (dressing.size > style.size + kTolerance) needs.tallest = std::max(needs.tallest, dressing.size * 0.95);
  };
  for (std::size_t i = cut.from.piece; i < paragraph.pieces.size() && Place{i, 0} < cut.to; ++i) {
    const Piece& piece = paragraph.pieces[i];
    if (piece.kind == Piece::Kind::mark) continue;
    if (piece.kind == Piece::Kind::figure) {
      const double width = fitted_width(piece, room, setting.tallest_figure);
      const double height = width * piece.run->figure->height_mm / piece.run->figure->width_mm;
      needs.figure = std::max(needs.figure, height);
      needs.tallest = std::max(needs.tallest, height + style.size * 0.2);
      any = true;
    } else if (piece.dressing != last) {
      last = piece.dressing;
      take(paragraph.dressings[last]);
    }
  }
  if (!any) take(paragraph.dressings[0]);
  return needs;
}

LineHeight height_of(const LineNeeds& needs, const Style& style, const Setting& setting) {
  if (setting.pitch > 0) {
    LineHeight line{.height = setting.pitch, .baseline = setting.pitch / 2 + style.size * 0.35};
    if (const double more = needs.tallest - line.baseline; more > 0) {
      line.height += more;
      line.baseline += more;
    }
    return line;
  }
  const double letters = letters_in_twips(needs);
  const double figure = needs.figure > 0 ? to_twips(needs.figure + needs.descent) : 0;
  const double natural = std::max(letters, figure);
  LineHeight line{.height = natural, .baseline = to_twips(std::max(needs.ascent + needs.gap, needs.figure))};
  switch (setting.line.rule) {
    case LineSpacing::Rule::multiple:
      // A picture is as high as it is.
      line.height = figure > letters ? natural : to_twips(natural * setting.line.value);
      if (setting.line.value < 1 && figure <= letters) line.baseline = line.height * kBaselineShare;
      break;
    case LineSpacing::Rule::at_least:
      line.height = std::max(natural, setting.line.value);
      line.baseline += line.height - natural;
      break;
    case LineSpacing::Rule::exactly:
      line.height = setting.line.value;
      line.baseline = line.height * kBaselineShare;
      break;
  }
  return line;
}

}  // namespace kontor::docgen::layout
