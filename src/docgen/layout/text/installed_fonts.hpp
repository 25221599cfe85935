#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "docgen/layout/text/face.hpp"

namespace kontor::docgen::layout {

/// A font that the system has: where it is, and what it says of itself without being opened.
struct InstalledFont {
  std::string path;
  unsigned index = 0;
  std::vector<std::string> families;     ///< in small letters
  int weight = 0, slant = 0, width = 0;  ///< as fontconfig counts
  bool color = false;
  const void* letters = nullptr;  ///< fontconfig's set of them; lives as long as the process

  bool has(char32_t letter) const;
};

/// All scalable fonts, in the order of their paths, so that equal machines choose alike. Read once for the process, a
/// few milliseconds; any thread.
const std::vector<InstalledFont>& installed_fonts();
/// The family that the system's own settings put in the place of one that is not there; in small letters.
std::string substitute_family(std::string_view family);
/// Opens it once for the process. Nothing when it cannot be read, or is none.
const Face* open_font(const InstalledFont& font);

}  // namespace kontor::docgen::layout
