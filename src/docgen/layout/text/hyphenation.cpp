#include "docgen/layout/text/hyphenation.hpp"

#include <charconv>

#include "base/text.hpp"

namespace kontor::docgen::layout {
namespace {

constexpr std::u32string_view kKoi8 = U"юабцдефгхийклмнопярстужвьызшэщчъЮАБЦДЕФГХИЙКЛМНОПЯРСТУЖВЬЫЗШЭЩЧЪ";

/// Whatever the dictionary allows: «-ся» alone makes no good beginning of a line.
constexpr std::size_t kLeastBefore = 2, kLeastBehind = 3;
/// No language that is parted by patterns has letters from here on.
constexpr char32_t kFirstOfNone = 0x1000;

enum class Encoding { utf8, koi8, latin1, unknown };

Encoding encoding_of(std::string_view name) {
  if (name == "UTF-8") return Encoding::utf8;
  if (name == "KOI8-R" || name == "KOI8-U") return Encoding::koi8;
  if (name == "ISO8859-1" || name == "ISO-8859-1") return Encoding::latin1;
  return Encoding::unknown;
}

std::u32string decoded(std::string_view line, Encoding encoding) {
  std::u32string out;
  for (std::size_t at = 0; at < line.size();) {
    const auto byte = static_cast<unsigned char>(line[at]);
    if (encoding == Encoding::utf8) {
      out += next_letter(line, at);
      continue;
    }
    ++at;
    out += encoding == Encoding::latin1 || byte < 0x80 ? static_cast<char32_t>(byte)
           : byte == 0xA3                              ? U'ё'
           : byte >= 0xC0                              ? kKoi8[byte - 0xC0u]
                                                       : U'?';
  }
  return out;
}

char32_t small(char32_t letter) {
  if (letter >= 'A' && letter <= 'Z') return letter + 32;
  if (letter >= 0x410 && letter <= 0x42F) return letter + 32;
  if (letter >= 0x400 && letter <= 0x40F) return letter + 80;
  if (letter >= 0xC0 && letter <= 0xDE && letter != 0xD7) return letter + 32;
  return letter;
}

bool is_word_letter(char32_t letter) {
  if (letter < 0x80) return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z');
  if (letter >= 0x400 && letter < 0x482) return true;
  if (letter < 0xC0 || letter == 0xD7 || letter == 0xF7 || letter >= kFirstOfNone) return false;
  switch (hb_unicode_general_category(hb_unicode_funcs_get_default(), letter)) {
    case HB_UNICODE_GENERAL_CATEGORY_UPPERCASE_LETTER:
    case HB_UNICODE_GENERAL_CATEGORY_LOWERCASE_LETTER:
    case HB_UNICODE_GENERAL_CATEGORY_OTHER_LETTER:
      return true;
    default:
      return false;
  }
}

std::uint32_t key_of(std::uint32_t node, char32_t letter) { return node << 12 ^ static_cast<std::uint32_t>(letter); }
std::size_t hash_of(std::uint32_t key) { return key * 2654435761u >> 7; }

}  // namespace

Hyphenation::Hyphenation(std::string_view dictionary) {
  const auto line_at = [&](std::size_t from) {
    const std::size_t end = std::min(dictionary.find('\n', from), dictionary.size());
    std::string_view line = dictionary.substr(from, end - from);
    if (line.ends_with('\r')) line.remove_suffix(1);
    return std::pair(line, end + 1);
  };
  auto [first, at] = line_at(0);
  const Encoding encoding = encoding_of(first);
  if (encoding == Encoding::unknown) return;
  while (at < dictionary.size()) {
    const auto [line, next] = line_at(at);
    at = next;
    const auto number_behind = [&, text = line](std::string_view name, std::size_t& out) {
      if (text.starts_with(name)) std::from_chars(text.data() + name.size() + 1, text.data() + text.size(), out);
    };
    number_behind("LEFTHYPHENMIN", left_);
    number_behind("RIGHTHYPHENMIN", right_);
    if (line.empty() || line[0] == '%' || line[0] == '#' || line.contains('/') || line.contains("HYPHEN") ||
        line == "NEXTLEVEL")
      continue;
    add(decoded(line, encoding));
  }
  left_ = std::clamp<std::size_t>(left_, kLeastBefore, kLongest);
  right_ = std::clamp<std::size_t>(right_, kLeastBehind, kLongest);
}

void Hyphenation::add(std::u32string_view pattern) {
  if (std::ranges::any_of(pattern, [](char32_t c) { return c >= kFirstOfNone; })) return;
  std::vector<std::uint8_t> values;
  std::uint32_t node = 1;
  std::uint8_t value = 0;
  for (const char32_t c : pattern) {
    if (c >= '0' && c <= '9') {
      value = static_cast<std::uint8_t>(c - '0');
      continue;
    }
    values.push_back(std::exchange(value, std::uint8_t{0}));
    node = child_or_new(node, c);
  }
  values.push_back(value);
  if (node == 1 || values.size() > 255) return;
  values_of_[node] = static_cast<std::uint32_t>(values_.size());
  values_.push_back(static_cast<std::uint8_t>(values.size()));
  values_.insert(values_.end(), values.begin(), values.end());
}

std::uint32_t Hyphenation::child(std::uint32_t node, char32_t letter) const {
  const std::uint32_t key = key_of(node, letter);
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t at = hash_of(key) & mask; slots_[at].node != 0; at = (at + 1) & mask)
    if (slots_[at].key == key) return slots_[at].node;
  return 0;
}

std::uint32_t Hyphenation::child_or_new(std::uint32_t node, char32_t letter) {
  if (const std::uint32_t known = child(node, letter)) return known;
  if (values_of_.size() * 2 > slots_.size()) grow();
  const auto fresh = static_cast<std::uint32_t>(values_of_.size());
  values_of_.push_back(0);
  const std::uint32_t key = key_of(node, letter);
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = hash_of(key) & mask;
  while (slots_[at].node != 0) at = (at + 1) & mask;
  slots_[at] = {key, fresh};
  return fresh;
}

void Hyphenation::grow() {
  const std::vector<Slot> old = std::exchange(slots_, std::vector<Slot>(slots_.size() * 2));
  const std::size_t mask = slots_.size() - 1;
  for (const Slot& slot : old) {
    if (slot.node == 0) continue;
    std::size_t at = hash_of(slot.key) & mask;
    while (slots_[at].node != 0) at = (at + 1) & mask;
    slots_[at] = slot;
  }
}

/// `letters` with a point at both ends; `values[i]` is that of the place before the letter i.
void Hyphenation::part(std::span<const char32_t> letters, std::span<std::uint8_t> values) const {
  for (std::size_t from = 0; from < letters.size(); ++from) {
    std::uint32_t node = 1;
    for (std::size_t at = from; at < letters.size(); ++at) {
      node = child(node, letters[at]);
      if (node == 0) break;
      const std::uint32_t found = values_of_[node];
      if (found == 0) continue;
      const std::span<const std::uint8_t> its(&values_[found + 1], values_[found]);
      for (std::size_t i = 0; i < its.size() && from + i < values.size(); ++i)
        values[from + i] = std::max(values[from + i], its[i]);
    }
  }
}

std::vector<std::size_t> Hyphenation::places(std::string_view word) const {
  std::vector<std::size_t> out;
  std::array<char32_t, kLongest + 2> letters;
  std::array<std::size_t, kLongest + 2> bytes;
  std::size_t count = 1;
  bool small_seen = false, ended = false;
  for (std::size_t at = 0; at < word.size();) {
    const std::size_t from = at;
    const char32_t letter = next_letter(word, at);
    if (letter >= '0' && letter <= '9') return out;
    if (!is_word_letter(letter)) {
      ended = count > 1;
      continue;
    }
    if (ended || count > kLongest) return out;  // two words in one: an address, a name with an apostrophe
    small_seen = small_seen || small(letter) == letter;
    bytes[count] = from;
    letters[count++] = small(letter);
  }
  const std::size_t length = count - 1;
  if (!small_seen || length < left_ + right_) return out;
  letters[0] = letters[count] = '.';
  std::array<std::uint8_t, kLongest + 3> values{};
  part({letters.data(), count + 1}, {values.data(), count + 2});
  for (std::size_t i = left_; i + right_ <= length; ++i)
    if (values[i + 1] % 2 == 1) out.push_back(bytes[i + 1]);
  return out;
}

}  // namespace kontor::docgen::layout
