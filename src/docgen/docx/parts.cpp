#include "docgen/docx/parts.hpp"

#include <cmath>

#include "base/clock.hpp"
#include "base/text.hpp"
#include "docgen/docx/formats.hpp"
#include "docgen/model/escape.hpp"

namespace kontor::docgen::docx {

std::string settings(const Gathered& gathered, bool even_pages) {
  const auto separators = [](std::string_view kind, bool present) {
    return present ? fmt::format("<w:{0}Pr><w:{0} w:id=\"-1\"/><w:{0} w:id=\"0\"/></w:{0}Pr>", kind) : std::string();
  };
  return fmt::format(
      "{}<w:settings {}><w:defaultTabStop w:val=\"{}\"/>{}{}{}{}<w:compat><w:compatSetting "
      "w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" "
      "w:val=\"15\"/></w:compat></w:settings>",
      kHead, kNamespaces, twips(gathered.default_tab), gathered.hyphenates ? "<w:autoHyphenation/>" : "",
      even_pages ? "<w:evenAndOddHeaders/>" : "", separators("footnote", !gathered.footnotes.empty()),
      separators("endnote", !gathered.endnotes.empty()));
}

std::string notes_part(std::string_view kind, std::string_view notes) {
  return fmt::format(
      "{0}<w:{2}s {1}><w:{2} w:type=\"separator\" w:id=\"-1\"><w:p><w:r><w:separator/></w:r></w:p></w:{2}><w:{2} "
      "w:type=\"continuationSeparator\" "
      "w:id=\"0\"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:{2}>{3}</w:{2}s>",
      kHead, kNamespaces, kind, notes);
}

std::string watermark(std::string_view text, const Look& look, const PageSetup& page, std::size_t number) {
  // Not longer than the page's diagonal leaves it, and in the proportions of its letters.
  const auto letters = static_cast<double>(std::max<std::size_t>(length(text), 1));
  const double width = std::min(std::hypot(page.width, page.height) * 0.6, letters * 90);
  const double height = std::min(width / letters * 1.6, 140.0);
  return fmt::format(
      "<w:r><w:pict xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\">"
      "<v:shapetype id=\"_x0000_t136\" coordsize=\"21600,21600\" o:spt=\"136\" adj=\"10800\" "
      "path=\"m,l21600,m,21600l21600,21600e\"><v:path textpathok=\"t\"/><v:textpath on=\"t\" "
      "fitshape=\"t\"/></v:shapetype>"
      "<v:shape id=\"Watermark{0}\" o:spid=\"_x0000_s{1}\" type=\"#_x0000_t136\" alt=\"\" "
      "style=\"position:absolute;margin-left:0;margin-top:0;width:{2:.1f}pt;height:{3:.1f}pt;rotation:315;"
      "z-index:-251658752;mso-position-horizontal:center;mso-position-horizontal-relative:page;"
      "mso-position-vertical:center;mso-position-vertical-relative:page\" fillcolor=\"#{4}\" stroked=\"f\">"
      "<v:textpath style=\"font-family:&quot;{5}&quot;;font-size:1pt\" string=\"{6}\"/></v:shape></w:pict></w:r>",
      number, 2048 + number, width, height, look.muted.lighter(0.8).hex(),
      look.typeface == Typeface::serif ? "PT Serif" : "PT Sans", escaped(text));
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

std::string package_relations() {
  return fmt::format(
      "{0}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
      "<Relationship Id=\"rId1\" Type=\"{1}/officeDocument\" Target=\"word/document.xml\"/>"
      "<Relationship Id=\"rId2\" "
      "Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" "
      "Target=\"docProps/core.xml\"/>"
      "<Relationship Id=\"rId3\" Type=\"{1}/extended-properties\" Target=\"docProps/app.xml\"/></Relationships>",
      kHead, kRelation);
}

}  // namespace kontor::docgen::docx
