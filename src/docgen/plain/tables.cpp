#include "base/text.hpp"
#include "docgen/plain/blocks.hpp"

namespace kontor::docgen::plain {
namespace {

constexpr std::string_view kBetween = "  ";
/// Other cells are not moved farther than this for a cell with much text: lines stay readable, and their sum bounded.
constexpr std::size_t kWidest = 100;

/// Paragraphs in the cell may say it themselves.
Align align_of(const Cell& cell, const Table& table, std::size_t column) {
  if (cell.align != Align::automatic) return cell.align;
  const auto* first = cell.blocks.empty() ? nullptr : std::get_if<Paragraph>(&cell.blocks.front().any);
  if (first && first->align != Align::automatic) return first->align;
  return column < table.columns.size() ? table.columns[column] : Align::left;
}

}  // namespace

/// Cells of several blocks come with all their text.
std::string Writer::cell(const Cell& cell) {
  std::string text = characters_.line_of(cell.runs);
  std::string outer = std::exchange(out_, {}), indent = std::exchange(indent_, {});
  floats(cell.runs);
  blocks(cell.blocks);
  std::string word;
  for (const char c : std::exchange(out_, std::move(outer)) + '\n') {
    if (c != '\n' && c != '\f') {
      word += c;
    } else if (!word.empty()) {
      text += (text.empty() ? "" : " ") + std::exchange(word, {});
    }
  }
  indent_ = std::move(indent);
  return text;
}

std::vector<Writer::Printed> Writer::rows(const Table& block) {
  std::vector<Printed> out;
  std::vector<int> covered;  // rows still covered from above
  for (const Row& row : block.rows) {
    Printed printed;
    std::size_t column = 0;
    const auto skip = [&](std::size_t free) {
      for (; column < covered.size() && (column < free || covered[column] > 0); ++column)
        if (covered[column] > 0) --covered[column];
      column = std::max(column, free);
    };
    skip(static_cast<std::size_t>(std::max(row.before, 0)));
    for (const Cell& each : row.cells) {
      skip(0);
      const auto columns = static_cast<std::size_t>(std::max(each.columns, 1));
      printed.cells.push_back({column, columns, align_of(each, block, column), cell(each)});
      covered.resize(std::max(covered.size(), column + columns), 0);
      for (std::size_t i = 0; i < columns; ++i) covered[column++] = each.rows - 1;
    }
    skip(0);
    out.push_back(std::move(printed));
  }
  return out;
}

void Writer::write(const Table& block) {
  const std::vector<Printed> rows = this->rows(block);
  std::vector<std::size_t> widths(block.columns.size(), 0);
  for (const Printed& row : rows)
    for (const Printed::Cell& cell : row.cells) {
      widths.resize(std::max(widths.size(), cell.column + cell.columns), 0);
      if (cell.columns == 1) widths[cell.column] = std::max(widths[cell.column], std::min(length(cell.text), kWidest));
    }
  std::vector<std::size_t> begins(widths.size() + 1, 0);  // in letters
  for (std::size_t i = 0; i < widths.size(); ++i) begins[i + 1] = begins[i] + widths[i] + kBetween.size();
  for (std::size_t r = 0; r < rows.size(); ++r) {
    std::string text;
    for (const Printed::Cell& cell : rows[r].cells) {
      const std::size_t at = length(text);
      if (at > 0 && at + kBetween.size() > begins[cell.column])
        text += kBetween;  // a text wider than its columns
      else
        text.append(begins[cell.column] - at, ' ');
      const std::size_t room = begins[cell.column + cell.columns] - begins[cell.column] - kBetween.size();
      text += padded(cell.text, room, cell.align);
    }
    line(text);
    if (r + 1 == static_cast<std::size_t>(std::max(block.header_rows, 0)))
      line(std::string(begins.back() > 0 ? begins.back() - kBetween.size() : 0, '-'));
  }
  gap();
}

}  // namespace kontor::docgen::plain
