#include <gmock/gmock.h>

#include "docgen/layout/layout_test_tool.hpp"

namespace kontor::docgen::layout {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::string rows(int count) {
  std::string table = "| # | Name |\n|--:|:--|\n";
  for (int i = 1; i <= count; ++i) table += fmt::format("| {} | Row {} |\n", i, i);
  return table;
}

std::string words(int count) {
  std::string text;
  for (int i = 0; i < count; ++i) text += "lorem ";
  return text;
}

Paragraph paragraph(std::string text, ParagraphFormat format = {}) {
  return {.runs = {{.text = std::move(text)}}, .format = std::make_shared<const ParagraphFormat>(std::move(format))};
}

/// Every number of pages from few to many, by the sheet's height.
template <class Check>
void at_all_heights(Document document, double low, double high, Check check) {
  for (double height = low; height < high; height += 7) {
    document.section().page.height = height + document.section().page.top + document.section().page.bottom;
    check(pages_of(document), document.section().page, height);
  }
}

TEST(Pages, RepeatTheHeaderOfATable) {
  const Pages pages = pages_of(document_of(rows(100)));
  ASSERT_GT(pages.pages.size(), 2u);
  for (const Page& page : pages.pages) EXPECT_EQ(body_of(page).front().text, "# Name");
}

TEST(Pages, GiveRepeatedHeadersNoPlaceInTheStructure) {
  const Pages pages = pages_of(document_of(rows(100)));
  int headers = 0;
  for (const Page& page : pages.pages)
    for (const Mark& mark : page.marks)
      if (const auto* text = std::get_if<TextMark>(&mark); text && text->run->text == "Name")
        headers += text->node != kArtifact;
  EXPECT_EQ(headers, 1);
}

TEST(Pages, KeepAHeadingWithWhatFollows) {
  std::string markdown;
  for (int i = 0; i < 40; ++i) markdown += fmt::format("Paragraph {}\n\n", i);
  markdown += "## Heading\n\nAfter it\n";
  at_all_heights(document_of(markdown), 200, 900, [](const Pages& pages, const PageSetup&, double height) {
    EXPECT_EQ(page_with(pages, "Heading"), page_with(pages, "After it")) << height;
  });
}

TEST(Pages, KeepTotalsTogetherWithTheEndOfTheTable) {
  const Document invoice = document_of(rows(30) + "\n::: totals\nNet | 1\nTax | 2\n**Total** | 3\n:::\n");
  at_all_heights(invoice, 150, 800, [](const Pages& pages, const PageSetup&, double height) {
    EXPECT_EQ(page_with(pages, "Row 30"), page_with(pages, "Total")) << height;
    EXPECT_EQ(page_with(pages, "Row 30"), page_with(pages, "Net")) << height;
  });
}

TEST(Pages, EndNoPageWithASingleLineOfAParagraph) {
  at_all_heights(document_of(words(300)), 100, 500, [](const Pages& pages, const PageSetup& setup, double height) {
    if (pages.pages.size() < 2) return;
    EXPECT_GE(body_of(pages.pages.front(), setup).size(), 2u) << height;
    EXPECT_GE(body_of(pages.pages.back(), setup).size(), 2u) << height;
  });
}

TEST(Pages, TakeColumnsThatAreHigherThanThePage) {
  std::string text;
  for (int i = 0; i < 200; ++i) text += fmt::format("Line {}\n\n", i);
  const Pages pages = pages_of(document_of("::: columns\n" + text + "|||\nx\n:::\n\nend\n"));
  EXPECT_GE(pages.pages.size(), 3u);
  EXPECT_EQ(page_with(pages, "end"), pages.pages.size() - 1);
}

TEST(Pages, TakeARowThatIsHigherThanAPage) {
  const Pages pages = pages_of(document_of("| a | b |\n|---|---|\n| x | " + words(9000) + "|\n| y | last |\n"));
  EXPECT_GE(pages.pages.size(), 3u);
  std::size_t count = 0;
  for (const Page& page : pages.pages)
    for (const SeenLine& line : body_of(page))
      for (std::size_t at = 0; (at = line.text.find("lorem", at)) != std::string::npos; ++at) ++count;
  EXPECT_EQ(count, 9000u);
}

TEST(Pages, CutALongRowWithTwoLinesOnEitherSide) {
  const Document table = document_of(rows(12) + "| 13 | " + words(300) + "|\n");
  at_all_heights(table, 300, 700, [](const Pages& pages, const PageSetup& setup, double height) {
    for (const Page& page : pages.pages) {
      std::size_t lines = 0;
      for (const SeenLine& line : body_of(page, setup)) lines += line.text.contains("lorem");
      EXPECT_NE(lines, 1u) << height;
    }
  });
}

TEST(Pages, BeginATallRowRatherThanLeaveAGap) {
  const Pages pages = pages_of(document_of(words(500) + "\n\n| a | b |\n|---|---|\n| first | " + words(400) +
                                           "|\n| second | " + words(400) + "|\n"));
  EXPECT_EQ(page_with(pages, "first"), 0u);
  EXPECT_GT(body_of(pages.pages[0]).back().baseline, 700);
}

TEST(Pages, SetNestedListsTightly) {
  const auto lines = body_of(pages_of(document_of("- one\n- two\n  - inner\n  - inner\n- three\n")).pages[0]);
  ASSERT_EQ(lines.size(), 5u);
  for (std::size_t i = 2; i < lines.size(); ++i)
    EXPECT_NEAR(lines[i].baseline - lines[i - 1].baseline, lines[1].baseline - lines[0].baseline, 0.01);
}

TEST(Pages, KeepSignaturesWithTheWordsBeforeThem) {
  const Document contract =
      document_of(words(700) + "\n\nLast words\n\n::: signatures\nSeller ____ A\n|||\nBuyer ____ B\n:::\n");
  at_all_heights(contract, 200, 600, [](const Pages& pages, const PageSetup&, double height) {
    EXPECT_EQ(page_with(pages, "Seller"), page_with(pages, "Last words")) << height;
    EXPECT_EQ(page_with(pages, "Seller"), page_with(pages, "Buyer")) << height;
  });
}

TEST(Pages, BreakWhereTheyAreTold) {
  const Pages pages = pages_of(document_of("one\n\n::: page-break :::\n\ntwo\n"));
  EXPECT_EQ(pages.pages.size(), 2u);
  EXPECT_EQ(page_with(pages, "two"), 1u);
  EXPECT_EQ(pages_of(document_of("one\n\n::: page-break :::\n")).pages.size(), 1u);
}

TEST(Pages, CountThemselvesInTheFoot) {
  const Pages pages = pages_of(document_of(words(3000) + "\n\n::: footer\nAcme\n:::\n"));
  ASSERT_GE(pages.pages.size(), 3u);
  EXPECT_THAT(text_of(pages.pages[1]), HasSubstr(fmt::format("Acme Page 2 of {}", pages.pages.size())));
}

TEST(Pages, HaveTheirHeadFromTheSecondOn) {
  const Pages pages = pages_of(document_of("::: header\nOffer 7\n:::\n\n" + words(2000)));
  EXPECT_THAT(text_of(pages.pages[0]), Not(HasSubstr("Offer 7")));
  EXPECT_THAT(text_of(pages.pages[1]), HasSubstr("Offer 7"));
}

TEST(Pages, AreAtLeastOne) {
  EXPECT_EQ(pages_of(Document{}).pages.size(), 1u);
  Document nothing;
  nothing.sections.clear();
  EXPECT_EQ(pages_of(nothing).pages.size(), 1u);
}

TEST(Pages, AreNotMoreThanAnybodyPrints) {
  Document document;
  for (int i = 0; i < 6000; ++i) {
    document.section().blocks.push_back({Paragraph{.runs = {{.text = "x"}}}});
    document.section().blocks.push_back({PageBreak{}});
  }
  const auto pages = layout::pages_of(document, *look_of(document, {}));
  ASSERT_FALSE(pages);
  EXPECT_THAT(pages.error().public_message, HasSubstr("5000 pages"));
}

TEST(Outline, NamesHeadingsWithTheirPages) {
  const Pages pages = pages_of(document_of("# One\n\n" + words(2000) + "\n\n## Two\n\ntext\n"));
  ASSERT_EQ(pages.outline.size(), 2u);
  EXPECT_EQ(pages.outline[0].title, "One");
  EXPECT_EQ(pages.outline[1].level, 2);
  EXPECT_EQ(pages.outline[1].page, page_with(pages, "Two"));
}

TEST(Columns, OfASectionAreBalancedBeforeWhatGoesOn) {
  Document document;
  document.sections.clear();
  Section two;
  two.column_widths = {1, 1};
  for (int i = 0; i < 20; ++i) two.blocks.push_back({paragraph(fmt::format("Line {}.", i))});
  Section after;
  after.begin = Section::Begin::same_page;
  after.blocks.push_back({paragraph("After")});
  document.sections = {two, after};
  const Pages pages = pages_of(document);
  ASSERT_EQ(pages.pages.size(), 1u);
  const auto lines = body_of(pages.pages[0]);
  ASSERT_EQ(lines.size(), 11u);  // ten of two columns each, and what goes on
  EXPECT_EQ(lines.front().text, "Line 0. Line 10.");
  EXPECT_EQ(lines.back().text, "After");
}

TEST(Footnotes, StandAtTheFootOfTheirPage) {
  Document document = document_of(words(900));
  auto note = std::make_shared<Footnote>();
  note->blocks.push_back({paragraph("The note.")});
  document.section().blocks.push_back({Paragraph{.runs = {{.text = "With a note"}, {.note = note}}}});
  for (const Block& block : document_of(words(900)).section().blocks) document.section().blocks.push_back(block);
  const Pages pages = pages_of(document);
  const std::size_t page = page_with(pages, "With a note");
  EXPECT_EQ(page_with(pages, "The note."), page);
  const auto lines = body_of(pages.pages[page]);
  EXPECT_EQ(lines.back().text, " The note.");
  EXPECT_EQ(lines[lines.size() - 2].text, "1");  // raised
}

TEST(Footnotes, GoOnWhenTheyAreLong) {
  auto note = std::make_shared<Footnote>();
  note->blocks.push_back({paragraph(words(6000) + "end of the note")});
  Document document;
  document.section().blocks.push_back({Paragraph{.runs = {{.text = "With a note"}, {.note = note}}}});
  for (int i = 0; i < 30; ++i) document.section().blocks.push_back({paragraph(fmt::format("Text {}", i))});
  const Pages pages = pages_of(document);
  EXPECT_GE(pages.pages.size(), 3u);
  EXPECT_LT(page_with(pages, "end of the note"), pages.pages.size());
  EXPECT_LT(page_with(pages, "Text 29"), pages.pages.size());
}

TEST(Floats, PushTheTextAside) {
  auto box = std::make_shared<Float>();
  box->blocks.push_back({paragraph("Beside")});
  box->width = 150;
  box->height = 100;
  box->across = {.from = Float::From::column, .side = Float::Side::left};
  Document document;
  document.section().blocks.push_back(
      {Paragraph{.runs = {{.floating = box}, {.text = words(200)}},
                 .format = std::make_shared<const ParagraphFormat>(ParagraphFormat{.size = 10})}});
  const Pages pages = pages_of(document);
  const auto lines = body_of(pages.pages[0]);
  const PageSetup setup;
  int beside = 0, below = 0;
  for (const Mark& mark : pages.pages[0].marks)
    if (const auto* text = std::get_if<TextMark>(&mark); text && text->run->text.contains("lorem")) {
      if (text->baseline < setup.top + 100) {
        EXPECT_GE(text->x, setup.left + 150);
        ++beside;
      } else if (text->baseline > setup.top + 115) {
        EXPECT_NEAR(text->x, setup.left, 1);
        ++below;
      }
    }
  EXPECT_GT(beside, 3);
  EXPECT_GT(below, 1);
}

TEST(Sections, HaveTheirOwnSheetsAndNumbers) {
  Document document;
  document.sections.clear();
  Section upright, wide;
  upright.blocks.push_back({paragraph("Upright")});
  wide.page.width = 842;
  wide.page.height = 595;
  wide.first_number = 7;
  wide.footer.blocks.push_back({Paragraph{.runs = page_label(Locale::en)}});
  wide.blocks.push_back({paragraph("Wide")});
  document.sections = {upright, wide};
  const Pages pages = pages_of(document);
  ASSERT_EQ(pages.pages.size(), 2u);
  EXPECT_EQ(pages.pages[1].width, 842);
  EXPECT_THAT(text_of(pages.pages[1]), HasSubstr("Page 7 of 2"));
}

TEST(Sections, WaitForAnOddPage) {
  Document document;
  document.sections.clear();
  Section one, two;
  one.blocks.push_back({paragraph("One")});
  two.begin = Section::Begin::odd_page;
  two.blocks.push_back({paragraph("Two")});
  document.sections = {one, two};
  EXPECT_EQ(page_with(pages_of(document), "Two"), 2u);
}

TEST(Heads, ThatAreHighPushTheTextDown) {
  Document document;
  document.section().blocks.push_back({paragraph("Text")});
  const double before = body_of(pages_of(document).pages[0]).front().baseline;
  for (int i = 0; i < 6; ++i) document.section().header.blocks.push_back({paragraph("Head")});
  const Pages pages = pages_of(document);
  const auto lines = lines_of(pages.pages[0]);
  const SeenLine* text = line_with(lines, "Text");
  ASSERT_TRUE(text);
  EXPECT_GT(text->baseline, before + 20);
  EXPECT_EQ(lines[5].text, "Head");
  EXPECT_EQ(lines[6].text, "Text");
}

TEST(Fields, InTheTextKnowTheirPages) {
  const auto here = std::make_shared<const PageField>(PageField{.kind = PageField::Kind::page_of, .target = "there"});
  Document document;
  auto& blocks = document.section().blocks;
  blocks.push_back({Paragraph{.runs = {{.text = "See page "}, {.text = "?", .field = here}}}});
  for (int i = 0; i < 2; ++i) blocks.push_back({PageBreak{}}), blocks.push_back({paragraph("x")});
  blocks.push_back({Paragraph{.runs = {{.text = "There", .anchor = "there"}}}});
  EXPECT_EQ(body_of(pages_of(document).pages[0]).front().text, "See page 3");
}

TEST(Paragraphs, StandApartByTheLargerOfTheirSpacesOrByBoth) {
  ParagraphFormat format;
  format.size = 10;
  format.line = {.rule = LineSpacing::Rule::exactly, .value = 12};
  format.before = 10;
  format.after = 20;
  format.style = "Body";
  Document document;
  for (int i = 0; i < 2; ++i) document.section().blocks.push_back({paragraph("x", format)});
  auto lines = body_of(pages_of(document).pages[0]);
  EXPECT_NEAR(lines[1].baseline - lines[0].baseline, 32, 0.1);
  format.adds_space = true;
  for (Block& block : document.section().blocks) block = {paragraph("x", format)};
  lines = body_of(pages_of(document).pages[0]);
  EXPECT_NEAR(lines[1].baseline - lines[0].baseline, 42, 0.1);
  format.contextual = true;
  for (Block& block : document.section().blocks) block = {paragraph("x", format)};
  lines = body_of(pages_of(document).pages[0]);
  EXPECT_NEAR(lines[1].baseline - lines[0].baseline, 12, 0.1);
}

TEST(Watermark, StandsAcrossEveryPage) {
  Document document = document_of(words(2000));
  document.watermark = "DRAFT";
  for (const Page& page : pages_of(document).pages) {
    const auto* text = std::get_if<TextMark>(&page.marks.front());
    ASSERT_TRUE(text);
    EXPECT_EQ(text->run->text, "DRAFT");
    EXPECT_EQ(text->node, kArtifact);
    EXPECT_GT(text->angle, 0);
    EXPECT_LT(text->opacity, 0.5);
  }
}

TEST(Structure, NamesTheParts) {
  const Pages pages = pages_of(document_of("# Title\n\n- one\n- two\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"));
  using Role = StructureNode::Role;
  std::map<Role, int> count;
  for (const StructureNode& node : pages.structure) ++count[node.role];
  EXPECT_EQ(count[Role::document], 1);
  EXPECT_EQ(count[Role::heading], 1);
  EXPECT_EQ(count[Role::item], 2);
  EXPECT_EQ(count[Role::table], 1);
  EXPECT_EQ(count[Role::header_cell], 2);
  EXPECT_EQ(count[Role::cell], 2);
  for (std::size_t i = 1; i < pages.structure.size(); ++i) EXPECT_LT(pages.structure[i].parent, static_cast<Node>(i));
}

}  // namespace
}  // namespace kontor::docgen::layout
