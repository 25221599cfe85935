#include "docgen/docx/writer.hpp"

#include "docgen/docx/formats.hpp"
#include "docgen/docx/package.hpp"
#include "docgen/docx/parts.hpp"
#include "docgen/docx/styles.hpp"
#include "docgen/model/escape.hpp"

namespace kontor::docgen::docx {
namespace {

constexpr std::string_view kPart = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// A file in the making. Parts in word/ are named as their kind, with a number where a kind has several.
class File {
 public:
  File(const Document& document, const Look& look, const WriteOptions& options)
      : document_(document), look_(look), options_(options) {}

  std::string written();

 private:
  std::string text();
  std::string section(const Section& section);
  void furniture(const Section& section, bool head, std::string& references);
  void furniture_part(std::string_view kind, std::string_view pages, const Blocks& blocks, const Section& section,
                      std::string& references);
  void notes(std::string_view kind, const std::vector<Note>& list);
  void add(std::string_view name, std::string_view kind, std::string content);
  void relations(std::string_view part, const Body& body, std::string_view more = "");
  std::string content_types() const;
  std::string picture_name(std::size_t i) const {
    return fmt::format("media/picture{}.{}", i + 1, gathered_.pictures[i]->extension());
  }
  std::string logo_name() const {
    return look_.logo->kind == Picture::Kind::png ? "media/logo.png" : "media/logo.jpeg";
  }

  const Document& document_;
  const Look& look_;
  const WriteOptions& options_;
  Gathered gathered_;
  std::optional<Body> body_;  ///< of the text
  Parts parts_;
  std::string overrides_;           ///< of the content types
  std::string document_relations_;  ///< to the parts that are not pictures
  std::size_t furniture_ = 0;       ///< parts with heads and feet
  bool even_pages_ = false;
};

std::string File::written() {
  even_pages_ = std::ranges::any_of(document_.sections, [](const Section& section) {
    return section.header.even.has_value() || section.footer.even.has_value();
  });
  const std::string text_part = text();
  notes("footnote", gathered_.footnotes);
  notes("endnote", gathered_.endnotes);
  add("styles", "styles", styles_part(document_, look_, gathered_.styles()));
  add("numbering", "numbering", numbering(gathered_));
  add("settings", "settings", settings(gathered_, even_pages_));
  add("fontTable", "fontTable", fonts_part(look_));
  relations("document", *body_, document_relations_);
  if (look_.logo) parts_.push_back({"word/" + logo_name(), std::string(look_.logo->bytes)});
  for (std::size_t i = 0; i < gathered_.pictures.size(); ++i)
    parts_.push_back({"word/" + picture_name(i), gathered_.pictures[i]->bytes});
  parts_.push_back({"docProps/core.xml", core(document_, options_)});
  parts_.push_back(
      {"docProps/app.xml", fmt::format("{}<Properties "
                                       "xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/"
                                       "extended-properties\"><Application>Kontor</Application></Properties>",
                                       kHead)});
  Parts all = {
      {"[Content_Types].xml", content_types()}, {"_rels/.rels", package_relations()}, {"word/document.xml", text_part}};
  std::move(parts_.begin(), parts_.end(), std::back_inserter(all));
  return zipped(all, options_.created);
}

std::string File::text() {
  body_.emplace(document_, look_, gathered_);
  std::string content;
  for (const Section& each : document_.sections) {
    content += body_->blocks(each.blocks, each.page.text_width());
    if (&each == &document_.sections.back()) {
      if (content.empty() || content.ends_with("</w:tbl>\n")) content += "<w:p/>";
      content += section(each);
    } else {
      content += fmt::format(
          "<w:p><w:pPr><w:spacing w:before=\"0\" w:after=\"0\" w:line=\"20\" "
          "w:lineRule=\"exact\"/>{}</w:pPr></w:p>\n",
          section(each));
    }
  }
  return fmt::format("{}<w:document {}><w:body>\n{}</w:body></w:document>", kHead, kNamespaces, content);
}

std::string File::section(const Section& section) {
  std::string references;
  furniture(section, true, references);
  furniture(section, false, references);
  return fmt::format("<w:sectPr>{}{}</w:sectPr>", references,
                     section_properties(section, section.header.first || section.footer.first));
}

/// Each section says all its heads and feet: what it does not say, Word takes from the section before.
void File::furniture(const Section& section, bool head, std::string& references) {
  const Furniture& own = head ? section.header : section.footer;
  const std::string_view kind = head ? "header" : "footer";
  furniture_part(kind, "default", own.blocks, section, references);
  if (section.header.first || section.footer.first)
    furniture_part(kind, "first", own.first ? *own.first : own.blocks, section, references);
  if (even_pages_) furniture_part(kind, "even", own.even ? *own.even : own.blocks, section, references);
}

void File::furniture_part(std::string_view kind, std::string_view pages, const Blocks& blocks, const Section& section,
                          std::string& references) {
  const bool head = kind == "header";
  const std::string name = fmt::format("{}{}", kind, ++furniture_);
  Body body(document_, look_, gathered_, head ? Body::Story::header : Body::Story::footer);
  const bool water = head && !document_.watermark.empty();
  const std::string content =
      body.furniture(blocks, section.page.text_width(),
                     water ? watermark(document_.watermark, look_, section.page, furniture_) : std::string());
  add(name, kind, fmt::format("{0}<w:{1} {2}>{3}</w:{1}>", kHead, head ? "hdr" : "ftr", kNamespaces, content));
  relations(name, body);
  references += fmt::format("<w:{}Reference w:type=\"{}\" r:id=\"rId{}\"/>", kind, pages, name);
}

void File::notes(std::string_view kind, const std::vector<Note>& list) {
  if (list.empty()) return;
  Body body(document_, look_, gathered_, Body::Story::note);
  const std::string content = body.notes(list, kind, document_.sections.front().page.text_width());
  const std::string name = fmt::format("{}s", kind);
  add(name, name, notes_part(kind, content));
  relations(name, body);
}

void File::add(std::string_view name, std::string_view kind, std::string content) {
  parts_.push_back({fmt::format("word/{}.xml", name), std::move(content)});
  overrides_ += fmt::format("<Override PartName=\"/word/{}.xml\" ContentType=\"{}.{}+xml\"/>", name, kPart, kind);
  document_relations_ +=
      fmt::format("<Relationship Id=\"rId{0}\" Type=\"{1}/{2}\" Target=\"{0}.xml\"/>", name, kRelation, kind);
}

void File::relations(std::string_view part, const Body& body, std::string_view more) {
  std::string out(more);
  if (look_.logo)
    out += fmt::format("<Relationship Id=\"rIdLogo\" Type=\"{}/image\" Target=\"{}\"/>", kRelation, logo_name());
  for (const std::size_t i : body.pictures())
    out += fmt::format("<Relationship Id=\"rIdPicture{}\" Type=\"{}/image\" Target=\"{}\"/>", i, kRelation,
                       picture_name(i));
  for (std::size_t i = 0; i < body.links().size(); ++i)
    out += fmt::format("<Relationship Id=\"rIdLink{}\" Type=\"{}/hyperlink\" Target=\"{}\" TargetMode=\"External\"/>",
                       i, kRelation, escaped(body.links()[i]));
  if (out.empty()) return;
  parts_.push_back(
      {fmt::format("word/_rels/{}.xml.rels", part),
       fmt::format("{}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{}"
                   "</Relationships>",
                   kHead, out)});
}

std::string File::content_types() const {
  std::string out = fmt::format(
      "{}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" "
      "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
      "<Default Extension=\"xml\" ContentType=\"application/xml\"/>",
      kHead);
  std::set<std::string_view> kinds;
  if (look_.logo) kinds.insert(look_.logo->kind == Picture::Kind::png ? "png" : "jpeg");
  for (const Figure* figure : gathered_.pictures) kinds.insert(figure->extension());
  for (const std::string_view kind : kinds)
    out += fmt::format("<Default Extension=\"{0}\" ContentType=\"image/{0}\"/>", kind);
  return out + fmt::format("<Override PartName=\"/word/document.xml\" ContentType=\"{}.document.main+xml\"/>", kPart) +
         overrides_ +
         "<Override PartName=\"/docProps/core.xml\" "
         "ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>"
         "<Override PartName=\"/docProps/app.xml\" "
         "ContentType=\"application/vnd.openxmlformats-officedocument.extended-properties+xml\"/></Types>";
}

}  // namespace

std::string write(const Document& document, const Look& look, const WriteOptions& options) {
  return File(document, look, options).written();
}

}  // namespace kontor::docgen::docx
