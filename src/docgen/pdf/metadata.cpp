#include "docgen/pdf/metadata.hpp"

#include "base/clock.hpp"
#include "docgen/model/escape.hpp"
#include "docgen/pdf/color_profile.hpp"
#include "docgen/pdf/syntax.hpp"

namespace kontor::docgen::pdf {
namespace {

constexpr std::string_view kProgram = "Kontor";

bool is_dated(const PdfOptions& options) { return options.created != std::chrono::sys_seconds{}; }

}  // namespace

Objects::Id write_information(const layout::Pages& pages, const PdfOptions& options, Objects& objects) {
  Objects::Id id;
  std::string& out = objects.begin_new(id);
  out += "<<";
  const auto entry = [&](std::string_view name, std::string_view value) {
    if (value.empty()) return;
    out += name;
    append_text(out, single_line(value));
  };
  entry("/Title", pages.title);
  entry("/Author", options.author);
  entry("/Creator", kProgram);
  entry("/Producer", kProgram);
  if (is_dated(options)) {
    entry("/CreationDate", date(options.created));
    entry("/ModDate", date(options.created));
  }
  out += ">>";
  return id;
}

Objects::Id write_metadata(const layout::Pages& pages, const PdfOptions& options, bool archival, Objects& objects) {
  std::string out =
      "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
      "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
      "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
      "xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" "
      "xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\">\n";
  out += "<dc:format>application/pdf</dc:format>\n";
  if (!pages.title.empty())
    out += fmt::format("<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{}</rdf:li></rdf:Alt></dc:title>\n",
                       escaped(single_line(pages.title)));
  if (!options.author.empty())
    out += fmt::format("<dc:creator><rdf:Seq><rdf:li>{}</rdf:li></rdf:Seq></dc:creator>\n",
                       escaped(single_line(options.author)));
  out += fmt::format("<dc:language><rdf:Bag><rdf:li>{}</rdf:li></rdf:Bag></dc:language>\n", language_tag(pages.locale));
  out += fmt::format("<pdf:Producer>{}</pdf:Producer>\n<xmp:CreatorTool>{}</xmp:CreatorTool>\n", kProgram, kProgram);
  if (is_dated(options)) {
    const std::string at = rfc3339(options.created);
    out += fmt::format("<xmp:CreateDate>{}</xmp:CreateDate>\n<xmp:ModifyDate>{}</xmp:ModifyDate>\n", at, at);
  }
  if (archival) out += "<pdfaid:part>2</pdfaid:part>\n<pdfaid:conformance>U</pdfaid:conformance>\n";
  out += "</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>";
  return objects.new_stream("/Type/Metadata/Subtype/XML", out, Objects::Packing::as_is);
}

std::string output_intent(Objects& objects) {
  const Objects::Id profile = objects.new_stream("/N 3/Filter/FlateDecode", srgb_profile(), Objects::Packing::as_is);
  return fmt::format(
      "<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB IEC61966-2.1)/Info(sRGB IEC61966-2.1)"
      "/DestOutputProfile {} 0 R>>",
      profile);
}

}  // namespace kontor::docgen::pdf
