#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "docgen/layout/marks.hpp"
#include "docgen/pdf/objects.hpp"
#include "docgen/pdf/structure.hpp"

namespace kontor::docgen::pdf {

/// What leads from one place to another: links, names of places, the outline.
class Navigation {
 public:
  /// `page_ids` are the objects of the pages, in order.
  Navigation(const layout::Pages& pages, const std::vector<Objects::Id>& page_ids, Objects& objects);

  /// The annotations of a page's links: "[12 0 R 13 0 R]", or nothing. A link to a name that there is not and to an
  /// address that could run something is left out.
  std::string links(std::size_t page, Structure& structure);
  /// Entries of the catalogue: "/Outlines 5 0 R/Names…".
  std::string catalog_entries();

 private:
  std::string destination(std::size_t page, double x, double y) const;
  Objects::Id write_outline();
  Objects::Id write_names();

  const layout::Pages& pages_;
  const std::vector<Objects::Id>& page_ids_;
  Objects& objects_;
  std::map<std::string_view, const layout::Anchor*> anchors_;  ///< by name, the first of several
};

}  // namespace kontor::docgen::pdf
