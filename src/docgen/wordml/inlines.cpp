#include "docgen/model/address.hpp"
#include "docgen/wordml/drawings.hpp"
#include "docgen/wordml/story.hpp"

/// What stands in a paragraph.
namespace kontor::docgen::wordml {
namespace {

/// Without w:space="preserve" spaces at the ends are the XML's, not the text's.
std::string text_of(Xml node) {
  std::string_view text = node.text().get();
  if (text_in(node, "xml:space") != "preserve") {
    constexpr std::string_view kSpaces = " \t\r\n";
    const std::size_t from = text.find_first_not_of(kSpaces);
    if (from == std::string_view::npos) return {};
    text = text.substr(from, text.find_last_not_of(kSpaces) - from + 1);
  }
  std::string out(text);
  std::ranges::replace_if(out, [](char c) { return c == '\n' || c == '\t' || c == '\r'; }, ' ');
  return out;
}

/// A note whose mark is the text that follows in its run, instead of a number.
bool has_own_mark(Xml node) {
  const std::string_view own = text_in(node, "w:customMarkFollows");
  return !own.empty() && is_on(own);
}

void append_utf8(std::string& out, unsigned letter) {
  if (letter < 0x80) {
    out += static_cast<char>(letter);
  } else if (letter < 0x800) {
    out += static_cast<char>(0xC0 | letter >> 6);
    out += static_cast<char>(0x80 | (letter & 0x3F));
  } else {
    out += static_cast<char>(0xE0 | (letter >> 12 & 0xF));
    out += static_cast<char>(0x80 | (letter >> 6 & 0x3F));
    out += static_cast<char>(0x80 | (letter & 0x3F));
  }
}

}  // namespace

void Story::inlines(Xml container) {
  for (const Xml node : container) inline_node(node);
}

void Story::inline_node(Xml node) {
  if (reading_.failed()) return;
  const std::string_view name = name_of(node);
  if (name == "w:r") return run(node);
  if (name == "w:bookmarkStart") return bookmark(node);
  if (name == "w:pPr" || name == "w:del" || name == "w:moveFrom" || name == "w:proofErr" || name == "w:bookmarkEnd")
    return;
  const Descent descent(reading_, depth_);
  if (!descent) return;
  if (name == "w:hyperlink") {
    hyperlink(node);
  } else if (name == "w:fldSimple") {
    simple_field(node);
  } else if (name == "w:sdt") {
    inlines(node.child("w:sdtContent"));
  } else if (name == "mc:AlternateContent") {
    inlines(chosen(node));
  } else if (name == "w:ins" || name == "w:moveTo" || name == "w:smartTag" || name == "w:customXml" ||
             name == "w:dir" || name == "w:bdo") {
    inlines(node);
  } else if (name == "m:oMath" || name == "m:oMathPara") {
    equation(node);
  }
}

void Story::hyperlink(Xml node) {
  std::string link;
  if (const Part::Relation* relation = part_.relation(text_in(node, "r:id")); relation && relation->external)
    link = safe_address(relation->target);
  if (link.empty())
    if (const std::string_view anchor = text_in(node, "w:anchor"); !anchor.empty()) link = "#" + std::string(anchor);
  std::swap(open_->link, link);
  inlines(node);
  std::swap(open_->link, link);
}

void Story::bookmark(Xml node) {
  const std::string_view name = text_in(node, "w:name");
  if (reading_.is_referred_to(name)) open_->runs.push_back({.anchor = std::string(name)});
}

/// Its letters, one after the other: better than a gap.
void Story::equation(Xml node) {
  reading_.leave_out("the form of an equation");
  for (const auto& text_node : node.select_nodes(".//m:t")) text(text_node.node().text().get(), open_->look.run);
}

void Story::run(Xml node) {
  const Xml properties = node.child("w:rPr");
  const RunProperties look = looks_.run(open_->look, properties);
  if (look.hidden.value_or(false)) {
    for (const Xml child : node.children("w:fldChar")) field_character(child, look);
    return;
  }
  bool mark_taken = false;
  for (const Xml child : node) {
    if (mark_taken && name_of(child) == "w:t") continue;
    run_content(child, look);
    mark_taken = mark_taken || has_own_mark(child);
  }
}

void Story::run_content(Xml node, const RunProperties& look) {
  const std::string_view name = name_of(node);
  if (name == "w:fldChar") return field_character(node, look);
  if (name == "w:instrText") {
    if (!fields_.empty() && !fields_.back().in_result && fields_.back().instruction.size() < kLongestInstruction)
      fields_.back().instruction += node.text().get();
    return;
  }
  if (in_instruction()) return;
  if (name == "w:t") return text(text_of(node), look);
  if (name == "w:tab") return text("\t", look);
  if (name == "w:br") return line_break(node, look);
  if (name == "w:cr") return text("\n", look);
  if (name == "w:noBreakHyphen") return text("\u2011", look);
  if (name == "w:softHyphen") return text("\u00AD", look);
  if (name == "w:sym") return symbol(node, look);
  if (name == "w:ptab") return position_tab(node, look);
  if (name == "w:pgNum")
    return add({.text = "1", .field = std::make_shared<const PageField>(PageField{PageField::Kind::page})}, look);
  if (name == "w:footnoteReference" || name == "w:endnoteReference") return note_reference(node, look);
  if (name == "w:drawing" || name == "w:pict" || name == "w:object") return drawing(node, look);
  if (name == "mc:AlternateContent") {
    const Descent descent(reading_, depth_);
    if (!descent) return;
    for (const Xml child : chosen(node)) run_content(child, look);
  } else if (name == "w:ruby") {
    reading_.leave_out("the small letters above a text (ruby)");
    for (const Xml base : node.child("w:rubyBase").children("w:r")) run(base);
  }
}

void Story::text(std::string text, const RunProperties& look) {
  if (text.empty()) return;
  reading_.hear(text);
  add({.text = std::move(text)}, look);
}

void Story::add(Run run, const RunProperties& look) {
  if (OpenField* field = collecting()) {
    if (!field->dressed) reading_.dresses().put_on(field->result, look);
    field->dressed = true;
    field->result.text += run.text;
    return;
  }
  run.link = current_link();
  reading_.dresses().put_on(run, look);
  if (Runs& runs = open_->runs; !runs.empty() && run.plain() && runs.back().plain() && runs.back().same_style(run))
    runs.back().text += run.text;
  else
    runs.push_back(std::move(run));
}

void Story::line_break(Xml node, const RunProperties& look) {
  const std::string_view type = text_in(node, "w:type");
  if (type == "page" || type == "column") {
    if (kind_ != Kind::body || collecting()) return;
    if (type == "page")
      part_by({PageBreak{}});
    else
      part_by({ColumnBreak{}});
    return;
  }
  text("\n", look);
}

void Story::position_tab(Xml node, const RunProperties& look) {
  const std::string_view align = text_in(node, "w:alignment");
  const double width = open_->setting->width;
  if (align == "right") open_->extra_tabs.push_back({.at = width, .kind = TabStop::Kind::right});
  if (align == "center") open_->extra_tabs.push_back({.at = width / 2, .kind = TabStop::Kind::center});
  text("\t", look);
}

void Story::note_reference(Xml node, const RunProperties& look) {
  const bool endnote = name_of(node) == "w:endnoteReference";
  const Xml content = reading_.note(text_in(node, "w:id"), endnote);
  const Part* part = reading_.notes(endnote);
  if (!content || !part || kind_ == Kind::note) return;
  auto note = std::make_shared<Footnote>();
  note->endnote = endnote;
  Story story(reading_, looks_, *part, Kind::note, depth_);
  note->blocks = story.read(content, *open_->setting);
  Run run{.note = std::move(note)};
  if (has_own_mark(node)) run.text = node.parent().child("w:t").text().get();
  add(std::move(run), look);
}

void Story::drawing(Xml node, const RunProperties& look) {
  DrawingReader reader(*this, *open_->setting, kind_ == Kind::furniture);
  for (Run& run : reader.read(node)) add(std::move(run), look);
}

/// A letter of a font of pictures; the layout knows what it shows.
void Story::symbol(Xml node, const RunProperties& look) {
  const std::string code(text_in(node, "w:char"));
  const unsigned long letter = std::strtoul(code.c_str(), nullptr, 16);
  if (letter < 0x20 || letter > 0xFFFD || (letter >= 0xD800 && letter < 0xE000)) return;
  RunProperties own = look;
  if (const std::string_view font = text_in(node, "w:font"); !font.empty()) own.font = std::string(font);
  std::string text;
  append_utf8(text, static_cast<unsigned>(letter));
  add({.text = std::move(text)}, own);
}

}  // namespace kontor::docgen::wordml
