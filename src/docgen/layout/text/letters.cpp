#include "docgen/layout/text/letters.hpp"

namespace kontor::docgen::layout {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

/// How many bytes the letter beginning with `lead` has; 0 for none.
unsigned length_from(unsigned char lead) {
  return lead < 0x80 ? 1 : lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
}

}  // namespace

char32_t next_letter(std::string_view text, std::size_t& at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  const unsigned length = length_from(lead);
  if (length == 1) {
    ++at;
    return lead;
  }
  if (length == 0 || at + length > text.size()) {
    ++at;
    return kReplacement;
  }
  char32_t letter = lead & (0x7Fu >> length);
  for (unsigned i = 1; i < length; ++i) {
    const auto byte = static_cast<unsigned char>(text[at + i]);
    if ((byte & 0xC0) != 0x80) {
      ++at;
      return kReplacement;
    }
    letter = letter << 6 | (byte & 0x3Fu);
  }
  at += length;
  return letter;
}

void append_letter(std::string& out, char32_t letter) {
  const auto put = [&](char32_t byte) { out += static_cast<char>(byte); };
  if (letter < 0x80) {
    put(letter);
  } else if (letter < 0x800) {
    put(0xC0 | letter >> 6);
    put(0x80 | (letter & 0x3F));
  } else if (letter < 0x10000) {
    put(0xE0 | letter >> 12);
    put(0x80 | (letter >> 6 & 0x3F));
    put(0x80 | (letter & 0x3F));
  } else {
    put(0xF0 | letter >> 18);
    put(0x80 | (letter >> 12 & 0x3F));
    put(0x80 | (letter >> 6 & 0x3F));
    put(0x80 | (letter & 0x3F));
  }
}

bool is_mark(char32_t letter) {
  if (letter < 0x300) return false;
  if (letter == 0x200D || (letter >= 0xFE00 && letter <= 0xFE0F) || (letter >= 0x1F3FB && letter <= 0x1F3FF) ||
      (letter >= 0xE0020 && letter <= 0xE01EF))
    return true;
  if (letter >= 0x400 && letter < 0x483) return false;  // Cyrillic: what we see most
  switch (hb_unicode_general_category(hb_unicode_funcs_get_default(), letter)) {
    case HB_UNICODE_GENERAL_CATEGORY_NON_SPACING_MARK:
    case HB_UNICODE_GENERAL_CATEGORY_ENCLOSING_MARK:
    case HB_UNICODE_GENERAL_CATEGORY_SPACING_MARK:
      return true;
    default:
      return false;
  }
}

bool is_emoji(char32_t letter) {
  return (letter >= 0x1F300 && letter <= 0x1FAFF) || (letter >= 0x1F1E6 && letter <= 0x1F1FF) || letter == 0x1F004 ||
         letter == 0x1F0CF || letter == 0x231A || letter == 0x231B || letter == 0x23E9 || letter == 0x23EA ||
         letter == 0x23EB || letter == 0x23EC || letter == 0x23F0 || letter == 0x23F3 || letter == 0x2705 ||
         letter == 0x2728 || letter == 0x274C || letter == 0x274E || (letter >= 0x2753 && letter <= 0x2755) ||
         letter == 0x2757 || (letter >= 0x2795 && letter <= 0x2797) || letter == 0x2B50 || letter == 0x2B55 ||
         letter == 0x26A1 || letter == 0x2614 || letter == 0x2615;
}

bool is_rightward(char32_t letter) {
  if (letter < 0x590) return false;
  return letter <= 0x8FF || (letter >= 0xFB1D && letter <= 0xFDFF) || (letter >= 0xFE70 && letter <= 0xFEFE) ||
         (letter >= 0x10800 && letter <= 0x10FFF) || (letter >= 0x1E800 && letter <= 0x1EFFF);
}

bool is_common(hb_script_t script) {
  return script == HB_SCRIPT_COMMON || script == HB_SCRIPT_INHERITED || script == HB_SCRIPT_UNKNOWN;
}

hb_script_t script_of(char32_t letter) {
  if ((letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z')) return HB_SCRIPT_LATIN;
  if (letter < 0x80) return HB_SCRIPT_COMMON;
  if (letter >= 0x400 && letter < 0x483) return HB_SCRIPT_CYRILLIC;
  return hb_unicode_script(hb_unicode_funcs_get_default(), letter);
}

std::optional<double> fixed_space(char32_t letter) {
  switch (letter) {
    case 0x2000:
    case 0x2002:
      return 0.5;
    case 0x2001:
    case 0x2003:
    case 0x3000:
      return 1;
    case 0x2004:
      return 1.0 / 3;
    case 0x2005:
      return 0.25;
    case 0x2006:
      return 1.0 / 6;
    case 0x2007:
      return 0.5;
    case 0x2008:
      return 0.25;
    case 0x2009:
    case 0x202F:
      return 0.2;
    case 0x200A:
      return 0.1;
    case 0x205F:
      return 4.0 / 18;
    default:
      return std::nullopt;
  }
}

}  // namespace kontor::docgen::layout
