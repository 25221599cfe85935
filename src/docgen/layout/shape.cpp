#include "docgen/layout/shape.hpp"

#include "docgen/layout/letters.hpp"

namespace kontor::docgen::layout {
namespace {

/// HarfBuzz's buffer, one for each thread: it keeps its memory from word to word.
hb_buffer_t* buffer() {
  struct Buffer {
    hb_buffer_t* buffer = hb_buffer_create();
    ~Buffer() { hb_buffer_destroy(buffer); }
  };
  static thread_local Buffer kept;
  hb_buffer_clear_contents(kept.buffer);
  return kept.buffer;
}

hb_script_t first_script(std::string_view text) {
  for (std::size_t at = 0; at < text.size();)
    if (const hb_script_t script = script_of(next_letter(text, at)); !is_common(script)) return script;
  return HB_SCRIPT_COMMON;
}

std::shared_ptr<const ShapedWord> shape(std::string_view text, const Shaping& shaping) {
  hb_buffer_t* letters = buffer();
  hb_buffer_add_utf8(letters, text.data(), static_cast<int>(text.size()), 0, static_cast<int>(text.size()));
  hb_buffer_set_script(letters, first_script(text));
  hb_buffer_set_direction(letters, shaping.rightward ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
  hb_buffer_set_language(letters, shaping.language);
  hb_buffer_set_flags(letters, HB_BUFFER_FLAG_REMOVE_DEFAULT_IGNORABLES);
  static constexpr hb_feature_t kOff[] = {
      {HB_TAG('k', 'e', 'r', 'n'), 0, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END},
      {HB_TAG('l', 'i', 'g', 'a'), 0, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END},
      {HB_TAG('c', 'l', 'i', 'g'), 0, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END}};
  hb_shape(shaping.face->hb_font(), letters, shaping.kerning ? kOff + 1 : kOff,
           (shaping.kerning ? 0u : 1u) + (shaping.ligatures ? 0u : 2u));
  auto word = std::make_shared<ShapedWord>();
  word->text = text;
  word->rightward = shaping.rightward;
  unsigned count = 0;
  const hb_glyph_info_t* infos = hb_buffer_get_glyph_infos(letters, &count);
  const hb_glyph_position_t* places = hb_buffer_get_glyph_positions(letters, &count);
  word->glyphs.reserve(count);
  for (unsigned i = 0; i < count; ++i) {
    word->glyphs.push_back(
        {infos[i].codepoint, places[i].x_advance, places[i].x_offset, places[i].y_offset, infos[i].cluster});
    word->advance += places[i].x_advance;
    if (infos[i].codepoint == 0) word->complete = false;
  }
  return word;
}

struct Key {
  Shaping shaping;
  std::string_view text;  ///< of the word that is kept

  bool operator==(const Key&) const = default;
};
struct HashOfKey {
  std::size_t operator()(const Key& key) const {
    return std::hash<std::string_view>()(key.text) ^ std::bit_cast<std::uintptr_t>(key.shaping.face) * 31 ^
           (key.shaping.ligatures ? 0u : 1u) ^ (key.shaping.kerning ? 0u : 2u);
  }
};

/// Two generations: what was not asked for while the younger one filled up goes.
class Words {
 public:
  std::shared_ptr<const ShapedWord> find(const Key& key) {
    if (const auto at = young_.find(key); at != young_.end()) return at->second;
    const auto at = old_.find(key);
    if (at == old_.end()) return nullptr;
    std::shared_ptr<const ShapedWord> word = at->second;
    keep(key.shaping, word);
    return word;
  }
  void keep(const Shaping& shaping, const std::shared_ptr<const ShapedWord>& word) {
    if (young_.size() >= kKeptWords) {
      old_ = std::move(young_);
      young_.clear();
    }
    young_.emplace(Key{shaping, word->text}, word);
  }

 private:
  using Generation = std::unordered_map<Key, std::shared_ptr<const ShapedWord>, HashOfKey>;
  Generation young_, old_;
};

}  // namespace

std::int64_t ShapedWord::advance_to(std::size_t at) const {
  std::int64_t sum = 0;
  for (const WordGlyph& glyph : glyphs) {
    if (glyph.cluster >= at) break;
    sum += glyph.advance;
  }
  return sum;
}

bool ShapedWord::can_part(std::size_t at) const {
  return !rightward && std::ranges::any_of(glyphs, [&](const WordGlyph& glyph) { return glyph.cluster == at; });
}

std::shared_ptr<const ShapedWord> shaped_word(std::string_view text, const Shaping& shaping) {
  static thread_local Words words;
  if (text.size() > kLongestKeptWord) return shape(text, shaping);
  if (auto known = words.find({shaping, text})) return known;
  auto word = shape(text, shaping);
  words.keep(shaping, word);
  return word;
}

}  // namespace kontor::docgen::layout
