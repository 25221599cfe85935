#include "docgen/pdf/navigation.hpp"

#include "docgen/model/address.hpp"
#include "docgen/pdf/syntax.hpp"

namespace kontor::docgen::pdf {
namespace {

/// Only ASCII may stand in an address.
std::string ascii_address(std::string_view address) {
  std::string out;
  for (const char c : address) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte > ' ' && byte < 0x7F && c != '<' && c != '>' && c != '"')
      out += c;
    else
      out += fmt::format("%{:02X}", byte);
  }
  return out;
}

}  // namespace

Navigation::Navigation(const layout::Pages& pages, const std::vector<Objects::Id>& page_ids, Objects& objects)
    : pages_(pages), page_ids_(page_ids), objects_(objects) {
  for (const layout::Anchor& anchor : pages.anchors)
    if (anchor.page < page_ids.size() && !anchor.name.empty()) anchors_.try_emplace(anchor.name, &anchor);
}

std::string Navigation::destination(std::size_t page, double x, double y) const {
  std::string out = "[";
  append_reference(out, page_ids_[page]);
  out += "/XYZ ";
  append_length(out, x);
  append_length(out, pages_.pages[page].height - y);
  return out += "null]";
}

std::string Navigation::links(std::size_t page, Structure& structure) {
  std::string all;
  for (const layout::Mark& mark : pages_.pages[page].marks) {
    const auto* link = std::get_if<layout::LinkMark>(&mark);
    if (!link || link->address.empty()) continue;
    std::string action;
    if (link->address[0] == '#') {
      const std::string name = link->address.substr(1);
      if (!anchors_.contains(name)) continue;
      action = "/Dest";
      append_literal(action, name);
    } else {
      const std::string address = safe_address(link->address);
      if (address.empty()) continue;
      action = "/A<</S/URI/URI";
      append_literal(action, ascii_address(address));
      action += ">>";
    }
    Objects::Id id = objects_.reserve();
    const int key = structure.has(link->node) ? structure.add_annotation(link->node, id) : -1;
    const double height = pages_.pages[page].height;
    std::string& out = objects_.begin(id);
    out += "<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/Rect[";
    append_length(out, link->x);
    append_length(out, height - link->y - link->height);
    append_length(out, link->x + link->width);
    append_length(out, height - link->y);
    out.back() = ']';
    out += action;
    out += "/Contents";
    append_text(out, single_line(link->address));
    if (key >= 0) out += fmt::format("/StructParent {}", key);
    out += ">>";
    append_reference(all, id);
    all += ' ';
  }
  return all.empty() ? all : "[" + all + "]";
}

std::string Navigation::catalog_entries() {
  std::string out;
  if (const Objects::Id outline = write_outline()) out += fmt::format("/Outlines {} 0 R", outline);
  if (const Objects::Id names = write_names()) out += fmt::format("/Names<</Dests {} 0 R>>", names);
  return out;
}

/// Entries form a tree by their levels; what skips a level hangs below what is there. All is open.
Objects::Id Navigation::write_outline() {
  struct Entry {
    const layout::OutlineEntry* said;
    Objects::Id id;
    std::size_t parent = 0, before = 0, next = 0, first = 0, last = 0;  // 0 is the root, or none
    std::size_t below = 0;                                              // entries in it
  };
  std::vector<Entry> entries(1);
  std::vector<std::size_t> open{0};
  for (const layout::OutlineEntry& each : pages_.outline) {
    if (each.page >= page_ids_.size()) continue;
    while (open.size() > 1 && entries[open.back()].said->level >= each.level) open.pop_back();
    const std::size_t index = entries.size(), parent = open.back();
    const std::size_t before = entries[parent].last;
    entries.push_back({.said = &each, .id = objects_.reserve(), .parent = parent, .before = before});
    if (before) entries[before].next = index;
    if (!entries[parent].first) entries[parent].first = index;
    entries[parent].last = index;
    for (const std::size_t each_open : open) ++entries[each_open].below;
    open.push_back(index);
  }
  if (entries.size() == 1) return 0;
  entries[0].id = objects_.reserve();
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const Entry& entry = entries[i];
    std::string& out = objects_.begin(entry.id);
    out += "<<";
    const auto relation = [&](std::string_view name, std::size_t other) {
      if (other == 0 && name != "/Parent ") return;
      out += name;
      append_reference(out, entries[other].id);
    };
    if (i == 0) {
      out += "/Type/Outlines";
    } else {
      out += "/Title";
      append_text(out, single_line(entry.said->title));
      relation("/Parent ", entry.parent);
      relation("/Prev ", entry.before);
      relation("/Next ", entry.next);
      out += "/Dest" + destination(entry.said->page, 0, entry.said->y);
    }
    relation("/First ", entry.first);
    relation("/Last ", entry.last);
    if (entry.below > 0) out += fmt::format("/Count {}", entry.below);
    out += ">>";
  }
  return entries[0].id;
}

Objects::Id Navigation::write_names() {
  if (anchors_.empty()) return 0;
  Objects::Id id;
  std::string& out = objects_.begin_new(id);
  out += "<</Names[";
  for (const auto& [name, anchor] : anchors_) {
    append_literal(out, name);
    out += destination(anchor->page, anchor->x, anchor->y);
  }
  out += "]>>";
  return id;
}

}  // namespace kontor::docgen::pdf
