#include <cmath>
#include <numbers>

#include "docgen/pdf/content.hpp"

namespace kontor::docgen::pdf {
namespace {

constexpr double kSlant = 0.2126;      // 12°, as an oblique cut leans
constexpr double kHeavier = 1.0 / 30;  // of the size: what a bold cut's stems are wider, about
constexpr double kFinest = 5;          // hundredths of a point: a letter that is off by less is not seen to be

/// Letters that readers may find in place of others: to say so each time would make the file larger for nothing.
bool alike(char32_t found, char32_t meant) {
  if (found == meant) return true;
  if (found == U' ') return meant == 0xA0 || meant == 0x202F || meant == U'\t' || (meant >= 0x2000 && meant <= 0x200A);
  return found == U'-' && (meant == 0x2010 || meant == 0x2011);
}

}  // namespace

void Content::mark(const layout::TextMark& text) {
  if (!text.run || !text.run->face || text.run->glyphs.empty() || !(text.run->size > 0)) return;
  belongs_to(text.node);
  end_path();
  opacity(text.opacity);
  if (!in_text_) {
    out_ += "BT\n";
    in_text_ = straight_ = true;
    begun_x_ = begun_y_ = 0;
  }
  fill_color(text.color);
  heavier(text);
  const auto stretch = std::clamp<std::int64_t>(std::llround(text.run->stretch * 10000), 100, 100'000);
  if (stretch != stretch_) {
    append_hundredths(out_, stretch);
    out_ += " Tz\n";
    stretch_ = stretch;
  }
  place(text);
  glyphs(*text.run);
}

void Content::heavier(const layout::TextMark& mark) {
  const bool wanted = mark.run->embolden;
  if (wanted != heavier_) out_ += wanted ? "2 Tr\n" : "0 Tr\n";
  heavier_ = wanted;
  if (!wanted) return;
  line_color(mark.color);
  const std::int64_t width = hundredths(mark.run->size * kHeavier);
  if (line_style_ != layout::LineMark::Style::solid) {
    out_ += "0 J[]0 d\n";
    line_style_ = layout::LineMark::Style::solid;
  }
  if (width == line_width_) return;
  append_hundredths(out_, width);
  out_ += " w\n";
  line_width_ = width;
}

/// Upright text is placed by its distance from the run before; what leans or is turned, by a matrix.
void Content::place(const layout::TextMark& mark) {
  const std::int64_t x = hundredths(mark.x), y = up(mark.baseline);
  const bool straight = (mark.turned & 3) == 0 && mark.angle == 0 && !mark.run->slant;
  if (straight && straight_) {
    append_hundredths(out_, x - begun_x_);
    out_ += ' ';
    append_hundredths(out_, y - begun_y_);
    out_ += " Td\n";
  } else {
    const double angle = ((mark.turned & 3) * 90 + mark.angle) * std::numbers::pi / 180;
    const double rx = std::cos(angle), ry = std::sin(angle);
    const double lean = mark.run->slant ? kSlant : 0;
    append_thousandths(out_, std::llround(rx * 1000));
    out_ += ' ';
    append_thousandths(out_, std::llround(ry * 1000));
    out_ += ' ';
    append_thousandths(out_, std::llround((rx * lean - ry) * 1000));
    out_ += ' ';
    append_thousandths(out_, std::llround((ry * lean + rx) * 1000));
    out_ += ' ';
    append_hundredths(out_, x);
    out_ += ' ';
    append_hundredths(out_, y);
    out_ += " Tm\n";
    straight_ = straight;
  }
  begun_x_ = x;
  begun_y_ = y;
}

void Content::glyphs(const layout::GlyphRun& run) {
  const UsedFace& face = fonts_.face(run.face);
  per_point_ = 1000 * 10000 / (run.size * static_cast<double>(stretch_));
  run_size_ = hundredths(run.size);
  pen_ = target_ = 0;
  finest_ = std::max(1.0, kFinest / 100 * per_point_);
  Clusters clusters(run);
  for (Cluster next; clusters.next(next);) cluster(run, face, next);
  end_show();
  rise(0);
}

void Content::cluster(const layout::GlyphRun& run, const UsedFace& face, const Cluster& cluster) {
  const bool plain = shows(run, face, cluster);
  if (!plain) {
    end_show();
    out_ += "/Span<</ActualText";
    append_text(out_, cluster.text);
    out_ += ">>BDC\n";
  }
  for (std::size_t i = cluster.first; i < cluster.end; ++i) glyph(face, run.glyphs[i]);
  if (plain) return;
  end_show();
  out_ += "EMC\n";
}

/// Whether readers find the cluster's text by the glyphs alone.
bool Content::shows(const layout::GlyphRun& run, const UsedFace& face, const Cluster& cluster) const {
  if (cluster.text.empty()) return true;
  if (cluster.end - cluster.first == 1) {
    std::size_t at = 0;
    const char32_t meant = next_letter(cluster.text, at);
    const std::uint32_t id = run.glyphs[cluster.first].id;
    if (at == cluster.text.size()) {
      if (const char32_t found = face.letter(id)) return alike(found, meant);
    }
  }
  std::string found;
  for (std::size_t i = cluster.first; i < cluster.end; ++i) face.append_text(found, run.glyphs[i].id);
  return found == cluster.text;
}

void Content::glyph(const UsedFace& face, const layout::Glyph& glyph) {
  const ShownGlyph shown = face.find(glyph.id);
  if (shown.font >= 0) {
    if (shown.font != font_ || run_size_ != size_) use_font(shown.font, run_size_);
    if (glyph.dy != 0 || rise_ != 0) rise(hundredths(static_cast<double>(glyph.dy)));
    const double off = target_ + static_cast<double>(glyph.dx) * per_point_ - pen_;
    if (std::abs(off) >= finest_) move_pen(std::llround(std::clamp(off, -1e6, 1e6)));
    show(shown);
    pen_ += shown.width;
  }
  target_ += static_cast<double>(glyph.advance) * per_point_;
}

void Content::use_font(int font, std::int64_t size) {
  end_show();
  out_ += "/F";
  append_integer(out_, font);
  out_ += ' ';
  append_hundredths(out_, size);
  out_ += " Tf\n";
  font_ = font;
  size_ = size;
}

void Content::rise(std::int64_t wanted) {
  if (wanted == rise_) return;
  end_show();
  append_hundredths(out_, wanted);
  out_ += " Ts\n";
  rise_ = wanted;
}

void Content::move_pen(std::int64_t thousandths) {
  if (!in_array_) {
    show_begin_ = out_.size();
    in_array_ = true;
    out_ += '[';
  }
  end_string();
  adjusted_ = true;
  append_integer(out_, -thousandths);
  pen_ += static_cast<double>(thousandths);
}

void Content::show(const ShownGlyph& shown) {
  if (!in_array_) {
    show_begin_ = out_.size();
    in_array_ = true;
    out_ += '[';
  }
  if (!in_string_) out_ += '(';
  in_string_ = true;
  if (!shown.one_byte) append_byte(shown.code >> 8);
  append_byte(shown.code & 0xFF);
}

void Content::append_byte(unsigned value) {
  const char c = static_cast<char>(value);
  if (c == '(' || c == ')' || c == '\\') out_ += '\\';
  if (c == '\r')
    out_ += "\\r";
  else
    out_ += c;
}

void Content::end_string() {
  if (in_string_) out_ += ')';
  in_string_ = false;
}

void Content::end_show() {
  if (!in_array_) return;
  end_string();
  if (adjusted_) {
    out_ += "]TJ\n";
  } else {
    out_.erase(show_begin_, 1);  // a single string needs no array
    out_ += "Tj\n";
  }
  in_array_ = adjusted_ = false;
}

}  // namespace kontor::docgen::pdf
