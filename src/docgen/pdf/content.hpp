#pragma once

#include <map>
#include <string>

#include "docgen/layout/marks.hpp"
#include "docgen/pdf/fonts/clusters.hpp"
#include "docgen/pdf/fonts/fonts.hpp"
#include "docgen/pdf/objects.hpp"
#include "docgen/pdf/pictures/pictures.hpp"
#include "docgen/pdf/structure.hpp"
#include "docgen/pdf/syntax.hpp"

namespace kontor::docgen::pdf {

/// Degrees of opacity in use: resources /A0, /A1 … in hundredths.
class Opacities {
 public:
  int number(double opacity);
  std::string resources() const;
  bool any() const { return !hundredths_.empty(); }

 private:
  std::vector<int> hundredths_;
};

/// The content of one page, as operators. What a painter's state holds already is not said again.
class Content {
 public:
  Content(const layout::Page& page, const Fonts& fonts, const Pictures& pictures, Opacities& opacities,
          Structure& structure)
      : page_(page), fonts_(fonts), pictures_(pictures), opacities_(opacities), structure_(structure) {}

  std::string operators();

 private:
  void mark(const layout::FillMark& fill);
  void mark(const layout::LineMark& line);
  void mark(const layout::PictureMark& picture);
  void mark(const layout::TextMark& text);
  void mark(const layout::LinkMark&) {}  // an annotation, no content

  void belongs_to(layout::Node node);
  void end_belonging();
  void end_text();
  void end_path();
  void fill_color(const Color& color);
  void line_color(const Color& color);
  void line_style(const layout::LineMark& line);
  void wave(const layout::LineMark& line);

  void place(const layout::TextMark& mark);
  void heavier(const layout::TextMark& mark);
  void opacity(double wanted);
  void glyphs(const layout::GlyphRun& run);
  void cluster(const layout::GlyphRun& run, const UsedFace& face, const Cluster& cluster);
  bool shows(const layout::GlyphRun& run, const UsedFace& face, const Cluster& cluster) const;
  void glyph(const UsedFace& face, const layout::Glyph& glyph);
  void use_font(int font, std::int64_t size);
  void rise(std::int64_t wanted);
  void show(const ShownGlyph& shown);
  void append_byte(unsigned value);
  void move_pen(std::int64_t thousandths);
  void end_string();
  void end_show();
  std::int64_t up(double y) const { return hundredths(page_.height - y); }

  enum class Path { none, fill, lines };
  enum class Belonging { nothing, artifact, node };

  const layout::Page& page_;
  const Fonts& fonts_;
  const Pictures& pictures_;
  Opacities& opacities_;
  Structure& structure_;
  std::string out_;

  Belonging belonging_ = Belonging::nothing;
  layout::Node node_ = layout::kArtifact;
  Path path_ = Path::none;
  bool in_text_ = false;
  Color fill_{}, line_{};  // a page begins with black
  std::int64_t line_width_ = 100;
  layout::LineMark::Style line_style_ = layout::LineMark::Style::solid;
  std::int64_t dash_of_ = 0;
  int font_ = -1;
  std::int64_t size_ = 0, stretch_ = 10000, rise_ = 0;
  bool heavier_ = false;
  double opacity_ = 1;

  // Of the text object: where the last run began, when it can be told by a difference.
  bool straight_ = true;
  std::int64_t begun_x_ = 0, begun_y_ = 0;
  // Of the run: in thousandths of the size, stretched letters counted unstretched.
  double pen_ = 0, target_ = 0, finest_ = 0, per_point_ = 0;
  std::int64_t run_size_ = 0;
  bool in_array_ = false, in_string_ = false;
  std::size_t show_begin_ = 0;  ///< where the operand of the show operator began
  bool adjusted_ = false;       ///< it needs an array
};

}  // namespace kontor::docgen::pdf
