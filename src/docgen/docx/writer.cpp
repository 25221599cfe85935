#include "docgen/docx/writer.hpp"

#include <cmath>

#include "base/clock.hpp"
#include "docgen/docx/body.hpp"
#include "docgen/docx/package.hpp"
#include "docgen/docx/styles.hpp"
#include "docgen/model/escape.hpp"

namespace kontor::docgen::docx {
namespace {

constexpr std::string_view kHead = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
constexpr std::string_view kNamespaces =
    "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" "
    "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" "
    "xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\"";
constexpr std::string_view kRelation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
constexpr std::string_view kPart = "application/vnd.openxmlformats-officedocument.wordprocessingml";

int twips(double points) { return static_cast<int>(std::lround(points * 20)); }

std::string content_types(const Body& body, const Look& look) {
  std::string out = fmt::format(
      "{}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" "
      "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
      "<Default Extension=\"xml\" ContentType=\"application/xml\"/>",
      kHead);
  std::set<std::string_view> kinds;
  if (look.logo) kinds.insert(look.logo->kind == Picture::Kind::png ? "png" : "jpeg");
  for (const Figure* figure : body.pictures()) kinds.insert(figure->extension());
  for (const std::string_view kind : kinds)
    out += fmt::format("<Default Extension=\"{0}\" ContentType=\"image/{0}\"/>", kind);
  out += fmt::format("<Override PartName=\"/word/document.xml\" ContentType=\"{}.document.main+xml\"/>", kPart);
  for (const auto& [name, type] : {std::pair{"styles", "styles"},
                                   {"numbering", "numbering"},
                                   {"settings", "settings"},
                                   {"fontTable", "fontTable"},
                                   {"footer1", "footer"},
                                   {"header1", "header"}})
    out += fmt::format("<Override PartName=\"/word/{}.xml\" ContentType=\"{}.{}+xml\"/>", name, kPart, type);
  return out +
         "<Override PartName=\"/docProps/core.xml\" "
         "ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>"
         "<Override PartName=\"/docProps/app.xml\" "
         "ContentType=\"application/vnd.openxmlformats-officedocument.extended-properties+xml\"/></Types>";
}

std::string relations(std::string_view inside) {
  return fmt::format(
      "{}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{}</Relationships>",
      kHead, inside);
}

std::string package_relations() {
  return relations(
      fmt::format("<Relationship Id=\"rId1\" Type=\"{0}/officeDocument\" Target=\"word/document.xml\"/>"
                  "<Relationship Id=\"rId2\" "
                  "Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" "
                  "Target=\"docProps/core.xml\"/>"
                  "<Relationship Id=\"rId3\" Type=\"{0}/extended-properties\" Target=\"docProps/app.xml\"/>",
                  kRelation));
}

std::string logo_name(const Look& look) {
  return look.logo->kind == Picture::Kind::png ? "media/logo.png" : "media/logo.jpeg";
}

std::string picture_name(const Body& body, std::size_t i) {
  return fmt::format("media/picture{}.{}", i + 1, body.pictures()[i]->extension());
}

std::string document_relations(const Body& body, const Look& look) {
  std::string out;
  for (const auto& [id, type, target] : {std::tuple{"rIdStyles", "styles", "styles.xml"},
                                         {"rIdNumbering", "numbering", "numbering.xml"},
                                         {"rIdSettings", "settings", "settings.xml"},
                                         {"rIdFonts", "fontTable", "fontTable.xml"},
                                         {"rIdFooter", "footer", "footer1.xml"},
                                         {"rIdHeader", "header", "header1.xml"}})
    out += fmt::format("<Relationship Id=\"{}\" Type=\"{}/{}\" Target=\"{}\"/>", id, kRelation, type, target);
  if (look.logo)
    out += fmt::format("<Relationship Id=\"rIdLogo\" Type=\"{}/image\" Target=\"{}\"/>", kRelation, logo_name(look));
  for (std::size_t i = 0; i < body.pictures().size(); ++i)
    out += fmt::format("<Relationship Id=\"rIdPicture{}\" Type=\"{}/image\" Target=\"{}\"/>", i, kRelation,
                       picture_name(body, i));
  for (std::size_t i = 0; i < body.links().size(); ++i)
    out += fmt::format("<Relationship Id=\"rIdLink{}\" Type=\"{}/hyperlink\" Target=\"{}\" TargetMode=\"External\"/>",
                       i, kRelation, escaped(body.links()[i]));
  return relations(out);
}

/// One definition of bullets and one of numbers; each list is an instance of its own, so that it counts from its start.
std::string numbering(const Body& body) {
  std::string out = fmt::format("{}<w:numbering {}>", kHead, kNamespaces);
  for (const bool ordered : {false, true}) {
    out += fmt::format("<w:abstractNum w:abstractNumId=\"{}\"><w:multiLevelType w:val=\"hybridMultilevel\"/>",
                       ordered ? 1 : 0);
    for (int level = 0; level < 9; ++level)
      out += fmt::format(
          "<w:lvl w:ilvl=\"{0}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{1}\"/><w:lvlText w:val=\"{2}\"/><w:lvlJc "
          "w:val=\"left\"/>"
          "<w:pPr><w:ind w:left=\"{3}\" w:hanging=\"360\"/></w:pPr></w:lvl>",
          level, ordered ? "decimal" : "bullet", ordered ? fmt::format("%{}.", level + 1) : std::string("–"),
          400 * (level + 1));
    out += "</w:abstractNum>";
  }
  for (std::size_t i = 0; i < body.lists().size(); ++i) {
    const auto& [ordered, start] = body.lists()[i];
    std::string overrides;
    for (int level = 0; ordered && level < 9; ++level)
      overrides +=
          fmt::format("<w:lvlOverride w:ilvl=\"{}\"><w:startOverride w:val=\"{}\"/></w:lvlOverride>", level, start);
    out += fmt::format("<w:num w:numId=\"{}\"><w:abstractNumId w:val=\"{}\"/>{}</w:num>", i + 1, ordered ? 1 : 0,
                       overrides);
  }
  return out + "</w:numbering>";
}

std::string footer(const Document& document, const Look& look) {
  const auto& foot = std::get<Split>(document.section().footer.blocks.at(0).any);
  return fmt::format(
      "{}<w:ftr {}><w:p><w:pPr><w:pStyle w:val=\"Footer\"/></w:pPr>{}<w:r><w:tab/></w:r>{}</w:p></w:ftr>", kHead,
      kNamespaces, Body(document, look).runs(foot.left, false), Body(document, look).runs(foot.right, false));
}

std::string header(const Document& document, const Look& look) {
  Runs head;
  for (const Block& block : document.section().header.blocks)
    if (const auto* paragraph = std::get_if<Paragraph>(&block.any))
      head.insert(head.end(), paragraph->runs.begin(), paragraph->runs.end());
  return fmt::format("{}<w:hdr {}><w:p><w:pPr><w:pStyle w:val=\"Header\"/></w:pPr>{}</w:p></w:hdr>", kHead, kNamespaces,
                     Body(document, look).runs(head, false));
}

/// The header stands on the second and later pages: the first is a title page, whose own header is absent.
std::string section() {
  return fmt::format(
      "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rIdHeader\"/><w:footerReference w:type=\"default\" "
      "r:id=\"rIdFooter\"/><w:footerReference w:type=\"first\" r:id=\"rIdFooter\"/>"
      "<w:pgSz w:w=\"{}\" w:h=\"{}\"/><w:pgMar w:top=\"{}\" w:right=\"{}\" w:bottom=\"{}\" w:left=\"{}\" "
      "w:header=\"480\" w:footer=\"480\" w:gutter=\"0\"/><w:titlePg/></w:sectPr>",
      twips(Sheet::width), twips(Sheet::height), twips(Sheet::top), twips(Sheet::right), twips(Sheet::bottom),
      twips(Sheet::left));
}

std::string core(const Document& document, const WriteOptions& options) {
  return fmt::format(
      "{}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" "
      "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
      "xmlns:dcterms=\"http://purl.org/dc/terms/\" "
      "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>{}</dc:title><dc:creator>{}</dc:creator>"
      "<dc:language>{}</dc:language><dcterms:created xsi:type=\"dcterms:W3CDTF\">{}</dcterms:created><dcterms:modified "
      "xsi:type=\"dcterms:W3CDTF\">{}</dcterms:modified></cp:coreProperties>",
      kHead, escaped(document.title), escaped(options.author), language_tag(document.locale), rfc3339(options.created),
      rfc3339(options.created));
}

}  // namespace

std::string write(const Document& document, const Look& look, const WriteOptions& options) {
  Body body(document, look);
  const std::string content = body.blocks(document.section().blocks, Sheet::text_width);
  Parts parts;
  parts.emplace_back("[Content_Types].xml", content_types(body, look));
  parts.emplace_back("_rels/.rels", package_relations());
  parts.emplace_back("word/document.xml",
                     fmt::format("{}<w:document {}><w:body>\n{}{}{}</w:body></w:document>", kHead, kNamespaces, content,
                                 content.ends_with("</w:tbl>\n") ? "<w:p/>" : "", section()));
  parts.emplace_back("word/_rels/document.xml.rels", document_relations(body, look));
  parts.emplace_back("word/styles.xml", styles_part(document, look));
  parts.emplace_back("word/numbering.xml", numbering(body));
  parts.emplace_back(
      "word/settings.xml",
      fmt::format(
          "{}<w:settings {}><w:defaultTabStop w:val=\"720\"/><w:compat><w:compatSetting w:name=\"compatibilityMode\" "
          "w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat></w:settings>",
          kHead, kNamespaces));
  parts.emplace_back("word/fontTable.xml", fonts_part(look));
  parts.emplace_back("word/footer1.xml", footer(document, look));
  parts.emplace_back("word/header1.xml", header(document, look));
  if (look.logo) parts.emplace_back("word/" + logo_name(look), std::string(look.logo->bytes));
  for (std::size_t i = 0; i < body.pictures().size(); ++i)
    parts.emplace_back("word/" + picture_name(body, i), body.pictures()[i]->bytes);
  parts.emplace_back("docProps/core.xml", core(document, options));
  parts.emplace_back("docProps/app.xml",
                     fmt::format("{}<Properties "
                                 "xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/"
                                 "extended-properties\"><Application>Kontor</Application></Properties>",
                                 kHead));
  return zipped(parts, options.created);
}

}  // namespace kontor::docgen::docx
