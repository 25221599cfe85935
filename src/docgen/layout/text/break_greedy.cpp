#include "docgen/layout/text/break_lines.hpp"
#include "docgen/layout/text/hyphenation.hpp"
#include "docgen/model/figure.hpp"

namespace kontor::docgen::layout {

double fitted_width(const Piece& piece, double room, double tallest) {
  const double height = piece.run->figure->height_mm / piece.run->figure->width_mm * piece.width;
  double scale = piece.width > room && piece.width > 0 ? std::max(room, 1.0) / piece.width : 1;
  if (tallest > 0 && height > tallest) scale = std::min(scale, tallest / height);
  return piece.width * scale;
}

std::vector<std::size_t> hyphen_places(const Paragraph& paragraph, const Piece& piece, Locale locale, bool automatic) {
  std::vector<std::size_t> out;
  if (piece.kind != Piece::Kind::word || piece.word->rightward) return out;
  const auto soft = std::ranges::lower_bound(paragraph.soft_hyphens, piece.from + 1);
  for (auto at = soft; at != paragraph.soft_hyphens.end() && *at < piece.from + piece.length; ++at)
    out.push_back(*at - piece.from);
  if (out.empty() && automatic) {
    std::size_t first = 0;
    hb_script_t script = HB_SCRIPT_COMMON;
    while (first < piece.word->text.size() && is_common(script))
      script = script_of(next_letter(piece.word->text, first));
    const std::string& language = paragraph.dressings[piece.dressing].language;
    const Hyphenation* hyphenation =
        hyphenation_for(language.empty() ? locale == Locale::ru ? "ru" : "en" : language, script);
    if (hyphenation != nullptr) out = hyphenation->places(piece.word->text);
  }
  std::erase_if(out, [&](std::size_t at) { return !piece.word->can_part(at); });
  return out;
}

double hyphen_width(const Paragraph& paragraph, const Piece& piece) {
  const Shaping shaping{.face = piece.face.face};
  return static_cast<double>(shaped_word("-", shaping)->advance) * piece.scale +
         paragraph.dressings[piece.dressing].spacing;
}

struct GreedyBreaker::Filling {
  Place from;
  LineRoom room;
  Pen pen;
  std::size_t at = 0;              ///< the piece that does not fit
  std::size_t byte = 0;            ///< where it begins
  std::optional<Place> good = {};  ///< where the line may end
  std::optional<Place> unwelcome = {};
};

GreedyBreaker::GreedyBreaker(const Paragraph& paragraph, const Setting& setting, Locale locale)
    : paragraph_(paragraph), setting_(setting), locale_(locale) {}

LineCut GreedyBreaker::next(Place from, const LineRoom& given) const {
  Filling line{.from = from, .room = given, .pen = Pen(given.left - (from == Place{} ? paragraph_.label_reach() : 0))};
  const auto& pieces = paragraph_.pieces;
  for (std::size_t i = from.piece; i < pieces.size(); ++i) {
    const Piece& piece = pieces[i];
    line.at = i;
    line.byte = i == from.piece ? from.byte : 0;
    if (i > from.piece && (piece.before == Break::allowed || (setting_.whole && piece.before == Break::at_slash)))
      line.good = Place{i, 0};
    if (i > from.piece && piece.before == Break::unwelcome) (setting_.whole ? line.unwelcome : line.good) = Place{i, 0};
    double width = 0;
    switch (piece.kind) {
      case Piece::Kind::mark:
        continue;
      case Piece::Kind::line_break:
        return {.from = from, .to = {i + 1, 0}, .forced = true};
      case Piece::Kind::space:
        line.pen.add(piece.width);
        continue;
      case Piece::Kind::tab:
        if (setting_.tabs == nullptr && i >= paragraph_.body) {
          const Dressing& dressing = paragraph_.dressings[piece.dressing];
          line.pen.add(static_cast<double>(dressing.space->advance) * dressing.size /
                       dressing.face.face->units_per_em());
        } else {
          const TabTarget target = next_stop(setting_, line.pen.end());
          if (target.at > line.room.right + kTolerance) {
            if (target.automatic && i > from.piece && line.good) return overflow(line);
            line.room.right = std::max(line.room.right, target.at);  // a stop in the margin holds, as in Word
          }
          line.pen.go_to(target,
                         target.kind == TabStop::Kind::decimal ? decimal_offset(paragraph_, i + 1, locale_) : 0);
        }
        continue;
      case Piece::Kind::figure:
        width = fitted_width(piece, given.width(), setting_.tallest_figure);
        break;
      case Piece::Kind::word:
        width = paragraph_.width(piece, line.byte, piece.length);
        break;
    }
    Pen after = line.pen;
    after.add(width);
    if (after.end() > line.room.right + kTolerance) return overflow(line);
    line.pen = after;
  }
  return {.from = from, .to = {pieces.size(), 0}, .last = true};
}

LineCut GreedyBreaker::overflow(const Filling& line) const {
  if (const auto parted = parted_word(line)) return *parted;
  if (line.good) return {.from = line.from, .to = *line.good};
  if (line.unwelcome) return {.from = line.from, .to = *line.unwelcome};
  return broken_word(line);
}

std::optional<LineCut> GreedyBreaker::parted_word(const Filling& line) const {
  const Piece& piece = paragraph_.pieces[line.at];
  if (piece.kind != Piece::Kind::word || (!setting_.hyphenate && paragraph_.soft_hyphens.empty())) return std::nullopt;
  const std::vector<std::size_t> places = hyphen_places(paragraph_, piece, locale_, setting_.hyphenate);
  for (auto place = places.rbegin(); place != places.rend(); ++place) {
    if (*place <= line.byte) break;
    Pen after = line.pen;
    after.add(paragraph_.width(piece, line.byte, *place) + hyphen_width(paragraph_, piece));
    if (after.end() <= line.room.right + kTolerance)
      return LineCut{.from = line.from, .to = {line.at, *place}, .hyphen = true};
  }
  return std::nullopt;
}

/// No other way is left: the line ends between two letters, wherever it is full.
LineCut GreedyBreaker::broken_word(const Filling& line) const {
  const Piece& piece = paragraph_.pieces[line.at];
  const bool first = line.at == line.from.piece;
  std::size_t fits = line.byte, next = 0;
  if (piece.kind == Piece::Kind::word && !piece.word->rightward) {
    const double room = line.room.right + kTolerance - line.pen.end();
    const double spacing = paragraph_.dressings[piece.dressing].spacing;
    double width = 0;
    std::size_t cluster = line.byte;
    for (const WordGlyph& glyph : piece.word->glyphs) {
      if (glyph.cluster < line.byte) continue;
      if (glyph.cluster > cluster) {
        cluster = glyph.cluster;
        if (next == 0) next = cluster;
        width += spacing;
        if (width > room) break;
        fits = cluster;
      }
      width += static_cast<double>(glyph.advance) * piece.scale;
    }
  }
  if (fits > line.byte) return {.from = line.from, .to = {line.at, fits}};
  if (!first) return {.from = line.from, .to = {line.at, 0}};
  if (next > 0) return {.from = line.from, .to = {line.at, next}};
  return {.from = line.from, .to = {line.at + 1, 0}, .last = line.at + 1 == paragraph_.pieces.size()};
}

double GreedyBreaker::first_word(Place from, double room) const {
  double width = 0;
  for (std::size_t i = from.piece; i < paragraph_.pieces.size(); ++i) {
    const Piece& piece = paragraph_.pieces[i];
    if (i > from.piece && piece.before != Break::none) break;
    if (piece.kind == Piece::Kind::space || piece.kind == Piece::Kind::tab || piece.kind == Piece::Kind::line_break)
      break;
    width += piece.kind == Piece::Kind::figure ? fitted_width(piece, room, setting_.tallest_figure)
                                               : paragraph_.width(piece, i == from.piece ? from.byte : 0, piece.length);
    if (width > room) break;
  }
  return width;
}

}  // namespace kontor::docgen::layout
