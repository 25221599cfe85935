#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "docgen/model/picture.hpp"

namespace kontor::docgen {

/// A picture as it stands in a document: its file and the size it is printed in.
struct Figure {
  std::string bytes;  ///< PNG or JPEG
  Picture::Kind kind = Picture::Kind::png;
  int width = 0;  ///< pixels
  int height = 0;
  double width_mm = 0;
  double height_mm = 0;
  std::string alt;     ///< what it shows, for those who do not see it
  bool crisp = false;  ///< pixels are kept as squares when it is drawn larger: codes

  Picture picture() const { return {kind, width, height, bytes}; }
  std::string_view extension() const { return kind == Picture::Kind::png ? "png" : "jpeg"; }
};

struct FigureSize {
  std::optional<double> width_mm, height_mm;  ///< one alone keeps the proportions
};

/// A PNG or a JPEG as it is; an SVG drawn as a PNG of 300 dots per inch. Without a size a picture is as large as its
/// pixels at 96 to the inch, but not larger than the text of a page. The error's message is without a place.
Result<std::shared_ptr<const Figure>> figure_of(std::string bytes, FigureSize size, std::string alt);

}  // namespace kontor::docgen
