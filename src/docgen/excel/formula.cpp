#include "docgen/excel/formula.hpp"

#include <algorithm>
#include <charconv>

#include "docgen/excel/reference.hpp"

namespace kontor::docgen::excel {
namespace {

/// The last cell of every sheet, which nobody fills.
constexpr std::string_view kEmptyCell = "$XFD$1048576";

bool is_letter(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_word(char c) {
  return is_letter(c) || is_digit(c) || static_cast<unsigned char>(c) >= 0x80 ||
         std::string_view("_.$\\?").find(c) != std::string_view::npos;
}

/// "$B$7", "B", "$7": a corner of a reference.
std::optional<Corner> corner_of(std::string_view word) {
  Corner out;
  std::size_t at = 0;
  const bool first_sign = word.starts_with('$');
  if (first_sign) ++at;
  std::size_t letters = at;
  while (letters < word.size() && is_letter(word[letters])) ++letters;
  if (letters > at) {
    out.column = column_of(word.substr(at, letters - at));
    if (out.column == 0) return std::nullopt;
    out.fixed_column = first_sign;
    at = letters;
    if (at == word.size()) return out;
    out.fixed_row = word[at] == '$';
    if (out.fixed_row) ++at;
  } else {
    out.fixed_row = first_sign;
  }
  if (at == word.size() || !is_digit(word[at])) return std::nullopt;
  const auto [end, error] = std::from_chars(word.data() + at, word.data() + word.size(), out.row);
  if (error != std::errc{} || end != word.data() + word.size() || out.row < 1 || out.row > kMaxRow) return std::nullopt;
  return out;
}

bool is_cell(const Corner& corner) { return corner.row > 0 && corner.column > 0; }

std::string str(const Corner& corner) {
  std::string out;
  if (corner.column > 0) out.append(corner.fixed_column ? "$" : "").append(column_letters(corner.column));
  if (corner.row > 0) out.append(corner.fixed_row ? "$" : "").append(std::to_string(corner.row));
  return out;
}

std::string sheet_prefix(std::string_view sheet) {
  const bool plain = !sheet.empty() && !is_digit(sheet.front()) && std::ranges::all_of(sheet, is_word) &&
                     sheet.find_first_of("$\\?") == std::string_view::npos && !corner_of(sheet);
  if (plain) return std::string(sheet);
  std::string out = "'";
  for (const char c : sheet) out.append(c == '\'' ? 2 : 1, c);
  return out + "'";
}

/// Goes through a formula once.
class Walk {
 public:
  Walk(std::string_view formula, const Moves& moves) : text_(formula), moves_(moves) {}

  std::string run() {
    while (at_ < text_.size()) step();
    return std::move(out_);
  }

 private:
  void step() {
    const char c = text_[at_];
    if (c == '"') return copy_to(behind_quotes('"'));
    if (c == '[') return copy_to(behind_brackets(at_));
    if (c == '#') return error_value();
    if (c == '\'') return prefixed(behind_quotes('\''), true);
    if (!is_word(c)) return copy_to(at_ + 1);
    std::size_t end = word_end(at_);
    if (end < text_.size() && text_[end] == ':' && several_sheets(end)) return;
    if (end < text_.size() && text_[end] == '!') return prefixed(end, false);
    if (end < text_.size() && (text_[end] == '(' || text_[end] == '[')) return copy_to(end);
    reference(at_, {});
  }

  std::size_t word_end(std::size_t from) const {
    while (from < text_.size() && is_word(text_[from])) ++from;
    return from;
  }
  void copy_to(std::size_t end) {
    out_ += text_.substr(at_, end - at_);
    at_ = end;
  }

  /// Behind a text or a name in quotes, in which two quotes are one.
  std::size_t behind_quotes(char quote) const {
    std::size_t end = at_ + 1;
    while (end < text_.size()) {
      if (text_[end] != quote) {
        ++end;
      } else if (text_.substr(end + 1).starts_with(quote)) {
        end += 2;
      } else {
        return end + 1;
      }
    }
    return end;
  }

  std::size_t behind_brackets(std::size_t from) const {
    int depth = 0;
    for (std::size_t end = from; end < text_.size(); ++end) {
      if (text_[end] == '\'' && depth > 0) {  // escapes the sign behind it
        ++end;
        continue;
      }
      if (text_[end] == '[') ++depth;
      if (text_[end] == ']' && --depth == 0) return end + 1;
    }
    return text_.size();
  }

  void error_value() {  // #REF!, #DIV/0!, #N/A, and the # of a spilled range
    std::size_t end = at_ + 1;
    while (end < text_.size() && (is_letter(text_[end]) || text_[end] == '/' || text_[end] == '0')) ++end;
    if (end < text_.size() && (text_[end] == '!' || text_[end] == '?')) ++end;
    copy_to(end);
  }

  /// Sheet1:Sheet3!A1: nothing of it can be moved.
  bool several_sheets(std::size_t colon) {
    const std::size_t end = word_end(colon + 1);
    if (end == colon + 1 || end >= text_.size() || text_[end] != '!') return false;
    copy_to(word_end(end + 1));
    return true;
  }

  /// `end` is behind the name of a sheet; the ! follows, or the quotes held no name.
  void prefixed(std::size_t end, bool in_quotes) {
    if (end >= text_.size() || text_[end] != '!') return copy_to(std::max(end, at_ + 1));
    Reference to;
    const std::string_view raw = text_.substr(at_, end - at_);
    const std::string_view inside = in_quotes ? raw.substr(1, raw.size() - 2) : raw;
    for (std::size_t i = 0; i < inside.size(); ++i) {
      to.sheet += inside[i];
      if (inside[i] == '\'') ++i;
    }
    // [1]Sheet1! and '[Book.xlsx]Sheet1'! are of other workbooks, 'A:B'! goes through several sheets.
    to.foreign = out_.ends_with(']') || to.sheet.starts_with('[') || to.sheet.find(':') != std::string::npos;
    const std::string name = to.foreign ? to.sheet : moves_.rename(to.sheet);
    prefix_ = (name == to.sheet ? std::string(raw) : sheet_prefix(name)) + "!";
    at_ = end + 1;
    reference(at_, to);
    prefix_.clear();
  }

  void reference(std::size_t from, Reference to) {
    const std::size_t end = word_end(from);
    const std::string_view word = text_.substr(from, end - from);
    const auto first = corner_of(word);
    const bool call = end < text_.size() && text_[end] == '(';
    if (!first || call) {
      out_ += prefix_;
      return copy_to(end);
    }
    to.first = to.last = *first;
    std::size_t behind = end;
    if (end < text_.size() && text_[end] == ':') {
      const std::size_t second_end = word_end(end + 1);
      const auto second = corner_of(text_.substr(end + 1, second_end - end - 1));
      const bool stands_alone = second_end >= text_.size() || (text_[second_end] != '(' && text_[second_end] != '!');
      if (second && stands_alone && (second->row > 0) == (first->row > 0) &&
          (second->column > 0) == (first->column > 0)) {
        to.last = *second;
        to.range = true;
        behind = second_end;
      }
    }
    if (!to.range && !is_cell(to.first)) {  // a name or a number
      out_ += prefix_;
      return copy_to(end);
    }
    const auto moved = moves_.move(to);
    at_ = behind;
    if (!moved) {
      out_ += kEmptyCell;
      return;
    }
    out_ += prefix_ + str(moved->first);
    if (moved->range) out_ += ":" + str(moved->last);
  }

  std::string_view text_;
  const Moves& moves_;
  std::size_t at_ = 0;
  std::string prefix_;
  std::string out_;
};

}  // namespace

std::string moved_formula(std::string_view formula, const Moves& moves) { return Walk(formula, moves).run(); }

std::string shifted_formula(std::string_view formula, int rows, int columns) {
  const auto shift = [&](Corner corner) {
    if (corner.row > 0 && !corner.fixed_row) corner.row = (corner.row - 1 + rows + kMaxRow) % kMaxRow + 1;
    if (corner.column > 0 && !corner.fixed_column)
      corner.column = (corner.column - 1 + columns + kMaxColumn) % kMaxColumn + 1;
    return corner;
  };
  const Moves moves{.move =
                        [&](const Reference& reference) {
                          Reference out = reference;
                          out.first = shift(reference.first);
                          out.last = shift(reference.last);
                          return std::optional(out);
                        },
                    .rename = [](std::string_view name) { return std::string(name); }};
  return Walk(formula, moves).run();
}

bool looks_beyond(std::string_view formula) {
  for (std::size_t at = 0; at < formula.size();) {
    if (formula[at] == '"') {
      at = formula.find('"', at + 1);
      if (at == std::string_view::npos) return false;
      ++at;
      continue;
    }
    if (formula[at] == '!' || formula[at] == '[') return true;
    if (!is_word(formula[at]) || is_digit(formula[at])) {
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < formula.size() && is_word(formula[end])) ++end;
    const std::string_view word = formula.substr(at, end - at);
    const bool call = end < formula.size() && formula[end] == '(';
    if (!call && !corner_of(word) && word != "TRUE" && word != "FALSE") return true;
    at = end;
  }
  return false;
}

}  // namespace kontor::docgen::excel
