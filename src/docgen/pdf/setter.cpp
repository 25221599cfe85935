#include "docgen/pdf/setter.hpp"

namespace kontor::docgen::pdf {

Style Setter::body() const {
  return {.typeface = look_.typeface,
          .size = look_.size,
          .pitch = look_.pitch,
          .color = look_.ink,
          .link = look_.accent,
          .locale = document_.locale};
}

Style Setter::scaled(double factor) const {
  Style style = body();
  style.size *= factor;
  style.pitch *= factor;
  return style;
}

Style Setter::heading_style(int level) const {
  Style style = body();
  style.size = look_.heading_size(level);
  style.pitch = style.size * 1.25;
  style.bold = true;
  style.color = level <= 2 ? look_.accent : look_.ink;
  return style;
}

void Setter::mark_line(Box& box, const Text& text, std::size_t line, double x, double y) const {
  const SetLine& set = text.lines()[line];
  box.marks.push_back(TextMark{set.line, x + set.x, y + set.baseline, text.color()});
  if (text.has_figures())
    for (const SetFigure& figure : text.figures(line))
      box.marks.push_back(PictureMark{x + figure.x, y + figure.y, figure.width, figure.height, figure.figure});
  if (!text.has_links()) return;
  for (LinkArea area : text.links(line)) {
    area.x += x;
    area.y += y;
    box.marks.push_back(std::move(area));
  }
}

void Setter::mark(Box& box, const Text& text, double x, double y) const {
  for (std::size_t i = 0; i < text.lines().size(); ++i) mark_line(box, text, i, x, y + text.lines()[i].top);
}

void Setter::put_lines(const Text& text, double x, double before, bool keep_with_next, std::vector<Box>& out) const {
  const std::size_t count = text.lines().size();
  for (std::size_t i = 0; i < count; ++i) {
    Box box{.height = text.lines()[i].height, .before = i == 0 ? before : 0};
    box.keep_with_next = keep_with_next || (count > 1 && (i == 0 || i + 2 == count));
    if (i + 1 == count) box.keep_with_next = keep_with_next;
    mark_line(box, text, i, x, 0);
    out.push_back(std::move(box));
  }
}

Box Setter::stacked(std::vector<Box> boxes) {
  Box whole;
  for (Box& box : boxes) {
    const double y = whole.height + (whole.marks.empty() && whole.height == 0 ? 0 : box.before);
    for (Mark& mark : box.marks) {
      if (auto* text = std::get_if<TextMark>(&mark))
        text->baseline += y;
      else if (auto* fill = std::get_if<FillMark>(&mark))
        fill->y += y;
      else if (auto* picture = std::get_if<PictureMark>(&mark))
        picture->y += y;
      else
        std::get<LinkArea>(mark).y += y;
      whole.marks.push_back(std::move(mark));
    }
    whole.height = y + box.height;
  }
  return whole;
}

namespace {

/// Sums are not parted from their table, nor signatures from what is signed.
bool belongs_to_the_block_before(const Block& block) {
  const auto* columns = std::get_if<Columns>(&block.any);
  return std::holds_alternative<Totals>(block.any) || (columns && columns->signatures);
}

/// Where the lines to sign on begin: they stand at one height in all columns.
std::size_t signing_begins(const Blocks& blocks) {
  const auto found =
      std::ranges::find_if(blocks, [](const Block& block) { return std::holds_alternative<SignatureLine>(block.any); });
  return static_cast<std::size_t>(found - blocks.begin());
}

}  // namespace

void Setter::blocks(const Blocks& blocks, Place place, std::vector<Box>& out) {
  bool new_page = false;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    const std::size_t first = out.size();
    const auto& any = blocks[i].any;
    if (std::holds_alternative<PageBreak>(any)) {
      new_page = true;
      continue;
    }
    if (const auto* paragraph_block = std::get_if<Paragraph>(&any))
      paragraph(*paragraph_block, place, out);
    else if (const auto* heading_block = std::get_if<Heading>(&any))
      heading(*heading_block, place, out);
    else if (const auto* list_block = std::get_if<ListBlock>(&any))
      list(*list_block, place, out);
    else if (const auto* table_block = std::get_if<Table>(&any))
      table(*table_block, place, out);
    else if (const auto* details_block = std::get_if<Details>(&any))
      details(*details_block, place, out);
    else if (const auto* totals_block = std::get_if<Totals>(&any))
      totals(*totals_block, place, out);
    else if (const auto* split_block = std::get_if<Split>(&any))
      split(*split_block, place, out);
    else if (const auto* columns_block = std::get_if<Columns>(&any))
      columns(*columns_block, place, out);
    else if (const auto* signature_block = std::get_if<SignatureLine>(&any))
      signature(*signature_block, place, out);
    else if (const auto* letterhead_block = std::get_if<Letterhead>(&any))
      letterhead(*letterhead_block, place, out);
    else if (const auto* quote_block = std::get_if<Quote>(&any))
      quote(*quote_block, place, out);
    else
      rule(place, out);
    if (i + 1 < blocks.size() && out.size() > first && belongs_to_the_block_before(blocks[i + 1]))
      out.back().keep_with_next = true;
    if (out.size() > first && new_page) out[first].new_page = std::exchange(new_page, false);
  }
}

void Setter::paragraph(const Paragraph& block, Place place, std::vector<Box>& out) {
  Style style = block.small ? scaled(0.84) : body();
  if (block.small) style.color = look_.muted;
  Text& set = text(block.runs, style);
  const bool justified = document_.justified && !in_columns_ && block.align == Align::automatic && !block.small;
  set.set(place.width, justified ? Align::justify : block.align);
  put_lines(set, place.x, in_columns_ ? look_.pitch * 0.18 : look_.pitch * 0.42, false, out);
}

void Setter::heading(const Heading& block, Place place, std::vector<Box>& out) {
  const Style style = heading_style(block.level);
  Text& set = text(block.runs, style);
  set.set(place.width, block.align);
  const std::size_t first = out.size();
  put_lines(set, place.x, look_.pitch * (block.level == 1 ? 1.0 : block.level == 2 ? 1.0 : 0.75), true, out);
  std::string title = plain_text(block.runs);
  std::ranges::replace(title, '\n', ' ');
  if (out.size() > first) out[first].outline = OutlineEntry{block.level, std::move(title)};
}

void Setter::list(const ListBlock& block, Place place, std::vector<Box>& out) {
  const double indent = look_.size * 1.75;
  int number = block.start;
  for (const Blocks& item : block.items) {
    const std::size_t first = out.size();
    blocks(item, {place.x + indent, place.width - indent}, out);
    if (out.size() == first) out.push_back({.height = look_.pitch});
    out[first].before = look_.pitch * (first == 0 || !block.tight || &item == &block.items.front() ? 0.42 : 0.16);
    Text& label = text({{block.ordered ? fmt::format("{}.", number) : "–"}}, body());
    label.set(indent, Align::left);
    mark(out[first], label, place.x + (block.ordered ? 0 : look_.size * 0.35), 0);
    ++number;
  }
}

void Setter::details(const Details& block, Place place, std::vector<Box>& out) {
  Style label_style = body();
  label_style.color = look_.muted;
  std::vector<Text*> labels;
  double label_width = 0;
  for (const Line& line : block.lines) {
    labels.push_back(&text(line.label, label_style));
    label_width = std::max(label_width, labels.back()->natural_width());
  }
  label_width = std::min(label_width, place.width * 0.42);
  const double gap = look_.size * 1.4;
  for (std::size_t i = 0; i < block.lines.size(); ++i) {
    Text& label = *labels[i];
    Text& value = text(block.lines[i].value, body());
    label.set(label_width, Align::left);
    value.set(place.width - label_width - gap, Align::left);
    Box box{.height = std::max(label.height(), value.height()), .before = look_.pitch * (i == 0 ? 0.6 : 0.14)};
    mark(box, label, place.x, 0);
    mark(box, value, place.x + label_width + gap, 0);
    out.push_back(std::move(box));
  }
}

void Setter::totals(const Totals& block, Place place, std::vector<Box>& out) {
  const double width = std::min(place.width, 290.0);
  const double left = place.x + place.width - width;
  const double padding = 6;
  for (std::size_t i = 0; i < block.lines.size(); ++i) {
    const Line& line = block.lines[i];
    Style style = line.strong ? scaled(1.12) : body();
    style.bold = line.strong;
    Style label_style = style;
    if (!line.strong) label_style.color = look_.muted;
    Text& value = text(line.value, style);
    const double value_width = std::min(value.natural_width() + 1, width * 0.6);
    value.set(value_width, Align::right);
    Text& label = text(line.label, label_style);
    label.set(width - value_width - 3 * padding, Align::left);
    const double inset = line.strong ? 5 : 2;
    Box box{.height = std::max(label.height(), value.height()) + 2 * inset, .before = i == 0 ? look_.pitch * 0.45 : 1};
    box.keep_with_next = i + 1 < block.lines.size();
    if (line.strong) {
      box.marks.push_back(FillMark{left, 0, width, box.height, look_.shade});
      box.marks.push_back(FillMark{left, 0, width, 1, look_.accent});
    }
    mark(box, label, left + padding, inset);
    mark(box, value, left + width - padding - value_width, inset);
    out.push_back(std::move(box));
  }
}

void Setter::split(const Split& block, Place place, std::vector<Box>& out) {
  Text& right = text(block.right, body());
  const double right_width = std::min(right.natural_width() + 1, place.width * 0.6);
  right.set(right_width, Align::right);
  Text& left = text(block.left, body());
  left.set(place.width - right_width - look_.size, Align::left);
  Box box{.height = std::max(left.height(), right.height()), .before = look_.pitch * 0.5};
  mark(box, left, place.x, 0);
  mark(box, right, place.x + place.width - right_width, 0);
  out.push_back(std::move(box));
}

void Setter::columns(const Columns& block, Place place, std::vector<Box>& out) {
  const auto count = block.columns.size();
  const double gap = look_.size * 2.6;
  const double available = place.width - gap * static_cast<double>(count - 1);
  double shares = 0;
  for (const double share : block.widths) shares += share;
  Box whole{.before = look_.pitch * (block.signatures ? 1.1 : 0.5)};
  Box signing{.before = look_.pitch * 0.6};
  double x = place.x;
  const bool outer = std::exchange(in_columns_, true);
  const auto add = [&](Box& row, const Blocks& part, Place column) {
    std::vector<Box> boxes;
    blocks(part, column, boxes);
    Box box = stacked(std::move(boxes));
    row.height = std::max(row.height, box.height);
    std::move(box.marks.begin(), box.marks.end(), std::back_inserter(row.marks));
  };
  for (std::size_t i = 0; i < count; ++i) {
    const double width =
        block.widths.empty() ? available / static_cast<double>(count) : available * block.widths[i] / shares;
    const Blocks& column = block.columns[i];
    const auto split =
        column.begin() + static_cast<std::ptrdiff_t>(block.signatures ? signing_begins(column) : column.size());
    add(whole, Blocks(column.begin(), split), {x, width});
    add(signing, Blocks(split, column.end()), {x, width});
    x += width + gap;
  }
  in_columns_ = outer;
  if (!signing.marks.empty()) {
    std::vector<Box> both;
    both.push_back(std::move(whole));
    both.push_back(std::move(signing));
    const double before = both[0].before;
    whole = stacked(std::move(both));
    whole.before = before;
  }
  out.push_back(std::move(whole));
}

void Setter::signature(const SignatureLine& block, Place place, std::vector<Box>& out) {
  Box box{.before = look_.pitch * 0.9};
  const double gap = look_.size * 0.7;
  Text& role = text(block.role, body());
  Text& name = text(block.name, body());
  const double role_width = block.role.empty() ? 0 : role.natural_width() + gap;
  const double name_width = name.natural_width() + 1;
  double x = place.x;
  double y = look_.pitch * 0.75;  // room to sign
  double line_width = std::clamp(place.width - name_width - gap, place.width * 0.35, place.width * 0.55);
  role.set(place.width, Align::left);
  if (role_width + name_width + gap + 120 <= place.width) {  // role, line and name beside each other
    mark(box, role, x, y);
    x += role_width;
    line_width = 150;
  } else if (role_width > 0) {
    mark(box, role, x, 0);
    y += role.height();
  }
  name.set(std::max(place.x + place.width - x - line_width - gap, 40.0), Align::left);
  box.marks.push_back(FillMark{x, y + name.baseline() + 2, line_width, 0.6, look_.ink});
  mark(box, name, x + line_width + gap, y);
  box.height = y + std::max(name.height(), look_.pitch);
  out.push_back(std::move(box));
}

void Setter::letterhead(const Letterhead& block, Place place, std::vector<Box>& out) {
  // Left: the logo, or the name when there is none. Right: the rest, small.
  Blocks rest = block.blocks;
  std::vector<Box> left, right;
  double left_width = place.width * 0.46;
  if (look_.logo) {
    const Extent size = fitted(*look_.logo, 150, 52);
    left_width = std::max(size.width, place.width * 0.3);
    left.push_back({.height = size.height, .marks = {PictureMark{place.x, 0, size.width, size.height}}});
  } else if (!rest.empty()) {
    const Runs name = std::visit(
        [](const auto& first) -> Runs {
          if constexpr (requires { first.runs; })
            return first.runs;
          else
            return {};
        },
        rest.front().any);
    Style style = scaled(1.42);
    style.bold = true;
    style.color = look_.accent;
    style.pitch = style.size * 1.2;
    Text& set = text(name, style);
    set.set(left_width, Align::left);
    put_lines(set, place.x, 0, false, left);
    rest.erase(rest.begin());
  }
  const double x = place.x + left_width + look_.size * 2;
  for (const Block& each : rest) {
    const auto* paragraph_block = std::get_if<Paragraph>(&each.any);
    if (!paragraph_block) continue;
    Style style = scaled(0.84);
    style.color = look_.muted;
    Text& set = text(paragraph_block->runs, style);
    set.set(place.x + place.width - x, Align::right);
    put_lines(set, x, right.empty() ? 0 : 3, false, right);
  }
  Box head = stacked(std::move(left));
  Box tail = stacked(std::move(right));
  head.height = std::max(head.height, tail.height) + look_.pitch * 0.7;
  std::move(tail.marks.begin(), tail.marks.end(), std::back_inserter(head.marks));
  head.marks.push_back(FillMark{place.x, head.height - 1.2, place.width, 1.2, look_.accent});
  out.push_back(std::move(head));
}

void Setter::quote(const Quote& block, Place place, std::vector<Box>& out) {
  const double indent = look_.size * 1.3;
  const std::size_t first = out.size();
  blocks(block.blocks, {place.x + indent, place.width - indent}, out);
  for (std::size_t i = first; i < out.size(); ++i) {
    const double above = i == first ? 0 : out[i].before;
    out[i].marks.push_back(FillMark{place.x, -above, 2.2, out[i].height + above, look_.accent.lighter(0.6)});
  }
}

void Setter::rule(Place place, std::vector<Box>& out) const {
  out.push_back(
      {.height = 0.7, .before = look_.pitch * 0.8, .marks = {FillMark{place.x, 0, place.width, 0.7, look_.line}}});
}

Flow flow_of(const Document& document, const Look& look) {
  Flow flow;
  Setter(document, look, flow).blocks(document.section().blocks, {0, Sheet::text_width}, flow.boxes);
  return flow;
}

}  // namespace kontor::docgen::pdf
