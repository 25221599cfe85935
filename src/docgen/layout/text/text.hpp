#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "docgen/layout/text/glyph_store.hpp"
#include "docgen/layout/text/line_style.hpp"
#include "docgen/model/document.hpp"
#include "docgen/model/look.hpp"

/// A paragraph's text: shaped once, then broken into lines of a width as often as needed. Knows no pages and no blocks.
namespace kontor::docgen::layout {

/// What runs look like that say nothing themselves.
struct Style {
  std::string family = "sans";
  double size = 10;
  bool bold = false, italic = false;
  Color color, link;
  Locale locale = Locale::en;  ///< whose habits decide where a line may not end, and whose words are hyphenated
};

/// Values of fields, when the pages are known.
struct FieldValues {
  int page = 0, pages = 0, section_pages = 0;
  std::function<std::string(const PageField&)> other = {};  ///< page_of and text_of; empty: the run's own text
};

/// The free stretch of a line, from the left of the text's area.
struct Lane {
  double x = 0, width = 0;
};

struct Setting {
  double width = 0;
  double left = 0, right = 0, first_line = 0;  ///< indents, as in ParagraphFormat
  Align align = Align::left;
  const std::vector<TabStop>* tabs = nullptr;  ///< null: "\t" in the text is a space
  double default_tab = 36;
  LineSpacing line = {};
  /// Distance of base lines where a look says it instead of the font; larger letters and pictures push the line above
  /// away. 0: `line` holds.
  double pitch = 0;
  bool hyphenate = false;
  /// Paragraphs of the look are broken as a whole, so that no line is much looser than the others. Word's are broken
  /// line by line, as Word does.
  bool whole = false;
  /// Pictures are made smaller, in proportion, to be no wider than the line and no higher than this; 0: any height.
  double tallest_figure = 0;
  /// Asked for each line with its top and height, measured from the text's top, where pictures stand beside the text; a
  /// lane narrower than a word sends the line below. Null when nothing does.
  const std::function<Lane(double top, double height)>* lanes = nullptr;
  /// Where the glyphs of the lines are kept; null: each run by itself.
  GlyphStore* glyphs = nullptr;
};

struct PlacedFigure {
  std::shared_ptr<const Figure> figure;
  double x = 0, y = 0, width = 0, height = 0;  ///< y from the line's top
};
struct PlacedLink {
  double x = 0, width = 0;
  std::string address;
};
/// A footnote's mark, a float's anchor, an anchor: something of a run that the layout must hear of.
struct PlacedRun {
  double x = 0;
  const Run* run = nullptr;  ///< belongs to who made the text
};
struct PlacedGlyphs {
  double x = 0;
  double rise = 0;  ///< above the base line
  std::shared_ptr<const GlyphRun> run;
  Color color;
  std::int32_t link = -1;  ///< index of the line's links; -1 for none
  bool label = false;      ///< the number or bullet before the text
};
/// Backgrounds, underlines, strikes; y from the line's base line, downwards.
struct PlacedRule {
  double x = 0, y = 0, width = 0, height = 0;
  Color color;
  bool behind = false;  ///< a background
  LineStyle style = LineStyle::solid;
};

struct TextLine {
  double top = 0;  ///< below the top of the text
  double height = 0;
  double baseline = 0;      ///< below the line's top
  double x = 0, width = 0;  ///< of what is seen
  std::vector<PlacedGlyphs> glyphs;
  std::vector<PlacedRule> rules;
  std::vector<PlacedFigure> figures;
  std::vector<PlacedLink> links;
  std::vector<PlacedRun> runs;
};

class Text {
 public:
  /// `label` is the number or bullet before the first line. The runs must outlive the text. Footnotes without a mark
  /// of their own are counted by `note_number`.
  Text(const Runs& runs, const Style& style, const Label* label = nullptr, const FieldValues* fields = nullptr,
       const std::function<std::string(const Footnote&)>* note_mark = nullptr);
  ~Text();
  Text(Text&&) noexcept;
  Text& operator=(Text&&) noexcept;

  double natural_width() const;  ///< of the longest line when nothing is broken
  double least_width() const;    ///< of the longest word or picture
  /// Where the decimal separator of the first number stands, from the left of its natural line; behind the number when
  /// it has none, and the line's end when there is no number.
  double decimal_offset() const;
  void set(const Setting& setting);
  const std::vector<TextLine>& lines() const;
  double height() const;
  /// True when the same runs would come out otherwise on another page: they hold fields.
  bool has_fields() const;

 private:
  struct Shaped;
  std::unique_ptr<Shaped> shaped_;
};

}  // namespace kontor::docgen::layout
