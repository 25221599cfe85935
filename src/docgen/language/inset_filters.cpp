#include "docgen/language/filters.hpp"

namespace kontor::docgen {

std::span<const Filter> inset_filters() { return {}; }

}  // namespace kontor::docgen
