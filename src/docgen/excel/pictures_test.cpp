#include <gmock/gmock.h>

#include <boost/json.hpp>

#include "docgen/codes/bilevel_png.hpp"
#include "docgen/docgen.hpp"
#include "docgen/excel/sample_test.hpp"

namespace kontor::docgen::excel {
namespace {

using namespace sample;
using testing::HasSubstr;
using testing::Not;

std::string png(int width, int height) {
  return bilevel_png(width, height, [](int, int) { return true; });
}

Result<std::string> filled(const std::string& file, std::string_view logo, const boost::json::object& fields = {}) {
  TRY(const Template compiled, Template::compile(file, {.syntax = Syntax::excel}));
  TRY(const Paper paper, compiled.fill(fields, {.assets = {{"logo", logo}}, .lenient = true}));
  return write(paper, Format::xlsx);
}

std::string file_of(const std::string& file, std::string_view logo, const boost::json::object& fields = {}) {
  const auto out = filled(file, logo, fields);
  EXPECT_TRUE(out) << describe(out.error());
  return out.value_or("");
}

std::size_t count(std::string_view text, std::string_view of) {
  std::size_t found = 0;
  for (std::size_t at = text.find(of); at != std::string_view::npos; at = text.find(of, at + 1)) ++found;
  return found;
}

/// A drawing with one picture in C5, as Excel writes it, and what leads to it.
Parts own_drawing() {
  return {
      {"xl/worksheets/_rels/sheet1.xml.rels",
       R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rIdK1" )"
       R"(Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/drawing" )"
       R"(Target="../drawings/drawing1.xml"/></Relationships>)"},
      {"xl/drawings/drawing1.xml",
       R"(<wsDr xmlns="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"><oneCellAnchor><from>)"
       R"(<col>2</col><colOff>0</colOff><row>4</row><rowOff>0</rowOff></from><ext cx="9" cy="9"/><pic><nvPicPr>)"
       R"(<cNvPr id="7" name="own"/></nvPicPr></pic><clientData/></oneCellAnchor></wsDr>)"}};
}

TEST(ExcelPictures, StandInTheCornerOfTheirCell) {
  const std::string out =
      file_of(xlsx({{.name = "S",
                     .rows = row(2, text("C2", "{{ 'logo' | image(width='20mm', alt='Our \"logo\"') }}", 3)),
                     .behind = R"(<pageMargins left="1"/><tableParts count="0"/>)"}}),
              png(200, 100));
  EXPECT_THAT(rows_of(out), HasSubstr(R"(<c r="C2" s="3"/>)")) << "the cell has its format, and no text";
  EXPECT_THAT(
      part_of(out, "xl/worksheets/sheet1.xml"),
      HasSubstr(R"(<pageMargins left="1"/><drawing xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006)"
                R"(/relationships" r:id="rIdK1"/><tableParts)"))
      << "where the schema has it";
  EXPECT_THAT(part_of(out, "xl/worksheets/_rels/sheet1.xml.rels"), HasSubstr(R"(Target="/xl/drawings/kontor1.xml")"));
  const std::string drawing = part_of(out, "xl/drawings/kontor1.xml");
  EXPECT_THAT(drawing, HasSubstr("<xdr:col>2</xdr:col>"));
  EXPECT_THAT(drawing, HasSubstr("<xdr:row>1</xdr:row>"));
  EXPECT_THAT(drawing, HasSubstr(R"(<xdr:ext cx="720000" cy="360000"/>)"));
  EXPECT_THAT(drawing, HasSubstr(R"(descr="Our &quot;logo&quot;")"));
  EXPECT_THAT(part_of(out, "xl/drawings/_rels/kontor1.xml.rels"), HasSubstr(R"(Target="/xl/media/kontor1.png")"));
  EXPECT_EQ(part_of(out, "xl/media/kontor1.png"), png(200, 100));
  const std::string types = part_of(out, "[Content_Types].xml");
  EXPECT_THAT(types, HasSubstr(R"(<Default Extension="png" ContentType="image/png"/>)"));
  EXPECT_THAT(types, HasSubstr(R"(PartName="/xl/drawings/kontor1.xml")"));
}

TEST(ExcelPictures, FollowTheRowsOfALoopWhichGrowForThem) {
  const std::string file =
      xlsx({{.name = "S",
             .rows = row(1, text("A1", "{%tr for i in items %}")) + R"(<row r="2" ht="20" customHeight="1">)" +
                     text("A2", "{{ i.name }} {{ i.code | qr(size='20mm') }}") + "</row>" +
                     row(3, text("A3", "{%tr endfor %}")) + row(4, text("A4", "end"))}});
  const std::string out = file_of(
      file, png(1, 1),
      {{"items", {{{"name", "a"}, {"code", "1"}}, {{"name", "b"}, {"code", "2"}}, {{"name", "c"}, {"code", "1"}}}}});
  EXPECT_THAT(rows_of(out), HasSubstr(R"(<row r="3" ht="59.69" customHeight="1">)"));
  EXPECT_THAT(rows_of(out), HasSubstr(">b </t>")) << "text stays beside the picture";
  EXPECT_THAT(rows_of(out), HasSubstr(R"(<row r="4"><c r="A4")"));
  const std::string drawing = part_of(out, "xl/drawings/kontor1.xml");
  EXPECT_EQ(count(drawing, "<xdr:oneCellAnchor"), 3u);
  for (const char* at : {"<xdr:row>0</", "<xdr:row>1</", "<xdr:row>2</"}) EXPECT_THAT(drawing, HasSubstr(at));
  EXPECT_EQ(count(part_of(out, "xl/drawings/_rels/kontor1.xml.rels"), "<Relationship "), 2u)
      << "equal ones are kept once";
}

TEST(ExcelPictures, LeaveTheDrawingsOfTheTemplate) {
  const std::string out = file_of(xlsx({{.name = "S",
                                         .rows = row(1, text("A1", "{%tr for i in [1, 2] %}")) +
                                                 row(2, text("A2", "{{ i }}")) + row(3, text("A3", "{%tr endfor %}")) +
                                                 row(4, text("B4", "{{ 'logo' | image }}") + text("C4", "x")),
                                         .behind = R"(<drawing r:id="rIdK1"/>)"}},
                                       own_drawing()),
                                  png(96, 96));
  const std::string drawing = part_of(out, "xl/drawings/drawing1.xml");
  EXPECT_THAT(drawing, HasSubstr(R"(name="own")"));
  EXPECT_THAT(drawing, HasSubstr("<row>3</row>")) << "which went along with its rows";
  EXPECT_THAT(drawing, HasSubstr(R"(<xdr:cNvPr id="8")")) << "numbers go on";
  EXPECT_THAT(drawing, HasSubstr("<xdr:row>2</xdr:row>"));
  EXPECT_TRUE(drawing.ends_with("</xdr:oneCellAnchor></wsDr>"));
  EXPECT_THAT(part_of(out, "xl/drawings/_rels/drawing1.xml.rels"), HasSubstr(R"(Id="rIdK1")"));
  EXPECT_EQ(count(part_of(out, "xl/worksheets/sheet1.xml"), "drawing r:id"), 1u);
}

TEST(ExcelPictures, StandOneBelowTheOtherInOneCell) {
  const std::string out = file_of(
      xlsx({{.name = "S",
             .rows = row(1, text("A1", "{{ 'logo' | image(height='10mm') }}{{ 'logo' | image(height='5mm') }}"))}}),
      png(10, 10));
  const std::string drawing = part_of(out, "xl/drawings/kontor1.xml");
  EXPECT_THAT(drawing, HasSubstr("<xdr:rowOff>19050</xdr:rowOff>"));
  EXPECT_THAT(drawing, HasSubstr("<xdr:rowOff>398100</xdr:rowOff>"));
  EXPECT_THAT(rows_of(out), HasSubstr(R"(ht="47.02")"));
}

TEST(ExcelPictures, DoNotMakeARowOfAMergedCellHigh) {
  const std::string out = file_of(xlsx({{.name = "S",
                                         .rows = row(1, text("A1", "{{ 'logo' | image(height='30mm') }}")),
                                         .behind = R"(<mergeCells count="1"><mergeCell ref="A1:B9"/></mergeCells>)"}}),
                                  png(10, 10));
  EXPECT_THAT(rows_of(out), Not(HasSubstr("ht=")));
}

TEST(ExcelPictures, StandNowhereElse) {
  const auto header =
      filled(xlsx({{.name = "S",
                    .rows = row(1, text("A1", "x")),
                    .behind = "<headerFooter><oddHeader>&amp;C{{ 'logo' | image }}</oddHeader></headerFooter>"}}),
             png(10, 10));
  ASSERT_FALSE(header);
  EXPECT_THAT(describe(header.error()), HasSubstr("in an Excel file pictures stand in cells only"));
  const auto cut =
      filled(xlsx({{.name = "S", .rows = row(1, text("A1", "{{ 'logo' | image | string | truncate(2, true, '') }}"))}}),
             png(10, 10));
  EXPECT_THAT(cut ? rows_of(*cut) : describe(cut.error()), Not(HasSubstr("\x0F")));
}

TEST(ExcelPictures, GiveEqualBytesForEqualInput) {
  const std::string file = xlsx({{.name = "S", .rows = row(1, text("A1", "{{ 'logo' | image }}{{ 'x' | qr }}"))}});
  EXPECT_EQ(file_of(file, png(10, 10)), file_of(file, png(10, 10)));
}

}  // namespace
}  // namespace kontor::docgen::excel
