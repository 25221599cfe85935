#include "docgen/model/table.hpp"

namespace kontor::docgen {

std::size_t column_count(const Table& table) {
  std::vector<int> covered(std::max(table.columns.size(), table.format ? table.format->widths.size() : 0), 0);
  for (const Row& row : table.rows) {
    std::size_t column = 0;
    const auto skip = [&](std::size_t free) {
      for (; column < covered.size() && (column < free || covered[column] > 0); ++column)
        covered[column] = std::max(0, covered[column] - 1);
      column = std::max(column, free);
    };
    skip(static_cast<std::size_t>(std::max(row.before, 0)));
    for (const Cell& cell : row.cells) {
      skip(0);
      const auto columns = static_cast<std::size_t>(std::max(cell.columns, 1));
      covered.resize(std::max(covered.size(), column + columns), 0);
      for (std::size_t i = 0; i < columns; ++i) covered[column++] = std::max(cell.rows, 1) - 1;
    }
    skip(0);
  }
  return covered.size();
}

}  // namespace kontor::docgen
