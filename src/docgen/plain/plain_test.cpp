#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "docgen/markdown/reader.hpp"
#include "docgen/model/figure.hpp"
#include "docgen/plain/writer.hpp"

namespace kontor::docgen {
namespace {

std::string text_of(std::string_view markdown) {
  auto document = read_markdown(markdown);
  EXPECT_TRUE(document);
  return plain::write(*document);
}

std::string text_of(Blocks blocks) {
  Document document;
  document.section().blocks = std::move(blocks);
  return plain::write(document);
}

Runs said(std::string text) { return {{.text = std::move(text)}}; }
Block saying(std::string text) { return {Paragraph{.runs = said(std::move(text))}}; }

TEST(Plain, SaysFirstThatItIsADraft) { EXPECT_EQ(text_of("::: watermark\nDRAFT\n:::\ntext\n"), "[DRAFT]\n\ntext\n"); }

TEST(Plain, HasNoEmptyFoot) { EXPECT_EQ(text_of("text\n"), "text\n"); }

TEST(Plain, HasNotesAtItsEnd) {
  const auto note = [](Blocks blocks, bool endnote = false) {
    return std::make_shared<const Footnote>(Footnote{.blocks = std::move(blocks), .endnote = endnote});
  };
  EXPECT_EQ(text_of({{Paragraph{.runs = {{.text = "one"},
                                         {.note = note({saying("first\nits second line"), saying("more")})},
                                         {.text = " two"},
                                         {.note = note({saying("last")}, true)},
                                         {.text = "*", .note = note({saying("own")})}}}}}),
            "one[1] two[i][*]\n\n[1] first\n    its second line\n\n    more\n[i] last\n[*] own\n");
}

TEST(Plain, AlignsCellsAsTheySayThemselves) {
  EXPECT_EQ(text_of({{Table{.columns = {Align::left, Align::right},
                            .header_rows = 1,
                            .rows = {{.cells = {{.runs = said("name")}, {.runs = said("price")}}},
                                     {.cells = {{.runs = said("a"), .align = Align::right}, {.runs = said("7")}}},
                                     {.cells = {{.runs = said("b"), .align = Align::center},
                                                {.runs = said("8"), .align = Align::left}}}}}}}),
            "name  price\n-----------\n   a      7\n b    8\n");
  const Block at_right = {Paragraph{.runs = said("9"), .align = Align::right}};
  EXPECT_EQ(text_of({{Table{.rows = {{.cells = {{.runs = said("price")}}}, {.cells = {{.blocks = {at_right}}}}}}}}),
            "price\n    9\n");
}

TEST(Plain, LeavesColumnsFreeThatRowsLeaveFree) {
  EXPECT_EQ(text_of({{Table{.columns = {Align::left, Align::left},
                            .rows = {{.cells = {{.runs = said("aaa"), .rows = 2}, {.runs = said("b")}}},
                                     {.cells = {{.runs = said("under b")}}},
                                     {.cells = {{.runs = said("free")}}, .before = 1}}}}}),
            "aaa  b\n     under b\n     free\n");
}

TEST(Plain, FindsTheColumnsOfATableThatNamesNone) {
  EXPECT_EQ(text_of({{Table{.rows = {{.cells = {{.runs = said("a")}, {.blocks = {saying("b"), saying("c")}}}},
                                     {.cells = {{.runs = said("long"), .columns = 2}}}}}}}),
            "a  b c\nlong\n");
}

TEST(Plain, SaysAllThatStandsInACell) {
  EXPECT_EQ(
      text_of({{Table{.rows = {{.cells = {{.blocks = {{ListBlock{.items = {{saying("x")}, {saying("y")}}}},
                                                      {Table{.rows = {{.cells = {{.runs = said("in")}}}}}}}}}}}}}}),
      "- x - y in\n");
}

TEST(Plain, NumbersEmptyItems) {
  EXPECT_EQ(text_of({{ListBlock{.ordered = true, .items = {{}, {saying("")}, {saying("c")}}}}}), "1.\n2.\n3. c\n");
}

TEST(Plain, StaysShortBesideACellWithMuchText) {
  std::vector<Row> rows = {{.cells = {{.runs = said(std::string(10'000, 'x'))}, {.runs = said("b")}}}};
  for (int i = 0; i < 1'000; ++i) rows.push_back({.cells = {{.runs = said("a")}, {.runs = said("b")}}});
  EXPECT_LT(text_of({{Table{.rows = std::move(rows)}}}).size(), 200'000u);
}

TEST(Plain, PutsBoxesBehindWhatTheyStandBeside) {
  const auto box = std::make_shared<const Float>(Float{.blocks = {saying("boxed")}});
  const auto picture =
      std::make_shared<const Float>(Float{.figure = std::make_shared<const Figure>(Figure{.alt = "the round stamp"})});
  EXPECT_EQ(
      text_of({{Paragraph{.runs = {{.floating = box}, {.text = "text"}, {.floating = picture}}}}, saying("more")}),
      "text\n\nboxed\n\nthe round stamp\n\nmore\n");
}

TEST(Plain, NumbersParagraphsAndLeadsToTabStops) {
  const auto format = std::make_shared<const ParagraphFormat>(ParagraphFormat{
      .tabs = {{.at = 100, .leader = "_"}},
      .label = std::make_shared<const Label>(Label{.runs = said("1.2"), .follow = Label::Follow::tab})});
  EXPECT_EQ(text_of({{Paragraph{.runs = said("Di\u00ADrector\tname"), .format = format}}}),
            "1.2 Director____________name\n");
}

TEST(Plain, PartsParagraphsWhereTheySaySo) {
  const auto apart = std::make_shared<const ParagraphFormat>(ParagraphFormat{.before = 6, .after = 8});
  const auto close = std::make_shared<const ParagraphFormat>(ParagraphFormat{});
  EXPECT_EQ(text_of({{Paragraph{.runs = said("a"), .format = close}},
                     {Paragraph{.runs = said("b"), .format = close}},
                     {Paragraph{.runs = said("c"), .format = apart}},
                     {Paragraph{.runs = said("d"), .format = apart}}}),
            "a\nb\n\nc\n\nd\n");
}

TEST(Plain, HasHeadAndFootWithoutNumbersOfPages) {
  EXPECT_EQ(text_of("::: header\nrunning\n:::\ntext\n\n::: footer\nNo. 1\n:::\n"), "text\n\nNo. 1\n");
}

}  // namespace
}  // namespace kontor::docgen
