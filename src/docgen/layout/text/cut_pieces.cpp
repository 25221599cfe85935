#include "docgen/layout/text/letters.hpp"
#include "docgen/layout/text/levels.hpp"
#include "docgen/layout/text/paragraph_maker.hpp"
#include "docgen/model/figure.hpp"

namespace kontor::docgen::layout {
namespace {

/// Longer words are cut: none is read, and a text without spaces costs no more than another.
constexpr std::size_t kLongestPiece = 1000;

bool any_rightward(std::string_view text) {
  // The scripts concerned begin at U+0590, whose first byte is 0xD6.
  if (std::ranges::none_of(text, [](char c) { return static_cast<unsigned char>(c) >= 0xD6; })) return false;
  for (std::size_t at = 0; at < text.size();)
    if (is_rightward(next_letter(text, at))) return true;
  return false;
}

bool is_invisible(char32_t letter) { return letter == 0x200B || letter == 0x2060 || letter == 0xFEFF; }

std::size_t count_clusters(const ShapedWord& word) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < word.glyphs.size(); ++i)
    if (i == 0 || word.glyphs[i].cluster != word.glyphs[i - 1].cluster) ++count;
  return count;
}

}  // namespace

Cutter::Cutter(const Style& style, Paragraph& out) : out_(out), breaks_(break_opportunities(out.text, style.locale)) {
  if (!any_rightward(out.text)) return;
  out.rightward = true;
  levels_ = direction_levels(out.text);
}

void Cutter::cut(const Collector::Stretch& stretch) {
  const Run& run = *stretch.run;
  if (run.note || run.floating || !run.anchor.empty()) {
    Piece& mark = add(Piece::Kind::mark, stretch, stretch.from, stretch.from);
    mark.run = &run;
    breaks_[stretch.from] = Break::none;  // the mark stays with what comes next
  }
  if (run.figure) {
    constexpr double kPoints = 72 / 25.4;  // in a millimetre
    Piece& figure = add(Piece::Kind::figure, stretch, stretch.from, stretch.to);
    figure.run = &run;
    figure.width = run.figure->width_mm * kPoints;
    out_.has_figures = true;
  } else {
    cut_text(stretch);
  }
}

void Cutter::cut_text(const Collector::Stretch& stretch) {
  const std::string_view text = out_.text;
  std::size_t word = stretch.from;
  const auto end_word = [&](std::size_t at) {
    if (at > word) add_word(stretch, word, at);
  };
  for (std::size_t at = stretch.from; at < stretch.to;) {
    if (levels_.empty() && at > word && at - word < kLongestPiece && breaks_[at] == Break::none)
      if (const std::size_t length = plain_letter(text, at); length > 0) {
        at += length;
        continue;
      }
    const std::size_t from = at;
    const char32_t letter = next_letter(text, at);
    const bool space = letter == ' ' || letter == 0xA0 || (letter >= 0x2000 && fixed_space(letter));
    if (space || letter == '\t' || letter == '\n' || is_invisible(letter)) {
      end_word(from);
      if (space) {
        add_space(stretch, from, at, letter);
      } else if (letter == '\t') {
        add(Piece::Kind::tab, stretch, from, at);
      } else if (letter == '\n') {
        add(Piece::Kind::line_break, stretch, from, at);
      } else if (breaks_[from] != Break::none && at < breaks_.size() && breaks_[at] == Break::none) {
        breaks_[at] = breaks_[from];
      }
      word = at;
    } else if (from > word && (breaks_[from] != Break::none || from - word >= kLongestPiece ||
                               (!levels_.empty() && levels_[from] != levels_[from - 1]))) {
      if (breaks_[from] == Break::none && is_mark(letter)) continue;
      end_word(from);
      word = from;
    }
  }
  end_word(stretch.to);
}

void Cutter::add_word(const Collector::Stretch& stretch, std::size_t from, std::size_t to) {
  const Dressing& dressing = out_.dressings[stretch.dressing];
  const std::string_view text = std::string_view(out_.text).substr(from, to - from);
  const Shaping shaping{.face = dressing.face.face,
                        .ligatures = dressing.spacing == 0,
                        .kerning = dressing.kerning,
                        .rightward = !levels_.empty() && levels_[from] % 2 == 1,
                        .language = dressing.shaping_language};
  auto word = shaped_word(text, shaping);
  if (word->complete)
    add_shaped(stretch, from, to, dressing.face, std::move(word));
  else
    add_with_fallback(stretch, from, to);
}

void Cutter::add_with_fallback(const Collector::Stretch& stretch, std::size_t from, std::size_t to) {
  const std::string_view text = std::string_view(out_.text).substr(0, to);
  const Dressing& dressing = out_.dressings[stretch.dressing];
  Chosen current = dressing.face;
  std::size_t begin = from;
  for (std::size_t at = from; at < to;) {
    const std::size_t here = at;
    const char32_t letter = next_letter(text, at);
    if (here > from && is_mark(letter)) continue;
    Chosen wanted = dressing.face;
    if (!dressing.face.face->has(letter)) {
      if (current.face != dressing.face.face && current.face->has(letter) &&
          current.face->has_color_bitmaps() == is_emoji(letter))
        wanted = current;
      else
        wanted = fallback_for(letter, dressing.query).value_or(dressing.face);
    }
    if (wanted.face != current.face && here > begin) {
      add_in(stretch, begin, here, current);
      begin = here;
    }
    current = wanted;
  }
  add_in(stretch, begin, to, current);
}

void Cutter::add_in(const Collector::Stretch& stretch, std::size_t from, std::size_t to, const Chosen& face) {
  const Dressing& dressing = out_.dressings[stretch.dressing];
  add_shaped(stretch, from, to, face,
             shaped_word(std::string_view(out_.text).substr(from, to - from),
                         {.face = face.face,
                          .ligatures = dressing.spacing == 0,
                          .kerning = dressing.kerning,
                          .rightward = !levels_.empty() && levels_[from] % 2 == 1,
                          .language = dressing.shaping_language}));
}

void Cutter::add_shaped(const Collector::Stretch& stretch, std::size_t from, std::size_t to, const Chosen& face,
                        std::shared_ptr<const ShapedWord> word) {
  const Dressing& dressing = out_.dressings[stretch.dressing];
  Piece& piece = add(Piece::Kind::word, stretch, from, to);
  piece.word = std::move(word);
  piece.face = face;
  piece.scale = dressing.size * dressing.stretch / face.face->units_per_em();
  piece.width = static_cast<double>(piece.word->advance) * piece.scale;
  if (dressing.spacing != 0) piece.width += static_cast<double>(count_clusters(*piece.word)) * dressing.spacing;
}

void Cutter::add_space(const Collector::Stretch& stretch, std::size_t from, std::size_t to, char32_t letter) {
  const Dressing& dressing = out_.dressings[stretch.dressing];
  Piece& piece = add(Piece::Kind::space, stretch, from, to);
  piece.word = dressing.space;
  piece.face = dressing.face;
  piece.scale = dressing.size * dressing.stretch / dressing.face.face->units_per_em();
  const std::optional<double> fixed = fixed_space(letter);
  piece.width = dressing.spacing + (fixed ? *fixed * dressing.size * dressing.stretch
                                          : static_cast<double>(piece.word->advance) * piece.scale);
  piece.stretches = !fixed;
}

Piece& Cutter::add(Piece::Kind kind, const Collector::Stretch& stretch, std::size_t from, std::size_t to) {
  const bool first = out_.pieces.empty();
  Piece& piece = out_.pieces.emplace_back();
  piece.kind = kind;
  piece.before = first ? Break::none : breaks_[from];
  piece.label = stretch.label;
  piece.level = levels_.empty() || from >= levels_.size() ? std::uint8_t{0} : levels_[from];
  piece.dressing = stretch.dressing;
  piece.from = static_cast<std::uint32_t>(from);
  piece.length = static_cast<std::uint32_t>(to - from);
  return piece;
}

double Paragraph::label_reach() const {
  if (label_align == Align::left) return 0;
  double width = 0;
  for (std::size_t i = 0; i < label_pieces; ++i) width += pieces[i].width;
  return label_align == Align::right ? width : width / 2;
}

double Paragraph::width(const Piece& piece, std::size_t from, std::size_t to) const {
  if (from == 0 && to >= piece.length) return piece.width;
  if (piece.kind != Piece::Kind::word) return from == 0 && to > 0 ? piece.width : 0;
  const double spacing = dressings[piece.dressing].spacing;
  double sum = 0;
  std::uint32_t last = UINT32_MAX;
  for (const WordGlyph& glyph : piece.word->glyphs) {
    if (glyph.cluster < from || glyph.cluster >= to) continue;
    sum += static_cast<double>(glyph.advance) * piece.scale;
    if (spacing != 0 && glyph.cluster != last) sum += spacing;
    last = glyph.cluster;
  }
  return sum;
}

Paragraph paragraph_of(const Runs& runs, const Style& style, const Label* label, const FieldValues* fields,
                       const std::function<std::string(const Footnote&)>* note_mark) {
  Paragraph out;
  Collector collector(style, fields, note_mark, out);
  std::size_t label_stretches = 0;
  if (label != nullptr) {
    collector.take(label->runs, true);
    label_stretches = collector.stretches().size();
    collector.follow(*label);
    out.label_align = label->align;
  }
  collector.take(runs, false);
  Cutter cutter(style, out);
  out.pieces.reserve(out.text.size() / 4);
  std::size_t body_stretches = label_stretches + (label != nullptr && label->follow != Label::Follow::nothing ? 1 : 0);
  for (const Collector::Stretch& stretch : collector.stretches()) {
    cutter.cut(stretch);
    if (label_stretches > 0 && --label_stretches == 0) out.label_pieces = out.pieces.size();
    if (body_stretches > 0 && --body_stretches == 0) out.body = out.pieces.size();
  }
  out.has_tabs = std::any_of(out.pieces.begin() + static_cast<std::ptrdiff_t>(out.body), out.pieces.end(),
                             [](const Piece& piece) { return piece.kind == Piece::Kind::tab; });
  return out;
}

}  // namespace kontor::docgen::layout
