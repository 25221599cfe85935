#include "docgen/wordml/tables.hpp"

#include <algorithm>
#include <charconv>
#include <numeric>

#include "docgen/wordml/placing.hpp"

namespace kontor::docgen::wordml {
namespace {

constexpr std::size_t kMostColumns = 63;  // as Word
constexpr double kDefaultMargin = 5.4;

/// w:tblLook as bits, or as attributes with names.
unsigned look_of(Xml node) {
  constexpr std::pair<const char*, unsigned> kBits[] = {{"w:firstRow", 0x20},    {"w:lastRow", 0x40},
                                                        {"w:firstColumn", 0x80}, {"w:lastColumn", 0x100},
                                                        {"w:noHBand", 0x200},    {"w:noVBand", 0x400}};
  unsigned bits = 0;
  const std::string_view hex = val(node);
  std::from_chars(hex.data(), hex.data() + hex.size(), bits, 16);
  for (const auto& [name, bit] : kBits)
    if (const std::string_view said = text_in(node, name); !said.empty()) bits = is_on(said) ? bits | bit : bits & ~bit;
  return bits;
}

/// In points; a share is one of `whole`.
std::optional<double> measure(Xml node, double whole) {
  const std::string_view type = text_in(node, "w:type"), width = text_in(node, "w:w");
  if (type == "auto" || type == "nil" || width.empty()) return std::nullopt;
  if (type == "pct" || width.ends_with('%')) {
    constexpr double kFiftieths = 5000, kHundred = 100;
    if (width.ends_with('%')) {
      const auto share = number(width.substr(0, width.size() - 1));
      return share ? std::optional(*share / kHundred * whole) : std::nullopt;
    }
    const auto share = number(width);
    return share ? std::optional(*share / kFiftieths * whole) : std::nullopt;
  }
  return length_from(width);
}

bool is_deleted(Xml row) { return static_cast<bool>(row.child("w:trPr").child("w:del")); }

std::size_t count_of(Xml node) {
  return static_cast<std::size_t>(std::clamp(integer(val(node)), 0, static_cast<int>(kMostColumns)));
}

}  // namespace

void TableReader::read(Xml table, Blocks& out) {
  const Xml properties = table.child("w:tblPr");
  style_ = story_.reading().styles().table(val(properties.child("w:tblStyle")));
  own_borders_ = BorderSides::read(properties.child("w:tblBorders"), story_.reading().theme());
  own_shade_ = shade_of(properties.child("w:shd"), story_.reading().theme());
  look_ = look_of(properties.child("w:tblLook"));
  read_rows(table, 0);
  if (rows_.empty()) return;
  join_cells();
  read_grid(table);
  Table made;
  const TableFormat shape = format(properties);
  left_ = shape.left;
  right_ = shape.right;
  made.format = std::make_shared<const TableFormat>(shape);
  made.look = Table::Look::plain;
  bool heads = true;
  for (std::size_t i = 0; i < rows_.size() && !story_.reading().failed(); ++i) {
    made.rows.push_back(row(i));
    heads = heads && toggle(rows_[i].node.child("w:trPr"), "w:tblHeader").value_or(false);
    if (heads) ++made.header_rows;
  }
  put(std::move(made), properties, out);
}

void TableReader::read_rows(Xml container, int depth) {
  constexpr int kDeepestControls = 20;
  if (depth > kDeepestControls) return;
  for (const Xml node : container) {
    const std::string_view name = name_of(node);
    if (name == "w:sdt") read_rows(node.child("w:sdtContent"), depth + 1);
    if (name == "w:ins" || name == "w:customXml") read_rows(node, depth + 1);
    if (name != "w:tr" || is_deleted(node)) continue;
    SourceRow row{.node = node, .exceptions = node.child("w:tblPrEx")};
    const Xml properties = node.child("w:trPr");
    row.before = count_of(properties.child("w:gridBefore"));
    row.after = count_of(properties.child("w:gridAfter"));
    read_cells(node, row, 0);
    if (!row.cells.empty()) rows_.push_back(std::move(row));
  }
}

void TableReader::read_cells(Xml container, SourceRow& row, int depth) {
  constexpr int kDeepestControls = 20;
  if (depth > kDeepestControls) return;
  for (const Xml node : container) {
    const std::string_view name = name_of(node);
    if (name == "w:sdt") read_cells(node.child("w:sdtContent"), row, depth + 1);
    if (name == "w:customXml") read_cells(node, row, depth + 1);
    if (name != "w:tc") continue;
    const Xml properties = node.child("w:tcPr");
    SourceCell cell{.node = node};
    cell.column = row.cells.empty() ? row.before : row.cells.back().column + row.cells.back().columns;
    cell.columns = std::max<std::size_t>(1, count_of(properties.child("w:gridSpan")));
    if (cell.column + cell.columns > kMostColumns) return;
    if (const Xml merge = properties.child("w:vMerge")) {
      cell.merges = true;
      cell.goes_on = val(merge) != "restart";
    }
    row.cells.push_back(cell);
  }
}

/// Cells that go on become rows of the one above.
void TableReader::join_cells() {
  for (std::size_t r = 0; r < rows_.size(); ++r)
    for (SourceCell& cell : rows_[r].cells) {
      if (!cell.merges || (cell.goes_on && cell.rows == 0)) continue;
      cell.goes_on = false;  // without a cell above it stands for itself
      for (std::size_t below = r + 1; below < rows_.size(); ++below) {
        const auto found = std::ranges::find_if(rows_[below].cells, [&](const SourceCell& other) {
          return other.goes_on && other.column == cell.column && other.columns == cell.columns;
        });
        if (found == rows_[below].cells.end()) break;
        found->rows = 0;
        ++cell.rows;
      }
    }
}

void TableReader::read_grid(Xml table) {
  std::size_t columns = 1;
  for (const SourceRow& row : rows_)
    columns = std::max(columns, row.cells.back().column + row.cells.back().columns + row.after);
  widths_.clear();
  for (const Xml column : table.child("w:tblGrid").children("w:gridCol"))
    if (widths_.size() < columns) widths_.push_back(std::max(0.0, length(column, "w:w").value_or(0)));
  widths_.resize(columns, 0);
  const Xml properties = table.child("w:tblPr");
  const std::optional<double> whole = measure(properties.child("w:tblW"), setting_.width);
  // A grid that says nothing: cells do, or all are equal.
  if (std::ranges::any_of(widths_, [](double width) { return width < 1; })) {
    for (const SourceRow& row : rows_)
      for (const SourceCell& cell : row.cells)
        if (const auto width = measure(cell.node.child("w:tcPr").child("w:tcW"), whole.value_or(setting_.width));
            width && *width > 0 && cell.columns == 1 && widths_[cell.column] < 1)
          widths_[cell.column] = *width;
    const double said = std::accumulate(widths_.begin(), widths_.end(), 0.0);
    const auto silent = std::ranges::count_if(widths_, [](double width) { return width < 1; });
    const double rest = std::max(whole.value_or(setting_.width) - said, 10.0 * static_cast<double>(silent));
    for (double& width : widths_)
      if (width < 1) width = rest / static_cast<double>(silent);
  }
  const double sum = std::accumulate(widths_.begin(), widths_.end(), 0.0);
  if (whole && *whole > 1 && std::abs(*whole - sum) > 0.5)
    for (double& width : widths_) width *= *whole / sum;
}

TableFormat TableReader::format(Xml properties) const {
  const TableRegion* style = story_.reading().region(style_, 0);
  const TableRegion inherited = style ? *style : TableRegion();
  TableFormat out;
  out.widths = widths_;
  out.fixed =
      val(properties.child("w:tblLayout")) == "fixed" || text_in(properties.child("w:tblLayout"), "w:type") == "fixed";
  out.indent = length(properties.child("w:tblInd"), "w:w").value_or(inherited.indent.value_or(0));
  out.align = inherited.align.value_or(Align::left);
  if (const Xml align = properties.child("w:jc"))
    out.align = val(align) == "center"                         ? Align::center
                : val(align) == "right" || val(align) == "end" ? Align::right
                                                               : Align::left;
  const TableRegion own = TableRegion::margins(properties.child("w:tblCellMar"));
  out.top = own.top.value_or(inherited.top.value_or(0));
  out.bottom = own.bottom.value_or(inherited.bottom.value_or(0));
  out.left = own.left.value_or(inherited.left.value_or(kDefaultMargin));
  out.right = own.right.value_or(inherited.right.value_or(kDefaultMargin));
  out.spacing = length(properties.child("w:tblCellSpacing"), "w:w").value_or(0);
  constexpr int kWord2013 = 15;
  out.collapse_indent = story_.reading().settings().compatibility < kWord2013;
  return out;
}

Row TableReader::row(std::size_t index) {
  const SourceRow& source = rows_[index];
  Row out{.before = static_cast<int>(source.before)};
  const Xml properties = source.node.child("w:trPr");
  RowFormat format;
  if (const Xml height = properties.child("w:trHeight")) {
    format.height = std::max(0.0, length(height, "w:val").value_or(0));
    if (text_in(height, "w:hRule") == "exact") format.rule = LineSpacing::Rule::exactly;
    if (text_in(height, "w:hRule") == "auto") format.height = 0;
  }
  format.splits = !toggle(properties, "w:cantSplit").value_or(false);
  out.format = std::make_shared<const RowFormat>(format);
  for (const SourceCell& each : source.cells)
    if (each.rows > 0) out.cells.push_back(cell(source, index, each));
  return out;
}

void TableReader::put(Table table, Xml properties, Blocks& out) {
  const Xml position = properties.child("w:tblpPr");
  if (!position) {
    out.push_back({std::move(table)});
    return;
  }
  auto floating = std::make_shared<Float>(placed_table(position));
  floating->width = std::accumulate(widths_.begin(), widths_.end(), 0.0);
  auto shape = std::make_shared<TableFormat>(*table.format);
  shape->indent = shape->collapse_indent ? shape->left : 0;
  shape->align = Align::left;
  table.format = std::move(shape);
  floating->blocks.push_back({std::move(table)});
  story_.hang(std::move(floating));
}

}  // namespace kontor::docgen::wordml
