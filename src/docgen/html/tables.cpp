#include <numeric>

#include "docgen/html/body.hpp"
#include "docgen/model/table.hpp"

namespace kontor::docgen::html {
namespace {

/// Shares of the whole, where the table says them.
std::string column_widths(const Table& block) {
  const std::vector<double>& widths = block.format ? block.format->widths : block.widths;
  const double sum = std::accumulate(widths.begin(), widths.end(), 0.0);
  if (widths.empty() || sum <= 0) return "";
  std::string out = "<colgroup>";
  for (const double width : widths) out += fmt::format("<col style=\"width:{:.4g}%\">", width / sum * 100);
  return out + "</colgroup>\n";
}

}  // namespace

void Body::write(const Table& block) {
  std::string names = block.format ? "own" : block.look == Table::Look::grid ? "grid" : "";
  if (block.small) names += names.empty() ? "small" : " small";
  out_ += fmt::format("<div class=\"scroll\"><table{}{}>\n", classes(Align::automatic, names),
                      block.format ? styled(css_of(*block.format, text_width_)) : "");
  out_ += column_widths(block);
  const auto headers = static_cast<std::size_t>(std::max(block.header_rows, 0));
  std::vector<int> covered(column_count(block), 0);  // rows still covered from above
  for (std::size_t r = 0; r < block.rows.size(); ++r) {
    if (r == 0 && headers > 0) out_ += "<thead>\n";
    if (r == headers) out_ += r > 0 ? "</thead>\n<tbody>\n" : "<tbody>\n";
    row(block, block.rows[r], r < headers, covered);
  }
  if (!block.rows.empty()) out_ += block.rows.size() <= headers ? "</thead>\n" : "</tbody>\n";
  out_ += "</table></div>\n";
}

void Body::row(const Table& block, const Row& row, bool header, std::vector<int>& covered) {
  out_ += fmt::format("<tr{}>", row.format ? styled(css_of(*row.format)) : "");
  std::size_t column = static_cast<std::size_t>(std::max(row.before, 0));
  const auto skip = [&] {
    while (column < covered.size() && covered[column] > 0) --covered[column++];
  };
  for (std::size_t i = 0; i < std::min(column, covered.size()); ++i) covered[i] = std::max(0, covered[i] - 1);
  if (column > 0) out_ += fmt::format("<td style=\"border:0\" colspan=\"{}\"></td>", column);
  for (const Cell& each : row.cells) {
    skip();
    cell(block, each, column, header);
    for (int i = 0; i < std::max(each.columns, 1) && column < covered.size(); ++i) covered[column++] = each.rows - 1;
  }
  skip();
  out_ += "</tr>\n";
}

void Body::cell(const Table& block, const Cell& cell, std::size_t column, bool header) {
  const std::string spans = (cell.columns > 1 ? fmt::format(" colspan=\"{}\"", cell.columns) : "") +
                            (cell.rows > 1 ? fmt::format(" rowspan=\"{}\"", cell.rows) : "");
  Align align = cell.align;
  if (align == Align::automatic) align = column < block.columns.size() ? block.columns[column] : Align::left;
  const std::string style = cell.format                        ? css_of(*cell.format, block.format.get())
                            : block.look == Table::Look::plain ? "border:0;"
                                                               : "";
  out_ += fmt::format("<{}{}{}{}>", header ? "th" : "td", classes(align), spans, styled(style));
  const bool turned = cell.format && cell.format->direction != CellFormat::Direction::level;
  if (turned)
    out_ += cell.format->direction == CellFormat::Direction::upwards ? "<div class=\"up\">" : "<div class=\"down\">";
  floats(cell.runs);
  runs(cell.runs);
  const double outer = std::exchange(text_width_, 0);  // a cell's width is the browser's to find
  blocks(cell.blocks);
  text_width_ = outer;
  if (turned) out_ += "</div>";
  out_ += header ? "</th>" : "</td>";
}

void Body::write(const Totals& block) {
  out_ += "<table class=\"totals\"><tbody>\n";
  for (const Line& line : block.lines) {
    out_ += line.strong ? "<tr class=\"strong\">" : "<tr>";
    element("td", "", line.label);
    element("td", " class=\"right\"", line.value);
    out_ += "</tr>\n";
  }
  out_ += "</tbody></table>\n";
}

}  // namespace kontor::docgen::html
