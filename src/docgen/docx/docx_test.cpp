#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zip.h>

#include <map>
#include <pugixml.hpp>

#include "docgen/docx/writer.hpp"
#include "docgen/markdown/reader.hpp"

namespace kontor::docgen {
namespace {

using ::testing::HasSubstr;

std::map<std::string, std::string> parts_of(const std::string& bytes) {
  std::map<std::string, std::string> parts;
  zip_error_t error;
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  zip_t* archive = zip_open_from_source(source, ZIP_RDONLY, &error);
  for (zip_int64_t i = 0; archive && i < zip_get_num_entries(archive, 0); ++i) {
    zip_stat_t stat;
    zip_stat_index(archive, static_cast<zip_uint64_t>(i), 0, &stat);
    std::string content(stat.size, '\0');
    zip_file_t* file = zip_fopen_index(archive, static_cast<zip_uint64_t>(i), 0);
    zip_fread(file, content.data(), content.size());
    zip_fclose(file);
    parts[stat.name] = std::move(content);
  }
  if (archive) zip_close(archive);
  return parts;
}

std::string written(std::string_view markdown, const WriteOptions& options = {}) {
  auto document = read_markdown(markdown);
  EXPECT_TRUE(document);
  return docx::write(*document, *look_of(*document, options), options);
}

pugi::xml_document parsed(const std::string& xml) {
  pugi::xml_document document;
  EXPECT_TRUE(document.load_buffer(xml.data(), xml.size())) << xml.substr(0, 200);
  return document;
}

constexpr std::string_view kEverything =
    "::: letterhead\nCompany\n\naddress\n:::\n::: footer\nFoot & more\n:::\n::: header\nHead\n:::\n# Title\n\n::: "
    "details\nA | b\n:::\n"
    "text **bold** *it* ~~no~~ `code` [link](https://example.com/?a=1&b=2)<br>second\n\n1. one\n   - inner\n2. "
    "two\n\n5. five\n\n> quote\n\n---\n\n"
    "| A | B |\n|---|--:|\n| x | 1 |\n\n::: totals\nNet | 1\n**Total** | 2\n:::\n::: grid 50 25 25\n| a | < | b |\n| ^ "
    "| ^ | c |\n:::\n"
    "::: split\nl | r\n:::\n::: signatures\n**X**\n\nDirector ____ S. Ample\n|||\nDirector ____ E. Xample\n:::\n::: "
    "page-break :::\nend\n";

TEST(Docx, IsWellFormedInEveryPartAndRelation) {
  const auto parts = parts_of(written(kEverything));
  ASSERT_TRUE(parts.contains("word/document.xml"));
  const auto types = parsed(parts.at("[Content_Types].xml"));
  for (const auto& type : types.child("Types").children("Override"))
    EXPECT_TRUE(parts.contains(std::string(type.attribute("PartName").value()).substr(1)))
        << type.attribute("PartName").value();
  for (const auto& [name, xml] : parts) parsed(xml);
  const auto relations = parsed(parts.at("word/_rels/document.xml.rels"));
  for (const auto& relation : relations.child("Relationships").children()) {
    if (std::string_view(relation.attribute("TargetMode").value()) == "External")
      EXPECT_STREQ(relation.attribute("Target").value(), "https://example.com/?a=1&b=2");
    else
      EXPECT_TRUE(parts.contains(fmt::format("word/{}", relation.attribute("Target").value())));
  }
}

TEST(Docx, UsesStylesThatExist) {
  const auto parts = parts_of(written(kEverything));
  std::set<std::string> styles;
  const auto sheet = parsed(parts.at("word/styles.xml"));
  for (const auto& style : sheet.child("w:styles").children("w:style"))
    styles.insert(style.attribute("w:styleId").value());
  const auto body = parsed(parts.at("word/document.xml"));
  for (const char* element : {"w:pStyle", "w:rStyle", "w:tblStyle"})
    for (const auto& found : body.select_nodes(fmt::format("//{}", element).c_str()))
      EXPECT_TRUE(styles.contains(found.node().attribute("w:val").value())) << found.node().attribute("w:val").value();
}

TEST(Docx, IsWhatWordExpectsOfTables) {
  const auto body = parsed(parts_of(written(kEverything)).at("word/document.xml"));
  for (const auto& found : body.select_nodes("//w:tbl")) {
    const auto columns = std::distance(found.node().child("w:tblGrid").begin(), found.node().child("w:tblGrid").end());
    for (const auto& row : found.node().children("w:tr")) {
      std::ptrdiff_t covered = 0;
      for (const auto& cell : row.children("w:tc")) {
        covered += std::max(1, cell.child("w:tcPr").child("w:gridSpan").attribute("w:val").as_int());
        EXPECT_STREQ(cell.last_child().name(), "w:p") << "a cell ends with a paragraph";
      }
      EXPECT_EQ(covered, columns);
    }
  }
  EXPECT_EQ(body.select_nodes("//w:tblHeader").size(), 1u);
  EXPECT_EQ(body.select_nodes("//w:vMerge").size(), 2u);
}

TEST(Docx, CountsPagesAndLists) {
  const auto parts = parts_of(written(kEverything));
  for (const char* foot : {"word/footer3.xml", "word/footer4.xml"}) {  // of the first page and of the others
    EXPECT_THAT(parts.at(foot), HasSubstr(" PAGE "));
    EXPECT_THAT(parts.at(foot), HasSubstr(" NUMPAGES "));
    EXPECT_THAT(parts.at(foot), HasSubstr("Foot &amp; more"));
  }
  const auto numbering = parsed(parts.at("word/numbering.xml"));
  EXPECT_EQ(numbering.select_nodes("//w:num").size(), 2u);
}

TEST(Docx, TellsWhoMadeItAndWhen) {
  WriteOptions options{.author = "A & B"};
  options.created = std::chrono::sys_days(std::chrono::year(2026) / 11 / 23);
  const auto parts = parts_of(written("# T", options));
  EXPECT_THAT(parts.at("docProps/core.xml"), HasSubstr("<dc:creator>A &amp; B</dc:creator>"));
  EXPECT_THAT(parts.at("docProps/core.xml"), HasSubstr("2026-11-23T00:00:00Z"));
  EXPECT_EQ(written("# T", options), written("# T", options));
}

Document wide_form() {
  Document document;
  const auto box = std::make_shared<const CellFormat>(CellFormat{.borders = {.top = {.line = Border::Line::single}},
                                                                 .shade = "eeeeee",
                                                                 .left = 3,
                                                                 .vertical = CellFormat::Vertical::bottom,
                                                                 .direction = CellFormat::Direction::upwards,
                                                                 .no_wrap = true});
  const auto note = std::make_shared<const Footnote>(
      Footnote{.blocks = {{Paragraph{.runs = {{.text = "see", .link = "https://example.com"}}}}}});
  const auto own =
      std::make_shared<const ParagraphFormat>(ParagraphFormat{.left = 10,
                                                              .first_line = -5,
                                                              .contextual = true,
                                                              .tabs = {{.at = 100, .leader = "."}},
                                                              .keep_lines = true,
                                                              .page_break_before = true,
                                                              .widow_control = false,
                                                              .hyphenate = false,
                                                              .outline = 2,
                                                              .borders = {.top = {.line = Border::Line::single}},
                                                              .shade = "ffffff",
                                                              .size = 9});
  const auto dress = std::make_shared<const Dress>(Dress{.underline = Dress::Underline::wave,
                                                         .color = "c00000",
                                                         .highlight = "ffff00",
                                                         .font = "PT Sans",
                                                         .size = 9,
                                                         .rise = 1,
                                                         .shift = 2,
                                                         .letters = Dress::Letters::small_capitals,
                                                         .spacing = 1,
                                                         .stretch = 0.9,
                                                         .language = "ru"});
  const auto page_of =
      std::make_shared<const PageField>(PageField{.kind = PageField::Kind::page_of, .target = "place"});
  document.section().page = {.width = 841.89, .height = 595.276, .left = 30, .right = 30, .top = 28, .bottom = 34};
  document.section().header = {.blocks = {{Paragraph{.runs = {{.text = "x", .link = "https://example.org"}}}}},
                               .even = Blocks{}};
  document.section().column_widths = {1, 2};
  document.section().first_number = 3;
  document.section().blocks = {
      {Paragraph{.runs = {{.text = "a\tb\u00ADc", .bold = true, .italic = true, .strike = true, .dress = dress},
                          {.note = note},
                          {.text = "up", .link = "#place"},
                          {.text = "7", .field = page_of}},
                 .align = Align::center,
                 .format = own}},
      {Together{{{Paragraph{.runs = {{.text = "one", .anchor = "place"}}}}, {Paragraph{.runs = {{.text = "two"}}}}}}},
      {Table{.look = Table::Look::plain,
             .columns = {Align::left, Align::right},
             .header_rows = 1,
             .small = true,
             .rows = {{.cells = {{.runs = {{.text = "h"}}, .columns = 2, .format = box}}},
                      {.cells = {{.blocks = {{Paragraph{.runs = {{.text = "in"}}}}}, .align = Align::center}},
                       .before = 1,
                       .format = std::make_shared<const RowFormat>(RowFormat{.height = 20, .splits = false})}}}}};
  document.sections.push_back({.blocks = {{Paragraph{.runs = {{.text = "upright"}}}}}});
  document.watermark = "DRAFT";
  return document;
}

std::map<std::string, std::string> parts_of_form() {
  const Document document = wide_form();
  return parts_of(docx::write(document, *look_of(document, {}), {}));
}

// Word refuses a file whose properties stand in another order than its schema's.
TEST(Docx, OrdersPropertiesAsTheSchemaDoes) {
  const std::map<std::string, std::vector<std::string>> orders = {
      {"w:pPr",
       {"pStyle", "keepNext", "keepLines", "pageBreakBefore", "widowControl", "numPr", "pBdr", "shd", "tabs",
        "suppressAutoHyphens", "spacing", "ind", "contextualSpacing", "jc", "outlineLvl", "rPr", "sectPr"}},
      {"w:rPr",
       {"rStyle", "rFonts", "b", "i", "caps", "smallCaps", "strike", "color", "spacing", "w", "position", "sz", "szCs",
        "u", "shd", "vertAlign", "lang"}},
      {"w:tblPr",
       {"tblStyle", "tblW", "jc", "tblCellSpacing", "tblInd", "tblBorders", "tblLayout", "tblCellMar", "tblLook"}},
      {"w:trPr", {"gridBefore", "gridAfter", "wBefore", "wAfter", "cantSplit", "trHeight", "tblHeader"}},
      {"w:tcPr", {"tcW", "gridSpan", "vMerge", "tcBorders", "shd", "noWrap", "tcMar", "textDirection", "vAlign"}},
      {"w:sectPr", {"headerReference", "footerReference", "type", "pgSz", "pgMar", "pgNumType", "cols", "titlePg"}}};
  std::set<std::string> seen;
  for (const auto& parts : {parts_of(written(kEverything)), parts_of_form()})
    for (const auto& [name, xml] : parts) {
      if (!name.ends_with(".xml")) continue;
      const auto part = parsed(xml);
      for (const auto& [element, order] : orders)
        for (const auto& found : part.select_nodes(fmt::format("//{}", element).c_str())) {
          auto last = order.begin();
          for (const auto& child : found.node().children()) {
            const auto at = std::ranges::find(order, std::string(child.name()).substr(2));
            ASSERT_NE(at, order.end()) << child.name() << " in " << element << " of " << name;
            EXPECT_LE(last - order.begin(), at - order.begin()) << child.name() << " in " << element << " of " << name;
            last = at;
            seen.insert(fmt::format("{}/{}", element, *at));
          }
        }
    }
  for (const char* each : {"w:pPr/contextualSpacing", "w:rPr/position", "w:tcPr/textDirection", "w:sectPr/cols",
                           "w:trPr/wBefore", "w:sectPr/titlePg", "w:pPr/sectPr"})
    EXPECT_TRUE(seen.contains(each)) << each;
}

TEST(Docx, ResolvesEveryRelationInItsOwnPart) {
  std::size_t found = 0;
  for (const auto& parts : {parts_of(written(kEverything)), parts_of_form()})
    for (const auto& [name, xml] : parts) {
      if (!name.starts_with("word/") || !name.ends_with(".xml")) continue;
      std::set<std::string> known;
      if (const auto rels = parts.find("word/_rels/" + name.substr(5) + ".rels"); rels != parts.end())
        for (const auto& each : parsed(rels->second).child("Relationships").children()) {
          EXPECT_TRUE(known.insert(each.attribute("Id").value()).second);
          if (each.attribute("TargetMode").empty())
            EXPECT_TRUE(parts.contains(fmt::format("word/{}", each.attribute("Target").value())));
        }
      const auto part = parsed(xml);
      for (const auto& each : part.select_nodes("//@r:id | //@r:embed")) {
        EXPECT_TRUE(known.contains(each.attribute().value())) << each.attribute().value() << " in " << name;
        ++found;
      }
    }
  EXPECT_GE(found, 12u);
}

TEST(Docx, BindsSumsToTheRowAboveThem) {
  const auto parts = parts_of(written("::: grid footer=2\n| a |\n| b |\n| Subtotal |\n| Total |\n:::\n"));
  const auto xml = parsed(parts.at("word/document.xml"));
  std::string kept;
  for (const auto& row : xml.select_nodes("//w:tr"))
    kept += row.node().select_node(".//w:keepNext") ? "next " : "free ";
  EXPECT_EQ(kept, "free next next free ");
}

TEST(Docx, KeepsSheetsHeadsAndNotes) {
  const auto parts = parts_of_form();
  const std::string& text = parts.at("word/document.xml");
  EXPECT_THAT(text, HasSubstr("<w:pgSz w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\"/>"));
  EXPECT_THAT(text, HasSubstr("<w:pgSz w:w=\"11906\" w:h=\"16838\"/>"));
  EXPECT_THAT(text, HasSubstr("<w:footnoteReference w:id=\"1\"/>"));
  EXPECT_THAT(text, HasSubstr("w:name=\"place\""));
  EXPECT_THAT(text, HasSubstr("<w:hyperlink w:anchor=\"place\">"));
  EXPECT_THAT(text, HasSubstr("w:instr=\" PAGEREF place \""));
  EXPECT_THAT(text, HasSubstr("<w:pPr><w:keepNext/></w:pPr><w:bookmarkStart"));
  EXPECT_THAT(parts.at("word/footnotes.xml"), HasSubstr("<w:footnoteRef/>"));
  EXPECT_THAT(parts.at("word/settings.xml"), HasSubstr("<w:evenAndOddHeaders/>"));
  EXPECT_THAT(parts.at("word/header1.xml"), HasSubstr("string=\"DRAFT\""));
}

}  // namespace
}  // namespace kontor::docgen
