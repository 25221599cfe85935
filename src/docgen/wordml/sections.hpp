#pragma once

#include "docgen/wordml/story.hpp"

namespace kontor::docgen::wordml {

/// Reads the body of the document section by section, with their heads and feet.
class SectionReader {
 public:
  SectionReader(Reading& reading, Looks& looks) : reading_(reading), looks_(looks) {}
  void read(Xml body);

 private:
  Section section(Xml properties);
  void columns(Xml columns, Section& section) const;
  void page(Xml properties, PageSetup& page) const;
  void furniture(Xml properties, Section& section);
  Blocks story(Xml reference, double width);
  /// All elements with blocks, controls around them opened.
  void collect(Xml container, std::vector<Xml>& out, int depth) const;

  struct Furnishing {
    std::optional<Blocks> usual, first, even;
  };

  Reading& reading_;
  Looks& looks_;
  Furnishing heads_, feet_;  ///< of the section before, which the next one inherits
};

}  // namespace kontor::docgen::wordml
