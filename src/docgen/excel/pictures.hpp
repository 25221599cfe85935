#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "docgen/excel/reference.hpp"
#include "docgen/model/figure.hpp"

namespace kontor::docgen::excel {

/// The pictures that cells ask for while a file is filled. One object serves one filling, on its thread.
class Pictures {
 public:
  struct Media {
    std::string bytes;
    std::string_view extension;
  };
  /// A picture in its size. Equal bytes are kept once, whatever asks for them.
  struct Shown {
    std::size_t media = 0;
    double width_mm = 0, height_mm = 0;
    std::string alt;
  };

  /// The number of the picture, by which the stream of a sheet names it (landing.hpp).
  std::size_t add(const Figure& figure);
  std::span<const Shown> shown() const { return shown_; }
  std::span<const Media> media() const { return media_; }

 private:
  std::vector<Shown> shown_;
  std::vector<Media> media_;
  std::map<std::size_t, std::vector<std::size_t>> by_hash_;
};

/// A picture at its place in a filled sheet.
struct PlacedPicture {
  Cell at;
  double down = 0;  ///< points from the top of the cell: pictures of one cell stand one below the other
  std::size_t number = 0;
};

/// Free on the left of a picture, and above it, so that the lines of its cell are seen. Points.
inline constexpr double kPictureGap = 1.5;

/// The numbers of the pictures in the content of a cell; takes their signs out of it. The error is that of a content
/// which a template has cut.
Result<std::vector<std::size_t>> take_pictures(std::string& content, std::size_t known);

/// The anchors of the pictures, to stand at the end of a drawing. `relation` gives the id of a picture's file in it;
/// the numbers of the drawing's objects go on from `first`.
std::string anchors(std::span<const PlacedPicture> pictures, const Pictures& all, std::span<const std::string> relation,
                    int first);

}  // namespace kontor::docgen::excel
