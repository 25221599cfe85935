#pragma once

#include <vector>

namespace kontor::docgen::layout {

/// What a column of a table asks for, margins included.
struct ColumnNeed {
  double least = 0;    ///< of its longest word, or of its longest number
  double natural = 0;  ///< of its longest text on one line
  double usual = 0;    ///< of its texts on one line, on the average
  bool words = false;  ///< running text rather than numbers: it may be wider than it asks for
};

/// Widths that fill `available`. What is left over goes to columns of words; what lacks is taken from long texts, so
/// that short ones and numbers stay on one line. Only when the longest words do not fit are they narrowed as well.
std::vector<double> column_widths(const std::vector<ColumnNeed>& needs, double available);

/// Widths in the proportion of shares that fill `available`; shares at or below 0 count as the smallest.
std::vector<double> shared_widths(const std::vector<double>& shares, double available);

/// Given widths, widened where a longest word asks for it at the cost of columns that can spare something.
std::vector<double> grown_widths(std::vector<double> widths, const std::vector<ColumnNeed>& needs, double available);

}  // namespace kontor::docgen::layout
