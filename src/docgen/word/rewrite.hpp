#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "docgen/office/edits.hpp"

namespace kontor::docgen::word {

using namespace office;

/// A part of a Word file as source of the template language.
struct PartSource {
  Rewritten text;
  std::vector<Insert> tags;  ///< in the order of the source
  std::vector<Finding> findings;
  std::vector<Spot> links;  ///< whose addresses are written in their places: see links.hpp
  bool tagged = false;      ///< there is anything to fill
  bool marked = false;      ///< what is filled holds marks that lift.hpp resolves
};

/// `label` names the part in places; "" for the document's own text. `offset` is where the source is going to stand in
/// that of the whole file. Errors only for XML that cannot be read.
Result<PartSource> rewritten(std::string_view xml, std::string_view label, Offset offset);

}  // namespace kontor::docgen::word
