#include "docgen/docx/body.hpp"
#include "docgen/model/escape.hpp"
#include "docgen/word/insets/drawing.hpp"
#include "docgen/word/insets/runs.hpp"

namespace kontor::docgen::docx {
namespace {

constexpr std::string_view kSoftHyphen = "\u00AD";

/// Tabs and places to hyphenate are elements of their own.
std::string text_of(std::string_view text, bool tabs) {
  constexpr std::string_view kSpecial = "\t\xC2";  // a tab, and what a soft hyphen begins with
  std::string out;
  const auto write = [&](std::string_view part) {
    if (!part.empty()) out += word::text_elements(part);
  };
  std::size_t begin = 0;
  for (std::size_t at = 0; (at = text.find_first_of(kSpecial, at)) != std::string_view::npos;) {
    const bool hyphen = text.substr(at).starts_with(kSoftHyphen);
    if (text[at] != '\t' && !hyphen) {
      ++at;
      continue;
    }
    write(text.substr(begin, at - begin));
    out += hyphen ? "<w:softHyphen/>" : tabs ? "<w:tab/>" : "<w:t xml:space=\"preserve\"> </w:t>";
    begin = at += hyphen ? kSoftHyphen.size() : 1;
  }
  write(text.substr(begin));
  return out;
}

std::string field_code(const PageField& field, const std::string& bookmark) {
  switch (field.kind) {
    case PageField::Kind::pages:
      return "NUMPAGES";
    case PageField::Kind::section_pages:
      return "SECTIONPAGES";
    case PageField::Kind::page_of:
      return "PAGEREF " + bookmark;
    case PageField::Kind::text_of:
      return fmt::format("STYLEREF \"{}\"", Gathered::style_name(field.target));
    case PageField::Kind::none:
    case PageField::Kind::page:
      break;
  }
  return "PAGE";
}

}  // namespace

std::string Body::runs(const Runs& list, bool tabs) {
  std::string out;
  for (const Run& run : list) {
    if (!run.anchor.empty()) out += anchor(run.anchor);
    const bool link = !run.link.empty();
    const std::string element = one(run, tabs, link);
    if (!link)
      out += element;
    else if (run.link.starts_with('#'))
      out += fmt::format("<w:hyperlink w:anchor=\"{}\">{}</w:hyperlink>",
                         escaped(gathered_.bookmark(std::string_view(run.link).substr(1))), element);
    else {
      out += fmt::format("<w:hyperlink r:id=\"rIdLink{}\">{}</w:hyperlink>", links_.size(), element);
      links_.push_back(run.link);
    }
  }
  return out;
}

std::string Body::one(const Run& run, bool tabs, bool link) {
  if (run.figure) return picture(*run.figure);
  if (run.floating) return floating(*run.floating);
  if (run.note && story_ == Story::text) return note(run);
  const std::string properties = word::run_properties(run, link ? "Hyperlink" : run.code ? "Code" : "");
  const std::string element =
      fmt::format("<w:r>{}{}</w:r>", properties.empty() ? "" : fmt::format("<w:rPr>{}</w:rPr>", properties),
                  text_of(run.text, tabs));
  if (!run.field || run.field->kind == PageField::Kind::none) return run.text.empty() ? "" : element;
  const std::string bookmark =
      run.field->kind == PageField::Kind::page_of ? gathered_.bookmark(run.field->target) : std::string();
  return fmt::format("<w:fldSimple w:instr=\" {} \">{}</w:fldSimple>", escaped(field_code(*run.field, bookmark)),
                     element);
}

std::string Body::note(const Run& run) {
  std::vector<Note>& notes = run.note->endnote ? gathered_.endnotes : gathered_.footnotes;
  notes.push_back({run.note, run.text});
  const std::string_view kind = run.note->endnote ? "endnote" : "footnote";
  return fmt::format("<w:r><w:rPr><w:rStyle w:val=\"NoteReference\"/></w:rPr><w:{}Reference{} w:id=\"{}\"/>{}</w:r>",
                     kind, run.text.empty() ? "" : " w:customMarkFollows=\"1\"", notes.size(),
                     text_of(run.text, false));
}

std::string Body::notes(const std::vector<Note>& list, std::string_view kind, double width) {
  std::string out;
  paragraph_style_ = "NoteText";
  for (std::size_t i = 0; i < list.size(); ++i) {
    const auto& [note, mark] = list[i];
    lead_ = fmt::format(
        "<w:r><w:rPr><w:rStyle w:val=\"NoteReference\"/></w:rPr>{}</w:r><w:r><w:t xml:space=\"preserve\"> </w:t></w:r>",
        mark.empty() ? fmt::format("<w:{}Ref/>", kind) : text_of(mark, false));
    std::string content = blocks(note->blocks, width);
    if (!lead_.empty() || !content.ends_with("</w:p>\n")) content += paragraph("NoteText", Align::automatic, "");
    out += fmt::format("<w:{0} w:id=\"{1}\">{2}</w:{0}>", kind, i + 1, content);
  }
  return out;
}

std::string Body::anchor(std::string_view name) {
  if (!gathered_.placed.emplace(name).second) return "";
  return fmt::format("<w:bookmarkStart w:id=\"{0}\" w:name=\"{1}\"/><w:bookmarkEnd w:id=\"{0}\"/>",
                     gathered_.placed.size(), escaped(gathered_.bookmark(name)));
}

std::string Body::relation(const Figure& figure) {
  const auto same = [&](const Figure* each) { return each->bytes == figure.bytes; };
  auto found = std::ranges::find_if(gathered_.pictures, same);
  if (found == gathered_.pictures.end()) found = gathered_.pictures.insert(found, &figure);
  const auto number = static_cast<std::size_t>(found - gathered_.pictures.begin());
  pictures_.insert(number);
  return fmt::format("rIdPicture{}", number);
}

std::string Body::picture(const Figure& figure) {
  return fmt::format("<w:r>{}</w:r>", word::inline_drawing(figure, relation(figure), ++gathered_.drawings));
}

}  // namespace kontor::docgen::docx
