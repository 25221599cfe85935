#pragma once

#include <pango/pangocairo.h>

#include <memory>
#include <string>
#include <vector>

#include "docgen/model/figure.hpp"
#include "docgen/model/look.hpp"

namespace kontor::docgen::pdf {

struct Style {
  Typeface typeface = Typeface::sans;
  double size = 10.5;
  double pitch = 15;  ///< distance of base lines
  bool bold = false;
  bool italic = false;
  Color color;
  Color link;
  Locale locale = Locale::en;  ///< whose habits decide where a line may not end
};

/// A line of set text; the layout that owns it lives in the Text.
struct SetLine {
  PangoLayoutLine* line = nullptr;
  double x = 0;  ///< from the left of the width it was set in
  double width = 0;
  double top = 0;       ///< below the top of the text
  double height = 0;    ///< the style's pitch, or more where a picture stands
  double baseline = 0;  ///< below the line's top
};

/// Where a picture stands, relative to the text's left and the line's top.
struct SetFigure {
  const Figure* figure = nullptr;
  double x = 0, y = 0, width = 0, height = 0;
};

struct LinkArea {
  double x = 0, y = 0, width = 0, height = 0;
  std::string address;
};

/// Runs shaped by Pango. Natural width first; then set to a width, as often as needed.
class Text {
 public:
  Text(const Runs& runs, const Style& style);

  double natural_width() const;  ///< of the longest line when nothing is broken
  double least_width();          ///< of the longest word
  void set(double width, Align align);
  const std::vector<SetLine>& lines() const { return lines_; }
  double height() const { return lines_.empty() ? 0 : lines_.back().top + lines_.back().height; }
  double pitch() const { return style_.pitch; }
  /// From the top of a line to its base line.
  double baseline() const { return style_.pitch / 2 + style_.size * 0.35; }
  const Color& color() const { return style_.color; }
  /// The links in one line, relative to the text's left and the line's top.
  std::vector<LinkArea> links(std::size_t line) const;
  bool has_links() const { return !links_.empty(); }
  /// The pictures in one line.
  std::vector<SetFigure> figures(std::size_t line) const;
  bool has_figures() const { return !figures_.empty(); }

 private:
  struct Unref {
    void operator()(PangoLayout* layout) const { g_object_unref(layout); }
    void operator()(PangoAttrList* list) const { pango_attr_list_unref(list); }
  };
  struct LinkSpan {
    int from, to;
    std::string address;
  };
  struct FigureSpan {
    int at;
    std::shared_ptr<const Figure> figure;
    double width, height;  ///< as printed here
  };
  void dress(const Run& run, std::size_t from, std::size_t to);
  void put(PangoAttribute* attribute, std::size_t from, std::size_t to);
  /// Gives the pictures their room in the line, none wider than `width`.
  void make_room(double width);
  void collect(double width, Align align);
  /// How far above the base line a line reaches beyond the style's letters; 0 when it does not.
  double tallest_in(const PangoLayoutLine& line) const;

  std::unique_ptr<PangoLayout, Unref> layout_;
  Style style_;
  std::vector<SetLine> lines_;
  std::vector<LinkSpan> links_;
  std::vector<FigureSpan> figures_;
  std::unique_ptr<PangoAttrList, Unref> attributes_;  ///< null for none
  double tallest_ = 0;                                ///< letters larger than the style's, in points; 0 for none
};

}  // namespace kontor::docgen::pdf
