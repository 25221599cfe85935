#pragma once

#include "docgen/layout/flow.hpp"

namespace kontor::docgen::layout {

/// How many boxes from `first` on fit into a height, ending only where a page may end.
std::size_t fitting(const Boxes& boxes, std::size_t first, double room);

/// Cuts a row at a height: the part that fits is given back, the rest stays in `row`. Nothing is cut, and nothing given
/// back, where a cell would have nothing on either side although it has text; `by_force` cuts all the same and takes
/// one line of each cell at least, so that a row higher than a page comes to an end.
std::optional<Box> cut(Box& row, double room, bool by_force);

}  // namespace kontor::docgen::layout
