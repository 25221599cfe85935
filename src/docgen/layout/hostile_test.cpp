#include "docgen/layout/layout_test_tool.hpp"

/// Documents that nobody writes: they come to an end all the same.
namespace kontor::docgen::layout {
namespace {

Paragraph plain(std::string text) { return {.runs = {{.text = std::move(text)}}}; }

std::shared_ptr<const Figure> picture(double width_mm, double height_mm) {
  return std::make_shared<const Figure>(
      Figure{.width = 10, .height = 10, .width_mm = width_mm, .height_mm = height_mm});
}

TEST(Hostile, BlocksNestedDeeplyEnd) {
  Blocks inner = {{plain("bottom")}};
  for (int i = 0; i < 300; ++i) inner = {{Quote{std::move(inner)}}};
  Document document;
  document.section().blocks = std::move(inner);
  EXPECT_EQ(pages_of(document).pages.size(), 1u);
}

TEST(Hostile, TablesNestedDeeplyEnd) {
  Blocks inner = {{plain("bottom")}};
  for (int i = 0; i < 60; ++i) {
    Table table{.columns = {Align::left}};
    table.rows.push_back({.cells = {{.blocks = std::move(inner)}}});
    inner = {};
    inner.push_back({std::move(table)});
  }
  Document document;
  document.section().blocks = std::move(inner);
  EXPECT_GE(pages_of(document).pages.size(), 1u);
}

TEST(Hostile, PagesWithoutRoomTakeText) {
  for (const PageSetup& setup :
       {PageSetup{.width = 0, .height = 0}, PageSetup{.width = -5, .height = 10}, PageSetup{.left = 400, .right = 400},
        PageSetup{.top = 900, .bottom = 900}, PageSetup{.header = 5000, .footer = 5000}}) {
    Document document;
    document.section().page = setup;
    document.section().header.blocks.push_back({plain("Head")});
    document.section().blocks.push_back({plain("some words of text")});
    EXPECT_LT(pages_of(document).pages.size(), 20u);
  }
}

TEST(Hostile, PicturesLargerThanThePageEnd) {
  Document document;
  for (const double size : {10.0, 5000.0, 1e9, 0.0, -1.0})
    document.section().blocks.push_back({Paragraph{.runs = {{.figure = picture(size, size)}}}});
  EXPECT_LT(pages_of(document).pages.size(), 20u);
}

TEST(Hostile, AThousandFloatsEnd) {
  Document document;
  Paragraph paragraph{.format = std::make_shared<const ParagraphFormat>()};
  for (int i = 0; i < 1000; ++i) {
    auto box = std::make_shared<Float>();
    box->figure = picture(30 + i % 60, 20);
    box->across.offset = i % 400;
    box->down.offset = i;
    box->wrap = i % 3 == 0 ? Float::Wrap::top_and_bottom : Float::Wrap::square;
    paragraph.runs.push_back({.floating = std::move(box)});
    paragraph.runs.push_back({.text = "words "});
  }
  document.section().blocks.push_back({std::move(paragraph)});
  EXPECT_LT(pages_of(document).pages.size(), 50u);
}

TEST(Hostile, ColumnsNarrowerThanALetterEnd) {
  Document document;
  Table table{.widths = std::vector<double>(200, 1)};
  docgen::Row row;
  for (int i = 0; i < 200; ++i) row.cells.push_back({.runs = {{.text = "word"}}});
  table.rows.push_back(std::move(row));
  document.section().blocks.push_back({std::move(table)});
  document.section().column_widths = std::vector<double>(100, -1);
  EXPECT_LT(pages_of(document).pages.size(), 200u);
}

TEST(Hostile, CellsThatCoverMoreThanTheTableEnd) {
  Table table{.columns = {Align::left, Align::left}};
  for (int r = 0; r < 5; ++r)
    table.rows.push_back({.cells = {{.runs = {{.text = "a"}}, .columns = 1000, .rows = 1000},
                                    {.runs = {{.text = "b"}}, .columns = -3, .rows = 0}},
                          .before = r * 7 - 3});
  Document document;
  document.section().blocks.push_back({std::move(table)});
  EXPECT_EQ(pages_of(document).pages.size(), 1u);
}

TEST(Hostile, NotesHigherThanThePageEnd) {
  auto note = std::make_shared<Footnote>();
  for (int i = 0; i < 3; ++i) note->blocks.push_back({Paragraph{.runs = {{.figure = picture(100, 5000)}}}});
  Document document;
  document.section().page.height = 150;
  document.section().blocks.push_back({Paragraph{.runs = {{.text = "text"}, {.note = note}}}});
  EXPECT_LT(pages_of(document).pages.size(), 20u);
}

TEST(Hostile, ALongCellIsCutInTimeInProportion) {
  Table table{.columns = {Align::left}};
  Blocks lines;
  for (int i = 0; i < 50'000; ++i) lines.push_back({plain("line")});
  table.rows.emplace_back();
  table.rows.back().cells.push_back({.blocks = std::move(lines)});
  Document document;
  document.section().blocks.push_back({std::move(table)});
  const Pages pages = pages_of(document);
  EXPECT_GT(pages.pages.size(), 500u);
  EXPECT_LT(pages.pages.size(), 1500u);
}

TEST(Hostile, EverythingKeptWithTheNextEnds) {
  Document document;
  auto format = std::make_shared<ParagraphFormat>();
  format->keep_with_next = true;
  format->keep_lines = true;
  for (int i = 0; i < 500; ++i) {
    Paragraph paragraph = plain("kept");
    paragraph.format = format;
    document.section().blocks.push_back({std::move(paragraph)});
  }
  const Pages pages = pages_of(document);
  EXPECT_GT(pages.pages.size(), 5u);
  EXPECT_LT(pages.pages.size(), 20u);
}

}  // namespace
}  // namespace kontor::docgen::layout
