#pragma once

#include <optional>
#include <pugixml.hpp>
#include <string>
#include <string_view>

/// How WordprocessingML writes values. Lengths become points.
namespace kontor::docgen::wordml {

using Xml = pugi::xml_node;

inline std::string_view name_of(Xml node) { return node.name(); }
inline std::string_view text_in(Xml node, const char* attribute) { return node.attribute(attribute).value(); }
inline std::string_view val(Xml node) { return node.attribute("w:val").value(); }

/// "240", "12pt", "2.5cm": twentieths of a point when no unit is said; nothing for what is no length.
std::optional<double> length_from(std::string_view text);
std::optional<double> length(Xml node, const char* attribute);
/// English Metric Units, as drawings have them.
double emu(Xml node, const char* attribute);
std::optional<double> number(std::string_view text);
int integer(std::string_view text, int otherwise = 0);

/// <w:b/>, <w:b w:val="0"/>; nothing when the element is not there.
std::optional<bool> toggle(Xml parent, const char* element);
bool is_on(std::string_view value);

/// "FF0000" as "ff0000"; empty for "auto" and for what is no colour.
std::string color_from(std::string_view hex);

}  // namespace kontor::docgen::wordml
