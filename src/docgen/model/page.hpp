#pragma once

namespace kontor::docgen {

/// A sheet and its margins, in points. What a head or a foot needs more than its margin has pushes the text away.
struct PageSetup {
  double width = 595.276, height = 841.89;  ///< A4
  double left = 62, right = 54, top = 46, bottom = 50;
  double header = 24;  ///< from the sheet's upper edge to the head
  double footer = 24;  ///< from the sheet's lower edge to the end of the foot

  double text_width() const { return width - left - right; }
  double text_height() const { return height - top - bottom; }
};

}  // namespace kontor::docgen
