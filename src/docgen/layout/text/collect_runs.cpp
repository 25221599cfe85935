#include <charconv>

#include "docgen/language/letters.hpp"
#include "docgen/layout/text/letters.hpp"
#include "docgen/layout/text/paragraph_maker.hpp"
#include "docgen/layout/text/symbol_fonts.hpp"
#include "docgen/model/document.hpp"

namespace kontor::docgen::layout {
namespace {

/// Of the size; LibreOffice's, and so near to Word's that lines end alike.
constexpr double kRaisedSize = 0.58, kSuperscript = 0.33, kSubscript = -0.08;
constexpr double kSmallCapitals = 0.8;

Color color_of(std::string_view hex) {
  unsigned rgb = 0;
  std::from_chars(hex.data(), hex.data() + hex.size(), rgb, 16);
  const auto part = [&](unsigned shift) { return static_cast<double>(rgb >> shift & 255) / 255; };
  return {part(16), part(8), part(0)};
}

/// Neither shown nor read: controls, marks that turn the direction, and soft hyphens, which become places.
bool is_dropped(char32_t letter) {
  return (letter < 0x20 && letter != '\t' && letter != '\n') || (letter >= 0x7F && letter < 0xA0) || letter == 0xAD ||
         letter == 0x200E || letter == 0x200F || (letter >= 0x202A && letter <= 0x202E) ||
         (letter >= 0x2066 && letter <= 0x2069);
}

/// The end of the letters from `at` on that are never dropped or replaced: printable ASCII, Russian.
std::size_t end_of_plain(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    const auto byte = static_cast<unsigned char>(text[at]);
    const std::size_t length = byte >= 0x20 && byte < 0x7F ? 1 : plain_letter(text, at);
    if (length == 0) break;
    at += length;
  }
  return at;
}

std::string number(int value) { return fmt::format("{}", value); }

}  // namespace

Collector::Collector(const Style& style, const FieldValues* fields,
                     const std::function<std::string(const Footnote&)>* note_mark, Paragraph& out)
    : style_(style), fields_(fields), note_mark_(note_mark), out_(out) {
  static const Run kPlain;
  dressing_of(kPlain, 1);  // what an empty text has
}

void Collector::take(const Runs& runs, bool label) {
  for (const Run& run : runs) take(run, label);
}

void Collector::take(const Run& run, bool label) {
  if (run.field) out_.has_fields = true;
  const bool marks = run.note || run.floating || !run.anchor.empty();
  const std::string text = text_of(run);
  if (run.figure) {
    append("\uFFFC", run, label, 1);
    return;
  }
  if (text.empty()) {
    if (!marks) return;
    const auto here = static_cast<std::uint32_t>(out_.text.size());
    stretches_.push_back({here, here, dressing_of(run, 1), &run, label});
  } else if (run.dress && run.dress->letters == Dress::Letters::small_capitals) {
    append_small_capitals(text, run, label);
  } else if (run.dress && run.dress->letters == Dress::Letters::capitals) {
    append(upper(text), run, label, 1);
  } else {
    append(text, run, label, 1);
  }
}

std::string Collector::text_of(const Run& run) const {
  if (run.note && run.text.empty()) return note_mark_ != nullptr && *note_mark_ ? (*note_mark_)(*run.note) : "*";
  if (!run.field || fields_ == nullptr) return run.text;
  switch (run.field->kind) {
    case PageField::Kind::page:
      return number(fields_->page);
    case PageField::Kind::pages:
      return number(fields_->pages);
    case PageField::Kind::section_pages:
      return number(fields_->section_pages);
    case PageField::Kind::page_of:
    case PageField::Kind::text_of:
      return fields_->other ? fields_->other(*run.field) : run.text;
    case PageField::Kind::none:
      break;
  }
  return run.text;
}

void Collector::append(std::string_view text, const Run& run, bool label, double shrink) {
  const std::uint32_t dressing = dressing_of(run, shrink);
  const auto from = static_cast<std::uint32_t>(out_.text.size());
  const std::string& family = out_.dressings[dressing].query.family;
  const bool symbols = is_symbol_font(family);
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    if (!symbols) {
      at = end_of_plain(text, at);
      out_.text.append(text, begin, at - begin);
      if (at > begin) continue;
    }
    const char32_t letter = next_letter(text, at);
    if (letter == 0xAD) out_.soft_hyphens.push_back(static_cast<std::uint32_t>(out_.text.size()));
    if (is_dropped(letter)) continue;
    if (symbols || (letter >= 0xF000 && letter <= 0xF0FF))
      append_letter(out_.text, symbol_letter(family, letter));
    else if (letter == 0xFFFD)
      append_letter(out_.text, letter);
    else
      out_.text.append(text, begin, at - begin);
  }
  stretches_.push_back({from, static_cast<std::uint32_t>(out_.text.size()), dressing, &run, label});
}

void Collector::append_small_capitals(std::string_view text, const Run& run, bool label) {
  const std::string large = upper(text);
  std::size_t from = 0;
  // Stretches of letters that grew and of those that did not take turns; both texts have the same letters.
  for (std::size_t at = 0, in_large = 0, large_from = 0; at < text.size();) {
    const auto grows = [&] {
      std::size_t a = at, b = in_large;
      return next_letter(text, a) != next_letter(large, b);
    };
    const bool small = grows();
    while (at < text.size() && in_large < large.size() && grows() == small) {
      next_letter(text, at);
      next_letter(large, in_large);
    }
    append(std::string_view(large).substr(large_from, in_large - large_from), run, label, small ? kSmallCapitals : 1);
    if (at == from) break;
    from = at;
    large_from = in_large;
  }
}

void Collector::follow(const Label& label) {
  static const Run kPlain;
  if (label.follow == Label::Follow::nothing) return;
  append(label.follow == Label::Follow::tab ? "\t" : "\u00A0", label.runs.empty() ? kPlain : label.runs.back(), false,
         1);
  stretches_.back().run = &kPlain;
}

std::uint32_t Collector::dressing_of(const Run& run, double shrink) {
  const auto last = static_cast<std::uint32_t>(out_.dressings.size()) - 1;
  if (last_run_ != nullptr && last_shrink_ == shrink && run.plain() && run.same_style(*last_run_)) return last;
  last_run_ = &run;
  last_shrink_ = shrink;
  static const Dress kNone;
  const Dress& dress = run.dress ? *run.dress : kNone;
  Dressing own;
  own.query = {.family = run.code              ? "mono"
                         : !dress.font.empty() ? dress.font
                                               : style_.family,
               .bold = run.bold || style_.bold,
               .italic = run.italic || style_.italic};
  own.face = find_face(own.query);
  const double full = dress.size > 0 ? dress.size : style_.size;
  const int rise = run.note && !run.dress ? 1 : dress.rise;
  own.size = full * (rise == 0 ? 1 : kRaisedSize) * shrink;
  own.rise = full * (rise > 0 ? kSuperscript : rise < 0 ? kSubscript : 0) + dress.shift;
  own.stretch = dress.stretch;
  own.spacing = dress.spacing;
  own.underline = dress.underline;
  own.strike = run.strike;
  own.kerning = dress.kerning;
  own.color = !dress.color.empty() ? color_of(dress.color) : run.link.empty() ? style_.color : style_.link;
  if (!dress.highlight.empty()) own.highlight = color_of(dress.highlight);
  own.language = dress.language;
  if (!own.language.empty())
    own.shaping_language = hb_language_from_string(own.language.data(), static_cast<int>(own.language.size()));
  if (!run.link.empty()) {
    own.link = static_cast<std::int32_t>(out_.links.size());
    out_.links.push_back(run.link);
  }
  const Face& face = *own.face.face;
  own.ascent = face.ascent() * own.size + own.rise;
  own.descent = face.descent() * own.size - own.rise;
  own.gap = face.line_gap() * own.size;
  own.space = shaped_word(" ", {.face = own.face.face});
  out_.dressings.push_back(std::move(own));
  return last + 1;
}

}  // namespace kontor::docgen::layout
