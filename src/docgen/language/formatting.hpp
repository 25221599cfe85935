#pragma once

#include <span>

#include "docgen/language/filters.hpp"

namespace kontor::docgen {

/// Python's `"%s: %.2f" % (a, b)`, as the filter `format` has it: the arguments in order, or by name for %(name)s.
/// Decimals are rounded half up.
Result<std::string> percent_format(const FilterCall& call, std::string_view pattern);
/// Python's `"{} {name:>10}".format(a, name=b)`.
Result<std::string> brace_format(const FilterCall& call, std::string_view pattern);

}  // namespace kontor::docgen
