#include "docgen/written/tokens.hpp"

#include <glib.h>

namespace kontor::docgen::written {
namespace {

struct Letter {
  gunichar c = 0;
  std::size_t size = 0;
};

/// The code point at `at`; a byte that is no UTF-8 counts as a mark of its own.
Letter letter_at(std::string_view text, std::size_t at) {
  const gunichar c = g_utf8_get_char_validated(text.data() + at, static_cast<gssize>(text.size() - at));
  if (c == static_cast<gunichar>(-1) || c == static_cast<gunichar>(-2)) return {0xFFFD, 1};
  return {c, static_cast<std::size_t>(g_utf8_skip[static_cast<unsigned char>(text[at])])};
}

bool is_apostrophe(gunichar c) { return c == '\'' || c == 0x2019; }

void put(gunichar c, std::string& out) {
  char buffer[6];
  out.append(buffer, static_cast<std::size_t>(g_unichar_to_utf8(c, buffer)));
}

gunichar small(gunichar c) {
  const gunichar low = g_unichar_tolower(c);
  return low == 0x451 ? 0x435 : low;  // ё → е
}

/// Signs that are not seen: a soft hyphen, joiners, marks of direction.
bool is_unseen(gunichar c) { return c == 0xAD || (c >= 0x200B && c <= 0x200F) || c == 0x2060 || c == 0xFEFF; }

/// What a mark is called: one sign for all hyphens and minuses, one for all dashes.
void put_mark(gunichar c, std::string& out) {
  if (c == '-' || (c >= 0x2010 && c <= 0x2011) || c == 0x2212)
    out += '-';
  else if (c >= 0x2012 && c <= 0x2015)
    out += "–";
  else
    put(c, out);
}

}  // namespace

std::vector<Token> tokens_of(std::string_view text) {
  std::vector<Token> out;
  bool gap = true;
  bool line = true;
  for (std::size_t at = 0; at < text.size();) {
    Letter letter = letter_at(text, at);
    if (g_unichar_isspace(letter.c)) {
      gap = true;
      line = line || letter.c == '\n' || letter.c == 0x2028 || letter.c == 0x2029;
      at += letter.size;
      continue;
    }
    if (is_unseen(letter.c)) {
      at += letter.size;
      continue;
    }
    Token token{.at = at, .gap = gap, .line = line};
    if (g_unichar_isalpha(letter.c)) {
      token.kind = Token::Kind::word;
      token.capital = g_unichar_isupper(letter.c) != 0;
      int letters = 0;
      int large = 0;
      for (; at < text.size(); at += letter.size) {
        letter = letter_at(text, at);
        if (is_apostrophe(letter.c)) {
          if (at + letter.size >= text.size() || !g_unichar_isalpha(letter_at(text, at + letter.size).c)) break;
          token.low += '\'';
          continue;
        }
        if (!g_unichar_isalpha(letter.c) && !g_unichar_ismark(letter.c) && !is_unseen(letter.c)) break;
        if (is_unseen(letter.c)) continue;
        ++letters;
        if (g_unichar_isupper(letter.c)) {
          if (large < letters - 1) token.mixed = true;
          ++large;
        }
        put(small(letter.c), token.low);
      }
      token.shouted = letters >= 2 && large == letters;
    } else if (g_unichar_isdigit(letter.c)) {
      token.kind = Token::Kind::digits;
      for (; at < text.size(); at += letter.size) {
        letter = letter_at(text, at);
        if (is_unseen(letter.c)) continue;
        if (!g_unichar_isdigit(letter.c)) break;
        token.low += static_cast<char>('0' + g_unichar_digit_value(letter.c));
      }
    } else {
      put_mark(letter.c, token.low);
      at += letter.size;
    }
    token.size = at - token.at;
    out.push_back(std::move(token));
    gap = line = false;
  }
  return out;
}

bool holds(std::string_view words, std::string_view word) {
  for (std::size_t at = words.find(word); at != words.npos; at = words.find(word, at + 1))
    if ((at == 0 || words[at - 1] == ' ') && (at + word.size() == words.size() || words[at + word.size()] == ' '))
      return true;
  return false;
}

std::string_view bare(std::string_view low) {
  const std::size_t at = low.rfind('\'');
  if (at == std::string_view::npos || at == 0) return low;
  for (const std::string_view ending : {"s", "m", "re", "ve", "ll", "d", "t"})
    if (low.substr(at + 1) == ending) return low.substr(0, at);
  return low;
}

}  // namespace kontor::docgen::written
