#include "docgen/layout/setter.hpp"

/// The blocks of business papers, which only our own look has.
namespace kontor::docgen::layout {
namespace {

using Role = StructureNode::Role;

/// Where the lines to sign on begin: they stand at one height in all columns.
std::size_t signing_begins(const Blocks& blocks) {
  const auto found =
      std::ranges::find_if(blocks, [](const Block& block) { return std::holds_alternative<SignatureLine>(block.any); });
  return static_cast<std::size_t>(found - blocks.begin());
}

/// A little more than a text is wide, so that rounding breaks nothing.
constexpr double kSlack = 0.5;

}  // namespace

Boxes Setter::aligned(Text& set, const Runs& runs, const Manner& manner, const Place& place, Align align,
                      StructureNode node) {
  const Structure::Part open(structure_, std::move(node));
  Setting how = setting(manner, place.width);
  how.align = align;
  set.set(how);
  Boxes out;
  BoxSink sink(out);
  lines(set, runs, manner, place, {}, open.node(), sink);
  return out;
}

void Setter::details(const Details& block, const Place& place, const Joint& joint, Sink& out) {
  Manner value_manner = manners_.plain(place.where);
  value_manner.whole = false;
  Manner label_manner = value_manner;
  label_manner.style.color = look_.muted;
  std::vector<Text> labels;
  labels.reserve(block.lines.size());
  double label_width = 0;
  for (const Line& line : block.lines) {
    labels.push_back(text(line.label, label_manner));
    label_width = std::max(label_width, labels.back().natural_width() + kSlack);
  }
  label_width = std::min(label_width, place.width * 0.42);
  const double gap = look_.size * 1.4;
  const Place left = place.inside(0, label_width, place.where);
  const Place right = place.inside(label_width + gap, place.width - label_width - gap, place.where);
  const Structure::Part table(structure_, {.role = Role::table});
  for (std::size_t i = 0; i < block.lines.size(); ++i) {
    const Line& line = block.lines[i];
    const Structure::Part row(structure_, {.role = Role::row});
    std::vector<RowCell> cells(2);
    cells[0].boxes = aligned(labels[i], line.label, label_manner, left, Align::left, {.role = Role::header_cell});
    Text value = text(line.value, value_manner);
    cells[1].boxes = aligned(value, line.value, value_manner, right, Align::left, {.role = Role::cell});
    Box box = row_of(std::move(cells), look_.pitch * (i == 0 ? 0.6 : 0.14));
    if (i == 0) box.before = std::max(box.before, joint.space);
    if (i + 1 == block.lines.size() && joint.keep) box.keep = Box::Keep::next;
    out.put(std::move(box));
  }
}

void Setter::totals(const Totals& block, const Place& place, const Joint& joint, Sink& out) {
  constexpr double kWidth = 290, kPadding = 6;
  const double width = std::min(place.width, kWidth);
  const double left = place.x + place.width - width;
  const Structure::Part table(structure_, {.role = Role::table});
  for (std::size_t i = 0; i < block.lines.size(); ++i) {
    const Line& line = block.lines[i];
    const Structure::Part row(structure_, {.role = Role::row});
    const Manner value_manner = manners_.special(line.strong ? 1.12 : 1, line.strong, look_.ink);
    Manner label_manner = value_manner;
    if (!line.strong) label_manner.style.color = look_.muted;
    Text value = text(line.value, value_manner);
    Text label = text(line.label, label_manner);
    const double value_width = std::min(value.natural_width() + kSlack, width * 0.6);
    const double inset = line.strong ? 5 : 2;
    std::vector<RowCell> cells(2);
    cells[0] = {.x = left, .width = width, .top = inset, .bottom = inset};
    if (line.strong) cells[0].shade = look_.shade;
    Place at = place.inside(0, width - value_width - 3 * kPadding, place.where);
    at.x = left + kPadding;
    cells[0].boxes = aligned(label, line.label, label_manner, at, Align::left, {.role = Role::header_cell});
    at = place.inside(0, value_width, place.where);
    at.x = left + width - kPadding - value_width;
    cells[1] = {.top = inset, .bottom = inset};
    cells[1].boxes = aligned(value, line.value, value_manner, at, Align::right, {.role = Role::cell});
    Box box = row_of(std::move(cells), i == 0 ? std::max(look_.pitch * 0.45, joint.space) : 1);
    box.row->splits = false;
    if (line.strong)
      box.row->top.push_back({left, left + width, {.line = Border::Line::single, .width = 1}, look_.accent});
    box.keep = i + 1 < block.lines.size() || joint.keep ? Box::Keep::next : Box::Keep::free;
    out.put(std::move(box));
  }
}

void Setter::split(const Split& block, const Place& place, const Joint& joint, Sink& out) {
  Manner manner = manners_.plain(place.where);
  manner.whole = false;
  Text right = text(block.right, manner);
  const double right_width = std::min(right.natural_width() + kSlack, place.width * 0.6);
  Text left = text(block.left, manner);
  std::vector<RowCell> cells(2);
  cells[0].boxes =
      aligned(left, block.left, manner, place.inside(0, place.width - right_width - manner.style.size, place.where),
              Align::left, {.role = Role::paragraph});
  cells[1].boxes =
      aligned(right, block.right, manner, place.inside(place.width - right_width, right_width, place.where),
              Align::right, {.role = Role::paragraph});
  Box box = row_of(std::move(cells), place.where == Where::furniture ? 0 : look_.pitch * 0.5);
  box.before = std::max(box.before, joint.space);
  if (joint.keep) box.keep = Box::Keep::next;
  out.put(std::move(box));
}

void Setter::columns(const Columns& block, const Place& place, const Joint& joint, Sink& out) {
  const std::size_t count = block.columns.size();
  if (count == 0) return;
  const double gap = std::min(look_.size * 2.6, place.width / static_cast<double>(2 * count));
  const double available = place.width - gap * static_cast<double>(count - 1);
  double shares = 0;
  for (const double share : block.widths) shares += std::max(share, 0.0);
  const bool equal = block.widths.size() != count || shares <= 0;
  std::vector<RowCell> text_cells, sign_cells;
  double x = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const double width =
        equal ? available / static_cast<double>(count) : available * std::max(block.widths[i], 0.0) / shares;
    const Place column = place.inside(x, width, Where::column);
    const Blocks& all = block.columns[i];
    const std::size_t signing = block.signatures ? signing_begins(all) : all.size();
    // The structure reads a column whole, though its lines to sign on stand in the row below.
    Boxes set = boxes_of(std::span(all).first(signing), column);
    text_cells.push_back({.boxes = std::move(set)});
    sign_cells.push_back({.boxes = boxes_of(std::span(all).subspan(signing), column)});
    x += width + gap;
  }
  const bool any_text = std::ranges::any_of(text_cells, [](const RowCell& cell) { return !cell.boxes.empty(); });
  const bool any_line = std::ranges::any_of(sign_cells, [](const RowCell& cell) { return !cell.boxes.empty(); });
  const double before = std::max(look_.pitch * (block.signatures ? 1.1 : 0.5), joint.space);
  if (any_text) {
    Box box = row_of(std::move(text_cells), before);
    box.row->splits = !block.signatures;
    box.keep = any_line || joint.keep ? Box::Keep::next : Box::Keep::free;
    out.put(std::move(box));
  }
  if (any_line) {
    Box box = row_of(std::move(sign_cells), any_text ? look_.pitch * 0.6 : before);
    box.row->splits = false;
    box.keep = joint.keep ? Box::Keep::next : Box::Keep::free;
    out.put(std::move(box));
  }
}

Boxes Setter::boxes_of(std::span<const Block> list, const Place& place) {
  Boxes out;
  BoxSink sink(out);
  for (const Block& each : list) block(each, place, {}, sink);
  return out;
}

void Setter::signature(const SignatureLine& block, const Place& place, const Joint& joint, Sink& out) {
  const Structure::Part open(structure_, {.role = Role::paragraph});
  const double gap = look_.size * 0.7;
  Manner manner = manners_.plain(Where::body);
  manner.whole = false;
  Text role = text(block.role, manner);
  Text name = text(block.name, manner);
  const double role_width = block.role.empty() ? 0 : role.natural_width() + gap;
  const double name_width = name.natural_width() + 1;
  double x = 0;
  double y = look_.pitch * 0.75;  // room to sign
  double line_width = std::clamp(place.width - name_width - gap, place.width * 0.35, place.width * 0.55);
  constexpr double kShortLine = 110, kLine = 150;  // points: what a signature needs, and what it likes
  const bool beside = role_width + name_width + gap + kShortLine <= place.width;  // role, line and name in one row
  Boxes role_boxes =
      aligned(role, block.role, manner, place.inside(0, place.width, place.where), Align::left, {.role = Role::span});
  std::vector<RowCell> cells(2);
  if (beside) {
    cells[0].top = y;
    x = role_width;
    line_width = std::min(kLine, place.width - role_width - name_width - gap);
  } else if (role_width > 0) {
    y += height_of(role_boxes);
  }
  if (role_width > 0) cells[0].boxes = std::move(role_boxes);
  const Place name_place =
      place.inside(x + line_width + gap, std::max(place.width - x - line_width - gap, 40.0), place.where);
  cells[1].top = y;
  cells[1].boxes = aligned(name, block.name, manner, name_place, Align::left, {.role = Role::span});
  const double baseline = name.lines().empty() ? look_.pitch * 0.8 : name.lines().front().baseline;
  Box box = row_of(std::move(cells), std::max(look_.pitch * 0.9, joint.space));
  box.height = std::max(box.height, y + look_.pitch);
  box.row->splits = false;
  box.marks.push_back(FillMark{place.x + x, y + baseline + 2, line_width, 0.6, look_.ink});
  if (joint.keep) box.keep = Box::Keep::next;
  out.put(std::move(box));
}

void Setter::letterhead(const Letterhead& block, const Place& place, const Joint& joint, Sink& out) {
  // Left: the logo, or the name when there is none. Right: the rest, small.
  constexpr double kLogoWidth = 150, kLogoHeight = 52, kLine = 1.2;
  std::span<const Block> rest = block.blocks;
  std::vector<RowCell> cells(2);
  double left_width = place.width * 0.46;
  if (logo_) {
    const Extent size = fitted(logo_->picture(), std::min(kLogoWidth, place.width / 2), kLogoHeight);
    left_width = std::max(size.width, place.width * 0.3);
    Box box(size.height);
    const auto* name = rest.empty() ? nullptr : std::get_if<Paragraph>(&rest.front().any);
    const Node node = structure_.add({.role = Role::figure, .alt = name ? plain_text(name->runs) : ""});
    box.marks.push_back(PictureMark{place.x, 0, size.width, size.height, logo_, node});
    cells[0].boxes.push_back(std::move(box));
  } else if (!rest.empty()) {
    Manner manner = manners_.special(1.42, true, look_.accent);
    manner.pitch = manner.style.size * 1.2;
    if (const auto* name = std::get_if<Paragraph>(&rest.front().any))
      cells[0].boxes = part(name->runs, manner, place.inside(0, left_width, place.where), {.role = Role::paragraph});
    rest = rest.subspan(1);
  }
  const double x = left_width + look_.size * 2;
  const Place right = place.inside(x, place.width - x, Where::letterhead);
  Manner manner = manners_.plain(Where::letterhead);
  manner.align = Align::right;
  for (const Block& each : rest) {
    const auto* paragraph_block = std::get_if<Paragraph>(&each.any);
    if (!paragraph_block || is_blank(paragraph_block->runs)) continue;
    Boxes lines = part(paragraph_block->runs, manner, right, {.role = Role::paragraph});
    if (!cells[1].boxes.empty() && !lines.empty()) lines.front().before = 3;
    std::move(lines.begin(), lines.end(), std::back_inserter(cells[1].boxes));
  }
  Box box = row_of(std::move(cells), joint.space);
  box.height += look_.pitch * 0.7;
  box.row->splits = false;
  box.marks.push_back(FillMark{place.x, box.height - kLine, place.width, kLine, look_.accent});
  if (joint.keep) box.keep = Box::Keep::next;
  out.put(std::move(box));
}

}  // namespace kontor::docgen::layout
