#include <numeric>

#include "docgen/layout/table_setter.hpp"

namespace kontor::docgen::layout {
namespace {

/// The texts of longer tables are set twice rather than all kept.
constexpr std::size_t kKeptCells = 4000;
/// Of longer tables the first rows are measured, and every text with more letters than those before it in its column:
/// widths then cost no more than a look at each cell.
constexpr std::uint32_t kMeasuredRows = 200;
constexpr double kSlack = 0.5, kEmpty = 4;

/// An amount, a quantity, a percentage: digits, and no more letters than a currency or a unit has.
bool is_number(std::string_view text) {
  constexpr std::size_t kLongest = 40, kMostLetters = 4;
  std::size_t digits = 0, letters = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    digits += byte >= '0' && byte <= '9';
    letters += (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z') || (byte >= 0xC3 && byte <= 0xDF);
  }
  return digits > 0 && letters <= kMostLetters && text.size() <= kLongest;
}

std::size_t letters_of(const Runs& runs) {
  std::size_t count = 0;
  for (const Run& run : runs) count += run.text.size() + (run.figure ? 1000 : 0);
  return count;
}

}  // namespace

void TableSetter::measure() {
  needs_.assign(grid_.columns(), {});
  decimals_.assign(grid_.columns(), {});
  const TableFormat* format = table_.format.get();
  const bool widths_given = format && format->widths.size() == grid_.columns();
  const bool shares_given = table_.widths.size() == grid_.columns();
  if (!(widths_given && format->fixed)) measure_cells();
  std::vector<double> widths;
  double x = place_.x;
  if (widths_given) {
    const double whole = std::accumulate(format->widths.begin(), format->widths.end(), 0.0);
    widths = format->widths;
    for (double& width : widths) width = std::max(width, 0.0);
    if (!format->fixed) widths = grown_widths(std::move(widths), needs_, std::max(whole, 1.0));
  } else {
    widths = shares_given ? grown_widths(shared_widths(table_.widths, place_.width), needs_, place_.width)
                          : column_widths(needs_, place_.width);
  }
  if (format) {
    const double whole = std::accumulate(widths.begin(), widths.end(), 0.0);
    if (format->align == Align::center)
      x += (place_.width - whole) / 2;
    else if (format->align == Align::right)
      x += place_.width - whole;
    else
      x += format->indent - (format->collapse_indent ? format->left : 0);
  }
  left_.assign(1, x);
  for (const double width : widths) left_.push_back(left_.back() + width);
}

void TableSetter::measure_cells() {
  const std::vector<Slot>& slots = grid_.slots();
  const bool keep = slots.size() <= kKeptCells;
  if (keep) texts_.resize(slots.size());
  std::vector<std::size_t> longest(grid_.columns(), 0), counted(grid_.columns(), 0);
  std::vector<std::pair<Slot, ColumnNeed>> wide;
  for (std::size_t i = 0; i < slots.size(); ++i) {
    const Slot& slot = slots[i];
    const std::size_t letters = letters_of(slot.cell->runs);
    if (!keep && slot.row >= kMeasuredRows && slot.cell->blocks.empty() && letters <= longest[slot.column]) continue;
    ColumnNeed need;
    if (slot.cell->blocks.empty())
      measure_runs(slot, i, need);
    else
      measure_blocks(slot.cell->blocks, need);
    const Margins margin = margins(*slot.cell);
    const double padding = margin.left + margin.right + kSlack;
    need.natural += padding;
    need.least += padding;
    if (slot.cell->format && slot.cell->format->no_wrap) need.least = need.natural;
    if (slot.columns > 1) {
      wide.emplace_back(slot, need);
      continue;
    }
    longest[slot.column] = std::max(longest[slot.column], letters);
    ColumnNeed& column = needs_[slot.column];
    column.natural = std::max(column.natural, need.natural);
    column.least = std::max(column.least, need.least);
    column.usual += need.natural;
    ++counted[slot.column];
  }
  for (std::size_t c = 0; c < needs_.size(); ++c) {
    ColumnNeed& need = needs_[c];
    need.least = std::max(need.least, kEmpty);
    Decimals& decimals = decimals_[c];
    const Align align = c < table_.columns.size() ? table_.columns[c] : Align::automatic;
    decimals.apart = !table_.format && decimals.numbers && decimals.fraction > decimals.least_fraction + 0.1;
    if (decimals.apart) need.natural = std::max(need.natural, decimals.whole + decimals.fraction + kSlack);
    if (decimals.apart) need.least = std::max(need.least, decimals.whole + decimals.fraction + kSlack);
    need.natural = std::max(need.natural, need.least);
    need.usual = counted[c] > 0 ? need.usual / static_cast<double>(counted[c]) : need.natural;
    need.words = align != Align::right && align != Align::center;
  }
  share_wide_cells(wide);
}

void TableSetter::measure_runs(const Slot& slot, std::size_t index, ColumnNeed& need) {
  const Manner manner = manner_of(slot);
  Text text = setter_.text(slot.cell->runs, manner);
  need.natural = text.natural_width();
  const bool header = slot.row < static_cast<std::uint32_t>(std::max(table_.header_rows, 0));
  const bool number = manner.align == Align::right && !header;  // numbers are not broken
  need.least = number ? need.natural : text.least_width();
  if (number && slot.columns == 1 && !is_blank(slot.cell->runs)) {
    const Margins margin = margins(*slot.cell);
    measure_decimals(slot, text, margin.left + margin.right);
  }
  if (!texts_.empty()) texts_[index] = std::move(text);
}

void TableSetter::measure_decimals(const Slot& slot, const Text& text, double padding) {
  Decimals& decimals = decimals_[slot.column];
  const std::string letters = plain_text(slot.cell->runs);
  if (!is_number(letters)) {
    decimals.numbers = decimals.numbers && letters.size() <= 3;  // a dash instead of a number
    return;
  }
  const double whole = text.decimal_offset();
  const double fraction = text.natural_width() - whole;
  decimals.whole = std::max(decimals.whole, whole + padding);
  decimals.fraction = std::max(decimals.fraction, fraction);
  decimals.least_fraction = std::min(decimals.least_fraction, fraction);
}

void TableSetter::measure_blocks(const Blocks& blocks, ColumnNeed& need) {
  for (const Block& block : blocks) {
    if (const auto* paragraph = std::get_if<Paragraph>(&block.any)) {
      const Manner manner = setter_.manners().paragraph(*paragraph, Where::cell);
      const Text text = setter_.text(paragraph->runs, manner);
      const double indents = std::max(0.0, manner.format->left + manner.format->right);
      need.natural = std::max(need.natural, text.natural_width() + indents);
      need.least = std::max(need.least, text.least_width() + indents);
    } else if (const auto* table = std::get_if<Table>(&block.any); table && table->format) {
      double whole = 0;
      for (const double width : table->format->widths) whole += width;
      need.natural = std::max(need.natural, whole);
      need.least = std::max(need.least, whole);
    }
  }
}

void TableSetter::share_wide_cells(const std::vector<std::pair<Slot, ColumnNeed>>& wide) {
  for (const auto& [slot, need] : wide) {
    double natural = 0, least = 0;
    for (std::size_t c = slot.column; c < slot.end_column(); ++c) {
      natural += needs_[c].natural;
      least += needs_[c].least;
    }
    const auto count = static_cast<double>(slot.columns);
    for (std::size_t c = slot.column; c < slot.end_column(); ++c) {
      needs_[c].least += std::max(0.0, need.least - least) / count;
      needs_[c].natural = std::max(needs_[c].natural + std::max(0.0, need.natural - natural) / count, needs_[c].least);
    }
  }
}

}  // namespace kontor::docgen::layout
