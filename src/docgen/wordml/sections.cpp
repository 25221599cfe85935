#include "docgen/wordml/sections.hpp"

#include <algorithm>

namespace kontor::docgen::wordml {
namespace {

/// US Letter with margins of an inch: what Word takes where a file says nothing.
constexpr PageSetup kUnsaid{
    .width = 612, .height = 792, .left = 72, .right = 72, .top = 72, .bottom = 72, .header = 36, .footer = 36};
constexpr double kLeastSide = 36;    // points; what is smaller is a mistake
constexpr double kMostSide = 15840;  // 22 inches in twips is Word's most; more than that is a mistake, too
constexpr int kDeepestControls = 20;

Section::Begin begin_from(std::string_view word) {
  if (word == "continuous") return Section::Begin::same_page;
  if (word == "evenPage") return Section::Begin::even_page;
  if (word == "oddPage") return Section::Begin::odd_page;
  if (word == "nextColumn") return Section::Begin::next_column;
  return Section::Begin::next_page;
}

Xml section_end_of(Xml node) { return name_of(node) == "w:p" ? node.child("w:pPr").child("w:sectPr") : Xml(); }

/// A paragraph without a letter or anything else that is seen.
bool is_empty(Xml paragraph) {
  for (const Xml node : paragraph) {
    const std::string_view name = name_of(node);
    if (name == "w:pPr" || name == "w:proofErr" || name.starts_with("w:bookmark")) continue;
    if (name != "w:r") return false;
    for (const Xml inside : node)
      if (name_of(inside) != "w:rPr" && (name_of(inside) != "w:t" || *inside.text().get() != '\0')) return false;
  }
  return true;
}

}  // namespace

void SectionReader::read(Xml body) {
  std::vector<Xml> nodes;
  collect(body, nodes, 0);
  std::vector<Xml> ends;
  for (const Xml node : nodes)
    if (const Xml end = section_end_of(node)) ends.push_back(end);
  ends.push_back(body.child("w:sectPr"));
  Document& document = reading_.document();
  document.sections.clear();
  Story story(reading_, looks_, reading_.main(), Story::Kind::body);
  std::size_t at = 0;
  for (std::size_t i = 0; i < ends.size() && !reading_.failed(); ++i) {
    Section made = section(ends[i]);
    const double shares = static_cast<double>(std::max<std::size_t>(1, made.column_widths.size()));
    const Setting setting{.width = (made.page.text_width() - (shares - 1) * made.column_gap) / shares};
    while (at < nodes.size() && !reading_.failed()) {
      const Xml node = nodes[at++];
      // An empty paragraph that only ends the section takes no room, unless nothing else stands in it.
      if (section_end_of(node) && is_empty(node) && !made.blocks.empty()) break;
      story.block(node, setting, made.blocks);
      if (section_end_of(node)) break;
    }
    if (at == nodes.size()) story.finish(setting, made.blocks);
    document.sections.push_back(std::move(made));
  }
  if (document.sections.empty()) document.sections.resize(1);
}

void SectionReader::collect(Xml container, std::vector<Xml>& out, int depth) const {
  for (const Xml node : container) {
    if (name_of(node) == "w:sdt" && depth < kDeepestControls)
      collect(node.child("w:sdtContent"), out, depth + 1);
    else if ((name_of(node) == "w:ins" || name_of(node) == "w:customXml") && depth < kDeepestControls)
      collect(node, out, depth + 1);
    else
      out.push_back(node);
  }
}

Section SectionReader::section(Xml properties) {
  Section out;
  out.begin = begin_from(val(properties.child("w:type")));
  page(properties, out.page);
  columns(properties.child("w:cols"), out);
  if (const std::string_view start = text_in(properties.child("w:pgNumType"), "w:start"); !start.empty())
    out.first_number = std::clamp(integer(start, 1), 0, 1'000'000);
  if (const std::string_view format = text_in(properties.child("w:pgNumType"), "w:fmt");
      !format.empty() && format != "decimal")
    reading_.leave_out("page numbers in letters or Roman figures");
  if (properties.child("w:pgBorders").first_child()) reading_.leave_out("a border around pages");
  if (properties.child("w:lnNumType")) reading_.leave_out("numbers of lines");
  if (const std::string_view side = val(properties.child("w:vAlign")); !side.empty() && side != "top")
    reading_.leave_out("text set in the middle or at the foot of a page");
  furniture(properties, out);
  return out;
}

void SectionReader::page(Xml properties, PageSetup& page) const {
  page = kUnsaid;
  const Xml size = properties.child("w:pgSz"), margins = properties.child("w:pgMar");
  page.width = std::clamp(length(size, "w:w").value_or(page.width), kLeastSide, kMostSide);
  page.height = std::clamp(length(size, "w:h").value_or(page.height), kLeastSide, kMostSide);
  // A margin below 0 holds even when a head is higher; the layout lets the higher one win.
  page.left =
      std::abs(length(margins, "w:left").value_or(page.left)) + std::max(0.0, length(margins, "w:gutter").value_or(0));
  page.right = std::abs(length(margins, "w:right").value_or(page.right));
  page.top = std::abs(length(margins, "w:top").value_or(page.top));
  page.bottom = std::abs(length(margins, "w:bottom").value_or(page.bottom));
  page.header = std::max(0.0, length(margins, "w:header").value_or(page.header));
  page.footer = std::max(0.0, length(margins, "w:footer").value_or(page.footer));
}

void SectionReader::columns(Xml columns, Section& section) const {
  constexpr int kMostColumns = 45;
  const int count = std::clamp(integer(text_in(columns, "w:num"), 1), 1, kMostColumns);
  section.column_gap = std::max(0.0, length(columns, "w:space").value_or(36));
  section.column_line = columns.attribute("w:sep") && is_on(text_in(columns, "w:sep"));
  const std::string_view equal = text_in(columns, "w:equalWidth");
  if (!equal.empty() && !is_on(equal)) {
    double gap = -1;
    for (const Xml column : columns.children("w:col")) {
      if (section.column_widths.size() >= kMostColumns) break;
      section.column_widths.push_back(std::max(1.0, length(column, "w:w").value_or(1)));
      if (const auto space = length(column, "w:space"); space && gap < 0 && *space > 0) gap = *space;
    }
    if (gap >= 0) section.column_gap = gap;
  }
  if (section.column_widths.empty() && count > 1) section.column_widths.assign(static_cast<std::size_t>(count), 1);
  if (section.column_widths.size() == 1) section.column_widths.clear();
}

void SectionReader::furniture(Xml properties, Section& section) {
  const double width = section.page.text_width();
  for (const Xml node : properties) {
    const bool head = name_of(node) == "w:headerReference";
    if (!head && name_of(node) != "w:footerReference") continue;
    Furnishing& all = head ? heads_ : feet_;
    const std::string_view type = text_in(node, "w:type");
    (type == "first" ? all.first : type == "even" ? all.even : all.usual) = story(node, width);
  }
  const bool title = toggle(properties, "w:titlePg").value_or(false);
  const auto furnish = [&](const Furnishing& all, Furniture& out) {
    out.blocks = all.usual.value_or(Blocks{});
    if (title) out.first = all.first.value_or(Blocks{});
    if (reading_.settings().even_and_odd) out.even = all.even.value_or(Blocks{});
  };
  furnish(heads_, section.header);
  furnish(feet_, section.footer);
}

Blocks SectionReader::story(Xml reference, double width) {
  const Part::Relation* relation = reading_.main().relation(text_in(reference, "r:id"));
  if (!relation || relation->external) return {};
  auto part = reading_.parts().open(relation->target);
  if (!part) {
    reading_.fail_with(std::move(part).error());
    return {};
  }
  if (!*part) return {};
  Story story(reading_, looks_, **part, Story::Kind::furniture);
  return story.read((*part)->root(), {.width = width});
}

}  // namespace kontor::docgen::wordml
