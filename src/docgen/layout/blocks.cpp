#include "docgen/layout/setter.hpp"

namespace kontor::docgen::layout {
namespace {

/// No document that people read is nested deeper; what is stays out, so that the stack holds.
constexpr int kDeepest = 100;

/// Sums are not parted from their table, nor signatures from what is signed.
bool belongs_to_the_block_before(const Block& block) {
  const auto* columns = std::get_if<Columns>(&block.any);
  return std::holds_alternative<Totals>(block.any) || (columns && columns->signatures);
}

const ParagraphFormat* format_of(const Block& block) {
  const auto* paragraph = std::get_if<Paragraph>(&block.any);
  return paragraph ? paragraph->format.get() : nullptr;
}

bool same_style(const ParagraphFormat* a, const ParagraphFormat* b) { return a && b && a->style == b->style; }

bool any_border(const Borders& borders) {
  return borders.top.drawn() || borders.bottom.drawn() || borders.left.drawn() || borders.right.drawn() ||
         borders.between.drawn();
}

/// Word draws one frame around neighbours of equal borders and indents.
bool share_a_frame(const ParagraphFormat* a, const ParagraphFormat* b) {
  return a && b && any_border(a->borders) && a->borders == b->borders && a->left == b->left && a->right == b->right;
}

}  // namespace

Box row_of(std::vector<RowCell> cells, double before) {
  Box box(0, before);
  for (const RowCell& cell : cells) {
    box.height = std::max(box.height, cell.top + cell.bottom + height_of(cell.boxes));
    box.notes = box.notes || std::ranges::any_of(cell.boxes, &Box::notes);
  }
  box.row = std::make_unique<Row>();
  box.row->cells = std::move(cells);
  return box;
}

double Setter::blocks(const Blocks& blocks, const Place& place, Sink& out, bool keep_last) {
  if (place.depth > kDeepest) return 0;
  double after = 0;
  std::optional<Structure::Part> items;  // of numbered paragraphs, one below the other
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    const ParagraphFormat* format = format_of(blocks[i]);
    const ParagraphFormat* above = i > 0 ? format_of(blocks[i - 1]) : nullptr;
    const ParagraphFormat* below = i + 1 < blocks.size() ? format_of(blocks[i + 1]) : nullptr;
    Joint joint{.space = after};
    joint.tight = format && format->contextual && same_style(format, above);
    joint.above = share_a_frame(format, above);
    joint.below = share_a_frame(format, below);
    joint.keep = i + 1 < blocks.size() ? belongs_to_the_block_before(blocks[i + 1]) : keep_last;
    after = format ? format->after : 0;
    if (format && format->contextual && same_style(format, below)) after = 0;
    if (!format || !format->label) {
      items.reset();
      block(blocks[i], place, joint, out);
      continue;
    }
    if (!items) items.emplace(structure_, StructureNode{.role = StructureNode::Role::list});
    const Structure::Part item(structure_, {.role = StructureNode::Role::item});
    const Structure::Part body(structure_, {.role = StructureNode::Role::item_body});
    block(blocks[i], place, joint, out);
  }
  return after;
}

Boxes Setter::boxes(const Blocks& list, const Place& place, double* after) {
  Boxes out;
  BoxSink sink(out);
  const double space = blocks(list, place, sink);
  if (after) *after = space;
  return out;
}

void Setter::block(const Block& block, const Place& place, const Joint& joint, Sink& out) {
  const auto set = [&](const auto& each) {
    using Kind = std::decay_t<decltype(each)>;
    if constexpr (std::is_same_v<Kind, Paragraph>) {
      if (each.format && each.format->page_break_before) out.turn(Turn::page);
      paragraph(each.runs, manners_.paragraph(each, place.where), place, joint, out);
    } else if constexpr (std::is_same_v<Kind, Heading>) {
      paragraph(each.runs, manners_.heading(each, place.where), place, joint, out);
    } else if constexpr (std::is_same_v<Kind, ListBlock>) {
      list(each, place, joint, out);
    } else if constexpr (std::is_same_v<Kind, Table>) {
      table(each, place, joint, out);
    } else if constexpr (std::is_same_v<Kind, Details>) {
      details(each, place, joint, out);
    } else if constexpr (std::is_same_v<Kind, Totals>) {
      totals(each, place, joint, out);
    } else if constexpr (std::is_same_v<Kind, Split>) {
      split(each, place, joint, out);
    } else if constexpr (std::is_same_v<Kind, Columns>) {
      columns(each, place, joint, out);
    } else if constexpr (std::is_same_v<Kind, SignatureLine>) {
      signature(each, place, joint, out);
    } else if constexpr (std::is_same_v<Kind, Letterhead>) {
      letterhead(each, place, joint, out);
    } else if constexpr (std::is_same_v<Kind, Quote>) {
      quote(each, place, joint, out);
    } else if constexpr (std::is_same_v<Kind, Together>) {
      together(each, place, joint, out);
    } else if constexpr (std::is_same_v<Kind, Rule>) {
      rule(place, out);
    } else {
      out.turn(std::is_same_v<Kind, PageBreak> ? Turn::page : Turn::column);
    }
  };
  std::visit(set, block.any);
}

void Setter::together(const Together& block, const Place& place, const Joint& joint, Sink& out) {
  Boxes all = boxes(block.blocks, place.inside(0, place.width, place.where));
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (i == 0) all[i].before = std::max(all[i].before, joint.space);
    all[i].keep = i + 1 < all.size() || joint.keep ? Box::Keep::next : Box::Keep::free;
    out.put(std::move(all[i]));
  }
}

void Setter::quote(const Quote& block, const Place& place, const Joint& joint, Sink& out) {
  constexpr double kBar = 2.2;
  const double indent = look_.size * 1.3;
  const Structure::Part part(structure_, {.role = StructureNode::Role::quote});
  Boxes all = boxes(block.blocks, place.inside(indent, place.width - indent, place.where));
  for (std::size_t i = 0; i < all.size(); ++i) {
    Box& box = all[i];
    const double above = i == 0 ? 0 : box.before;
    box.marks.push_back(FillMark{place.x, -above, kBar, box.height + above, look_.accent.lighter(0.6)});
    if (i == 0) box.before = std::max(box.before, joint.space);
    if (i + 1 == all.size() && joint.keep) box.keep = Box::Keep::next;
    out.put(std::move(box));
  }
}

void Setter::list(const ListBlock& block, const Place& place, const Joint& joint, Sink& out) {
  using Role = StructureNode::Role;
  const double indent = look_.size * 1.75;
  const Structure::Part whole(structure_, {.role = Role::list});
  const Manner manner = manners_.plain(place.where);
  int number = block.start;
  for (std::size_t i = 0; i < block.items.size(); ++i) {
    const Structure::Part item(structure_, {.role = Role::item});
    const Runs label = {{.text = block.ordered ? fmt::format("{}.", number++) : "–"}};
    const double label_x = block.ordered ? 0 : look_.size * 0.35;
    Boxes mark = part(label, manner, place.inside(label_x, indent - label_x, place.where), {.role = Role::label});
    const Structure::Part body(structure_, {.role = Role::item_body});
    Place inside = place.inside(indent, place.width - indent, place.where);
    inside.in_list = true;
    Boxes all = boxes(block.items[i], inside);
    if (all.empty()) all.emplace_back(look_.pitch);
    if (!mark.empty())
      std::move(mark.front().marks.begin(), mark.front().marks.end(), std::back_inserter(all.front().marks));
    const bool apart = (i == 0 && !place.in_list) || !block.tight;
    all.front().before = std::max(look_.pitch * (apart ? 0.42 : 0.16), i == 0 ? joint.space : 0);
    if (i + 1 == block.items.size() && joint.keep) all.back().keep = Box::Keep::next;
    for (Box& box : all) out.put(std::move(box));
  }
}

void Setter::rule(const Place& place, Sink& out) const {
  constexpr double kLine = 0.7;
  Box box(kLine, look_.pitch * 0.8);
  box.marks.push_back(FillMark{place.x, 0, place.width, kLine, look_.line});
  out.put(std::move(box));
}

}  // namespace kontor::docgen::layout
