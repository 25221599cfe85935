#pragma once

#include <deque>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "docgen/layout/marks.hpp"
#include "docgen/pdf/fonts/cut.hpp"
#include "docgen/pdf/objects.hpp"

namespace kontor::docgen::pdf {

class Pictures;

/// How a page's content shows a glyph.
struct ShownGlyph {
  int font = -1;  ///< resource /F0, /F1 …; below 0: it is not shown
  std::uint16_t code = 0;
  std::int16_t width = 0;  ///< in thousandths of the size, as readers advance
  bool one_byte = false;   ///< of the code
};

/// A face as one document uses it: at most one font of whole groups of letters, one of rare glyphs, and some of
/// coloured pictures.
class UsedFace {
 public:
  explicit UsedFace(const layout::Face& face) : face_(face), letters_(Letters::of(face)) {}

  const layout::Face& face() const { return face_; }
  void note(const layout::GlyphRun& run);

  ShownGlyph find(std::uint32_t glyph) const {
    if (groups_font_ >= 0 && glyph < groups_->slots.size())
      if (const auto& slot = groups_->slots[glyph]; slot.code != CutFont::kNone)
        return {groups_font_, slot.code, slot.width, false};
    return find_rare(glyph);
  }
  /// The letter that readers find for a glyph in its font of groups; 0 when it has another text, or none.
  char32_t letter(std::uint32_t glyph) const {
    return glyph < letters_.letter.size() && letters_.groups[glyph] & groups_ids_ ? letters_.letter[glyph] : 0;
  }
  /// The text that readers find for any glyph.
  void append_text(std::string& out, std::uint32_t glyph) const;

 private:
  friend class Fonts;

  ShownGlyph find_rare(std::uint32_t glyph) const;
  void note_rare(const layout::GlyphRun& run);

  const layout::Face& face_;
  const Letters& letters_;
  LetterGroups groups_ids_ = 0;
  std::map<std::uint32_t, std::string> rare_;  ///< glyph → what it showed when it was first met
  std::shared_ptr<const CutFont> groups_, exact_;
  int groups_font_ = -1, exact_font_ = -1;
  std::map<std::uint32_t, ShownGlyph> pictures_;
};

class Fonts {
 public:
  /// Sees what the pages show and makes the fonts for it.
  static Result<Fonts> of(const layout::Pages& pages, Objects& objects, Pictures& pictures);

  const UsedFace& face(const layout::Face* face) const;
  /// "/F0 5 0 R/F1 6 0 R"
  const std::string& resources() const { return resources_; }
  /// False when a letter is shown that no font has: what readers should find there is not known.
  bool complete() const { return complete_; }

 private:
  UsedFace& used(const layout::Face& face);
  Result<void> write(UsedFace& face, Objects& objects, Pictures& pictures);
  int write(const CutFont& font, Objects& objects);
  Result<void> write_pictures(UsedFace& face, Objects& objects, Pictures& pictures);
  int add(Objects::Id id);

  std::deque<UsedFace> faces_;  ///< a handful, in the order in which they are met
  mutable const UsedFace* last_ = nullptr;
  std::string resources_;
  int count_ = 0;
  bool complete_ = true;
};

}  // namespace kontor::docgen::pdf
