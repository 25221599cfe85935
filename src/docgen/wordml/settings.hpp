#pragma once

#include "docgen/wordml/xml.hpp"

namespace kontor::docgen::wordml {

/// What w:settings says about the layout of the whole document.
struct Settings {
  double default_tab = 36;
  bool even_and_odd = false;           ///< even pages have heads and feet of their own
  bool hyphenates = false;             ///< words are parted at the ends of lines
  bool mark_after_page_break = false;  ///< what ends a paragraph goes with the page break's other side
  bool adds_space = false;             ///< between paragraphs: the sum instead of the larger
  int compatibility = 12;              ///< the version of Word whose layout is meant: 15 is 2013 and later

  static Settings read(Xml root);
};

}  // namespace kontor::docgen::wordml
