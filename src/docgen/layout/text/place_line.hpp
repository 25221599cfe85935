#pragma once

#include "docgen/layout/text/break_lines.hpp"
#include "docgen/layout/text/paragraph.hpp"
#include "docgen/layout/text/text.hpp"

namespace kontor::docgen::layout {

/// What a line's pieces ask for above and below its base line, in points.
struct LineNeeds {
  double ascent = 0, descent = 0, gap = 0;
  double figure = 0;   ///< height of the tallest picture
  double tallest = 0;  ///< above the base line, of letters larger than the style's and of pictures; 0 for none
};
LineNeeds needs_of(const Paragraph& paragraph, const LineCut& cut, const Style& style, const Setting& setting,
                   double room);

struct LineHeight {
  double height = 0, baseline = 0;  ///< the latter below the line's top
};
LineHeight height_of(const LineNeeds& needs, const Style& style, const Setting& setting);

/// Gives each piece of the line its place, and gathers glyphs of one look.
class LinePlacer {
 public:
  LinePlacer(const Paragraph& paragraph, const Style& style, const Setting& setting)
      : paragraph_(paragraph), style_(style), setting_(setting) {}
  /// `line` has its height already.
  void place(const LineCut& cut, const LineRoom& room, TextLine& line);

 private:
  struct Part {  // a piece, or what of it is on the line
    std::size_t piece = 0;
    std::size_t from = 0, to = 0;
    double x = 0, width = 0;
    bool hangs = false;  ///< a space at the line's end
    bool after_last_tab = true;
    const std::string* leader = nullptr;
  };
  void collect(const LineCut& cut, const LineRoom& room);
  double run_pen(const LineCut& cut, const LineRoom& room);
  void settle(std::size_t from, std::size_t to, double x);
  void align(const LineCut& cut, const LineRoom& room, double end);
  void turn();
  void emit(const LineCut& cut, TextLine& line);
  void emit_glyphs(const Part& part, TextLine& line);
  void emit_space(const Part& part);
  void emit_hyphen(const Part& part, TextLine& line);
  void emit_leader(const Part& part, TextLine& line);
  void emit_figure(const Part& part, TextLine& line) const;
  void begin_run(const Part& part, const Chosen& face, TextLine& line);
  void end_run(TextLine& line);
  void add_links(TextLine& line) const;

  const Paragraph& paragraph_;
  const Style& style_;
  const Setting& setting_;
  std::vector<Part> parts_;
  GlyphRun run_;  ///< in the making; what is kept is a copy, no larger than it must be
  bool in_run_ = false;
  PlacedGlyphs placed_;
  std::uint32_t run_dressing_ = 0;
};

}  // namespace kontor::docgen::layout
