#include "docgen/layout/text/break_opportunities.hpp"

#include "docgen/layout/text/letters.hpp"
#include "docgen/model/typography.hpp"

namespace kontor::docgen::layout {
namespace {

/// Unicode's line breaking classes, as far as they differ here.
enum class Class : std::uint8_t {
  letter,
  digit,
  space,
  tab,
  newline,
  glue,
  zero_space,
  mark,
  opening,
  closing,
  exclamation,
  separator,  ///< , . : ;
  slash,
  hyphen,
  dash,     ///< a line may end behind it
  prefix,   ///< № $
  postfix,  ///< % °
  ideograph,
  quote,  ///< opening or closing
  flag,   ///< half of one
  object
};

Class class_of_ascii(char32_t letter) {
  if (letter >= '0' && letter <= '9') return Class::digit;
  switch (letter) {
    case ' ':
      return Class::space;
    case '\t':
      return Class::tab;
    case '\n':
      return Class::newline;
    case '(':
    case '[':
    case '{':
      return Class::opening;
    case ')':
    case ']':
    case '}':
      return Class::closing;
    case '!':
    case '?':
      return Class::exclamation;
    case ',':
    case '.':
    case ':':
    case ';':
      return Class::separator;
    case '/':
      return Class::slash;
    case '-':
      return Class::hyphen;
    case '$':
    case '+':
      return Class::prefix;
    case '%':
      return Class::postfix;
    case '"':
    case '\'':
      return Class::quote;
    default:
      return Class::letter;
  }
}

Class class_of_punctuation(char32_t letter) {
  switch (letter) {
    case 0x2007:
    case 0x2011:
    case 0x202F:
    case 0x2060:
      return Class::glue;
    case 0x200B:
      return Class::zero_space;
    case 0x2010:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2015:
      return Class::dash;
    case 0x2018:
    case 0x201A:
    case 0x201C:
    case 0x201E:
      return Class::opening;
    case 0x2019:
      return Class::letter;  // an apostrophe more often than a quote; a space follows the quote
    case 0x201D:
      return Class::closing;
    case 0x2026:
      return Class::separator;
    case 0x2030:
      return Class::postfix;
    case 0x2039:
      return Class::opening;
    case 0x203A:
      return Class::closing;
    case 0x203C:
    case 0x203D:
    case 0x2047:
    case 0x2048:
    case 0x2049:
      return Class::exclamation;
    default:
      return fixed_space(letter) ? Class::space : Class::letter;
  }
}

bool is_ideograph(char32_t letter) {
  return (letter >= 0x2E80 && letter <= 0xA4CF) || (letter >= 0xAC00 && letter <= 0xD7A3) ||
         (letter >= 0xF900 && letter <= 0xFAFF) || (letter >= 0xFE30 && letter <= 0xFE4F) ||
         (letter >= 0xFF01 && letter <= 0xFFE6) || (letter >= 0x1F000 && letter <= 0x1FAFF) ||
         (letter >= 0x20000 && letter <= 0x3FFFD);
}

/// Small kana, points and closing brackets begin no line, opening ones end none.
Class class_of_ideograph(char32_t letter) {
  static constexpr std::u32string_view kOpening = U"〈《「『【〔〖〘〚〝（［｛｟｢";
  static constexpr std::u32string_view kClosing = U"〉》」』】〕〗〙〛〞〟）］｝｠｣、。，．｡､";
  static constexpr std::u32string_view kBeginsNone =
      U"！？：；・ー々〻ゝゞヽヾぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ～";
  if (letter == 0x3000) return Class::space;
  if (kOpening.contains(letter)) return Class::opening;
  if (kClosing.contains(letter)) return Class::closing;
  return kBeginsNone.contains(letter) ? Class::exclamation : Class::ideograph;
}

Class class_of(char32_t letter) {
  if (letter < 0x80) return class_of_ascii(letter);
  if (letter >= 0x400 && letter < 0x483) return Class::letter;
  switch (letter) {
    case 0xA0:
      return Class::glue;
    case 0xA1:
    case 0xAB:
    case 0xBF:
      return Class::opening;
    case 0xBB:
      return Class::closing;
    case 0xA3:
    case 0xA5:
    case 0xB1:
    case 0x2116:
      return Class::prefix;
    case 0xB0:
    case 0xA2:
      return Class::postfix;
    case 0xFEFF:
      return Class::glue;
    case 0xFFFC:
      return Class::object;
    default:
      break;
  }
  if (letter < 0x300) return Class::letter;
  if (letter >= 0x1F1E6 && letter <= 0x1F1FF) return Class::flag;
  if (is_mark(letter)) return Class::mark;
  if (letter >= 0x2000 && letter <= 0x206F) return class_of_punctuation(letter);
  if (letter >= 0x20A0 && letter <= 0x20CF) return letter == 0x20BD ? Class::postfix : Class::prefix;
  return is_ideograph(letter) ? class_of_ideograph(letter) : Class::letter;
}

bool closes(Class kind) {
  return kind == Class::closing || kind == Class::exclamation || kind == Class::separator || kind == Class::slash;
}

/// May a line end between two letters without a space between them?
bool parts(Class before, Class after, Class before_that) {
  if (closes(after) || after == Class::glue || after == Class::dash || after == Class::hyphen || after == Class::quote)
    return before == Class::zero_space;
  switch (before) {
    case Class::ideograph:
      return after != Class::postfix;
    case Class::object:
      return true;
    case Class::closing:
      return after == Class::ideograph || after == Class::object;
    case Class::exclamation:
    case Class::separator:
      return after == Class::ideograph || after == Class::object;
    case Class::slash:
      return after != Class::digit;
    case Class::hyphen:
      return after != Class::digit && (before_that == Class::letter || before_that == Class::digit ||
                                       before_that == Class::closing || before_that == Class::ideograph);
    case Class::dash:
      return !(before_that == Class::digit && after == Class::digit);
    case Class::zero_space:
      return true;
    case Class::letter:
    case Class::digit:
    case Class::postfix:
      return after == Class::ideograph || after == Class::object;
    default:
      return false;
  }
}

/// Where one class was, what is next decides.
class Walk {
 public:
  Break at(Class next) {
    Break out = Break::none;
    if (last_ == Class::newline)
      out = Break::must;
    else if (next == Class::mark && !spaced_ && last_ != Class::tab)
      return Break::none;  // and the class stays that of its letter
    else if (next == Class::space || next == Class::newline || next == Class::tab)
      out = next == Class::tab && !first_ ? Break::allowed : Break::none;
    else if (last_ == Class::tab)
      out = Break::none;
    else if (spaced_)
      out = closes(next) && next != Class::slash ? Break::none : last_ == Class::opening ? Break::none : Break::allowed;
    else if (!first_ && next == Class::flag && last_ == Class::flag)
      out = flags_ % 2 == 0 ? Break::allowed : Break::none;
    else if (!first_ && parts(last_, next, before_last_))
      out = last_ == Class::slash ? Break::at_slash : Break::allowed;
    flags_ = next == Class::flag ? flags_ + 1 : 0;
    first_ = false;
    if (next == Class::space) {
      if (last_ == Class::newline || last_ == Class::tab) last_ = Class::letter;
      spaced_ = true;
      return out;
    }
    before_last_ = spaced_ ? Class::space : last_;
    last_ = next;
    spaced_ = false;
    return out;
  }

  /// A letter behind a letter: more of them change nothing.
  bool in_word() const { return last_ == Class::letter && before_last_ == Class::letter && !spaced_; }

 private:
  Class last_ = Class::space, before_last_ = Class::space;
  bool spaced_ = false, first_ = true;
  int flags_ = 0;
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// What a number does not like to be parted from.
bool is_unit(std::string_view rest) {
  static constexpr std::string_view kUnits[] = {
      "₽",  "€",  "$",  "£",  "%",  "‰", "°", "руб", "коп", "тыс", "млн", "млрд", "шт", "кг", "г",  "т", "м",
      "км", "см", "мм", "м²", "м³", "л", "ч", "мин", "сек", "кВт", "чел", "kg",   "km", "cm", "mm", "GB"};
  std::size_t end = 0;
  while (end < rest.size() && !std::string_view(" \t\n,.;:)").contains(rest[end])) ++end;
  const std::string_view word = rest.substr(0, end);
  return word.size() <= 8 && std::ranges::find(kUnits, word) != std::end(kUnits);
}

/// A group of three digits that goes on with a number: the second part of "10 000".
bool goes_on(std::string_view before, std::string_view rest) {
  if (rest.size() < 3 || !is_digit(rest[0]) || !is_digit(rest[1]) || !is_digit(rest[2])) return false;
  if (rest.size() > 3 && is_digit(rest[3])) return false;
  std::size_t digits = 0;
  while (digits < before.size() && is_digit(before[before.size() - 1 - digits])) ++digits;
  return digits >= 1 && digits <= 3;
}

void bind_numbers(std::string_view text, std::vector<Break>& out) {
  for (std::size_t i = text.find(' '); i != std::string_view::npos; i = text.find(' ', i + 1)) {
    if (i == 0 || !is_digit(text[i - 1]) || out[i + 1] != Break::allowed) continue;
    const std::string_view rest = text.substr(i + 1);
    if (goes_on(text.substr(0, i), rest) || is_unit(rest)) out[i + 1] = Break::unwelcome;
  }
}

}  // namespace

std::vector<Break> break_opportunities(std::string_view text, Locale locale) {
  std::vector<Break> out(text.size() + 1, Break::none);
  Walk walk;
  for (std::size_t at = 0; at < text.size();) {
    // Inside of a word: nearly all letters are there, and nothing happens to them.
    if (walk.in_word())
      while (const std::size_t length = plain_letter(text, at)) at += length;
    if (at == text.size()) break;
    const std::size_t from = at;
    out[from] = walk.at(class_of(next_letter(text, at)));
  }
  if (text.ends_with('\n')) out.back() = Break::must;
  for (const std::size_t space : binding_spaces(text, locale))
    if (out[space + 1] == Break::allowed) out[space + 1] = Break::unwelcome;
  bind_numbers(text, out);
  return out;
}

}  // namespace kontor::docgen::layout
