#include "docgen/markdown/reader.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "docgen/markdown/carry.hpp"

namespace kontor::docgen {
namespace {

using ::testing::HasSubstr;

Document read(std::string_view markdown) {
  auto document = read_markdown(markdown);
  EXPECT_TRUE(document) << (document ? "" : describe(document.error()));
  return document ? std::move(*document) : Document();
}

template <class T>
const T& block(const Document& document, std::size_t i) {
  return std::get<T>(document.section().blocks.at(i).any);
}

TEST(Carry, BringsEveryCharacterThroughTheParser) {
  std::string all;
  for (char c = ' '; c < 0x7F; ++c) all += c;
  all += " «Ромашка» № 1 \n  two";
  EXPECT_EQ(uncarried(carried(all)), all);
  const Document document = read("**" + carried("*ООО* | <b>&amp;\n# 1. x") + "** end");
  const auto& runs = block<Paragraph>(document, 0).runs;
  ASSERT_EQ(runs.size(), 2u);
  EXPECT_EQ(runs[0].text, "*ООО* | <b>&amp;\n# 1. x");
  EXPECT_TRUE(runs[0].bold);
}

TEST(Carry, IsLiteralInEveryPlace) {
  const std::string hostile = "`a` | [x](javascript:1) ::: ~~ \\";
  const Document document = read("| h |\n|---|\n| " + carried(hostile) + " |\n\n`" + carried(hostile) + "`\n\n- " +
                                 carried(hostile) + "\n\n::: totals\nx | " + carried(hostile) + "\n:::\n");
  EXPECT_EQ(plain_text(block<Table>(document, 0).rows[1].cells[0].runs), hostile);
  EXPECT_EQ(plain_text(block<Paragraph>(document, 1).runs), hostile);
  EXPECT_EQ(plain_text(std::get<Paragraph>(block<ListBlock>(document, 2).items[0][0].any).runs), hostile);
  EXPECT_EQ(plain_text(block<Totals>(document, 3).lines[0].value), hostile);
}

TEST(Carry, ReplacesPrivateCodePointsOfTheValueItself) { EXPECT_EQ(uncarried(carried("a\U000F002Ab")), "a\uFFFDb"); }

TEST(Markdown, BecomesBlocks) {
  const Document document = read(
      "# Title **x**\n\ntext *it* [link](https://a.b) <br> two\n\n1. a\n2. b\n\n> q\n\n---\n\n| A | B |\n|---|--:|\n| "
      "x | 1 |\n");
  EXPECT_EQ(document.title, "Title x");
  EXPECT_EQ(block<Heading>(document, 0).level, 1);
  EXPECT_EQ(block<Paragraph>(document, 1).runs[3].link, "https://a.b");
  EXPECT_TRUE(block<ListBlock>(document, 2).ordered);
  EXPECT_EQ(block<Quote>(document, 3).blocks.size(), 1u);
  EXPECT_EQ(block<Table>(document, 5).header_rows, 1);
  EXPECT_EQ(block<Table>(document, 5).columns[1], Align::right);
}

TEST(Markdown, LetsNoAddressRunAnything) {
  EXPECT_EQ(block<Paragraph>(read("[x](javascript:alert(1))"), 0).runs[0].link, "");
  EXPECT_EQ(plain_text(block<Paragraph>(read("a <script>x</script>"), 0).runs), "a <script>x</script>");
}

TEST(Markdown, PutsNumbersAtTheRightWhereNothingWasSaid) {
  const Document document = read("| A | B | C |\n|---|---|---|\n| x | 1\u00A0200,50\u00A0₽ | 5 |\n| y | 7 | five |\n");
  const auto& columns = block<Table>(document, 0).columns;
  EXPECT_EQ(columns[0], Align::left);
  EXPECT_EQ(columns[1], Align::right);
  EXPECT_EQ(columns[2], Align::left);
}

TEST(Containers, HoldWhatTheyAreFor) {
  const Document document = read(
      "::: split\nг. Москва | 1 мая\n:::\n::: details\nA | b\n:::\n::: totals\nNet | 1\n**Total** | 2\n:::\n"
      "::: signatures\nDirector ____ S. Ample\n|||\nx\n:::\n::: footer\nFoot\n:::\n::: center\nmiddle\n:::\n::: "
      "page-break :::\n");
  EXPECT_EQ(plain_text(block<Split>(document, 0).right), "1 мая");
  EXPECT_EQ(plain_text(block<Details>(document, 1).lines[0].value), "b");
  EXPECT_FALSE(block<Totals>(document, 2).lines[0].strong);
  EXPECT_TRUE(block<Totals>(document, 2).lines[1].strong);
  const auto& signatures = block<Columns>(document, 3);
  ASSERT_EQ(signatures.columns.size(), 2u);
  EXPECT_EQ(plain_text(std::get<SignatureLine>(signatures.columns[0][0].any).name), "S. Ample");
  EXPECT_EQ(plain_text(std::get<Split>(document.section().footer.blocks.at(0).any).left), "Foot");
  EXPECT_EQ(block<Paragraph>(document, 4).align, Align::center);
  EXPECT_TRUE(std::holds_alternative<PageBreak>(document.section().blocks[5].any));
}

TEST(Containers, MergeCellsOfAGrid) {
  const Document document = read("::: grid 60 20 20\n| a | < | b |\n| ^ | ^ | c |\n:::\n");
  const auto& grid = block<Table>(document, 0);
  EXPECT_EQ(grid.look, Table::Look::grid);
  ASSERT_EQ(grid.rows[0].cells.size(), 2u);
  EXPECT_EQ(grid.rows[0].cells[0].columns, 2);
  EXPECT_EQ(grid.rows[0].cells[0].rows, 2);
  ASSERT_EQ(grid.rows[1].cells.size(), 1u);
  EXPECT_EQ(grid.widths.size(), 3u);
}

TEST(Containers, KeepTheirBarsWhereTheyAreNested) {
  const Document document = read("::: columns 70 30\n::: signatures\na ____ A\n|||\nb ____ B\n:::\n|||\nright\n:::\n");
  const auto& columns = block<Columns>(document, 0);
  ASSERT_EQ(columns.columns.size(), 2u);
  EXPECT_EQ(std::get<Columns>(columns.columns[0][0].any).columns.size(), 2u);
  EXPECT_EQ(plain_text(std::get<Paragraph>(columns.columns[1][0].any).runs), "right");
}

TEST(Containers, KeepTogetherAndMarkThePaper) {
  const Document document = read("::: together\n# a\n\nb\n:::\n::: watermark\nDRAFT *1*\n:::\n");
  EXPECT_EQ(block<Together>(document, 0).blocks.size(), 2u);
  EXPECT_EQ(document.title, "a");
  EXPECT_EQ(document.watermark, "DRAFT 1");
}

TEST(Containers, CountThePagesInTheirOwnWords) {
  const Document document =
      read("::: header\nsheet {page}\n:::\n::: footer\n{page} of {pages}, " + carried("{page}") + "\n:::\n{page}");
  const auto& foot = std::get<Split>(document.section().footer.blocks.at(0).any);
  ASSERT_EQ(foot.left.size(), 4u);
  EXPECT_EQ(foot.left[0].field->kind, PageField::Kind::page);
  EXPECT_EQ(foot.left[1].text, " of ");
  EXPECT_EQ(foot.left[2].field->kind, PageField::Kind::pages);
  EXPECT_TRUE(foot.right.empty());
  const auto& head = std::get<Paragraph>(document.section().header.blocks.at(0).any);
  EXPECT_TRUE(head.runs.at(1).field);
  EXPECT_EQ(plain_text(block<Paragraph>(document, 0).runs), "{page}") << "in the text itself they are words";
  EXPECT_FALSE(std::get<Split>(read("::: footer\nx\n:::\n").section().footer.blocks.at(0).any).right.empty());
}

TEST(Grids, SayHowTheyLook) {
  const Document document = read(
      "::: grid 10 90 header=2 footer=1 align=rl small plain\n| a | b |\n| {left} 1 | 2 |\n| {line} x | {box middle "
      "right bold "
      "tiny} y |\n:::\n");
  const auto& grid = block<Table>(document, 0);
  EXPECT_FALSE(grid.rows[2].cells[0].format->borders.left.drawn());
  EXPECT_FALSE(grid.rows[0].cells[0].format->borders.left.drawn()) << "no lines but those that a cell says itself";
  EXPECT_EQ(grid.header_rows, 2);
  EXPECT_EQ(grid.footer_rows, 1);
  EXPECT_TRUE(grid.small);
  EXPECT_EQ(grid.columns, (std::vector{Align::right, Align::left}));
  EXPECT_EQ(grid.rows[0].cells[0].align, Align::center) << "heads are centred";
  EXPECT_EQ(grid.rows[1].cells[0].align, Align::left) << "unless they say otherwise";
  const Cell& line = grid.rows[2].cells[0];
  EXPECT_TRUE(line.format->borders.bottom.drawn());
  EXPECT_FALSE(line.format->borders.top.drawn());
  EXPECT_EQ(plain_text(line.runs), "x");
  const Cell& box = grid.rows[2].cells[1];
  EXPECT_TRUE(box.format->borders.top.drawn());
  EXPECT_EQ(box.format->vertical, CellFormat::Vertical::middle);
  EXPECT_EQ(box.align, Align::right);
  EXPECT_TRUE(box.runs[0].bold);
  EXPECT_LT(box.runs[0].dress->size, 7);
}

TEST(Grids, AndTextsHoldNumbersToTheirSign) {
  const Document document =
      read("п/п № " + carried("301") + ", № **7**, № А-5, № п/п, `№ 1`\n\n::: grid\n| (УПД № 142) |\n:::\n");
  EXPECT_EQ(plain_text(block<Paragraph>(document, 0).runs), "п/п №\u00A0301, №\u00A07, №\u00A0А-5, № п/п, № 1");
  EXPECT_EQ(plain_text(block<Table>(document, 1).rows[0].cells[0].runs), "(УПД №\u00A0142)");
}

TEST(Grids, KeepTheirBoxesWhereACellSaysNothingOfThem) {
  const Document document = read("::: grid\n| {middle} a | {none} b | " + carried("{none}") + " c |\n:::\n");
  const auto& cells = block<Table>(document, 0).rows[0].cells;
  EXPECT_TRUE(cells[0].format->borders.left.drawn());
  EXPECT_FALSE(cells[1].format->borders.left.drawn());
  EXPECT_FALSE(cells[2].format);
  EXPECT_EQ(plain_text(cells[2].runs), "{none} c") << "a value gives no orders";
}

TEST(Grids, SayWhatIsWrongWithTheirOptions) {
  const auto error = [](std::string_view options, std::string_view row = "| a | b |") {
    return describe(read_markdown(fmt::format("::: grid {}\n{}\n:::\n", options, row)).error());
  };
  EXPECT_THAT(error("smal"), HasSubstr("\"smal\" is no option of ::: grid: did you mean \"small\"?"));
  EXPECT_THAT(error("align=lx"), HasSubstr("a column is l (left), c (centred) or r (right)"));
  EXPECT_THAT(error("align=l"), HasSubstr("a grid of 2 columns has 1 letters of align"));
  EXPECT_THAT(error("1 2 3"), HasSubstr("a grid of 2 columns has 3 widths"));
  EXPECT_THAT(error("header=99"), HasSubstr("a number of rows up to"));
  EXPECT_THAT(error("footer=-1"), HasSubstr("footer=-1: a number of rows up to"));
  EXPECT_THAT(error("", "| {midle} a | b |"), HasSubstr("\"midle\" is no option of a cell: did you mean \"middle\"?"));
  EXPECT_THAT(describe(read_markdown("::: columns a\n:::\n").error()), HasSubstr("\"a\" is no width"));
  EXPECT_THAT(describe(read_markdown("::: center 5\n:::\n").error()), HasSubstr("takes no options such as \"5\""));
}

TEST(Notes, StandWhereTheTextRefersToThem) {
  const Document document = read(
      "A price[^a] and[^b] again[^a].\n\n::: details\nx | y[^b]\n:::\n\n[^a]: Without *delivery*.\n\n    "
      "Second.\n\n[^b]: "
      "B\n\nAfter[^c]\n");
  const auto& runs = block<Paragraph>(document, 0).runs;
  ASSERT_TRUE(runs.at(1).note);
  EXPECT_EQ(runs[1].note->blocks.size(), 2u);
  EXPECT_EQ(runs.at(5).note, runs[1].note) << "one note, referred to twice";
  EXPECT_EQ(block<Details>(document, 1).lines[0].value.at(1).note, runs.at(3).note);
  EXPECT_EQ(plain_text(block<Paragraph>(document, 2).runs), "After[^c]");
  EXPECT_EQ(document.section().blocks.size(), 3u);
}

TEST(Notes, StayInCodeAndAreNotWithoutEnd) {
  EXPECT_EQ(plain_text(block<Paragraph>(read("```\n[^a]: x\n```\n"), 0).runs), "[^a]: x");
  std::string many;
  for (int i = 0; i < 300; ++i) many += fmt::format("[^{}]: x\n", i);
  EXPECT_THAT(describe(read_markdown(many).error()), HasSubstr("at most 200 footnotes"));
}

TEST(Containers, SayWhatIsWrongWithThem) {
  EXPECT_THAT(describe(read_markdown("::: totlas\n:::\n").error()), HasSubstr("did you mean \"totals\"?"));
  EXPECT_THAT(describe(read_markdown("::: totals\na | b\n").error()), HasSubstr("never closed"));
  EXPECT_THAT(describe(read_markdown(":::\n").error()), HasSubstr("none is open"));
  std::string deep;
  for (int i = 0; i < 50; ++i) deep += "::: center\n";
  for (int i = 0; i < 50; ++i) deep += ":::\n";
  EXPECT_THAT(describe(read_markdown(deep).error()), HasSubstr("nested too deeply"));
}

TEST(Containers, StandAloneInCode) {
  EXPECT_EQ(plain_text(block<Paragraph>(read("```\n::: x\n```\n"), 0).runs), "::: x");
}

}  // namespace
}  // namespace kontor::docgen
