#include "docgen/layout/manner.hpp"

namespace kontor::docgen::layout {
namespace {

constexpr double kSmall = 0.84, kCell = 0.93, kFormCell = 0.78;
constexpr double kFurnitureSize = 8, kFurniturePitch = 11;
/// Of a text whose document says nothing about it.
constexpr std::string_view kFallbackFamily = "Times New Roman";
constexpr double kFallbackSize = 10;

}  // namespace

Manners::Manners(const Document& document, const Look& look) : document_(document), look_(look) {
  const double pitch = look.pitch;
  bare_.keep_lines = false;
  body_ = {.before = pitch * 0.42};
  column_ = {.before = pitch * 0.18};
  for (int level = 1; level <= kLevels; ++level) {
    ParagraphFormat& format = headings_[level - 1];
    format.before = pitch * (level <= 2 ? 1.0 : 0.75);
    format.keep_with_next = true;
    format.keep_lines = true;
    format.outline = level;
    headings_in_columns_[level - 1] = format;
    headings_in_columns_[level - 1].before = pitch * 0.4;
  }
}

Style Manners::style(double size, const Color& color, bool bold) const {
  Style style;
  style.family = look_.typeface == Typeface::serif ? "serif" : "sans";
  style.size = size;
  style.bold = bold;
  style.color = color;
  style.link = look_.accent;
  style.locale = document_.locale;
  return style;
}

Manner Manners::paragraph(const Paragraph& block, Where where) const {
  if (block.format) {
    const ParagraphFormat& format = *block.format;
    Style own;
    own.family = format.font.empty() ? kFallbackFamily : std::string_view(format.font);
    own.size = format.size > 0 ? format.size : kFallbackSize;
    own.bold = format.mark_bold && block.runs.empty();
    own.locale = document_.locale;
    return {.style = own,
            .format = &format,
            .align = block.align == Align::automatic ? Align::left : block.align,
            .own = true};
  }
  Manner manner = plain(where);
  if (block.small && where != Where::furniture) {
    manner.style.size = look_.size * kSmall;
    manner.style.color = look_.muted;
    manner.pitch = look_.pitch * kSmall;
  }
  manner.format = where == Where::body ? &body_ : where == Where::column ? &column_ : &bare_;
  if (block.align != Align::automatic) manner.align = block.align;
  if (where == Where::body && document_.justified && block.align == Align::automatic && !block.small)
    manner.align = Align::justify;
  return manner;
}

Manner Manners::heading(const Heading& block, Where where) const {
  const int level = std::clamp(block.level, 1, kLevels);
  Manner manner;
  const double size = look_.heading_size(level);
  manner.style = style(size, level <= 2 ? look_.accent : look_.ink, true);
  manner.pitch = size * 1.25;
  manner.format = (where == Where::body ? headings_ : headings_in_columns_) + (level - 1);
  if (block.align != Align::automatic) manner.align = block.align;
  return manner;
}

Manner Manners::plain(Where where, bool small) const {
  const double factor = small ? kFormCell / kCell : 1;
  switch (where) {
    case Where::cell:
      return with(style(look_.size * kCell * factor, look_.ink), bare_, look_.pitch * kCell * factor);
    case Where::head_cell:
      return with(style(look_.size * kSmall * factor, look_.accent, true), bare_, look_.pitch * kSmall * factor);
    case Where::letterhead:
    case Where::note:
      return with(style(look_.size * kSmall, look_.muted), bare_, look_.pitch * kSmall);
    case Where::furniture:
      return with(style(kFurnitureSize, look_.muted), bare_, kFurniturePitch);
    case Where::body:
    case Where::column:
      break;
  }
  Manner manner = with(style(look_.size, look_.ink), bare_, look_.pitch);
  manner.whole = true;
  return manner;
}

Manner Manners::special(double factor, bool bold, const Color& color) const {
  return with(style(look_.size * factor, color, bold), bare_, look_.pitch * factor);
}

}  // namespace kontor::docgen::layout
