#include "docgen/sheet/reading.hpp"

#include <gmock/gmock.h>

#include "docgen/office/package.hpp"
#include "docgen/sheet/table.hpp"

namespace kontor::docgen::sheet {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr ReadingLimits kLimits{.rows = 5, .columns = 4};

FilledTable csv_table(std::string_view bytes) {
  Result<FilledTable> table = read_csv(bytes, kLimits);
  EXPECT_TRUE(table.has_value()) << describe(table.error());
  return table ? *std::move(table) : FilledTable{};
}

std::string workbook(std::string_view rows, std::string_view strings = "") {
  const std::string sheet = fmt::format(
      R"(<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>)",
      rows);
  const std::string shared =
      fmt::format(R"(<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{}</sst>)", strings);
  const std::vector<office::Part> parts = {{"[Content_Types].xml",
                                            R"(<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>)"},
                                           {"_rels/.rels",
                                            R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>)"},
                                           {"xl/workbook.xml",
                                            R"(<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Clients" sheetId="1" r:id="rId1"/></sheets></workbook>)"},
                                           {"xl/_rels/workbook.xml.rels",
                                            R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>)"},
                                           {"xl/styles.xml",
                                            R"(<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>)"},
                                           {"xl/sharedStrings.xml", shared},
                                           {"xl/worksheets/sheet1.xml", sheet}};
  return office::packed(parts, {});
}

TEST(ReadingCsv, FindsTheSeparatorAndLeavesOutEmptyRows) {
  const FilledTable table = csv_table("name;price\r\nAnna;1 200,50\r\n;;\r\n\"Smith; Sons\";\"say \"\"hi\"\"\"\r\n");
  EXPECT_THAT(table.head, ElementsAre("name", "price"));
  ASSERT_EQ(table.rows.size(), 2u);
  EXPECT_THAT(table.rows[0].cells, ElementsAre("Anna", "1 200,50"));
  EXPECT_EQ(table.rows[1].number, 4);
  EXPECT_THAT(table.rows[1].cells, ElementsAre("Smith; Sons", "say \"hi\""));
  EXPECT_THAT(csv_table("a\tb\tc,d\n1\t2\n").head, ElementsAre("a", "b", "c,d"));
  EXPECT_THAT(csv_table("a,b\n1,2").head, ElementsAre("a", "b"));
  EXPECT_THAT(csv_table("sep=;\nname,or;b\n1;2").rows[0].cells, ElementsAre("1", "2"));
  EXPECT_EQ(csv_table("sep=;\nname;b\n1;2").rows[0].number, 3);
}

TEST(ReadingCsv, KnowsTheEncodingsOfExcel) {
  EXPECT_THAT(csv_table("\xEF\xBB\xBFимя;цена\nАнна;1").head, ElementsAre("имя", "цена"));
  // "Имя;№" in Windows-1251.
  EXPECT_THAT(csv_table("\xC8\xEC\xFF;\xB9\n\xC0\xED\xED\xE0;1").head, ElementsAre("Имя", "№"));
  const std::string utf16("\xFF\xFE\x18\x04\x3C\x04\x4F\x04\x09\x00\x41\x00\x0A\x00\x31\x00\x09\x00\x32\x00", 20);
  EXPECT_THAT(csv_table(utf16).head, ElementsAre("Имя", "A"));
}

TEST(ReadingCsv, RefusesWhatIsNoTableOrTooLarge) {
  EXPECT_THAT(describe(read_csv("", kLimits).error()), HasSubstr("without anything in it"));
  EXPECT_THAT(describe(read_csv("name;price\n", kLimits).error()), HasSubstr("has only one row"));
  EXPECT_THAT(describe(read_csv("name\nAnna;7", kLimits).error()), HasSubstr("row 2, column B"));
  EXPECT_THAT(describe(read_csv("a;b\n\"x;1\n2;3\n", kLimits).error()), HasSubstr("quotation mark in row 2"));
  EXPECT_EQ(read_csv("a\n1\n2\n3\n4\n5\n6\n", kLimits).error().code, Code::too_large);
  EXPECT_EQ(read_csv("a;b;c;d;e\n1\n", kLimits).error().code, Code::too_large);
  EXPECT_FALSE(read_csv(std::string("a\n1\0", 4), kLimits).has_value());
}

TEST(ReadingXlsx, TakesTextsNumbersDatesAndBooleans) {
  const Result<FilledTable> table = read_xlsx(
      workbook(
          R"(<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="inlineStr"><is><t>sum</t></is></c><c r="C2" t="s"><v>1</v></c><c r="D2" t="str"><f>1</f><v>paid</v></c></row>)"
          R"(<row r="4"><c r="A4" t="s"><v>2</v></c><c r="B4"><v>0.30000000000000004</v></c><c r="C4" s="1"><v>46349</v></c><c r="D4" t="b"><v>1</v></c></row>)"
          R"(<row r="5"><c r="B5"><v>12000000</v></c><c r="C5" s="1"><v>46349.5</v></c></row>)",
          "<si><t>name</t></si><si><r><t>da</t></r><r><t>te</t></r></si><si><t>Smith &amp; Sons</t></si>"),
      kLimits);
  ASSERT_TRUE(table.has_value()) << describe(table.error());
  EXPECT_EQ(table->head_row, 2);
  EXPECT_THAT(table->head, ElementsAre("name", "sum", "date", "paid"));
  ASSERT_EQ(table->rows.size(), 2u);
  EXPECT_EQ(table->rows[0].number, 4);
  EXPECT_THAT(table->rows[0].cells, ElementsAre("Smith & Sons", "0.3", "2026-11-23", "true"));
  EXPECT_THAT(table->rows[1].cells, ElementsAre("", "12000000", "2026-11-23T12:00:00", ""));
}

TEST(ReadingXlsx, ReadsWhatIsWritten) {
  const Table written{
      .name = "Clients",
      .columns = {{.title = "name"}, {.title = "day", .type = Type::date}},
      .rows = {{Cell(std::string("Anna")),
                Cell(std::chrono::sys_seconds(std::chrono::sys_days(std::chrono::year{2026} / 2 / 28)))}}};
  const Result<FilledTable> table = read_xlsx(xlsx(written).value(), kLimits);
  ASSERT_TRUE(table.has_value()) << describe(table.error());
  EXPECT_THAT(table->rows.at(0).cells, ElementsAre("Anna", "2026-02-28"));
}

TEST(ReadingXlsx, RefusesWhatIsNoWorkbookOrTooWide) {
  EXPECT_THAT(describe(read_xlsx("no zip", kLimits).error()), HasSubstr("cannot be read as an Excel workbook"));
  const std::string wide = workbook(R"(<row r="1"><c r="XFD1"><v>1</v></c></row>)");
  EXPECT_EQ(read_xlsx(wide, kLimits).error().code, Code::too_large);
}

TEST(ReadingXlsx, RefusesRowsOutOfTheirOrder) {
  for (const char* number : {"1", "0", "-3"}) {
    const auto table = read_xlsx(
        workbook(fmt::format(
            R"(<row r="1"><c r="A1" t="str"><v>a</v></c></row><row r="{}"><c t="str"><v>b</v></c></row>)", number)),
        kLimits);
    ASSERT_FALSE(table) << number;
    EXPECT_EQ(table.error().fields[0].location, "body");
    EXPECT_THAT(table.error().fields[0].message, HasSubstr(fmt::format("row {} stands behind row 1", number)));
  }
}

TEST(ReadingXlsx, SaysAtTheTableThatItsSheetIsBroken) {
  const auto table = read_xlsx(workbook(R"(<row r="1"></"6"></row>)"), kLimits);
  ASSERT_FALSE(table);
  EXPECT_EQ(table.error().fields[0].location, "body");
  EXPECT_THAT(table.error().fields[0].message, HasSubstr("cannot be read as an Excel workbook"));
}

}  // namespace
}  // namespace kontor::docgen::sheet
