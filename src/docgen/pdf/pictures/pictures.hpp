#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

#include "docgen/layout/marks.hpp"
#include "docgen/pdf/objects.hpp"

namespace kontor::docgen::pdf {

/// The pictures of one document: each file stands in it once, however often it is shown.
class Pictures {
 public:
  explicit Pictures(Objects& objects) : objects_(objects) {}

  /// The pages must live as long as this.
  Result<void> note(const layout::Pages& pages);
  /// The number of its resource: /X0, /X1 …
  int number(const Figure& figure) const { return by_figure_.at(&figure); }
  /// Writes a picture that is used by a font.
  Result<Objects::Id> put(std::string_view file);

  /// "/X0 5 0 R/X1 6 0 R"
  const std::string& resources() const { return resources_; }
  bool has_cmyk() const { return cmyk_; }
  bool has_masks() const { return masks_; }

 private:
  Objects& objects_;
  std::unordered_map<std::string_view, int> by_bytes_;
  std::unordered_map<const Figure*, int> by_figure_;
  std::string resources_;
  bool cmyk_ = false, masks_ = false;
};

}  // namespace kontor::docgen::pdf
