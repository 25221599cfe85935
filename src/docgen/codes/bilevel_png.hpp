#pragma once

#include <functional>
#include <string>

namespace kontor::docgen {

/// A PNG of one bit for each pixel; `black` is asked for every pixel of every row.
std::string bilevel_png(int width, int height, const std::function<bool(int x, int y)>& black);

}  // namespace kontor::docgen
