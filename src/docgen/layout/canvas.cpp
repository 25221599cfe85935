#include "docgen/layout/canvas.hpp"

#include <charconv>

namespace kontor::docgen::layout {

Color color_of(std::string_view hex) {
  unsigned rgb = 0;
  std::from_chars(hex.data(), hex.data() + hex.size(), rgb, 16);
  const auto part = [&](int shift) { return static_cast<double>(rgb >> shift & 255) / 255; };
  return {part(16), part(8), part(0)};
}

void draw_border(std::vector<Mark>& marks, const Border& border, const Color& color, double x1, double y1, double x2,
                 double y2) {
  if (!border.drawn() || border.width <= 0) return;
  const LineMark::Style style = border.line == Border::Line::dashed   ? LineMark::Style::dashed
                                : border.line == Border::Line::dotted ? LineMark::Style::dotted
                                                                      : LineMark::Style::solid;
  if (border.line != Border::Line::twofold) {
    marks.push_back(LineMark{x1, y1, x2, y2, border.width, color, style});
    return;
  }
  const double apart = border.width;  // two lines, and as much between them
  const double dx = x1 == x2 ? apart : 0, dy = x1 == x2 ? 0 : apart;
  marks.push_back(LineMark{x1 - dx, y1 - dy, x2 - dx, y2 - dy, border.width, color, style});
  marks.push_back(LineMark{x1 + dx, y1 + dy, x2 + dx, y2 + dy, border.width, color, style});
}

void Stack::put(Box&& box, double x, double y) {
  if (box.row && box.row->goes_on)
    waiting_.clear();
  else
    close();
  if (box.hung) hung(*box.hung, x, y);
  shift(box.marks, x, y);
  std::move(box.marks.begin(), box.marks.end(), std::back_inserter(canvas_.marks));
  if (box.row) row(*box.row, x, y, box.height);
}

void Stack::close() {
  for (const Edge& each : waiting_) edge(each, waiting_x_, waiting_y_, waiting_inside_);
  waiting_.clear();
}

void Stack::edge(const Edge& edge, double x, double y, bool above) {
  y += edge.border.width / (above ? -2 : 2);
  draw_border(canvas_.marks, edge.border, edge.color, x + edge.from, y, x + edge.to, y);
}

void Stack::row(Row& row, double x, double y, double height) {
  for (const RowCell& each : row.cells)
    if (each.shade && each.width > 0) canvas_.marks.push_back(FillMark{x + each.x, y, each.width, height, *each.shade});
  for (RowCell& each : row.cells) cell(each, row, x, y, height);
  for (const Edge& each : row.top) edge(each, x, y, false);
  for (const Upright& each : row.upright)
    draw_border(canvas_.marks, each.border, each.color, x + each.x, y, x + each.x, y + height);
  waiting_ = std::move(row.bottom);
  waiting_x_ = x;
  waiting_y_ = y + height;
  waiting_inside_ = row.last;
}

void Stack::cell(RowCell& cell, const Row& row, double x, double y, double height) {
  const double free = height - cell.top - cell.bottom - (cell.rest < 0 ? height_of(cell.boxes) : cell.rest);
  double at = y + cell.top;
  if (free > 0 && cell.vertical == CellFormat::Vertical::middle) at += free / 2;
  if (free > 0 && cell.vertical == CellFormat::Vertical::bottom) at += free;
  const double end = y + height;
  Stack inner(canvas_);
  for (std::size_t i = cell.first; i < cell.boxes.size(); ++i) {
    Box& box = cell.boxes[i];
    if (i > cell.first) at += box.before;
    if (row.exact && at >= end) break;
    const double box_height = box.height;
    inner.put(std::move(box), x, at);
    at += box_height;
  }
}

void Stack::hung(Hung& hung, double x, double y) {
  for (HungFloat& each : hung.floats) floating(each, x, y);
  Heard* heard = canvas_.heard;
  if (!heard) return;
  for (Hung::Name& name : hung.anchors) heard->anchors.push_back({std::move(name.name), canvas_.number, x + name.x, y});
  if (hung.title)
    heard->titles.push_back(
        {canvas_.number, hung.title->level, std::move(hung.title->text), std::move(hung.title->style), y});
  for (const Runs* runs : hung.fields) heard->pages[runs] = canvas_.number;
}

namespace {

double along(const Float::Axis& axis, double begin, double length, double own) {
  switch (axis.side) {
    case Float::Side::left:
      return begin;
    case Float::Side::center:
      return begin + (length - own) / 2;
    case Float::Side::right:
      return begin + length - own;
    case Float::Side::at:
      break;
  }
  return begin + axis.offset;
}

}  // namespace

Area area_of(const HungFloat& hung, const PageSetup& page, double left, double paragraph_y) {
  const Float& what = *hung.what;
  Area area{.width = hung.width, .height = hung.height};
  switch (what.across.from) {
    case Float::From::page:
      area.x = along(what.across, 0, page.width, area.width);
      break;
    case Float::From::margin:
      area.x = along(what.across, page.left, page.text_width(), area.width);
      break;
    case Float::From::column:
      area.x = along(what.across, left + hung.column_x, hung.column_width, area.width);
      break;
    case Float::From::text:
      area.x = along(what.across, left + hung.letter_x, 0, area.width);
      break;
  }
  switch (what.down.from) {
    case Float::From::page:
      area.y = along(what.down, 0, page.height, area.height);
      break;
    case Float::From::margin:
      area.y = along(what.down, page.top, page.text_height(), area.height);
      break;
    case Float::From::column:
    case Float::From::text:
      area.y = along(what.down, paragraph_y, 0, area.height);
      break;
  }
  // Nothing is lost below the sheet: what hangs from a paragraph is pushed up, as Word does.
  if (what.down.from == Float::From::text || what.down.from == Float::From::column)
    area.y = std::max(0.0, std::min(area.y, page.height - area.height));
  return area;
}

void Stack::floating(HungFloat& hung, double x, double y) {
  const Float& what = *hung.what;
  const Area area = area_of(hung, canvas_.page, x, y - hung.above);
  std::vector<Mark>& layer = what.behind ? canvas_.behind : canvas_.in_front;
  Canvas own{layer, canvas_.behind, canvas_.in_front, canvas_.page, canvas_.heard, canvas_.number};
  if (!what.shade.empty()) layer.push_back(FillMark{area.x, area.y, area.width, area.height, color_of(what.shade)});
  const auto line = [&](const Border& border, double x1, double y1, double x2, double y2) {
    draw_border(layer, border, color_of(border.color), x1, y1, x2, y2);
  };
  const double right = area.x + area.width, bottom = area.y + area.height;
  line(what.borders.top, area.x, area.y, right, area.y);
  line(what.borders.bottom, area.x, bottom, right, bottom);
  line(what.borders.left, area.x, area.y, area.x, bottom);
  line(what.borders.right, right, area.y, right, bottom);
  Stack inner(own);
  double at = area.y;
  for (Box& box : hung.boxes) {
    at += box.before;
    const double height = box.height;
    inner.put(std::move(box), area.x, at);
    at += height;
  }
}

}  // namespace kontor::docgen::layout
