#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "docgen/model/figure.hpp"

namespace kontor::docgen::word {

/// `<w:drawing>` with the picture in the line, as Word writes it: it stands inside of a run. `relation` is the id of
/// the picture's file in the part's relations, `id` is the drawing's number, which no other in the file has. Declares
/// its own namespaces but w and r.
std::string inline_drawing(const Figure& figure, std::string_view relation, std::uint32_t id);

struct PrintedSize {
  double width_mm = 0, height_mm = 0;
};
/// `<a:graphic>` with the picture, for a drawing that stands elsewhere; `outline` is its `<a:ln>`, or nothing.
std::string picture_graphic(const Figure& figure, std::string_view relation, std::uint32_t id, PrintedSize size,
                            std::string_view outline = "");

}  // namespace kontor::docgen::word
