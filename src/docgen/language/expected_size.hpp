#pragma once

#include <cstddef>

#include "docgen/language/ast.hpp"

namespace kontor::docgen {

/// About how many bytes these nodes will give with these fields, at most `limit`: the texts that the template has, a
/// usual one for each value, and a loop over a field as often as its list has items. A text with that much room is not
/// copied again and again while it grows.
std::size_t expected_size(const Nodes& nodes, const Map& fields, std::size_t limit);

}  // namespace kontor::docgen
