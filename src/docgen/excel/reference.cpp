#include "docgen/excel/reference.hpp"

#include <algorithm>
#include <charconv>

namespace kontor::docgen::excel {

std::string column_letters(int column) {
  std::string out;
  for (; column > 0; column = (column - 1) / 26) out.insert(out.begin(), static_cast<char>('A' + (column - 1) % 26));
  return out;
}

int column_of(std::string_view letters) {
  constexpr std::size_t kMost = 3;  // "XFD"
  if (letters.empty() || letters.size() > kMost) return 0;
  int out = 0;
  for (const char c : letters) {
    const char capital = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
    if (capital < 'A' || capital > 'Z') return 0;
    out = out * 26 + (capital - 'A' + 1);
  }
  return out <= kMaxColumn ? out : 0;
}

std::optional<Cell> cell_of(std::string_view text) {
  if (text.starts_with('$')) text.remove_prefix(1);
  const std::size_t digits = std::min(text.find_first_of("$0123456789"), text.size());
  Cell out{.column = column_of(text.substr(0, digits))};
  text.remove_prefix(digits);
  if (text.starts_with('$')) text.remove_prefix(1);
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out.row);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  if (out.column == 0 || out.row < 1 || out.row > kMaxRow) return std::nullopt;
  return out;
}

std::optional<Area> area_of(std::string_view text) {
  const std::size_t colon = text.find(':');
  const auto first = cell_of(text.substr(0, colon));
  const auto last = colon == std::string_view::npos ? first : cell_of(text.substr(colon + 1));
  if (!first || !last) return std::nullopt;
  return Area{{std::min(first->row, last->row), std::min(first->column, last->column)},
              {std::max(first->row, last->row), std::max(first->column, last->column)}};
}

std::string str(const Cell& cell) { return column_letters(cell.column) + std::to_string(cell.row); }

std::string str(const Area& area) {
  return area.first == area.last ? str(area.first) : str(area.first) + ":" + str(area.last);
}

}  // namespace kontor::docgen::excel
