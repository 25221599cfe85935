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

/// Fails for other kinds of files, for files cut off in their head, for more than 10 MiB and for a head that claims
/// more than 25 million pixels: nothing is unpacked here, and nobody unpacks what was refused. Messages call the
/// picture by `name`: "the logo".
Result<Picture> read_picture(std::string_view bytes, std::string_view name = "the picture");

/// The kind of a file by its first bytes, as people call it: "PNG", "JPEG", "GIF", "PDF", …; empty for one that is not
/// known.
std::string_view file_kind(std::string_view bytes);

/// The size that keeps the picture's proportions and fits the box.
struct Extent {
  double width = 0;
  double height = 0;
};
Extent fitted(const Picture& picture, double max_width, double max_height);

}  // namespace kontor::docgen
