#pragma once

#include <string_view>

#include "base/result.hpp"

namespace kontor::docgen {

/// A PNG or JPEG as it lies in its file; only its head has been read.
struct Picture {
  enum class Kind { png, jpeg };
  Kind kind = Kind::png;
  int width = 0;  ///< pixels
  int height = 0;
  std::string_view bytes;
};

/// Fails for other kinds of files, for files cut off in their head, and for more than 25 million pixels.
Result<Picture> read_picture(std::string_view bytes);

/// The size that keeps the picture's proportions and fits the box.
struct Extent {
  double width = 0;
  double height = 0;
};
Extent fitted(const Picture& picture, double max_width, double max_height);

}  // namespace kontor::docgen
