#include <gmock/gmock.h>

#include "docgen/layout/layout_test_tool.hpp"
#include "docgen/layout/table_widths.hpp"

namespace kontor::docgen::layout {
namespace {

double right_of(const Page& page, std::string_view text) {
  for (const Mark& mark : page.marks)
    if (const auto* run = std::get_if<TextMark>(&mark); run && run->run->text == text)
      return run->x + run->run->width();
  ADD_FAILURE() << text;
  return 0;
}

TEST(Table, FitsItsColumnsIntoTheWidth) {
  const Pages pages = pages_of(document_of("| A | B | C |\n|---|---|--:|\n| " + std::string(400, 'x') +
                                           " | some words that go on and on and on | 1 000 000 000,00 |\n"));
  const PageSetup setup;
  for (const Mark& mark : pages.pages[0].marks)
    if (const auto* text = std::get_if<TextMark>(&mark)) {
      EXPECT_LE(text->x + text->run->width(), setup.width - setup.right + 1) << text->run->text;
    }
}

TEST(Table, BreaksNoNumber) {
  std::string table = "| Name | Sum |\n|:--|--:|\n";
  std::string name;
  for (int i = 0; i < 60; ++i) name += "words ";
  table += "| " + name + " | 1 000 000 000,00 |\n";
  const Pages pages = pages_of(document_of(table));
  EXPECT_THAT(text_of(pages.pages[0]), ::testing::HasSubstr("1 000 000 000,00"));
}

TEST(Table, SetsDecimalPointsOneBelowTheOther) {
  const Pages pages = pages_of(document_of("| Name | Weight |\n|:--|--:|\n| a | 1.5 |\n| b | 10.25 |\n| c | 100 |\n"));
  const Page& page = pages.pages[0];
  const double half = right_of(page, "1.5"), quarter = right_of(page, "10.25");
  EXPECT_LT(half, quarter - 3);
  EXPECT_LT(right_of(page, "100"), half - 3);
}

TEST(Table, SetsNumbersOfEqualFractionsAtTheRight) {
  const Pages pages = pages_of(document_of("| Name | Sum |\n|:--|--:|\n| a | 1.50 |\n| b | 1000.25 |\n"));
  EXPECT_NEAR(right_of(pages.pages[0], "1.50"), right_of(pages.pages[0], "1000.25"), 0.1);
}

TEST(Table, GivesLongTextsTheRoomAndShortOnesTheirLine) {
  const std::vector<ColumnNeed> needs = {{20, 20, 20}, {50, 2000, 900, true}, {60, 90, 80, true}, {80, 80, 80}};
  const std::vector<double> widths = column_widths(needs, 480);
  EXPECT_DOUBLE_EQ(widths[0], 20);
  EXPECT_DOUBLE_EQ(widths[2], 90);
  EXPECT_DOUBLE_EQ(widths[3], 80);
  EXPECT_NEAR(widths[1], 290, 0.01);
}

TEST(Table, LeavesNoSpaceUnused) {
  for (const double available : {100.0, 300.0, 900.0}) {
    const std::vector<double> widths =
        column_widths({{20, 60, 50, true}, {30, 200, 90, true}, {40, 40, 40}}, available);
    EXPECT_NEAR(widths[0] + widths[1] + widths[2], available, 0.01);
  }
}

TEST(Table, CoversColumnsAndRows) {
  const Pages pages = pages_of(document_of("::: grid\n| Wide | < | x |\n| ^ | ^ | y |\n| a | b | c |\n:::\n"));
  const auto lines = body_of(pages.pages[0]);
  ASSERT_EQ(lines.size(), 3u);
  EXPECT_EQ(lines[0].text, "Wide x");
  EXPECT_EQ(lines[1].text, "y");
  EXPECT_EQ(lines[2].text, "a b c");
}

TEST(Table, DrawsTheWiderOfTwoBorders) {
  const auto bordered = [](double width) {
    auto format = std::make_shared<CellFormat>();
    const Border border{.line = Border::Line::single, .width = width};
    format->borders = {.top = border, .bottom = border, .left = border, .right = border};
    return format;
  };
  Table table{.format = std::make_shared<const TableFormat>(TableFormat{.widths = {100, 100}})};
  table.rows.push_back({.cells = {{.runs = {{.text = "a"}}, .format = bordered(0.5)},
                                  {.runs = {{.text = "b"}}, .format = bordered(3)}}});
  Document document;
  document.section().blocks.push_back({std::move(table)});
  const Pages pages = pages_of(document);
  std::vector<double> upright;
  for (const Mark& mark : pages.pages[0].marks)
    if (const auto* line = std::get_if<LineMark>(&mark); line && line->x1 == line->x2) upright.push_back(line->width);
  EXPECT_THAT(upright, ::testing::ElementsAre(0.5, 3, 3));
}

TEST(Table, LeavesItsSumsOnNoPageWithoutARow) {
  int parted = 0;
  for (int count = 5; count < 80; ++count) {
    std::string grid = "::: grid 50 50 header=1 footer=2\n| Name | Sum |\n";
    for (int i = 0; i < count; ++i) grid += fmt::format("| row {} | 1 |\n", i);
    const Pages pages = pages_of(document_of(grid + "| Subtotal | 5 |\n| Total | 5 |\n:::\n"));
    const std::string last = text_of(pages.pages.back());
    EXPECT_THAT(last, ::testing::AllOf(::testing::HasSubstr(fmt::format("row {}", count - 1)),
                                       ::testing::HasSubstr("Subtotal"), ::testing::HasSubstr("Total")))
        << count;
    parted += pages.pages.size() > 1;
  }
  EXPECT_GT(parted, 20) << "the end of a page was tried";
}

TEST(Table, GivesItsLinesRoom) {
  constexpr double kLine = 6, kPitch = 12;
  auto cell = std::make_shared<CellFormat>();
  const Border border{.line = Border::Line::single, .width = kLine};
  cell->borders = {.top = border, .bottom = border, .left = border, .right = border};
  ParagraphFormat format;
  format.line = {.rule = LineSpacing::Rule::exactly, .value = kPitch};
  const auto paragraph = [&](std::string text) {
    return Block{
        Paragraph{.runs = {{.text = std::move(text)}}, .format = std::make_shared<const ParagraphFormat>(format)}};
  };
  Table table{.format = std::make_shared<const TableFormat>(TableFormat{.widths = {100}})};
  for (const char* text : {"one", "two"}) {
    Cell one{.format = cell};
    one.blocks.push_back(paragraph(text));
    table.rows.emplace_back();
    table.rows.back().cells.push_back(std::move(one));
  }
  Document document;
  document.section().blocks.push_back(paragraph("before"));
  document.section().blocks.push_back({std::move(table)});
  document.section().blocks.push_back(paragraph("after"));
  const auto lines = body_of(pages_of(document).pages[0]);
  ASSERT_EQ(lines.size(), 4u);
  EXPECT_NEAR(lines[1].baseline - lines[0].baseline, kPitch + kLine, 0.01);
  EXPECT_NEAR(lines[2].baseline - lines[1].baseline, kPitch + kLine, 0.01);
  EXPECT_NEAR(lines[3].baseline - lines[2].baseline, kPitch + kLine, 0.01);
}

TEST(Table, TakesAsLongPerRowForManyRows) {
  std::string table = "| # | Name | Price |\n|--:|:--|--:|\n";
  for (int i = 0; i < 10'000; ++i) table += fmt::format("| {} | Article {} | {}.50 |\n", i, i, i);
  const Pages pages = pages_of(document_of(table));
  EXPECT_LT(page_with(pages, "Article 9999"), pages.pages.size());
}

}  // namespace
}  // namespace kontor::docgen::layout
