#pragma once

#include "docgen/layout/pager.hpp"

namespace kontor::docgen::layout {

/// The heads and feet of a document's pages.
class FurnitureSetter {
 public:
  FurnitureSetter(const Document& document, const Look& look, Setter& setter)
      : document_(document), look_(look), setter_(setter) {}

  /// The room that head and foot leave on a page.
  Room room(const MadePage& page);
  /// Draws them; the setter knows the page's number by now.
  void draw(MadePage& page, std::vector<Mark>& marks);

 private:
  struct Set {
    Boxes boxes;
    double height = 0;
  };
  struct Heights {
    std::optional<double> of[2][3];  ///< head and foot; first, even and other pages
  };

  /// Null for none.
  static const Blocks* blocks_of(const Furniture& furniture, const MadePage& page);
  Set set(const Blocks& blocks, const PageSetup& setup, bool foot);
  double height(const MadePage& page, bool foot);
  void draw(Set set, double y, MadePage& page, std::vector<Mark>& marks);

  const Document& document_;
  const Look& look_;
  Setter& setter_;
  std::vector<Heights> heights_;
};

/// Large and pale, from the lower left to the upper right of a page. Empty for none.
std::vector<Mark> watermark(const Document& document, const Look& look, const PageSetup& page);

}  // namespace kontor::docgen::layout
