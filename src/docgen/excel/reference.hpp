#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace kontor::docgen::excel {

/// What a sheet of Excel can have.
inline constexpr int kMaxRow = 1'048'576;
inline constexpr int kMaxColumn = 16'384;

/// A cell by its row and column, each from 1.
struct Cell {
  int row = 0, column = 0;
  auto operator<=>(const Cell&) const = default;
};

/// The cells from one corner to the other, both included.
struct Area {
  Cell first, last;
  bool operator==(const Area&) const = default;
};

std::string column_letters(int column);  ///< 28 → "AB"
/// The column that a text such as "AB" names, or 0.
int column_of(std::string_view letters);

/// "B7", also "$B$7".
std::optional<Cell> cell_of(std::string_view text);
/// "B7:D9", also "B7".
std::optional<Area> area_of(std::string_view text);
std::string str(const Cell& cell);
std::string str(const Area& area);

}  // namespace kontor::docgen::excel
