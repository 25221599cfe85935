#pragma once

#include "docgen/pdf/flow.hpp"

namespace kontor::docgen::pdf {

/// A box and where its top stands below the top margin.
struct PlacedBox {
  const Box* box;
  double y;
};
using Page = std::vector<PlacedBox>;

/// Cuts the flow into pages `height` high. What is to be kept together moves to the next page together, unless it is
/// higher than a page. A document without content has one empty page.
std::vector<Page> pages_of(const Flow& flow, double height);

}  // namespace kontor::docgen::pdf
