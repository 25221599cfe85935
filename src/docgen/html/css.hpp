#pragma once

#include <string>
#include <string_view>

#include "docgen/model/document.hpp"

/// What blocks and text say of their own look, as declarations of CSS: "color:#c00000;". Empty when they say nothing.
/// The results stand in double-quoted attributes as they are.
namespace kontor::docgen::html {

/// "7.25pt"
std::string pt(double points);

/// Of text in a paragraph of that font and size, which are not said again.
std::string css_of(const Dress& dress, std::string_view font = "", double size = 0);

/// Space towards neighbours of the same style is left out where the paragraph says so.
struct Neighbours {
  const ParagraphFormat* above = nullptr;
  const ParagraphFormat* below = nullptr;
};
std::string css_of(const ParagraphFormat& format, Neighbours neighbours);

/// Of all four sides; a side without a line gets nothing.
std::string css_of(const Borders& borders);

/// The margins of the table hold where the cell has none.
std::string css_of(const CellFormat& format, const TableFormat* table);
std::string css_of(const TableFormat& format, double text_width);
std::string css_of(const RowFormat& format);

/// Where it stands beside the text, as far as a page without an end has such places.
std::string css_of(const Float& place);

/// A stylesheet's string, quoted.
std::string css_string(std::string_view text);

}  // namespace kontor::docgen::html
