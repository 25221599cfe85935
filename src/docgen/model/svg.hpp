#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "docgen/model/picture.hpp"

namespace kontor::docgen {

/// True for bytes that begin as an SVG file does. What stands behind is not looked at.
bool looks_like_svg(std::string_view bytes);

/// An SVG file, read and measured. Nothing outside the file is ever opened: a drawing that refers to another file is
/// refused, and so are one that declares entities, one of more than 1 MiB, and one that would take long to draw.
class SvgDrawing {
 public:
  /// The error's message is for people and without a place.
  static Result<SvgDrawing> read(std::string_view bytes);

  Extent size() const { return size_; }  ///< its own, in pixels of 1/96 inch
  /// Drawn on nothing, as a PNG. The sides are in pixels; the proportions are kept inside of them.
  Result<std::string> png(int width, int height) const;

 private:
  explicit SvgDrawing(std::shared_ptr<void> handle, Extent size) : handle_(std::move(handle)), size_(size) {}

  std::shared_ptr<void> handle_;
  Extent size_;
};

}  // namespace kontor::docgen
