#include <cmath>
#include <numeric>

#include "base/text.hpp"
#include "docgen/docx/body.hpp"
#include "docgen/docx/formats.hpp"
#include "docgen/model/table.hpp"

namespace kontor::docgen::docx {
namespace {

std::size_t columns_of(const Cell& cell) { return static_cast<std::size_t>(std::max(cell.columns, 1)); }

std::string_view style_of(const Table& block) {
  if (block.format) return "";  // the cells say all themselves
  switch (block.look) {
    case Table::Look::grid:
      return "KontorGrid";
    case Table::Look::plain:
      return "KontorPlain";
    case Table::Look::ruled:
      break;
  }
  return "KontorTable";
}

std::string row_properties(const Row& row, double before, int after, double after_width, bool header) {
  std::string out;
  if (row.before > 0) out += fmt::format("<w:gridBefore w:val=\"{}\"/>", row.before);
  if (after > 0) out += fmt::format("<w:gridAfter w:val=\"{}\"/>", after);
  if (row.before > 0) out += fmt::format("<w:wBefore w:w=\"{}\" w:type=\"dxa\"/>", twips(before));
  if (after > 0) out += fmt::format("<w:wAfter w:w=\"{}\" w:type=\"dxa\"/>", twips(after_width));
  if (!row.format || !row.format->splits) out += "<w:cantSplit/>";
  if (row.format && row.format->height > 0)
    out += fmt::format("<w:trHeight w:val=\"{}\" w:hRule=\"{}\"/>", twips(row.format->height),
                       row.format->rule == LineSpacing::Rule::exactly ? "exact" : "atLeast");
  if (header) out += "<w:tblHeader/>";
  return out.empty() ? out : fmt::format("<w:trPr>{}</w:trPr>", out);
}

/// Widens columns for their longest words, as long as others have room to give.
void make_room(std::vector<double>& widths, const std::vector<double>& needs) {
  double missing = 0, spare = 0;
  for (std::size_t i = 0; i < widths.size(); ++i)
    (widths[i] < needs[i] ? missing : spare) += std::abs(widths[i] - needs[i]);
  if (missing <= 0 || missing > spare) return;
  for (std::size_t i = 0; i < widths.size(); ++i)
    widths[i] = widths[i] < needs[i] ? needs[i] : widths[i] - (widths[i] - needs[i]) * missing / spare;
}

/// What the longest words of the cells that cover one column ask for, with their margins.
std::vector<double> word_widths(const Table& block, double size) {
  std::vector<double> needs(column_count(block), 0);
  std::vector<int> covered(needs.size(), 0);
  for (std::size_t r = 0; r < block.rows.size(); ++r) {
    std::size_t column = static_cast<std::size_t>(std::max(block.rows[r].before, 0));
    const auto skip = [&] {
      while (column < needs.size() && covered[column] > 0) --covered[column++];
    };
    for (const Cell& cell : block.rows[r].cells) {
      skip();
      if (column >= needs.size()) break;
      const std::string text =
          r < static_cast<std::size_t>(std::max(block.header_rows, 0)) ? "" : plain_text(cell.runs);
      for (std::size_t from = 0; cell.columns == 1 && from < text.size();) {
        const std::size_t end = std::min(text.find_first_of(" \n", from), text.size());
        const auto letters = static_cast<double>(length(std::string_view(text).substr(from, end - from)));
        needs[column] = std::max(needs[column], letters * size * 0.6 + 13);
        from = end + 1;
      }
      for (std::size_t i = 0; i < columns_of(cell) && column < needs.size(); ++i) covered[column++] = cell.rows - 1;
    }
    skip();
  }
  return needs;
}

}  // namespace

std::vector<double> Body::column_widths(const Table& block, double width) const {
  const std::size_t count = column_count(block);
  if (block.format && block.format->widths.size() == count) return block.format->widths;
  std::vector<double> shares = block.widths;
  if (shares.size() != count) {
    // Word's own automatic layout is not LibreOffice's, so widths are estimated from the longest lines.
    shares.assign(count, 4);
    for (const Row& row : block.rows) {
      std::size_t column = 0;
      for (const Cell& cell : row.cells) {
        std::string_view text;
        const std::string whole = plain_text(cell.runs);
        for (std::size_t from = 0; from <= whole.size() && cell.columns == 1 && column < count;) {
          const std::size_t end = std::min(whole.find('\n', from), whole.size());
          text = std::string_view(whole).substr(from, end - from);
          shares[column] = std::max(shares[column], static_cast<double>(length(text)) + 3.5);
          from = end + 1;
        }
        for (const Run& run : cell.runs)
          if (run.figure && cell.columns == 1 && column < count)
            shares[column] = std::max(shares[column], run.figure->width_mm * 72 / 25.4 / (look_.size * 0.49) + 3.5);
        column += columns_of(cell);
      }
    }
    const double letters = width / (look_.size * 0.93 * 0.53);
    const double sum = std::accumulate(shares.begin(), shares.end(), 0.0);
    double fixed = 0, flexible = 0;
    const auto at_left = [&](std::size_t i) { return i >= block.columns.size() || block.columns[i] == Align::left; };
    for (std::size_t i = 0; i < count; ++i) (at_left(i) ? flexible : fixed) += shares[i];
    const bool shrink = sum > letters && flexible > 0 && fixed < letters * 0.8;
    for (std::size_t i = 0; i < count; ++i)
      if (shrink && at_left(i)) shares[i] *= (letters - fixed) / flexible;
    if (!shrink && sum < letters && flexible > 0) *std::ranges::max_element(shares) += letters - sum;
  }
  const double sum = std::accumulate(shares.begin(), shares.end(), 0.0);
  for (double& share : shares) share *= width / sum;
  if (!block.widths.empty()) make_room(shares, word_widths(block, look_.size * (block.small ? 0.78 : 0.93)));
  return shares;
}

std::string Body::table_cell(const Table& block, const Cell& each, std::size_t column, double width, bool header) {
  if (!each.blocks.empty()) {
    const std::string outer = std::exchange(paragraph_style_, block.small ? "FormText" : "TableText");
    const bool keep = std::exchange(together_, false);
    std::string content = blocks(each.blocks, std::max(width - 12, 12.0));
    together_ = keep;
    if (!content.ends_with("</w:p>\n")) content += paragraph(paragraph_style_, Align::automatic, "");
    paragraph_style_ = outer;
    return content;
  }
  Align align = each.align;
  if (align == Align::automatic && column < block.columns.size() && block.columns[column] != Align::left)
    align = block.columns[column];
  const std::string_view style =
      header ? (block.small ? "FormHeader" : "TableHeader") : (block.small ? "FormText" : "TableText");
  return paragraph(style, align, runs(each.runs));
}

void Body::write(const Table& block, double width) {
  const std::vector<double> widths = column_widths(block, width);
  const std::size_t count = widths.size();
  std::vector<int> covered(count, 0);                   // rows still covered from above
  std::vector<const Cell*> covered_by(count, nullptr);  // by the cell
  const auto span_width = [&](std::size_t from, std::size_t to) {
    return std::accumulate(widths.begin() + static_cast<std::ptrdiff_t>(std::min(from, count)),
                           widths.begin() + static_cast<std::ptrdiff_t>(std::min(to, count)), 0.0);
  };
  const auto place = [&](const Cell& each, std::size_t column, std::string_view merge, std::string_view content) {
    const std::size_t end = std::min(column + columns_of(each), count);
    CellLook look;
    if (each.format)
      look = {.borders = cell_borders(each.format->borders),
              .fill = each.format->shade,
              .rest = cell_properties(*each.format)};
    const std::string span = end - column > 1 ? fmt::format("<w:gridSpan w:val=\"{}\"/>", end - column) : std::string();
    return cell(span_width(column, end), look, content, span + std::string(merge));
  };
  const bool outer_keep = keep_next_;
  std::string rows;
  for (std::size_t r = 0; r < block.rows.size(); ++r) {
    const Row& row = block.rows[r];
    const bool header = r < static_cast<std::size_t>(std::max(block.header_rows, 0));
    const bool above_sums = r + 1 + static_cast<std::size_t>(std::max(block.footer_rows, 0)) >= block.rows.size();
    keep_next_ = outer_keep || ((together_ || above_sums) && r + 1 < block.rows.size());
    std::string cells;
    std::size_t column = std::min(static_cast<std::size_t>(std::max(row.before, 0)), count);
    const auto continued = [&] {
      while (column < count && covered[column] > 0) {
        const Cell& above = *covered_by[column];
        cells += place(above, column, "<w:vMerge/>",
                       paragraph(block.small ? "FormText" : "TableText", Align::automatic, ""));
        for (std::size_t i = 0; i < columns_of(above) && column < count; ++i) --covered[column++];
      }
    };
    for (const Cell& each : row.cells) {
      continued();
      if (column >= count) break;
      const double room = span_width(column, column + columns_of(each));
      cells += place(each, column, each.rows > 1 ? "<w:vMerge w:val=\"restart\"/>" : "",
                     table_cell(block, each, column, room, header));
      for (std::size_t i = 0; i < columns_of(each) && column < count; ++i, ++column) {
        covered[column] = each.rows - 1;
        covered_by[column] = &each;
      }
    }
    continued();
    if (cells.empty()) continue;
    rows += fmt::format("<w:tr>{}{}</w:tr>",
                        row_properties(row, span_width(0, static_cast<std::size_t>(std::max(row.before, 0))),
                                       static_cast<int>(count - column), span_width(column, count), header),
                        cells);
  }
  keep_next_ = outer_keep;
  if (rows.empty()) return;
  std::string made = table(style_of(block), widths, rows, block.format.get());
  if (block.header_rows == 0) made.replace(made.find("w:firstRow=\"1\""), 14, "w:firstRow=\"0\"");
  out_ += made;
}

}  // namespace kontor::docgen::docx
