#include "docgen/pdf/structure.hpp"

#include "docgen/pdf/syntax.hpp"

namespace kontor::docgen::pdf {
namespace {

using layout::StructureNode;
using Role = StructureNode::Role;

std::string_view name_of(const StructureNode& node) {
  static constexpr std::array<std::string_view, 6> kHeadings = {"H1", "H2", "H3", "H4", "H5", "H6"};
  switch (node.role) {
    case Role::document:
      return "Document";
    case Role::part:
      return "Part";
    case Role::heading:
      return kHeadings[static_cast<std::size_t>(std::clamp(node.level, 1, 6)) - 1];
    case Role::paragraph:
      return "P";
    case Role::list:
      return "L";
    case Role::item:
      return "LI";
    case Role::label:
      return "Lbl";
    case Role::item_body:
      return "LBody";
    case Role::table:
      return "Table";
    case Role::table_head:
      return "THead";
    case Role::table_body:
      return "TBody";
    case Role::row:
      return "TR";
    case Role::header_cell:
      return "TH";
    case Role::cell:
      return "TD";
    case Role::figure:
      return "Figure";
    case Role::quote:
      return "BlockQuote";
    case Role::note:
      return "Note";
    case Role::link:
      return "Link";
    case Role::caption:
      return "Caption";
    case Role::span:
      return "Span";
  }
  return "P";
}

/// A header cell in a table's head is of its column, another of its row.
bool heads_column(const std::vector<StructureNode>& nodes, std::size_t index) {
  for (layout::Node up = nodes[index].parent; up >= 0 && static_cast<std::size_t>(up) < index;) {
    index = static_cast<std::size_t>(up);
    if (nodes[index].role == Role::table_head) return true;
    if (nodes[index].role == Role::table) return false;
    up = nodes[index].parent;
  }
  return false;
}

std::string note_name(std::size_t index) { return fmt::format("note{:06}", index); }

}  // namespace

Structure::Structure(const layout::Pages& pages, Objects& objects)
    : nodes_(pages.structure), objects_(objects), page_count_(pages.pages.size()), parts_(nodes_.size()) {
  for (std::size_t i = 0; i < parts_.size(); ++i) {
    const Objects::Id id = objects_.reserve();
    if (i == 0) first_id_ = id;
  }
}

void Structure::begin_page(Objects::Id page) {
  pages_.push_back(page);
  contents_.emplace_back();
}

void Structure::add_content(layout::Node node, Kid kid) {
  kid.order = order_++;
  kid.page = static_cast<std::uint32_t>(pages_.size() - 1);
  Part& part = parts_[static_cast<std::size_t>(node)];
  add(part, kid);
  part.own_content = true;
  for (layout::Node up = node; has(up) && parts_[static_cast<std::size_t>(up)].seen == kNever;) {
    parts_[static_cast<std::size_t>(up)].seen = kid.order;
    const layout::Node parent = nodes_[static_cast<std::size_t>(up)].parent;
    up = parent < up ? parent : layout::kArtifact;
  }
}

void Structure::add(Part& part, const Kid& kid) {
  const auto index = static_cast<std::uint32_t>(kids_.size());
  kids_.push_back(kid);
  (part.first == kNone ? part.first : kids_[part.last].next) = index;
  part.last = index;
}

int Structure::add_content(layout::Node node) {
  auto& contents = contents_.back();
  const int number = static_cast<int>(contents.size());
  contents.push_back(node);
  add_content(node, {.content = number, .annotation = 0, .child = layout::kArtifact});
  return number;
}

void Structure::set_box(layout::Node node, double left, double bottom, double right, double top) {
  boxes_[node] = {left, bottom, right, top};
}

int Structure::add_annotation(layout::Node node, Objects::Id annotation) {
  add_content(node, {.content = -1, .annotation = annotation, .child = layout::kArtifact});
  annotations_.push_back(node);
  return static_cast<int>(page_count_ + annotations_.size() - 1);
}

Objects::Id Structure::write() {
  const Objects::Id root = objects_.reserve();
  std::string tops, notes;
  for (std::size_t i = 0; i < nodes_.size(); ++i) {
    const layout::Node parent = nodes_[i].parent;
    if (has(parent) && static_cast<std::size_t>(parent) < i) {
      add(parts_[static_cast<std::size_t>(parent)],
          {.order = parts_[i].seen, .page = 0, .content = -1, .annotation = 0, .child = static_cast<layout::Node>(i)});
    } else {
      append_reference(tops, id_of(i));
      tops += ' ';
    }
    if (nodes_[i].role == Role::note) notes += fmt::format("({}){} 0 R", note_name(i), id_of(i));
  }
  for (std::size_t i = 0; i < nodes_.size(); ++i) write_part(i, root);
  const Objects::Id parents = write_parents();
  std::string& out = objects_.begin(root);
  out += fmt::format("<</Type/StructTreeRoot/K[{}]/ParentTree {} 0 R/ParentTreeNextKey {}", tops, parents,
                     page_count_ + annotations_.size());
  if (!notes.empty()) out += fmt::format("/IDTree<</Names[{}]>>", notes);
  out += ">>";
  return root;
}

void Structure::write_part(std::size_t index, Objects::Id root) {
  const StructureNode& node = nodes_[index];
  std::string& out = objects_.begin(id_of(index));
  out += "<</S/";
  out += name_of(node);
  out += "/P ";
  const bool top = !has(node.parent) || static_cast<std::size_t>(node.parent) >= index;
  append_reference(out, top ? root : id_of(static_cast<std::size_t>(node.parent)));
  write_kids(out, parts_[index]);
  if (node.role == Role::figure || !node.alt.empty()) {
    out += "/Alt";
    append_text(out, single_line(node.alt));
  }
  if (!node.language.empty()) {
    out += "/Lang";
    append_text(out, single_line(node.language));
  }
  if (node.role == Role::note) out += fmt::format("/ID({})", note_name(index));
  const auto box = boxes_.find(static_cast<layout::Node>(index));
  if (node.role == Role::figure && box != boxes_.end() && box->second[2] > box->second[0]) {
    out += "/A<</O/Layout/Placement/Block/BBox[";
    for (const double each : box->second) append_length(out, each);
    out.back() = ']';
    out += ">>";
  }
  if (node.role == Role::header_cell || node.role == Role::cell) {
    std::string attributes;
    if (node.role == Role::header_cell) attributes += heads_column(nodes_, index) ? "/Scope/Column" : "/Scope/Row";
    if (node.columns > 1) attributes += fmt::format("/ColSpan {}", node.columns);
    if (node.rows > 1) attributes += fmt::format("/RowSpan {}", node.rows);
    if (!attributes.empty()) out += "/A<</O/Table" + attributes + ">>";
  }
  out += ">>";
}

/// Where a node has text of its own its parts stand between it as they were met; otherwise as the layout lists them,
/// which is right also where pages are not painted in the order of reading.
std::span<const Structure::Kid> Structure::kids_of(const Part& part) {
  collected_.clear();
  for (std::uint32_t at = part.first; at != kNone; at = kids_[at].next) collected_.push_back(kids_[at]);
  if (part.own_content)
    std::ranges::sort(collected_, {}, [](const Kid& kid) { return std::pair(kid.order, kid.child); });
  return collected_;
}

void Structure::write_kids(std::string& out, const Part& part) {
  const std::span<const Kid> kids = kids_of(part);
  if (kids.empty()) return;
  std::optional<std::uint32_t> page;  // the one that numbers alone refer to
  for (const Kid& kid : kids)
    if (kid.content >= 0 && !page) page = kid.page;
  if (page) {
    out += "/Pg ";
    append_reference(out, pages_[*page]);
  }
  const bool single = kids.size() == 1;
  out += single ? "/K " : "/K[";
  for (const Kid& kid : kids) {
    if (has(kid.child)) {
      append_reference(out, id_of(static_cast<std::size_t>(kid.child)));
    } else if (kid.annotation != 0) {
      out += fmt::format("<</Type/OBJR/Obj {} 0 R/Pg {} 0 R>>", kid.annotation, pages_[kid.page]);
    } else if (page && kid.page == *page) {
      append_integer(out, kid.content);
    } else {
      out += fmt::format("<</Type/MCR/Pg {} 0 R/MCID {}>>", pages_[kid.page], kid.content);
    }
    out += ' ';
  }
  if (single)
    out.pop_back();
  else
    out.back() = ']';
}

/// From the content of each page, and from each link, back to its node.
Objects::Id Structure::write_parents() {
  Objects::Id id;
  std::string& out = objects_.begin_new(id);
  out += "<</Nums[";
  for (std::size_t page = 0; page < contents_.size(); ++page) {
    append_integer(out, static_cast<std::int64_t>(page));
    out += '[';
    for (const layout::Node node : contents_[page]) {
      append_reference(out, id_of(static_cast<std::size_t>(node)));
      out += ' ';
    }
    out += ']';
  }
  for (std::size_t i = 0; i < annotations_.size(); ++i) {
    out += ' ';
    append_integer(out, static_cast<std::int64_t>(page_count_ + i));
    out += ' ';
    append_reference(out, id_of(static_cast<std::size_t>(annotations_[i])));
  }
  out += "]>>";
  return id;
}

}  // namespace kontor::docgen::pdf
