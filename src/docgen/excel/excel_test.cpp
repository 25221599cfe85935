#include <gmock/gmock.h>

#include <boost/json.hpp>

#include "docgen/docgen.hpp"
#include "docgen/excel/formats.hpp"
#include "docgen/excel/rows.hpp"
#include "docgen/excel/sample_test.hpp"
#include "docgen/excel/workbook.hpp"

namespace kontor::docgen::excel {
namespace {

using namespace sample;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

Result<std::string> filled(const std::string& file, std::string_view fields) {
  TRY(const Template compiled, Template::compile(file, {.syntax = Syntax::excel}));
  TRY(const Paper paper, compiled.fill(boost::json::parse(fields), {.lenient = true}));
  return write(paper, Format::xlsx);
}

std::string file_of(const std::string& file, std::string_view fields = "{}") {
  const auto out = filled(file, fields);
  EXPECT_TRUE(out) << describe(out.error());
  return out.value_or("");
}

std::string rows(const std::vector<std::string>& rows_of_template, std::string_view fields) {
  std::string all;
  for (const std::string& each : rows_of_template) all += each;
  return rows_of(file_of(xlsx({{.name = "Offer", .rows = all}}), fields));
}

std::string message(const std::string& file, std::string_view fields = "{}") {
  const auto out = filled(file, fields);
  return out ? "no error" : describe(out.error());
}

constexpr std::string_view kItems = R"({"items": [{"a": "x", "n": 2}, {"a": "y", "n": 3}, {"a": "z", "n": 4}]})";

TEST(Excel, GivesACellOfOneTagTheTypeOfItsValue) {
  const std::string out = rows({row(1, text("A1", "{{ n }}") + text("B1", "{{ s }}") + text("C1", " {{ yes }} ") +
                                           text("D1", "n = {{ n }}") + text("E1", "{{ none }}"))},
                               R"({"n": 12.5, "s": "=1+1 & <b>", "yes": true, "none": null})");
  EXPECT_THAT(out, HasSubstr(R"(<c r="A1"><v>12.5</v></c>)"));
  EXPECT_THAT(out,
              HasSubstr(R"(<c r="B1" t="inlineStr"><is><t xml:space="preserve">=1+1 &amp; &lt;b&gt;</t></is></c>)"));
  EXPECT_THAT(out, HasSubstr(R"(<c r="C1" t="b"><v>1</v></c>)"));
  EXPECT_THAT(out, HasSubstr(R"(<t xml:space="preserve">n = 12.5</t>)"));
  EXPECT_THAT(out, HasSubstr(R"(<c r="E1"/>)"));
}

TEST(Excel, TakesTheTypeFromTheFormatOfTheCellToo) {
  const std::string out =
      rows({row(1, text("A1", "{{ price }}", 1) + text("B1", "{{ day }}", 2) + text("C1", "{{ code }}", 3) +
                       text("D1", "{{ inn }}") + text("E1", "{{ day }}"))},
           R"({"price": "10.50", "day": "2026-11-23", "code": "007", "inn": "7707083893"})");
  EXPECT_THAT(out, HasSubstr(R"(<c r="A1" s="1"><v>10.50</v></c>)"));
  EXPECT_THAT(out, HasSubstr(R"(<c r="B1" s="2"><v>46349</v></c>)"));
  EXPECT_THAT(out, HasSubstr(R"(<t xml:space="preserve">007</t>)"));
  EXPECT_THAT(out, HasSubstr(R"(<t xml:space="preserve">7707083893</t>)"));
  EXPECT_THAT(out, HasSubstr(R"(<c r="E1" s="4"><v>46349</v></c>)"));
}

TEST(Excel, IsInTheLanguageOfItsTextsWhereverTheyStand) {
  const auto locale = [](std::string_view words) {
    return Template::compile(xlsx({{.name = "S", .rows = row(1, text("A1", words) + text("B1", "{{ client.name }}"))}}),
                             {.syntax = Syntax::excel})
        ->about()
        .locale;
  };
  EXPECT_EQ(locale("Смета"), Locale::ru);
  EXPECT_EQ(locale("Estimate"), Locale::en);
}

TEST(Excel, AsksForFieldsAsTheFormatsOfTheirCellsSay) {
  const auto schema = infer_schema(
      xlsx({{.name = "S",
             .rows = row(1, text("A1", "{{ quantity }}", 1) + text("B1", "{{ day }}", 2) + text("C1", "{{ name }}"))}}),
      Syntax::excel);
  ASSERT_TRUE(schema) << describe(schema.error());
  const auto& properties = schema->at("properties").as_object();
  EXPECT_EQ(properties.at("quantity").at("format"), "decimal");
  EXPECT_EQ(properties.at("day").at("format"), "date");
  EXPECT_EQ(properties.at("name").at("type"), "string");
}

TEST(Excel, RepeatsRowsBetweenRowsOfTagsAndGrowsWhatSumsThemUp) {
  const std::string out =
      rows({row(1, text("A1", "Head")), row(2, text("A2", "{%tr for i in items %}")),
            row(3, text("A3", "{{ i.a }}") + text("B3", "{{ i.n }}") + formula("C3", "B3*2") +
                       formula("D3", "C3/SUM(C$3:C$3)")),
            row(4, text("A4", "{%tr endfor %}")), row(5, formula("B5", "SUM(B3:B3)") + formula("C5", "SUM(C2:C4)+B5"))},
           kItems);
  EXPECT_THAT(out, Not(HasSubstr("{%")));
  EXPECT_THAT(out, HasSubstr(R"(<c r="C2"><f>B2*2</f></c>)"));
  EXPECT_THAT(out, HasSubstr(R"(<c r="C4"><f>B4*2</f></c>)"));
  EXPECT_THAT(out, HasSubstr(R"(<c r="D3"><f>C3/SUM(C$2:C$4)</f></c>)"));
  EXPECT_THAT(out, HasSubstr(R"(<row r="5"><c r="B5"><f>SUM(B2:B4)</f></c><c r="C5"><f>SUM(C2:C4)+B5</f></c></row>)"));
}

TEST(Excel, RepeatsTheRowThatABlockBeginsAndEndsIn) {
  const std::string out =
      rows({row(2, text("A2", "{% for i in items %}{{ loop.index }}") + text("B2", "{{ i.n }}{% endfor %}")),
            row(3, formula("B3", "SUM(B2:B2)"))},
           kItems);
  EXPECT_THAT(out, HasSubstr(R"(<row r="4"><c r="A4"><v>3</v></c><c r="B4"><v>4</v></c></row>)"));
  EXPECT_THAT(out, HasSubstr(R"(<c r="B5"><f>SUM(B2:B4)</f></c>)"));
}

TEST(Excel, LeavesOutRowsByAConditionAndCountsThemAsEmpty) {
  const std::vector<std::string> source = {row(1, number("A1", "1")), row(2, text("A2", "{% if more %}")),
                                           row(3, text("A3", "{{ more }}")), row(4, text("A4", "{% endif %}")),
                                           row(6, formula("A6", "A1-A3"))};
  EXPECT_THAT(rows(source, R"({"more": 5})"), HasSubstr(R"(<row r="4"><c r="A4"><f>A1-A2</f></c></row>)"));
  EXPECT_THAT(rows(source, R"({"more": null})"), HasSubstr(R"(<row r="3"><c r="A3"><f>A1-$XFD$1048576</f></c></row>)"));
}

TEST(Excel, ContinuesABalanceFromTheRowAbove) {
  const std::string out =
      rows({row(1, number("A1", "10")), row(2, text("A2", "{%tr for i in items %}")),
            row(3, formula("A3", "A1+B3") + text("B3", "{{ i.n }}")), row(4, text("A4", "{%tr endfor %}"))},
           kItems);
  EXPECT_THAT(out, HasSubstr("<f>A1+B2</f>"));
  EXPECT_THAT(out, HasSubstr("<f>A2+B3</f>"));
  EXPECT_THAT(out, HasSubstr("<f>A3+B4</f>"));
}

TEST(Excel, RepeatsLoopsInLoops) {
  const std::string out =
      rows({row(1, text("A1", "{%tr for g in groups %}")), row(2, text("A2", "{{ g.name }}")),
            row(3, text("A3", "{%tr for i in g.rows %}")), row(4, text("A4", "{{ i.n }}")),
            row(5, text("A5", "{%tr endfor %}")), row(6, formula("A6", "SUM(A4:A4)")),
            row(7, text("A7", "{%tr endfor %}")), row(8, formula("A8", "SUM(A4:A4)"))},
           R"({"groups": [{"name": "a", "rows": [{"n": 1}, {"n": 2}]}, {"name": "b", "rows": [{"n": 3}]}]})");
  EXPECT_THAT(out, HasSubstr(R"(<c r="A4"><f>SUM(A2:A3)</f></c>)"));
  EXPECT_THAT(out, HasSubstr(R"(<c r="A7"><f>SUM(A6:A6)</f></c>)"));
  EXPECT_THAT(out, HasSubstr(R"(<c r="A8"><f>SUM(A2:A6)</f></c>)"));
}

TEST(Excel, CarriesWhatRefersToTheRows) {
  const std::string behind =
      R"(<autoFilter ref="A1:B3"/><mergeCells count="2"><mergeCell ref="C3:D3"/><mergeCell ref="A5:B5"/></mergeCells>)"
      R"(<conditionalFormatting sqref="B3"><cfRule type="expression" priority="1"><formula>B3&gt;$B$5</formula></cfRule>)"
      R"(</conditionalFormatting><dataValidations count="1"><dataValidation type="list" sqref="A3 A5"><formula1>$A$5</formula1>)"
      R"(</dataValidation></dataValidations><rowBreaks count="1" manualBreakCount="1"><brk id="5" man="1"/></rowBreaks>)";
  const std::string file = file_of(
      xlsx(
          {{.name = "Offer",
            .rows = row(1, text("A1", "Head")) + row(2, text("A2", "{%tr for i in items %}")) +
                    row(3, text("A3", "{{ i.a }}") + text("B3", "{{ i.n }}")) + row(4, text("A4", "{%tr endfor %}")) +
                    row(5, formula("A5", "1")),
            .behind = behind,
            .before = R"(<dimension ref="A1:D5"/>)"}},
          {{"xl/charts/chart1.xml",
            R"(<c:chartSpace xmlns:c="c"><c:numRef><c:f>Offer!$B$3:$B$3</c:f><c:numCache><c:pt/></c:numCache></c:numRef></c:chartSpace>)"}},
          R"(<definedName name="_xlnm.Print_Area" localSheetId="0">Offer!$A$1:$D$5</definedName>)"),
      kItems);
  const std::string sheet = part_of(file, "xl/worksheets/sheet1.xml");
  EXPECT_THAT(sheet, HasSubstr(R"(<dimension ref="A1:D5"/>)"));
  EXPECT_THAT(sheet, HasSubstr(R"(<autoFilter ref="A1:B4"/>)"));
  EXPECT_THAT(
      sheet,
      HasSubstr(
          R"(<mergeCells count="4"><mergeCell ref="C2:D2"/><mergeCell ref="C3:D3"/><mergeCell ref="C4:D4"/><mergeCell ref="A5:B5"/>)"));
  EXPECT_THAT(
      sheet,
      HasSubstr(
          R"(<conditionalFormatting sqref="B2:B4"><cfRule type="expression" priority="1"><formula>B2&gt;$B$5</formula>)"));
  EXPECT_THAT(sheet, HasSubstr(R"(sqref="A2:A4 A5"><formula1>$A$5</formula1>)"));
  EXPECT_THAT(sheet, HasSubstr(R"(<brk id="5" man="1"/>)"));
  EXPECT_THAT(part_of(file, "xl/workbook.xml"), AllOf(HasSubstr("Offer!$A$1:$D$5"), HasSubstr("fullCalcOnLoad=\"1\"")));
  EXPECT_THAT(part_of(file, "xl/charts/chart1.xml"), HasSubstr("<c:f>Offer!$B$2:$B$4</c:f></c:numRef>"));
}

TEST(Excel, FollowsRowsFromOtherSheetsAndUnderNewNames) {
  const std::string file =
      file_of(xlsx({{.name = "No {{ n }}",
                     .rows = row(1, text("A1", "{% for i in items %}{{ i.n }}") + text("B1", "{% endfor %}"))},
                    {.name = "Sum", .rows = row(1, formula("A1", "SUM('No {{ n }}'!A1:A1)"))}}),
              R"({"n": "7/8", "items": [{"n": 1}, {"n": 2}]})");
  EXPECT_THAT(part_of(file, "xl/workbook.xml"), HasSubstr(R"(<sheet name="No 7 8")"));
  EXPECT_THAT(part_of(file, "xl/worksheets/sheet2.xml"), HasSubstr("<f>SUM('No 7 8'!A1:A2)</f></c>"));
}

TEST(Excel, KeepsARowForATableOfExcelWithoutItems) {
  const std::string rels =
      R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" )"
      R"(Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/table" Target="../tables/table1.xml"/></Relationships>)";
  const std::string file =
      xlsx({{.name = "S",
             .rows = row(1, text("A1", "Name")) +
                     row(2, text("A2", "{% for i in items %}{{ i.a }}", 3) + text("B2", "{% endfor %}"))}},
           {{"xl/worksheets/_rels/sheet1.xml.rels", rels},
            {"xl/tables/table1.xml", R"(<table ref="A1:B2"><autoFilter ref="A1:B2"/></table>)"}});
  EXPECT_THAT(rows_of(file_of(file, R"({"items": []})")),
              HasSubstr(R"(<row r="2"><c r="A2" s="3"/><c r="B2"/></row>)"));
  EXPECT_EQ(part_of(file_of(file, kItems), "xl/tables/table1.xml"),
            R"(<table ref="A1:B4"><autoFilter ref="A1:B4"/></table>)");
  EXPECT_THAT(message(xlsx({{.name = "S", .rows = row(1, text("A1", "{{ a }}"))}},
                           {{"xl/worksheets/_rels/sheet1.xml.rels", rels},
                            {"xl/tables/table1.xml", R"(<table ref="A1:B2"/>)"}})),
              HasSubstr("the heading of a table"));
}

TEST(Excel, ReadsSharedTextsOverTheirRunsAndEmptiesThem) {
  const std::string strings =
      R"(<sst xmlns="m"><si><t>keep</t></si><si><r><rPr><b/></rPr><t>Dear {</t></r><r><t>{ na</t></r><r><t>me }}!</t></r></si></sst>)";
  const std::string file =
      file_of(xlsx({{.name = "S", .rows = row(1, R"(<c r="A1" t="s"><v>1</v></c><c r="B1" t="s"><v>0</v></c>)")}},
                   {{"xl/sharedStrings.xml", strings}}),
              R"({"name": "Ann"})");
  EXPECT_THAT(rows_of(file), HasSubstr(R"(<t xml:space="preserve">Dear Ann</t>)"));
  EXPECT_THAT(rows_of(file), HasSubstr(R"(<c r="B1" t="s"><v>0</v></c>)"));
  EXPECT_EQ(part_of(file, "xl/sharedStrings.xml"), R"(<sst xmlns="m"><si><t>keep</t></si><si><t/></si></sst>)");
}

TEST(Excel, LeavesWhatHoldsNoTagByteForByte) {
  const std::string file =
      xlsx({{.name = "A", .rows = row(1, text("A1", "{{ a }}"))}, {.name = "B", .rows = row(1, formula("A1", "1+1"))}},
           {{"xl/calcChain.xml", "<calcChain/>"}, {"xl/drawings/drawing1.xml", "<d/>"}});
  const std::string out = file_of(file, R"({"a": 1})");
  for (const char* name : {"xl/worksheets/sheet2.xml", "xl/styles.xml", "xl/drawings/drawing1.xml", "_rels/.rels"})
    EXPECT_EQ(part_of(out, name), part_of(file, name)) << name;
  EXPECT_ANY_THROW(part_of(out, "xl/calcChain.xml"));
  EXPECT_THAT(part_of(out, "[Content_Types].xml"), Not(HasSubstr("calcChain")));
  EXPECT_EQ(file_of(file, R"({"a": 1})"), out) << "equal input gives equal bytes";
}

TEST(Excel, RefusesTwoTablesOfRowsInASheet) {
  const std::string file = xlsx({{.name = "S", .rows = "</sheetData><sheetData>"}});
  EXPECT_THAT(message(file), HasSubstr("is damaged: it holds its rows twice"));
}

TEST(Excel, RefusesARowInACell) {
  const std::string file =
      xlsx({{.name = "S", .rows = R"(<row r="1"><c r="A1"><row r="2"><f>A1</f></row></c></row>)"}});
  EXPECT_THAT(message(file), HasSubstr("is damaged: a row stands in a cell"));
}

TEST(Excel, NamesTheSheetTheCellAndTheColumnOfAMistake) {
  EXPECT_THAT(message(xlsx({{.name = "Offer", .rows = row(7, text("B7", "Dear {{ nme | uper }}"))}})),
              HasSubstr("sheet “Offer”, cell B7 (“Dear {{ nme | uper }}”), column"));
  EXPECT_THAT(message(xlsx({{.name = "Offer", .rows = row(7, text("B7", "{{ a + 'x' }}"))}}), R"({"a": 1})"),
              HasSubstr("cell B7"));
  EXPECT_THAT(
      message(xlsx({{.name = "S", .rows = row(1, text("A1", "{%tc for i in x %}") + text("B1", "{%tc endfor %}"))}})),
      HasSubstr("repeats rows, not columns"));
  EXPECT_THAT(message(xlsx({{.name = "S", .rows = row(1, text("A1", "{% for i in x %}"))}})),
              HasSubstr("never closed"));
  EXPECT_THAT(message("PK and more"), HasSubstr("This is no Excel file: a .xlsx is a zip archive."));
}

TEST(Excel, KnowsWhatAFormatShows) {
  EXPECT_EQ(shows("#,##0.00\\ \"days\""), Shows::number);
  EXPECT_EQ(shows("[$-419]d\\ mmmm\\ yyyy"), Shows::date);
  EXPECT_EQ(shows("[h]:mm"), Shows::date);
  EXPECT_EQ(shows("[Red]-0.0"), Shows::number);
  EXPECT_EQ(shows("@"), Shows::text);
  EXPECT_EQ(shows("General"), Shows::anything);
}

TEST(Excel, CountsDaysAsExcelDoes) {
  bool time = false;
  EXPECT_EQ(serial_of("1900-01-01", false, time), "1");
  EXPECT_EQ(serial_of("1900-03-01", false, time), "61");
  EXPECT_EQ(serial_of("2026-11-23", false, time), "46349");
  EXPECT_EQ(serial_of("2026-11-23", true, time), "44887");
  EXPECT_EQ(serial_of("1899-12-31", false, time), std::nullopt);
  EXPECT_EQ(serial_of("2026-11-23x", false, time), std::nullopt);
  EXPECT_FALSE(time);
  EXPECT_EQ(serial_of("2026-11-23T12:00", false, time), "46349.5");
  EXPECT_TRUE(time);
}

TEST(Excel, MakesNamesThatSheetsMayHave) {
  EXPECT_THAT(sound_names({"a/b", "A B", "", "'q'", std::string(40, 'x')}),
              ElementsAre("a b", "A B (2)", "-", "q", std::string(31, 'x')));
}

}  // namespace
}  // namespace kontor::docgen::excel
