#pragma once

#include <memory>
#include <optional>
#include <string>

#include "docgen/model/format.hpp"
#include "docgen/wordml/xml.hpp"

namespace kontor::docgen::wordml {

/// The fonts and colours that other parts name by their role.
struct Theme {
  std::string major_font, minor_font;
  std::vector<std::pair<std::string, std::string>> colors;  ///< "accent1" → "4472c4"

  static Theme read(Xml root);
  std::string font(std::string_view role) const;   ///< "minorHAnsi"; empty when it is not known
  std::string color(std::string_view role) const;  ///< "accent1", "text1"; empty when it is not known
};

/// The colour of an element with w:val or w:color and w:themeColor, w:themeTint, w:themeShade; "" for automatic.
std::string color_of(Xml node, const char* attribute, const char* theme_attribute, const Theme& theme);

/// w:rPr: what is said, and no more.
struct RunProperties {
  std::optional<std::string> font, color, highlight, shade, language;
  std::optional<double> size, spacing, position, stretch;
  std::optional<double> kerning_from;  ///< the least size whose pairs of letters are moved together; 0 for none
  std::optional<bool> bold, italic, strike, capitals, small_capitals, hidden;
  std::optional<Dress::Underline> underline;
  std::optional<int> rise;
  std::string style;  ///< of characters

  static RunProperties read(Xml properties, const Theme& theme);
  /// What `over` says wins.
  void put(const RunProperties& over);
  /// Toggles of styles of different kinds cancel each other (17.7.3); all else as put().
  void put_style(const RunProperties& over);
};

struct NumberReference {
  std::optional<int> list;  ///< w:numId; 0 takes the number away
  std::optional<int> level;
};

struct BorderSides {
  std::optional<Border> top, bottom, left, right, inside_across, inside_down, between;

  static BorderSides read(Xml borders, const Theme& theme);
  void put(const BorderSides& over);
};

/// w:pPr, likewise.
struct ParagraphProperties {
  std::optional<double> left, right, first_line, before, after;
  std::optional<LineSpacing> line;
  std::optional<Align> align;
  std::optional<bool> contextual, keep_with_next, keep_lines, page_break_before, widow_control, no_hyphens;
  std::optional<int> outline;
  std::optional<std::string> shade;
  BorderSides borders;
  std::vector<TabStop> tabs;         ///< added
  std::vector<double> cleared_tabs;  ///< taken away
  NumberReference number;
  std::string style;

  static ParagraphProperties read(Xml properties, const Theme& theme);
  void put(const ParagraphProperties& over);
};

Border border_of(Xml node, const Theme& theme);
/// w:shd: the background; "" for none, nothing when there is no such element.
std::optional<std::string> shade_of(Xml shading, const Theme& theme);

}  // namespace kontor::docgen::wordml
