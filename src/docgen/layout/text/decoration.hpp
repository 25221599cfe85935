#pragma once

#include <vector>

#include "docgen/layout/text/paragraph.hpp"

namespace kontor::docgen::layout {

struct DecoratedSpan {
  const Dressing* dressing = nullptr;
  double x = 0, width = 0;
};

/// Backgrounds, underlines and strikes of a line, one stroke for neighbours that have the same.
void add_decorations(const std::vector<DecoratedSpan>& spans, TextLine& line);
/// The upright strokes of bar tabs.
void add_bars(const std::vector<TabStop>& tabs, const Color& color, TextLine& line);

}  // namespace kontor::docgen::layout
