#include <cmath>

#include "docgen/layout/text/place_line.hpp"
#include "docgen/model/figure.hpp"

namespace kontor::docgen::layout {
namespace {

/// A leader is text that nobody reads: more of it would only cost memory.
constexpr double kMostLeaders = 1000;
/// Glyphs: a short line, or the rest of a long one.
constexpr std::size_t kUsualRun = 48;

}  // namespace

void LinePlacer::emit(const LineCut& cut, TextLine& line) {
  double left = INFINITY, right = -INFINITY;
  for (const Part& part : parts_) {
    const Piece& piece = paragraph_.pieces[part.piece];
    if (piece.kind == Piece::Kind::mark) {
      line.runs.push_back({part.x, piece.run});
      continue;
    }
    if (part.hangs && !cut.last && !cut.forced) continue;
    switch (piece.kind) {
      case Piece::Kind::word:
        emit_glyphs(part, line);
        break;
      case Piece::Kind::space:
        begin_run(part, piece.face, line);
        emit_space(part);
        break;
      case Piece::Kind::tab:
        end_run(line);
        if (part.leader != nullptr) emit_leader(part, line);
        break;
      case Piece::Kind::figure:
        end_run(line);
        emit_figure(part, line);
        break;
      default:
        break;
    }
    if (part.hangs || (piece.kind == Piece::Kind::tab && part.leader == nullptr)) continue;
    left = std::min(left, part.x);
    right = std::max(right, part.x + part.width);
  }
  if (cut.hyphen && !parts_.empty()) emit_hyphen(parts_.back(), line);
  end_run(line);
  line.x = std::isfinite(left) ? left : 0;
  line.width = std::isfinite(left) ? right - left : 0;
}

void LinePlacer::begin_run(const Part& part, const Chosen& face, TextLine& line) {
  const Piece& piece = paragraph_.pieces[part.piece];
  const Dressing& dressing = paragraph_.dressings[piece.dressing];
  if (in_run_ && run_.face == face.face && run_dressing_ == piece.dressing && placed_.label == piece.label &&
      piece.level % 2 == 0)
    return;
  end_run(line);
  in_run_ = true;
  run_.glyphs.reserve(kUsualRun);
  run_.text.reserve(2 * kUsualRun);
  run_.face = face.face;
  run_.size = dressing.size;
  run_.stretch = dressing.stretch;
  run_.embolden = face.embolden;
  run_.slant = face.slant;
  run_dressing_ = piece.dressing;
  placed_ = {
      .x = part.x, .rise = dressing.rise, .run = nullptr, .color = dressing.color, .link = -1, .label = piece.label};
}

void LinePlacer::end_run(TextLine& line) {
  if (in_run_ && !run_.glyphs.empty()) {
    placed_.run = setting_.glyphs != nullptr ? setting_.glyphs->keep(run_) : std::make_shared<GlyphRun>(run_);
    placed_.link = paragraph_.dressings[run_dressing_].link;
    line.glyphs.push_back(std::move(placed_));
  }
  run_.glyphs.clear();
  run_.text.clear();
  in_run_ = false;
}

void LinePlacer::emit_glyphs(const Part& part, TextLine& line) {
  const Piece& piece = paragraph_.pieces[part.piece];
  const Dressing& dressing = paragraph_.dressings[piece.dressing];
  begin_run(part, piece.face, line);
  const auto base = static_cast<std::uint32_t>(run_.text.size());
  const double up = dressing.size / piece.face.face->units_per_em();
  const auto& glyphs = piece.word->glyphs;
  for (std::size_t i = 0; i < glyphs.size(); ++i) {
    const WordGlyph& glyph = glyphs[i];
    if (glyph.cluster < part.from || glyph.cluster >= part.to) continue;
    double advance = glyph.advance * piece.scale;
    if (dressing.spacing != 0 && (i + 1 == glyphs.size() || glyphs[i + 1].cluster != glyph.cluster))
      advance += dressing.spacing;
    run_.glyphs.push_back({.id = glyph.id,
                           .advance = static_cast<float>(advance),
                           .dx = static_cast<float>(glyph.dx * piece.scale),
                           .dy = static_cast<float>(glyph.dy * up),
                           .cluster = base + glyph.cluster - static_cast<std::uint32_t>(part.from)});
  }
  run_.text.append(piece.word->text, part.from, part.to - part.from);
  if (piece.level % 2 == 1) end_run(line);  // the next word's text stands to its left
}

void LinePlacer::emit_space(const Part& part) {
  const Piece& piece = paragraph_.pieces[part.piece];
  run_.glyphs.push_back({.id = piece.word->glyphs.empty() ? 0 : piece.word->glyphs[0].id,
                         .advance = static_cast<float>(part.width),
                         .cluster = static_cast<std::uint32_t>(run_.text.size())});
  run_.text += ' ';
}

void LinePlacer::emit_hyphen(const Part& part, TextLine& line) {
  const Piece& piece = paragraph_.pieces[part.piece];
  begin_run(part, piece.face, line);
  const auto hyphen = shaped_word("-", {.face = piece.face.face});
  if (hyphen->glyphs.empty()) return;
  run_.glyphs.push_back({.id = hyphen->glyphs[0].id,
                         .advance = static_cast<float>(static_cast<double>(hyphen->advance) * piece.scale),
                         .cluster = static_cast<std::uint32_t>(run_.text.size())});
  run_.text += "\u00AD";
}

/// The leader's letters stand at the same places in all lines, and end before the text.
void LinePlacer::emit_leader(const Part& part, TextLine& line) {
  const Piece& piece = paragraph_.pieces[part.piece];
  const Dressing& dressing = paragraph_.dressings[piece.dressing];
  const auto word = shaped_word(*part.leader, {.face = dressing.face.face, .ligatures = false});
  const double scale = dressing.size * dressing.stretch / dressing.face.face->units_per_em();
  const double width = static_cast<double>(word->advance) * scale;
  if (width <= 0) return;
  const double first = std::ceil(part.x / width - 1e-6);
  const double count = std::min(std::floor((part.x + part.width) / width + 1e-6) - first, kMostLeaders);
  if (count < 1) return;
  Part filled = part;
  filled.x = first * width;
  begin_run(filled, dressing.face, line);
  for (int i = 0; i < static_cast<int>(count); ++i) {
    const auto base = static_cast<std::uint32_t>(run_.text.size());
    for (const WordGlyph& glyph : word->glyphs)
      run_.glyphs.push_back(
          {.id = glyph.id, .advance = static_cast<float>(glyph.advance * scale), .cluster = base + glyph.cluster});
    run_.text += word->text;
  }
  end_run(line);
}

void LinePlacer::emit_figure(const Part& part, TextLine& line) const {
  const Piece& piece = paragraph_.pieces[part.piece];
  const Figure& figure = *piece.run->figure;
  const double height = part.width * figure.height_mm / figure.width_mm;
  line.figures.push_back({piece.run->figure, part.x, line.baseline - height, part.width, height});
}

/// The line's links, and to which of them its glyphs belong: until here by the paragraph's numbers.
void LinePlacer::add_links(TextLine& line) const {
  if (paragraph_.links.empty()) return;
  std::vector<std::int32_t> numbers;
  for (const Part& part : parts_) {
    const std::int32_t link = paragraph_.dressings[paragraph_.pieces[part.piece].dressing].link;
    if (link < 0 || part.hangs || part.width <= 0) continue;
    if (!numbers.empty() && numbers.back() == link) {
      line.links.back().width = part.x + part.width - line.links.back().x;
    } else {
      numbers.push_back(link);
      line.links.push_back({part.x, part.width, paragraph_.links[static_cast<std::size_t>(link)]});
    }
  }
  for (PlacedGlyphs& glyphs : line.glyphs) {
    if (glyphs.link < 0) continue;
    const auto at = std::ranges::find(numbers, glyphs.link);
    glyphs.link = at == numbers.end() ? -1 : static_cast<std::int32_t>(at - numbers.begin());
  }
}

}  // namespace kontor::docgen::layout
