#include "docgen/layout/text/shape.hpp"

#include "docgen/layout/text/letters.hpp"

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

ShapedWord shape(std::string_view text, const Shaping& shaping, std::pmr::memory_resource* memory) {
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
  ShapedWord word{.text = std::pmr::string(text, memory), .glyphs = std::pmr::vector<WordGlyph>(memory)};
  word.rightward = shaping.rightward;
  unsigned count = 0;
  const hb_glyph_info_t* infos = hb_buffer_get_glyph_infos(letters, &count);
  const hb_glyph_position_t* places = hb_buffer_get_glyph_positions(letters, &count);
  word.glyphs.reserve(count);
  for (unsigned i = 0; i < count; ++i) {
    word.glyphs.push_back(
        {infos[i].codepoint, places[i].x_advance, places[i].x_offset, places[i].y_offset, infos[i].cluster});
    word.advance += places[i].x_advance;
    if (infos[i].codepoint == 0) word.complete = false;
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

/// Words in memory of their own: they outlive the document, and would lie scattered among what goes with it.
class Generation {
 public:
  bool full() const { return words_.size() >= kKeptWords; }
  const ShapedWord* find(const Key& key) const {
    const auto at = words_.find(key);
    return at == words_.end() ? nullptr : at->second;
  }
  const ShapedWord* add(const Key& key) { return add(key.shaping, shape(key.text, key.shaping, &memory_)); }
  const ShapedWord* add_copy(const Shaping& shaping, const ShapedWord& word) {
    return add(shaping, {.text = {word.text, &memory_},
                         .glyphs = {word.glyphs, &memory_},
                         .advance = word.advance,
                         .complete = word.complete,
                         .rightward = word.rightward});
  }

 private:
  static constexpr std::size_t kFirstPiece = 64 << 10;  // a proposal has some 300 words

  const ShapedWord* add(const Shaping& shaping, ShapedWord&& word) {
    std::pmr::polymorphic_allocator<> memory(&memory_);
    const ShapedWord* kept = new (memory.allocate_object<ShapedWord>()) ShapedWord(std::move(word));
    words_.emplace(Key{shaping, kept->text}, kept);
    return kept;
  }

  std::pmr::monotonic_buffer_resource memory_{kFirstPiece};
  std::pmr::unordered_map<Key, const ShapedWord*, HashOfKey> words_{&memory_};
};

/// Two generations: what was not asked for while the younger one filled up goes.
class Words {
 public:
  std::shared_ptr<const ShapedWord> get(const Key& key) {
    if (const ShapedWord* word = young_->find(key)) return {young_, word};
    if (young_->full()) old_ = std::exchange(young_, std::make_shared<Generation>());
    const ShapedWord* known = old_->find(key);
    return {young_, known != nullptr ? young_->add_copy(key.shaping, *known) : young_->add(key)};
  }

 private:
  std::shared_ptr<Generation> young_ = std::make_shared<Generation>(), old_ = std::make_shared<Generation>();
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
  if (text.size() <= kLongestKeptWord) return words.get({shaping, text});
  return std::make_shared<ShapedWord>(shape(text, shaping, std::pmr::get_default_resource()));
}

}  // namespace kontor::docgen::layout
