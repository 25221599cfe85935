#include "docgen/docx/styles.hpp"

#include <cmath>

#include "docgen/docx/formats.hpp"
#include "docgen/model/escape.hpp"

namespace kontor::docgen::docx {
namespace {

constexpr std::string_view kHead = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
constexpr std::string_view kNamespace = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";

int half_points(double size) { return static_cast<int>(std::lround(size * 2)); }

std::string_view family(const Look& look) { return look.typeface == Typeface::serif ? "PT Serif" : "PT Sans"; }

std::string paragraph_style(std::string_view id, std::string_view name, std::string_view based_on,
                            std::string_view paragraph, std::string_view run, std::string_view extra = "<w:qFormat/>") {
  return fmt::format(
      "<w:style w:type=\"paragraph\" w:styleId=\"{}\"><w:name "
      "w:val=\"{}\"/>{}{}<w:pPr>{}</w:pPr><w:rPr>{}</w:rPr></w:style>\n",
      id, name, based_on.empty() ? "" : fmt::format("<w:basedOn w:val=\"{}\"/>", based_on), extra, paragraph, run);
}

std::string heading(int level, const Look& look) {
  const double before = look.pitch * (level == 1 ? 1.1 : level == 2 ? 1.0 : 0.75);
  const std::string next = "<w:next w:val=\"Normal\"/><w:qFormat/>";
  return paragraph_style(
      fmt::format("Heading{}", level), fmt::format("heading {}", level), "Normal",
      fmt::format("<w:keepNext/><w:keepLines/><w:spacing w:before=\"{}\" w:after=\"80\" w:line=\"240\" "
                  "w:lineRule=\"auto\"/><w:outlineLvl w:val=\"{}\"/>",
                  twips(before), level - 1),
      fmt::format("<w:b/><w:color w:val=\"{}\"/><w:sz w:val=\"{}\"/>", (level <= 2 ? look.accent : look.ink).hex(),
                  half_points(look.heading_size(level))),
      next);
}

std::string border(std::string_view side, int eighths, const Color& color) {
  return fmt::format("<w:{} w:val=\"single\" w:sz=\"{}\" w:space=\"0\" w:color=\"{}\"/>", side, eighths, color.hex());
}

std::string table_styles(const Look& look) {
  std::string out = fmt::format(
      "<w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name w:val=\"Normal "
      "Table\"/><w:uiPriority w:val=\"99\"/><w:semiHidden/>"
      "<w:tblPr><w:tblInd w:w=\"0\" w:type=\"dxa\"/><w:tblCellMar><w:top w:w=\"0\" w:type=\"dxa\"/><w:left w:w=\"0\" "
      "w:type=\"dxa\"/>"
      "<w:bottom w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"0\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style>\n");
  out += fmt::format(
      "<w:style w:type=\"table\" w:customStyle=\"1\" w:styleId=\"KontorTable\"><w:name w:val=\"Kontor "
      "Table\"/><w:basedOn w:val=\"TableNormal\"/><w:qFormat/>"
      "<w:tblPr><w:tblBorders>{}{}</w:tblBorders>{}</w:tblPr>"
      "<w:tblStylePr w:type=\"firstRow\"><w:rPr><w:b/><w:color "
      "w:val=\"{}\"/></w:rPr><w:tcPr><w:tcBorders>{}</w:tcBorders>"
      "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"{}\"/><w:vAlign "
      "w:val=\"bottom\"/></w:tcPr></w:tblStylePr></w:style>\n",
      border("bottom", 4, look.line), border("insideH", 4, look.line), cell_margins(4, 6, 4, 6), look.accent.hex(),
      border("bottom", 8, look.accent), look.shade.hex());
  out += fmt::format(
      "<w:style w:type=\"table\" w:customStyle=\"1\" w:styleId=\"KontorGrid\"><w:name w:val=\"Kontor "
      "Grid\"/><w:basedOn w:val=\"TableNormal\"/><w:qFormat/>"
      "<w:tblPr><w:tblBorders>{}{}{}{}{}{}</w:tblBorders>{}</w:tblPr></w:style>\n",
      border("top", 4, look.muted), border("left", 4, look.muted), border("bottom", 4, look.muted),
      border("right", 4, look.muted), border("insideH", 4, look.muted), border("insideV", 4, look.muted),
      cell_margins(3.5, 6, 3.5, 6));
  out += fmt::format(
      "<w:style w:type=\"table\" w:customStyle=\"1\" w:styleId=\"KontorPlain\"><w:name w:val=\"Kontor "
      "Plain\"/><w:basedOn w:val=\"TableNormal\"/><w:qFormat/><w:tblPr>{}</w:tblPr></w:style>\n",
      cell_margins(4, 3, 4, 3));
  return out;
}

}  // namespace

std::string styles_part(const Document& document, const Look& look,
                        const std::vector<std::pair<std::string, std::string>>& own) {
  const int size = half_points(look.size);
  std::string out(kHead);
  out += fmt::format(
      "<w:styles {}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"{}\" w:hAnsi=\"{}\" w:cs=\"{}\" "
      "w:eastAsia=\"{}\"/><w:color w:val=\"{}\"/>"
      "<w:sz w:val=\"{}\"/><w:szCs w:val=\"{}\"/><w:lang w:val=\"{}\"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>"
      "<w:spacing w:before=\"{}\" w:after=\"0\" w:line=\"264\" "
      "w:lineRule=\"auto\"/></w:pPr></w:pPrDefault></w:docDefaults>\n",
      kNamespace, family(look), family(look), family(look), family(look), look.ink.hex(), size, size,
      language_tag(document.locale), twips(look.pitch * 0.42));
  out += fmt::format(
      "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name "
      "w:val=\"Normal\"/><w:qFormat/><w:pPr><w:widowControl/>{}</w:pPr></w:style>\n",
      document.justified ? "<w:jc w:val=\"both\"/>" : "");
  for (int level = 1; level <= 4; ++level) out += heading(level, look);
  constexpr std::string_view tight = "<w:spacing w:before=\"0\" w:after=\"0\"/><w:jc w:val=\"left\"/>";
  out += paragraph_style(
      "Small", "Small", "Normal", "",
      fmt::format("<w:color w:val=\"{}\"/><w:sz w:val=\"{}\"/>", look.muted.hex(), half_points(look.size * 0.84)));
  out += paragraph_style("Compact", "Compact", "Normal",
                         "<w:spacing w:before=\"40\" w:after=\"0\"/><w:jc w:val=\"left\"/>", "");
  out += paragraph_style("TableText", "Table Text", "Normal", tight,
                         fmt::format("<w:sz w:val=\"{}\"/>", half_points(look.size * 0.93)));
  out += paragraph_style("TableHeader", "Table Header", "TableText", "<w:keepNext/>",
                         fmt::format("<w:b/><w:color w:val=\"{}\"/><w:sz w:val=\"{}\"/>", look.accent.hex(),
                                     half_points(look.size * 0.84)));
  // Forms with many columns.
  out += paragraph_style("FormText", "Form Text", "TableText", "",
                         fmt::format("<w:sz w:val=\"{}\"/>", half_points(look.size * 0.78)));
  out += paragraph_style("FormHeader", "Form Header", "TableHeader", "",
                         fmt::format("<w:sz w:val=\"{}\"/>", half_points(look.size * 0.84 * 0.78 / 0.93)));
  out += paragraph_style(
      "NoteText", "footnote text", "Compact", "",
      fmt::format("<w:color w:val=\"{}\"/><w:sz w:val=\"{}\"/>", look.muted.hex(), half_points(look.size * 0.84)), "");
  out += paragraph_style("Label", "Label", "Compact", "", fmt::format("<w:color w:val=\"{}\"/>", look.muted.hex()));
  out += paragraph_style("GrandTotal", "Grand Total", "Compact", "<w:spacing w:before=\"60\" w:after=\"60\"/>",
                         fmt::format("<w:b/><w:sz w:val=\"{}\"/>", half_points(look.size * 1.12)));
  out += paragraph_style("CompanyName", "Company Name", "Compact", "",
                         fmt::format("<w:b/><w:color w:val=\"{}\"/><w:sz w:val=\"{}\"/>", look.accent.hex(),
                                     half_points(look.size * 1.42)));
  out += paragraph_style(
      "CompanyDetails", "Company Details", "Compact", "<w:jc w:val=\"right\"/>",
      fmt::format("<w:color w:val=\"{}\"/><w:sz w:val=\"{}\"/>", look.muted.hex(), half_points(look.size * 0.84)));
  out += paragraph_style("ListParagraph", "List Paragraph", "Normal",
                         "<w:spacing w:before=\"60\"/><w:contextualSpacing/>", "");
  out += paragraph_style(
      "Quote", "Quote", "Normal",
      fmt::format(
          "<w:pBdr><w:left w:val=\"single\" w:sz=\"18\" w:space=\"8\" w:color=\"{}\"/></w:pBdr><w:ind w:left=\"240\"/>",
          look.line.hex()),
      "");
  const std::string page_line = fmt::format("<w:color w:val=\"{}\"/><w:sz w:val=\"16\"/>", look.muted.hex());
  out += paragraph_style("Header", "header", "Normal", "<w:jc w:val=\"right\"/>", page_line, "");
  out += paragraph_style("Footer", "footer", "Normal",
                         fmt::format("<w:pBdr>{}</w:pBdr><w:spacing w:before=\"80\"/>", border("top", 4, look.line)),
                         page_line, "");
  out += fmt::format(
      "<w:style w:type=\"character\" w:styleId=\"Hyperlink\"><w:name w:val=\"Hyperlink\"/><w:rPr><w:color "
      "w:val=\"{}\"/><w:u w:val=\"single\"/></w:rPr></w:style>\n",
      look.accent.hex());
  out +=
      "<w:style w:type=\"character\" w:styleId=\"NoteReference\"><w:name w:val=\"footnote "
      "reference\"/><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr></w:style>\n";
  out +=
      "<w:style w:type=\"character\" w:customStyle=\"1\" w:styleId=\"Code\"><w:name w:val=\"Code\"/><w:rPr><w:rFonts "
      "w:ascii=\"PT Mono\" w:hAnsi=\"PT Mono\" w:cs=\"PT Mono\"/></w:rPr></w:style>\n";
  for (const auto& [id, name] : own)
    out += fmt::format(
        "<w:style w:type=\"paragraph\" w:customStyle=\"1\" w:styleId=\"{}\"><w:name w:val=\"{}\"/><w:basedOn "
        "w:val=\"Normal\"/></w:style>\n",
        id, escaped(name));
  return out + table_styles(look) + "</w:styles>";
}

std::string fonts_part(const Look& look) {
  const bool serif = look.typeface == Typeface::serif;
  return fmt::format(
      "{}<w:fonts {}><w:font w:name=\"{}\"><w:altName w:val=\"{}\"/><w:charset w:val=\"CC\"/><w:family "
      "w:val=\"{}\"/><w:pitch w:val=\"variable\"/></w:font>"
      "<w:font w:name=\"PT Mono\"><w:altName w:val=\"Consolas\"/><w:charset w:val=\"CC\"/><w:family "
      "w:val=\"modern\"/><w:pitch w:val=\"fixed\"/></w:font></w:fonts>",
      kHead, kNamespace, family(look), serif ? "Cambria" : "Calibri", serif ? "roman" : "swiss");
}

}  // namespace kontor::docgen::docx
