#include "docgen/excel/sample_test.hpp"

#include <stdexcept>

#include "docgen/docx/package.hpp"

namespace kontor::docgen::excel::sample {
namespace {

constexpr std::string_view kXml = R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>)";
constexpr std::string_view kMain = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
constexpr std::string_view kOffice = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
constexpr std::string_view kPackage = "http://schemas.openxmlformats.org/package/2006/";

std::string styled(int style) { return style == 0 ? "" : fmt::format(" s=\"{}\"", style); }

std::string type_of(std::string_view name) {
  constexpr std::string_view kSheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
  if (name.starts_with("xl/worksheets/_rels")) return "";
  if (name.starts_with("xl/tables/")) return fmt::format("{}table+xml", kSheet);
  if (name.starts_with("xl/comments")) return fmt::format("{}comments+xml", kSheet);
  if (name == "xl/sharedStrings.xml") return fmt::format("{}sharedStrings+xml", kSheet);
  if (name == "xl/calcChain.xml") return fmt::format("{}calcChain+xml", kSheet);
  if (name.starts_with("xl/charts/")) return "application/vnd.openxmlformats-officedocument.drawingml.chart+xml";
  if (name == "docProps/core.xml") return "application/vnd.openxmlformats-package.core-properties+xml";
  return "application/vnd.openxmlformats-officedocument.drawing+xml";
}

constexpr std::string_view kStyles =
    R"(<numFmts count="1"><numFmt numFmtId="164" formatCode="dd\.mm\.yyyy"/></numFmts>)"
    R"(<fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders>)"
    R"(<cellStyleXfs count="1"><xf numFmtId="0"/></cellStyleXfs><cellXfs count="4"><xf numFmtId="0" xfId="0"/>)"
    R"(<xf numFmtId="4" xfId="0" applyNumberFormat="1"/><xf numFmtId="164" xfId="0" applyNumberFormat="1"/>)"
    R"(<xf numFmtId="49" xfId="0" applyNumberFormat="1"><alignment wrapText="1"/></xf></cellXfs>)";

}  // namespace

std::string text(std::string_view at, std::string_view text, int style) {
  return fmt::format(R"(<c r="{}"{} t="inlineStr"><is><t>{}</t></is></c>)", at, styled(style), text);
}
std::string number(std::string_view at, std::string_view number, int style) {
  return fmt::format(R"(<c r="{}"{}><v>{}</v></c>)", at, styled(style), number);
}
std::string formula(std::string_view at, std::string_view formula) {
  return fmt::format(R"(<c r="{}"><f>{}</f><v>1</v></c>)", at, formula);
}
std::string row(int number, std::string_view cells) { return fmt::format(R"(<row r="{}">{}</row>)", number, cells); }

std::string xlsx(const std::vector<SheetXml>& sheets, const Parts& more, std::string_view names,
                 std::string_view properties) {
  std::string types = fmt::format(
      R"({}<Types xmlns="{}content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package)"
      R"(.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override )"
      R"(PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.)"
      R"(main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.)"
      R"(spreadsheetml.styles+xml"/>)",
      kXml, kPackage);
  std::string list;
  std::string rels = fmt::format(R"(<Relationship Id="rIdS" Type="{}/styles" Target="styles.xml"/>)", kOffice);
  Parts parts;
  for (std::size_t i = 0; i < sheets.size(); ++i) {
    const SheetXml& each = sheets[i];
    list += fmt::format(R"(<sheet name="{}" sheetId="{}" r:id="rId{}"/>)", each.name, i + 1, i + 1);
    rels += fmt::format(R"(<Relationship Id="rId{}" Type="{}/worksheet" Target="worksheets/sheet{}.xml"/>)", i + 1,
                        kOffice, i + 1);
    types += fmt::format(
        R"(<Override PartName="/xl/worksheets/sheet{}.xml" ContentType="application/vnd.openxmlformats-officedocument)"
        R"(.spreadsheetml.worksheet+xml"/>)",
        i + 1);
    parts.emplace_back(fmt::format("xl/worksheets/sheet{}.xml", i + 1),
                       fmt::format(R"({}<worksheet xmlns="{}" xmlns:r="{}">{}<sheetData>{}</sheetData>{}</worksheet>)",
                                   kXml, kMain, kOffice, each.before, each.rows, each.behind));
  }
  for (const auto& [name, xml] : more) {
    if (const std::string type = type_of(name); !type.empty())
      types += fmt::format(R"(<Override PartName="/{}" ContentType="{}"/>)", name, type);
    for (const std::string_view kind : {"sharedStrings", "calcChain"})
      if (name == fmt::format("xl/{}.xml", kind))
        rels += fmt::format(R"(<Relationship Id="rId{}" Type="{}/{}" Target="{}.xml"/>)", kind, kOffice, kind, kind);
  }
  const std::string defined = names.empty() ? "" : fmt::format("<definedNames>{}</definedNames>", names);
  Parts all = {
      {"[Content_Types].xml", types + "</Types>"},
      {"_rels/.rels",
       fmt::format(R"({}<Relationships xmlns="{}relationships"><Relationship Id="rId1" Type="{}/officeDocument" )"
                   R"(Target="xl/workbook.xml"/></Relationships>)",
                   kXml, kPackage, kOffice)},
      {"xl/workbook.xml",
       fmt::format(R"({}<workbook xmlns="{}" xmlns:r="{}">{}<sheets>{}</sheets>{}<calcPr calcId="191029"/></workbook>)",
                   kXml, kMain, kOffice, properties, list, defined)},
      {"xl/_rels/workbook.xml.rels",
       fmt::format(R"({}<Relationships xmlns="{}relationships">{}</Relationships>)", kXml, kPackage, rels)},
      {"xl/styles.xml", fmt::format(R"({}<styleSheet xmlns="{}">{}</styleSheet>)", kXml, kMain, kStyles)}};
  all.insert(all.end(), parts.begin(), parts.end());
  all.insert(all.end(), more.begin(), more.end());
  return docx::zipped(all, {});
}

std::string rows_of(const std::string& file) {
  const std::string xml = part_of(file, "xl/worksheets/sheet1.xml");
  const std::size_t begin = xml.find("<sheetData>") + 11;
  return xml.substr(begin, xml.find("</sheetData>") - begin);
}

}  // namespace kontor::docgen::excel::sample
