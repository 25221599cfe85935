#pragma once

#include <string_view>

#include "base/result.hpp"

namespace kontor::docgen {

/// Refuses drawings that reach out of their file and those whose drawing would take long: librsvg cannot be stopped
/// once it draws, so the work is estimated before.
Result<void> check_svg(std::string_view bytes);

}  // namespace kontor::docgen
