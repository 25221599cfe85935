#include "docgen/language/filters.hpp"

namespace kontor::docgen {

std::span<const Filter> business_filters() { return {}; }

}  // namespace kontor::docgen
