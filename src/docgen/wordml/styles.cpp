#include "docgen/wordml/styles.hpp"

namespace kontor::docgen::wordml {
namespace {

/// Word's own chains have five links or so; a circle is cut here.
constexpr int kMaxInheritance = 32;

std::string_view based_on(Xml style) { return val(style.child("w:basedOn")); }

void read_margins(Xml margins, TableRegion& out) {
  for (const Xml side : margins) {
    const std::string_view name = name_of(side);
    const std::optional<double> width = length(side, "w:w");
    if (name == "w:top") out.top = width;
    if (name == "w:bottom") out.bottom = width;
    if (name == "w:left" || name == "w:start") out.left = width;
    if (name == "w:right" || name == "w:end") out.right = width;
  }
}

template <class T>
void take(std::optional<T>& mine, const std::optional<T>& over) {
  if (over) mine = over;
}

}  // namespace

TableRegion TableRegion::margins(Xml margins) {
  TableRegion out;
  read_margins(margins, out);
  return out;
}

TableRegion TableRegion::read(Xml style, const Theme& theme) {
  TableRegion out;
  out.paragraph = ParagraphProperties::read(style.child("w:pPr"), theme);
  out.run = RunProperties::read(style.child("w:rPr"), theme);
  const Xml table = style.child("w:tblPr");
  out.borders = BorderSides::read(table.child("w:tblBorders"), theme);
  read_margins(table.child("w:tblCellMar"), out);
  out.indent = length(table.child("w:tblInd"), "w:w");
  if (const Xml align = table.child("w:jc"))
    out.align = val(align) == "center" ? Align::center : val(align) == "right" ? Align::right : Align::left;
  const Xml cell = style.child("w:tcPr");
  out.cell_borders = BorderSides::read(cell.child("w:tcBorders"), theme);
  out.shade = shade_of(cell.child("w:shd"), theme);
  if (const std::string_view side = val(cell.child("w:vAlign")); !side.empty())
    out.vertical = side == "center"   ? CellFormat::Vertical::middle
                   : side == "bottom" ? CellFormat::Vertical::bottom
                                      : CellFormat::Vertical::top;
  return out;
}

void TableRegion::put(const TableRegion& over) {
  paragraph.put(over.paragraph);
  run.put(over.run);
  borders.put(over.borders);
  cell_borders.put(over.cell_borders);
  take(shade, over.shade);
  take(vertical, over.vertical);
  take(top, over.top);
  take(bottom, over.bottom);
  take(left, over.left);
  take(right, over.right);
  take(indent, over.indent);
  take(align, over.align);
}

Styles::Styles(Xml root, const Theme& theme) : theme_(theme) {
  const Xml defaults = root.child("w:docDefaults");
  default_paragraph_ = ParagraphProperties::read(defaults.child("w:pPrDefault").child("w:pPr"), theme);
  default_run_ = RunProperties::read(defaults.child("w:rPrDefault").child("w:rPr"), theme);
  for (const Xml style : root.children("w:style")) {
    const std::string_view id = text_in(style, "w:styleId");
    nodes_.emplace(id, style);
    if (const std::string_view mark = text_in(style, "w:default"); mark.empty() || !is_on(mark)) continue;
    if (text_in(style, "w:type") == "paragraph") default_paragraph_style_ = id;
    if (text_in(style, "w:type") == "table") default_table_style_ = id;
  }
}

const Styles::ParagraphStyle& Styles::paragraph(std::string_view id) const {
  const auto node = nodes_.find(id);
  const bool known = node != nodes_.end() && text_in(node->second, "w:type") == "paragraph";
  const std::string key(known ? id : default_paragraph_style_);
  if (const auto made = paragraphs_.find(key); made != paragraphs_.end()) return made->second;
  return paragraphs_.emplace(key, make_paragraph(key, 0)).first->second;
}

Styles::ParagraphStyle Styles::make_paragraph(std::string_view id, int depth) const {
  ParagraphStyle out;
  const auto node = nodes_.find(id);
  if (node == nodes_.end() || depth > kMaxInheritance) return out;
  const Xml style = node->second;
  if (!based_on(style).empty()) out = make_paragraph(based_on(style), depth + 1);
  const ParagraphProperties own = ParagraphProperties::read(style.child("w:pPr"), theme_);
  // Indents of the list win over inherited ones, but not over the style's own.
  if (own.number.list) out.paragraph.left = out.paragraph.first_line = std::nullopt;
  out.paragraph.put(own);
  out.run.put(RunProperties::read(style.child("w:rPr"), theme_));
  out.name = val(style.child("w:name"));
  out.id = id;
  return out;
}

const RunProperties& Styles::character(std::string_view id) const {
  if (const auto made = characters_.find(id); made != characters_.end()) return made->second;
  return characters_.emplace(id, make_character(id, 0)).first->second;
}

RunProperties Styles::make_character(std::string_view id, int depth) const {
  RunProperties out;
  const auto node = nodes_.find(id);
  if (node == nodes_.end() || depth > kMaxInheritance || text_in(node->second, "w:type") != "character") return out;
  if (!based_on(node->second).empty()) out = make_character(based_on(node->second), depth + 1);
  out.put(RunProperties::read(node->second.child("w:rPr"), theme_));
  return out;
}

std::optional<int> Styles::list_of(std::string_view id) const {
  const auto node = nodes_.find(id);
  if (node == nodes_.end()) return std::nullopt;
  const Xml list = node->second.child("w:pPr").child("w:numPr").child("w:numId");
  return list ? std::optional(integer(val(list))) : std::nullopt;
}

const TableStyle* Styles::table(std::string_view id) const {
  const auto node = nodes_.find(id);
  const bool known = node != nodes_.end() && text_in(node->second, "w:type") == "table";
  const std::string key(known ? id : default_table_style_);
  if (key.empty()) return nullptr;
  if (const auto made = tables_.find(key); made != tables_.end()) return &made->second;
  return &tables_.emplace(key, make_table(key, 0)).first->second;
}

TableStyle Styles::make_table(std::string_view id, int depth) const {
  TableStyle out;
  const auto node = nodes_.find(id);
  if (node == nodes_.end() || depth > kMaxInheritance) return out;
  const Xml style = node->second;
  if (!based_on(style).empty()) out = make_table(based_on(style), depth + 1);
  out.whole.put(TableRegion::read(style, theme_));
  for (const Xml region : style.children("w:tblStylePr"))
    out.regions[std::string(text_in(region, "w:type"))].put(TableRegion::read(region, theme_));
  const Xml table = style.child("w:tblPr");
  if (const Xml size = table.child("w:tblStyleRowBandSize")) out.row_band = std::max(1, integer(val(size), 1));
  if (const Xml size = table.child("w:tblStyleColBandSize")) out.column_band = std::max(1, integer(val(size), 1));
  return out;
}

}  // namespace kontor::docgen::wordml
