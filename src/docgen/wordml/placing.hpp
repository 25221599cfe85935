#pragma once

#include <map>
#include <string>
#include <string_view>

#include "docgen/model/document.hpp"
#include "docgen/wordml/xml.hpp"

/// Where things stand that text flows around. Each function fills in the place, what is kept free and how text wraps.
namespace kontor::docgen::wordml {

/// wp:anchor.
Float placed_drawing(Xml anchor);
/// w:tblpPr.
Float placed_table(Xml position);
/// The style of a VML shape, taken apart; `wrap` is its w10:wrap.
using VmlStyle = std::map<std::string, std::string, std::less<>>;
VmlStyle vml_style(std::string_view style);
Float placed_vml(const VmlStyle& style, Xml wrap);
/// "12pt", "2cm", "100" (pixels of VML are points of its own); 0 for none.
double vml_length(const VmlStyle& style, std::string_view name);

}  // namespace kontor::docgen::wordml
