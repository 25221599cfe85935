#include "docgen/wordml/tables.hpp"

#include "docgen/wordml/reading_test.hpp"

namespace kontor::docgen::wordml {
namespace {

using sample::p;

std::string cell(std::string_view text, std::string_view properties = "") {
  return fmt::format("<w:tc><w:tcPr>{}</w:tcPr>{}</w:tc>", properties, p(text));
}
std::string row(std::string_view cells, std::string_view properties = "") {
  return fmt::format("<w:tr><w:trPr>{}</w:trPr>{}</w:tr>", properties, cells);
}
std::string table(std::string_view rows, std::string_view properties = "") {
  return fmt::format(
      R"(<w:tbl><w:tblPr>{}</w:tblPr><w:tblGrid><w:gridCol w:w="2000"/><w:gridCol w:w="3000"/></w:tblGrid>{}</w:tbl>)",
      properties, rows);
}
constexpr std::string_view kBox =
    R"(<w:tblBorders><w:top w:val="double" w:sz="4"/><w:left w:val="single" w:sz="8"/><w:bottom w:val="single"/>)"
    R"(<w:right w:val="single"/><w:insideH w:val="dotted"/><w:insideV w:val="dashed"/></w:tblBorders>)";

TEST(WordTables, HaveTheGridOfTheFile) {
  const Document document = read_document(table(row(cell("a") + cell("b")), R"(<w:tblLayout w:type="fixed"/>)"));
  const Table& read = table_at(document, 0);
  EXPECT_EQ(read.format->widths, (std::vector<double>{100, 150}));
  EXPECT_TRUE(read.format->fixed);
  EXPECT_EQ(read.format->left, 5.4);
  EXPECT_EQ(plain_text(paragraph_at(read.rows[0].cells[1].blocks, 0).runs), "b");
}

TEST(WordTables, AreAsWideAsTheySay) {
  const Document document = read_document(table(row(cell("a") + cell("b")), R"(<w:tblW w:w="5000" w:type="pct"/>)"));
  EXPECT_NEAR(table_at(document, 0).format->widths[0], 468 * 0.4, 0.01);
  EXPECT_FALSE(table_at(document, 0).format->fixed);
}

TEST(WordTables, JoinCellsAcrossAndDown) {
  const Document document = read_document(
      table(row(cell("a", R"(<w:vMerge w:val="restart"/>)") + cell("b")) + row(cell("", "<w:vMerge/>") + cell("c")) +
            row(cell("d", R"(<w:gridSpan w:val="2"/>)")) + row(cell("e"), R"(<w:gridBefore w:val="1"/>)")));
  const Table& read = table_at(document, 0);
  ASSERT_EQ(read.rows.size(), 4u);
  EXPECT_EQ(read.rows[0].cells[0].rows, 2);
  EXPECT_EQ(read.rows[1].cells.size(), 1u);
  EXPECT_EQ(read.rows[2].cells[0].columns, 2);
  EXPECT_EQ(read.rows[3].before, 1);
}

TEST(WordTables, GiveEachCellItsBorders) {
  const Document document = read_document(table(
      row(cell("a") + cell("b", R"(<w:tcBorders><w:right w:val="nil"/></w:tcBorders>)")) + row(cell("c") + cell("d")),
      kBox));
  const Borders& first = table_at(document, 0).rows[0].cells[0].format->borders;
  EXPECT_EQ(first.top.line, Border::Line::twofold);
  EXPECT_EQ(first.left.width, 1);
  EXPECT_EQ(first.right.line, Border::Line::dashed);
  EXPECT_EQ(first.bottom.line, Border::Line::dotted);
  EXPECT_FALSE(table_at(document, 0).rows[0].cells[1].format->borders.right.drawn());
}

TEST(WordTables, TakeTheLookOfTheirStyleByRegions) {
  const Beside styles = {"styles", "word/styles.xml",
                         R"(<w:style w:type="table" w:styleId="T"><w:tblPr><w:tblStyleRowBandSize w:val="1"/>)"
                         R"(<w:tblCellMar><w:left w:w="200"/></w:tblCellMar></w:tblPr>)"
                         R"(<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr><w:tcPr><w:shd w:fill="112233"/>)"
                         R"(<w:tcBorders><w:bottom w:val="single" w:sz="16"/></w:tcBorders></w:tcPr></w:tblStylePr>)"
                         R"(<w:tblStylePr w:type="band2Horz"><w:tcPr><w:shd w:fill="eeeeee"/></w:tcPr></w:tblStylePr>)"
                         R"(</w:style>)"};
  const Document document =
      read_document(table(row(cell("a") + cell("b"), "<w:tblHeader/>") + row(cell("c") + cell("d")) +
                              row(cell("e") + cell("f", R"(<w:shd w:fill="ffffff"/>)")),
                          R"(<w:tblStyle w:val="T"/><w:tblLook w:firstRow="1" w:noVBand="1"/>)"),
                    {styles});
  const Table& read = table_at(document, 0);
  EXPECT_EQ(read.header_rows, 1);
  EXPECT_EQ(read.format->left, 10);
  EXPECT_TRUE(paragraph_at(read.rows[0].cells[0].blocks, 0).runs[0].bold);
  EXPECT_FALSE(paragraph_at(read.rows[1].cells[0].blocks, 0).runs[0].bold);
  EXPECT_EQ(read.rows[0].cells[0].format->shade, "112233");
  EXPECT_EQ(read.rows[0].cells[0].format->borders.bottom.width, 2);
  EXPECT_EQ(read.rows[1].cells[0].format->shade, "");
  EXPECT_EQ(read.rows[2].cells[0].format->shade, "eeeeee");
  EXPECT_EQ(read.rows[2].cells[1].format->shade, "ffffff");
}

TEST(WordTables, KnowHeightsMarginsAndDirections) {
  const Document document = read_document(table(
      row(cell("a",
               R"(<w:vAlign w:val="center"/><w:tcMar><w:top w:w="100"/></w:tcMar><w:textDirection w:val="btLr"/>)"),
          R"(<w:trHeight w:val="600" w:hRule="exact"/><w:cantSplit/>)"),
      R"(<w:jc w:val="center"/><w:tblInd w:w="240" w:type="dxa"/>)"));
  const Table& read = table_at(document, 0);
  EXPECT_EQ(read.format->align, Align::center);
  EXPECT_EQ(read.format->indent, 12);
  EXPECT_EQ(read.rows[0].format->height, 30);
  EXPECT_EQ(read.rows[0].format->rule, LineSpacing::Rule::exactly);
  EXPECT_FALSE(read.rows[0].format->splits);
  const CellFormat& format = *read.rows[0].cells[0].format;
  EXPECT_EQ(format.vertical, CellFormat::Vertical::middle);
  EXPECT_EQ(format.top, 5);
  EXPECT_EQ(format.direction, CellFormat::Direction::upwards);
}

TEST(WordTables, StandBesideTheTextWhenItFlowsAroundThem) {
  const Document document = read_document(
      table(row(cell("a")),
            R"(<w:tblpPr w:horzAnchor="margin" w:tblpXSpec="right" w:vertAnchor="text" w:tblpY="200"/>)") +
      p("after"));
  const auto& run = run_with(paragraph_at(document, 0), [](const auto& each) { return each.floating != nullptr; });
  ASSERT_TRUE(run.floating);
  EXPECT_EQ(run.floating->across.side, Float::Side::right);
  EXPECT_EQ(run.floating->down.offset, 10);
  EXPECT_TRUE(std::holds_alternative<Table>(run.floating->blocks[0].any));
}

TEST(WordTables, MayHoldTables) {
  const Document document = read_document(table("<w:tr><w:tc>" + table(row(cell("deep"))) + p("") + "</w:tc></w:tr>"));
  const Cell& outer = table_at(document, 0).rows[0].cells[0];
  ASSERT_EQ(outer.blocks.size(), 1u) << "the paragraph that has to stand behind the inner one is not seen";
  EXPECT_TRUE(std::holds_alternative<Table>(outer.blocks[0].any));
}

TEST(WordTables, WithoutAGridShareTheWidth) {
  const Document document = read_document("<w:tbl>" + row(cell("a") + cell("b")) + "</w:tbl>");
  EXPECT_NEAR(table_at(document, 0).format->widths[0], 234, 0.01);
}

}  // namespace
}  // namespace kontor::docgen::wordml
