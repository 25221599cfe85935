#include "docgen/wordml/story.hpp"

#include "docgen/wordml/tables.hpp"

namespace kontor::docgen::wordml {

Xml chosen(Xml alternate) {
  for (const Xml choice : alternate.children("mc:Choice")) {
    const std::string_view needs = text_in(choice, "Requires");
    if (needs == "wps" || needs == "wpg" || needs.starts_with("w1") || needs.starts_with("wp14")) return choice;
  }
  if (const Xml fallback = alternate.child("mc:Fallback")) return fallback;
  return alternate.child("mc:Choice");
}

Story::Story(Reading& reading, Looks& looks, const Part& part, Kind kind, int depth)
    : reading_(reading), looks_(looks), part_(part), kind_(kind), depth_(depth) {}

Blocks Story::read(Xml container, const Setting& setting) {
  Blocks out;
  for (const Xml node : container) block(node, setting, out);
  finish(setting, out);
  return out;
}

void Story::finish(const Setting& setting, Blocks& out) {
  if (!carried_.empty() || !hanging_.empty()) paragraph(Xml(), setting, out);
}

void Story::block(Xml node, const Setting& setting, Blocks& out) {
  if (reading_.failed()) return;
  const Descent descent(reading_, depth_);
  if (!descent) return;
  const std::string_view name = name_of(node);
  if (name == "w:p") {
    paragraph(node, setting, out);
  } else if (name == "w:tbl") {
    TableReader(*this, setting).read(node, out);
  } else if (name == "w:sdt") {
    for (const Xml child : node.child("w:sdtContent")) block(child, setting, out);
  } else if (name == "mc:AlternateContent") {
    for (const Xml child : chosen(node)) block(child, setting, out);
  } else if (name == "w:ins" || name == "w:moveTo" || name == "w:smartTag" || name == "w:customXml") {
    for (const Xml child : node) block(child, setting, out);
  } else if (name == "w:altChunk") {
    reading_.leave_out("a document inserted as a whole");
  } else if (name == "m:oMathPara" || name == "m:oMath") {
    reading_.leave_out("an equation");
  }
}

void Story::paragraph(Xml node, const Setting& setting, Blocks& out) {
  reading_.count_block();
  const Xml properties = node.child("w:pPr");
  if (properties.child("w:framePr")) reading_.leave_out("the place of a text frame, which stands in the text instead");
  Open open{.look = looks_.paragraph(properties, setting.region), .out = &out, .setting = &setting};
  Open* const around = std::exchange(open_, &open);
  open.runs = std::exchange(carried_, {});
  for (auto& floating : std::exchange(hanging_, {})) open.runs.push_back({.floating = std::move(floating)});
  inlines(node);
  const Xml mark = properties.child("w:rPr");
  if (mark.child("w:del") || mark.child("w:moveFrom"))
    carried_ = std::move(open.runs);
  else if (!open.parted || !open.runs.empty() || reading_.settings().mark_after_page_break)
    put_paragraph(open, true);
  if (open.parted && !open.marked && carried_.empty()) {  // nothing but breaks: its line stands before them
    put_paragraph(open, true);
    std::swap(out.back(), out[out.size() - 2]);
  }
  open_ = around;
}

void Story::put_paragraph(Open& open, bool last) {
  std::shared_ptr<const ParagraphFormat> format = open.look.format;
  const bool cut = open.marked || !last || !open.extra_tabs.empty();
  if (cut) {
    auto changed = std::make_shared<ParagraphFormat>(*format);
    if (open.marked) {
      changed->before = 0;
      changed->first_line = 0;
      changed->label = nullptr;
      changed->page_break_before = false;
    }
    if (!last) changed->after = 0;
    for (const TabStop& tab : open.extra_tabs) changed->tabs.push_back(tab);
    std::ranges::sort(changed->tabs, {}, &TabStop::at);
    format = std::move(changed);
  }
  open.out->push_back({Paragraph{.runs = std::move(open.runs), .align = open.look.align, .format = std::move(format)}});
  open.runs.clear();
  open.marked = true;
}

void Story::part_by(Block break_block) {
  // A break that begins the paragraph stands before all of it.
  if (!open_->runs.empty() || open_->marked) put_paragraph(*open_, false);
  open_->out->push_back(std::move(break_block));
  open_->parted = true;
}

}  // namespace kontor::docgen::wordml
