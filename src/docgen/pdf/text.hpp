#pragma once

#include <pango/pangocairo.h>

#include <memory>
#include <string>
#include <vector>

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
  double height() const { return style_.pitch * static_cast<double>(lines_.size()); }
  double pitch() const { return style_.pitch; }
  /// From the top of a line to its base line.
  double baseline() const { return style_.pitch / 2 + style_.size * 0.35; }
  const Color& color() const { return style_.color; }
  /// The links in one line, relative to the text's left and the line's top.
  std::vector<LinkArea> links(std::size_t line) const;
  bool has_links() const { return !links_.empty(); }

 private:
  struct Unref {
    void operator()(PangoLayout* layout) const { g_object_unref(layout); }
  };
  struct LinkSpan {
    int from, to;
    std::string address;
  };
  void collect(double width, Align align);

  std::unique_ptr<PangoLayout, Unref> layout_;
  Style style_;
  std::vector<SetLine> lines_;
  std::vector<LinkSpan> links_;
};

}  // namespace kontor::docgen::pdf
