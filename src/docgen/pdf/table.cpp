#include <numeric>

#include "docgen/pdf/setter.hpp"

namespace kontor::docgen::pdf {
namespace {

constexpr double kPadX = 6;

/// A cell set to its width, and where it begins.
struct Placed {
  Text* text;
  const Cell* cell;
  std::size_t column;
};

/// Columns get what their content needs; what is left goes to the widest text, what lacks is taken from long texts.
class Widths {
 public:
  Widths(const Table& table, double available) : table_(table), available_(available) {}

  std::vector<double> from(std::vector<std::vector<Placed>>& rows) {
    if (table_.widths.size() == table_.columns.size()) {
      const double sum = std::accumulate(table_.widths.begin(), table_.widths.end(), 0.0);
      std::vector<double> widths;
      for (const double share : table_.widths) widths.push_back(available_ * share / sum);
      return widths;
    }
    std::vector<double> natural(table_.columns.size(), 2 * kPadX + 4);
    measure(rows, natural, [](Text& text) { return text.natural_width(); });
    const double wanted = std::accumulate(natural.begin(), natural.end(), 0.0);
    if (wanted <= available_) return widened(std::move(natural), available_ - wanted);
    return narrowed(rows, natural);
  }

 private:
  template <class Measure>
  void measure(std::vector<std::vector<Placed>>& rows, std::vector<double>& widths, Measure measure_text) {
    for (auto& row : rows)
      for (const Placed& placed : row)
        if (placed.cell->columns == 1)
          widths[placed.column] = std::max(widths[placed.column], measure_text(*placed.text) + 2 * kPadX + 0.5);
  }

  std::vector<double> widened(std::vector<double> widths, double rest) const {
    std::size_t widest = widths.size();
    for (std::size_t i = 0; i < widths.size(); ++i)
      if (table_.columns[i] == Align::left && (widest == widths.size() || widths[i] > widths[widest])) widest = i;
    if (widest < widths.size()) {
      // Some of it to every column, so that a short text does not lose sight of its numbers.
      const double each = rest * 0.4 / static_cast<double>(widths.size());
      for (double& width : widths) width += each;
      widths[widest] += rest * 0.6;
      return widths;
    }
    for (double& width : widths) width += rest / static_cast<double>(widths.size());
    return widths;
  }

  std::vector<double> narrowed(std::vector<std::vector<Placed>>& rows, const std::vector<double>& natural) {
    std::vector<double> least(natural.size(), 2 * kPadX + 4);
    for (std::size_t r = 0; r < rows.size(); ++r) {
      const bool header = r < static_cast<std::size_t>(table_.header_rows);
      for (const Placed& placed : rows[r]) {
        if (placed.cell->columns != 1) continue;
        const bool whole = table_.columns[placed.column] == Align::right && !header;  // numbers are not broken
        const double width = whole ? placed.text->natural_width() : placed.text->least_width();
        least[placed.column] = std::max(least[placed.column], width + 2 * kPadX + 0.5);
      }
    }
    const double needed = std::accumulate(least.begin(), least.end(), 0.0);
    const double slack = std::accumulate(natural.begin(), natural.end(), 0.0) - needed;
    std::vector<double> widths = least;
    if (needed >= available_) {
      for (double& width : widths) width *= available_ / needed;
    } else {
      for (std::size_t i = 0; i < widths.size(); ++i)
        widths[i] += (natural[i] - least[i]) / slack * (available_ - needed);
    }
    return widths;
  }

  const Table& table_;
  double available_;
};

}  // namespace

void Setter::table(const Table& block, Place place, std::vector<Box>& out) {
  const bool boxed = block.look == Table::Look::grid;
  const double pad_y = boxed ? 3.5 : 4.0;
  const Style cell_style = scaled(0.93);
  Style header_style = scaled(0.84);
  header_style.bold = true;
  header_style.color = look_.accent;

  // The texts, each at the column where it begins; `covered` counts rows still covered from above.
  std::vector<std::vector<Placed>> rows(block.rows.size());
  std::vector<int> covered(block.columns.size(), 0);
  for (std::size_t r = 0; r < block.rows.size(); ++r) {
    std::size_t column = 0;
    for (const Cell& cell : block.rows[r].cells) {
      while (column < covered.size() && covered[column] > 0) --covered[column++];
      if (column >= covered.size()) break;
      rows[r].push_back({&text(cell.runs, r < static_cast<std::size_t>(block.header_rows) ? header_style : cell_style),
                         &cell, column});
      for (int i = 0; i < cell.columns && column < covered.size(); ++i) covered[column++] = cell.rows - 1;
    }
    while (column < covered.size()) covered[column] -= covered[column] > 0, ++column;
  }
  const std::vector<double> widths = Widths(block, place.width).from(rows);
  std::vector<double> left(widths.size() + 1, place.x);
  for (std::size_t i = 0; i < widths.size(); ++i) left[i + 1] = left[i] + widths[i];
  const auto span_width = [&](const Placed& placed) {
    return left[std::min(placed.column + static_cast<std::size_t>(placed.cell->columns), widths.size())] -
           left[placed.column];
  };

  std::vector<double> heights(rows.size(), look_.pitch * 0.93 + 2 * pad_y);
  for (std::size_t r = 0; r < rows.size(); ++r)
    for (const Placed& placed : rows[r]) {
      placed.text->set(span_width(placed) - 2 * kPadX, block.columns[placed.column]);
      if (placed.cell->rows == 1) heights[r] = std::max(heights[r], placed.text->height() + 2 * pad_y);
    }
  for (std::size_t r = 0; r < rows.size(); ++r)
    for (const Placed& placed : rows[r]) {
      const std::size_t last = std::min(r + static_cast<std::size_t>(placed.cell->rows), rows.size()) - 1;
      double height = 0;
      for (std::size_t i = r; i <= last; ++i) height += heights[i];
      heights[last] += std::max(0.0, placed.text->height() + 2 * pad_y - height);
    }

  const int id = static_cast<int>(flow_.table_headers.size());
  flow_.table_headers.emplace_back();
  for (std::size_t r = 0; r < rows.size(); ++r) {
    const bool header = r < static_cast<std::size_t>(block.header_rows);
    Box box{.height = heights[r], .before = r == 0 ? look_.pitch * 0.7 : 0, .table = header ? -1 : id};
    box.keep_with_next = header || (r + 2 == rows.size() && r > static_cast<std::size_t>(block.header_rows));
    if (header && !boxed) box.marks.push_back(FillMark{place.x, 0, place.width, box.height, look_.shade});
    for (const Placed& placed : rows[r]) {
      if (placed.cell->rows > 1) box.keep_with_next = true;
      mark(box, *placed.text, left[placed.column] + kPadX,
           header && !boxed ? box.height - pad_y - placed.text->height() : pad_y);
      if (!boxed) continue;
      double height = 0;
      for (std::size_t i = r; i < std::min(r + static_cast<std::size_t>(placed.cell->rows), rows.size()); ++i)
        height += heights[i];
      const double x = left[placed.column], width = span_width(placed), line = 0.6;
      for (const FillMark& edge :
           {FillMark{x, 0, width + line, line, look_.muted}, FillMark{x, height, width + line, line, look_.muted},
            FillMark{x, 0, line, height + line, look_.muted}, FillMark{x + width, 0, line, height + line, look_.muted}})
        box.marks.push_back(edge);
    }
    if (!boxed) {
      const bool strong = header && r + 1 == static_cast<std::size_t>(block.header_rows);
      box.marks.push_back(FillMark{place.x, box.height - (strong ? 1.0 : 0.5), place.width, strong ? 1.0 : 0.5,
                                   strong ? look_.accent : look_.line});
    }
    if (header) flow_.table_headers.back().push_back(box);
    out.push_back(std::move(box));
  }
}

}  // namespace kontor::docgen::pdf
