#pragma once

#include <string_view>

#include "base/result.hpp"
#include "docgen/docgen.hpp"
#include "docgen/model/document.hpp"
#include "docgen/model/picture.hpp"

/// What all writers share of the look: colours, sizes, words.
namespace kontor::docgen {

struct Color {
  double red = 0, green = 0, blue = 0;

  std::string hex() const;            ///< "1f4e79"
  Color lighter(double share) const;  ///< toward white by 0…1
  bool operator==(const Color&) const = default;
};

struct Look {
  Typeface typeface = Typeface::sans;
  Color accent, ink, muted, line, shade;
  double size = 10;   ///< of running text, in points
  double pitch = 14;  ///< from line to line
  std::optional<Picture> logo = {};

  double heading_size(int level) const { return level == 1 ? size * 1.85 : level == 2 ? size * 1.25 : size * 1.08; }
};

/// Fails when the logo or the colour cannot be read.
Result<Look> look_of(const Document& document, const WriteOptions& options);

/// "Page 2 of 3", «Стр. 2 из 3»: with the fields of the model.
Runs page_label(Locale locale);
/// `en-US`, `ru-RU`.
std::string_view language_tag(Locale locale);

}  // namespace kontor::docgen
