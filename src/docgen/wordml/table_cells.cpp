#include <algorithm>

#include "docgen/wordml/tables.hpp"

/// The cells of a table: their place in the table's style, their borders and margins.
namespace kontor::docgen::wordml {
namespace {

/// Bits of Reading::region, in the order of Reading::kRegions.
enum Region : unsigned {
  band1_vertical = 1,
  band2_vertical = 1 << 1,
  band1_level = 1 << 2,
  band2_level = 1 << 3,
  first_row = 1 << 4,
  last_row = 1 << 5,
  first_column = 1 << 6,
  last_column = 1 << 7,
  north_east = 1 << 8,
  north_west = 1 << 9,
  south_east = 1 << 10,
  south_west = 1 << 11
};

/// Bits of w:tblLook.
constexpr unsigned kFirstRow = 0x20, kLastRow = 0x40, kFirstColumn = 0x80, kLastColumn = 0x100, kNoLevelBands = 0x200,
                   kNoVerticalBands = 0x400;

void lay(Border& side, const std::optional<Border>& over) {
  if (over) side = *over;
}

CellFormat::Direction direction_from(std::string_view word) {
  if (word == "btLr") return CellFormat::Direction::upwards;
  if (word == "tbRl" || word == "tbRlV") return CellFormat::Direction::downwards;
  return CellFormat::Direction::level;
}

}  // namespace

Cell TableReader::cell(const SourceRow& row, std::size_t row_index, const SourceCell& source) {
  Cell out;
  out.columns = static_cast<int>(source.columns);
  out.rows = static_cast<int>(source.rows);
  const unsigned bits = regions(row_index, source);
  out.format = std::make_shared<const CellFormat>(cell_format(row, row_index, source, bits));
  const TableRegion* region = story_.reading().region(style_, bits);
  double width = 0;
  for (std::size_t i = source.column; i < source.column + source.columns && i < widths_.size(); ++i)
    width += widths_[i];
  const Setting inside{
      .width = std::max(width - out.format->left.value_or(left_) - out.format->right.value_or(right_), 1.0),
      .region = region ? region : setting_.region};
  for (const Xml node : source.node) story_.block(node, inside, out.blocks);
  story_.finish(inside, out.blocks);
  // The paragraph that Word wants behind a table in a cell is not seen.
  if (const std::size_t count = out.blocks.size(); count > 1) {
    const auto* last = std::get_if<Paragraph>(&out.blocks.back().any);
    if (last && last->runs.empty() && !last->format->label && std::holds_alternative<Table>(out.blocks[count - 2].any))
      out.blocks.pop_back();
  }
  return out;
}

unsigned TableReader::regions(std::size_t row, const SourceCell& cell) const {
  if (!style_) return 0;
  const bool first = (look_ & kFirstRow) != 0 && row == 0;
  const bool last = (look_ & kLastRow) != 0 && row + 1 == rows_.size() && rows_.size() > 1;
  const bool left = (look_ & kFirstColumn) != 0 && cell.column == 0;
  const bool right = (look_ & kLastColumn) != 0 && cell.column + cell.columns >= widths_.size();
  unsigned bits = 0;
  if ((look_ & kNoLevelBands) == 0 && !first && !last) {
    const std::size_t at = row - ((look_ & kFirstRow) != 0 ? 1 : 0);
    bits |= at / static_cast<std::size_t>(style_->row_band) % 2 == 0 ? band1_level : band2_level;
  }
  if ((look_ & kNoVerticalBands) == 0 && !left && !right) {
    const std::size_t at = cell.column - ((look_ & kFirstColumn) != 0 ? 1 : 0);
    bits |= at / static_cast<std::size_t>(style_->column_band) % 2 == 0 ? band1_vertical : band2_vertical;
  }
  if (first) bits |= first_row;
  if (last) bits |= last_row;
  if (left) bits |= first_column;
  if (right) bits |= last_column;
  if (first && right) bits |= north_east;
  if (first && left) bits |= north_west;
  if (last && right) bits |= south_east;
  if (last && left) bits |= south_west;
  return bits;
}

CellFormat TableReader::cell_format(const SourceRow& row, std::size_t row_index, const SourceCell& cell,
                                    unsigned bits) const {
  const Xml properties = cell.node.child("w:tcPr");
  const TableRegion* region = story_.reading().region(style_, bits);
  CellFormat out;
  out.borders = borders(row, row_index, cell, bits);
  std::optional<std::string> shade = shade_of(properties.child("w:shd"), story_.reading().theme());
  if (!shade || (shade->empty() && val(properties.child("w:shd")).empty())) shade = own_shade_;
  if ((!shade || shade->empty()) && !properties.child("w:shd") && region) shade = region->shade;
  out.shade = shade.value_or("");
  const TableRegion own = TableRegion::margins(properties.child("w:tcMar"));
  const TableRegion exception = TableRegion::margins(row.exceptions.child("w:tblCellMar"));
  const auto pick = [&](std::optional<double> TableRegion::* side, std::optional<double> CellFormat::* mine) {
    out.*mine = own.*side ? own.*side : exception.*side;
  };
  pick(&TableRegion::top, &CellFormat::top);
  pick(&TableRegion::bottom, &CellFormat::bottom);
  pick(&TableRegion::left, &CellFormat::left);
  pick(&TableRegion::right, &CellFormat::right);
  if (const std::string_view side = val(properties.child("w:vAlign")); !side.empty())
    out.vertical = side == "center"   ? CellFormat::Vertical::middle
                   : side == "bottom" ? CellFormat::Vertical::bottom
                                      : CellFormat::Vertical::top;
  else if (region && region->vertical)
    out.vertical = *region->vertical;
  out.direction = direction_from(val(properties.child("w:textDirection")));
  out.no_wrap = toggle(properties, "w:noWrap").value_or(false);
  return out;
}

/// The cell's own borders win over the table's, those over the style's regions, and the last over the style's whole.
Borders TableReader::borders(const SourceRow& row, std::size_t row_index, const SourceCell& cell, unsigned bits) const {
  const bool top = row_index == 0, bottom = row_index + cell.rows >= rows_.size();
  const bool left = cell.column == 0, right = cell.column + cell.columns >= widths_.size();
  Borders out;
  const auto lay_sides = [&](const BorderSides& sides, bool at_top, bool at_bottom, bool at_left, bool at_right) {
    lay(out.top, at_top ? sides.top : sides.inside_across);
    lay(out.bottom, at_bottom ? sides.bottom : sides.inside_across);
    lay(out.left, at_left ? sides.left : sides.inside_down);
    lay(out.right, at_right ? sides.right : sides.inside_down);
  };
  if (style_) {
    lay_sides(style_->whole.borders, top, bottom, left, right);
    lay_sides(style_->whole.cell_borders, top, bottom, left, right);
    for (std::size_t i = 0; i < std::size(Reading::kRegions); ++i) {
      if ((bits >> i & 1) == 0) continue;
      const auto found = style_->regions.find(Reading::kRegions[i]);
      if (found == style_->regions.end()) continue;
      const unsigned bit = 1U << i;
      const bool row_region = (bit & (first_row | last_row)) != 0, band = (bit & (band1_level | band2_level)) != 0;
      const bool column_region = (bit & (first_column | last_column | band1_vertical | band2_vertical)) != 0;
      const auto size = static_cast<std::size_t>(style_->row_band);
      const std::size_t at = row_index - ((look_ & kFirstRow) != 0 && row_index > 0 ? 1 : 0);
      const bool begins = !band || at % size == 0, ends = !band || (at + 1) % size == 0;
      for (const BorderSides* sides : {&found->second.borders, &found->second.cell_borders})
        lay_sides(*sides, column_region ? top : begins, column_region ? bottom : ends, row_region || band ? left : true,
                  row_region || band ? right : true);
    }
  }
  lay_sides(own_borders_, top, bottom, left, right);
  if (row.exceptions)
    lay_sides(BorderSides::read(row.exceptions.child("w:tblBorders"), story_.reading().theme()), top, bottom, left,
              right);
  const BorderSides own = BorderSides::read(cell.node.child("w:tcPr").child("w:tcBorders"), story_.reading().theme());
  lay_sides(own, true, true, true, true);
  return out;
}

}  // namespace kontor::docgen::wordml
