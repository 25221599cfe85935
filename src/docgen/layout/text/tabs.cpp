#include "docgen/layout/text/tabs.hpp"

#include <cmath>

namespace kontor::docgen::layout {
namespace {

constexpr double kTolerance = 0.01;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Spaces that stand between groups of digits.
std::size_t group_space(std::string_view rest) {
  for (const std::string_view space : {" ", "\u00A0", "\u202F", "\u2009"})
    if (rest.starts_with(space) && rest.size() > space.size() && is_digit(rest[space.size()])) return space.size();
  return 0;
}

}  // namespace

TabTarget next_stop(const Setting& setting, double x) {
  TabTarget best{.at = INFINITY};
  if (setting.tabs != nullptr)
    for (const TabStop& stop : *setting.tabs)
      if (stop.kind != TabStop::Kind::bar && stop.at > x + kTolerance && stop.at < best.at)
        best = {.at = stop.at, .kind = stop.kind, .leader = stop.leader.empty() ? nullptr : &stop.leader};
  if (setting.first_line < 0 && setting.left > x + kTolerance && setting.left < best.at) best = {.at = setting.left};
  if (std::isfinite(best.at)) return best;
  const double distance = std::max(setting.default_tab, 1.0);
  return {.at = (std::floor((x + kTolerance) / distance) + 1) * distance, .automatic = true};
}

std::size_t decimal_place(std::string_view text, Locale locale) {
  std::size_t at = 0;
  while (at < text.size() && !is_digit(text[at])) ++at;
  if (at == text.size()) return at;
  const char own = locale == Locale::ru ? ',' : '.';
  std::size_t own_at = std::string_view::npos, other_at = std::string_view::npos, others = 0;
  while (at < text.size()) {
    if (is_digit(text[at])) {
      ++at;
    } else if ((text[at] == '.' || text[at] == ',') && at + 1 < text.size() && is_digit(text[at + 1])) {
      if (text[at] == own)
        own_at = at;
      else
        other_at = at, ++others;
      ++at;
    } else if (const std::size_t space = group_space(text.substr(at))) {
      at += space;
    } else {
      break;
    }
  }
  if (own_at != std::string_view::npos) return own_at;
  if (others == 1 && at - other_at != 4) return other_at;  // three digits behind it are thousands
  return at;
}

double decimal_offset(const Paragraph& paragraph, std::size_t from, Locale locale) {
  std::size_t to = from;
  while (to < paragraph.pieces.size() && paragraph.pieces[to].kind != Piece::Kind::tab &&
         paragraph.pieces[to].kind != Piece::Kind::line_break)
    ++to;
  if (from == to) return 0;
  const std::size_t begin = paragraph.pieces[from].from;
  const std::size_t end = paragraph.pieces[to - 1].from + paragraph.pieces[to - 1].length;
  const std::size_t place = begin + decimal_place(std::string_view(paragraph.text).substr(begin, end - begin), locale);
  double sum = 0;
  for (std::size_t i = from; i < to; ++i) {
    const Piece& piece = paragraph.pieces[i];
    if (piece.from >= place) break;
    sum += paragraph.width(piece, 0, place - piece.from);
  }
  return sum;
}

}  // namespace kontor::docgen::layout
