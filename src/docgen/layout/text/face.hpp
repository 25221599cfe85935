#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

struct hb_face_t;
struct hb_font_t;

namespace kontor::docgen::layout {

/// A font's file, opened once for the whole process and never closed: faces are compared by address. Any thread.
class Face {
 public:
  Face(std::string path, unsigned index);
  ~Face();
  Face(const Face&) = delete;
  Face& operator=(const Face&) = delete;

  hb_face_t* hb_face() const { return face_; }
  hb_font_t* hb_font() const { return font_; }  ///< immutable, scaled to units_per_em
  const std::string& path() const { return path_; }
  const std::string& postscript_name() const { return postscript_name_; }
  double units_per_em() const { return units_per_em_; }

  /// In parts of the size, above 0: what the font asks for above and below the base line, and between lines. As Word
  /// and LibreOffice read them on this system: OS/2 typographic metrics when the font says so, else hhea, else
  /// Windows'.
  double ascent() const { return ascent_; }
  double descent() const { return descent_; }
  double line_gap() const { return line_gap_; }
  double underline_position() const { return underline_position_; }  ///< below the base line
  double underline_thickness() const { return underline_thickness_; }
  double strike_position() const { return strike_position_; }  ///< above the base line
  double x_height() const { return x_height_; }
  double cap_height() const { return cap_height_; }
  bool bold() const { return bold_; }
  bool italic() const { return italic_; }
  bool has_color_bitmaps() const { return color_bitmaps_; }  ///< emoji: a glyph is a PNG

  bool has(char32_t letter) const;

 private:
  void read_metrics();

  std::string path_, postscript_name_;
  hb_face_t* face_ = nullptr;
  hb_font_t* font_ = nullptr;
  double units_per_em_ = 1000, ascent_ = 0, descent_ = 0, line_gap_ = 0, underline_position_ = 0,
         underline_thickness_ = 0, strike_position_ = 0, x_height_ = 0, cap_height_ = 0;
  bool bold_ = false, italic_ = false, color_bitmaps_ = false;
};

/// What a document asks for; what is there is found by `find_face`.
struct FaceQuery {
  std::string family;  ///< "Arial"; or "sans", "serif", "mono" for our own
  bool bold = false;
  bool italic = false;

  bool operator==(const FaceQuery&) const = default;
};

/// A face for text, and how it must be bent when the family has no such cut.
struct Chosen {
  const Face* face = nullptr;
  bool embolden = false;  ///< strokes made heavier
  bool slant = false;     ///< leaning
};

/// The family itself or the one of equal widths (Arial → Liberation Sans, Calibri → Carlito) or the nearest of its
/// kind. Known families cost a look into a table. Throws when the system has no font at all.
Chosen find_face(const FaceQuery& query);
/// A face that has this letter (with the emoji's own colours when it is one), the same for equal queries; nothing when
/// no installed font has it.
std::optional<Chosen> fallback_for(char32_t letter, const FaceQuery& query);

}  // namespace kontor::docgen::layout
