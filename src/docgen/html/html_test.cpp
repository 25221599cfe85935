#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "docgen/html/writer.hpp"
#include "docgen/markdown/reader.hpp"
#include "docgen/model/figure.hpp"
#include "docgen/model/look.hpp"

namespace kontor::docgen {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::string html_of(const Document& document) { return html::write(document, *look_of(document, {}), {}); }

std::string html_of(std::string_view markdown, Locale locale = Locale::en) {
  auto document = read_markdown(markdown, {}, locale);
  EXPECT_TRUE(document);
  return html_of(*document);
}

Document with(Blocks blocks) {
  Document document;
  document.section().blocks = std::move(blocks);
  return document;
}

Document with_runs(Runs runs) { return with({{Paragraph{.runs = std::move(runs)}}}); }

Block saying(std::string text) { return {Paragraph{.runs = {{.text = std::move(text)}}}}; }

TEST(Html, ShowsTheWatermarkToReadersAndOnEachSheet) {
  const std::string html = html_of("::: watermark\nDRAFT <1>\n:::\ntext\n");
  EXPECT_THAT(html, HasSubstr(">DRAFT &lt;1&gt;</span></div>"));
  EXPECT_THAT(html, HasSubstr(".watermark{position:fixed}"));
  EXPECT_THAT(html_of("text\n"), Not(HasSubstr("<div class=\"watermark\"")));
}

TEST(Html, NeedsNothingFromOutside) {
  const std::string html =
      html_of("# A\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n::: signatures\nDirector ____ S. Ample\n:::\n");
  for (const char* outside : {"src=\"http", "<script", "<link", "@import", "url(", "var("})
    EXPECT_THAT(html, Not(HasSubstr(outside)));
}

TEST(Html, SetsFormsWithManyColumnsSmall) {
  EXPECT_THAT(html_of("::: grid 50 50 small\n| a | b |\n:::\n"), HasSubstr("<table class=\"grid small\">"));
}

TEST(Html, GivesColumnsTheSharesThatTheTableSays) {
  EXPECT_THAT(html_of("::: grid 25 75\n| a | b |\n:::\n"),
              HasSubstr("<colgroup><col style=\"width:25%\"><col style=\"width:75%\"></colgroup>"));
}

TEST(Html, KeepsMarginsLinesAndDirectionOfCells) {
  const auto format =
      std::make_shared<const TableFormat>(TableFormat{.widths = {100, 200}, .top = 1, .left = 4, .right = 3});
  const auto up = std::make_shared<const CellFormat>(
      CellFormat{.borders = {.top = {.line = Border::Line::twofold, .width = 1, .color = "c00000"}},
                 .left = 9,
                 .vertical = CellFormat::Vertical::middle,
                 .direction = CellFormat::Direction::upwards,
                 .no_wrap = true});
  const std::string html =
      html_of(with({{Table{.rows = {{.cells = {{.runs = {{.text = "up"}}, .format = up}, {.runs = {{.text = "b"}}}},
                                     .format = std::make_shared<const RowFormat>(RowFormat{.height = 30})}},
                           .format = format}}}));
  EXPECT_THAT(html, HasSubstr("border-top:2.25pt double #c00000;"));
  EXPECT_THAT(html, HasSubstr("padding:1pt 3pt 0pt 9pt;vertical-align:middle;white-space:nowrap;"));
  EXPECT_THAT(html, HasSubstr("<div class=\"up\">up</div>"));
  EXPECT_THAT(html, HasSubstr("<tr style=\"height:30pt;"));
}

TEST(Html, AlignsCellsByTheirColumnBelowOnesThatReachOverRows) {
  const std::string html = html_of(with({{Table{
      .columns = {Align::left, Align::right},
      .rows = {{.cells = {{.runs = {{.text = "a"}}, .rows = 2}, {}}}, {.cells = {{.runs = {{.text = "7"}}}}}}}}}));
  EXPECT_THAT(html, HasSubstr("<td class=\"right\">7</td>"));
}

TEST(Html, PrintsOnTheSheetsOfItsSections) {
  Document document = with({saying("upright")});
  EXPECT_THAT(html_of(document), HasSubstr("@page {size:595.28pt 841.89pt;margin:46pt 54pt 50pt 62pt;"));
  document.sections.push_back({.page = {.width = 841.89, .height = 595.276, .left = 30}, .blocks = {saying("lying")}});
  document.sections.push_back({.begin = Section::Begin::same_page, .blocks = {saying("upright again")}});
  const std::string html = html_of(document);
  EXPECT_THAT(html, HasSubstr("@page sheet2{size:841.89pt 595.28pt;margin:46pt 54pt 50pt 30pt;"));
  EXPECT_THAT(html, HasSubstr(".sheet2{page:sheet2}"));
  EXPECT_THAT(html, HasSubstr("<section class=\"sheet2\" style=\"break-before:page;\">\n<p>lying</p>"));
  EXPECT_THAT(html, HasSubstr("<section class=\"sheet1\">\n<p>upright again</p>"));
}

TEST(Html, CountsPagesOnlyWherePagesAre) {
  const std::string html = html_of("text\n\n::: footer\nNo. 1\n:::\n");
  EXPECT_THAT(html, HasSubstr("@bottom-right{content:\"Page \" counter(page) \" of \" counter(pages);"));
  EXPECT_THAT(html, HasSubstr("No. 1"));
  EXPECT_THAT(html, Not(HasSubstr("Page 1")));
}

TEST(Html, ShowsOneHeadAndOneFootOfSectionsThatShareThem) {
  Document document;
  document.section() = {.header = {.blocks = {saying("running")}, .first = Blocks{saying("first <head>")}},
                        .footer = {.blocks = {saying("foot")}},
                        .blocks = {saying("one")}};
  document.sections.push_back(
      {.header = {.blocks = {saying("running")}}, .footer = {.blocks = {saying("foot")}}, .blocks = {saying("two")}});
  document.sections.push_back({.header = {.blocks = {saying("annex")}}, .blocks = {saying("three")}});
  const std::string html = html_of(document);
  EXPECT_THAT(html, HasSubstr("<header class=\"head\">\n<p>first &lt;head&gt;</p>"));
  EXPECT_THAT(html, Not(HasSubstr("running")));
  EXPECT_THAT(html, HasSubstr("<p>two</p>\n<footer class=\"foot\">\n<p>foot</p>\n</footer>"));
  EXPECT_EQ(html.find("<footer"), html.rfind("<footer"));
  EXPECT_THAT(html, HasSubstr("<p>annex</p>\n</header>\n<p>three</p>"));
}

TEST(Html, SetsSectionsInTheirColumns) {
  Document document = with({saying("a"), {ColumnBreak{}}, saying("b")});
  document.section().column_widths = {1, 1};
  document.section().column_gap = 20;
  document.section().column_line = true;
  EXPECT_THAT(html_of(document),
              HasSubstr("<div class=\"several\" style=\"columns:2;column-gap:20pt;column-rule:1px solid;\">"
                        "\n<p>a</p>\n<div class=\"column-break\"></div>\n<p>b</p>\n</div>"));
}

TEST(Html, LinksNotesAndTheirMarksBothWays) {
  const auto note = [](std::string text, bool endnote) {
    return std::make_shared<const Footnote>(Footnote{.blocks = {saying(std::move(text))}, .endnote = endnote});
  };
  const std::string html = html_of(with_runs({{.text = "a"},
                                              {.note = note("at the foot", false)},
                                              {.note = note("last", true)},
                                              {.text = "*", .note = note("own mark", false)}}));
  EXPECT_THAT(html, HasSubstr("id=\"note-1-mark\"><a href=\"#note-1\" role=\"doc-noteref\">1</a>"));
  EXPECT_THAT(html, HasSubstr("<div id=\"note-1\">\n<p><sup class=\"note-mark\"><a href=\"#note-1-mark\" "
                              "role=\"doc-backlink\">1</a></sup> at the foot</p>"));
  EXPECT_THAT(html, HasSubstr("<a href=\"#note-2-mark\" role=\"doc-backlink\">i</a></sup> last"));
  EXPECT_THAT(html, HasSubstr("<a href=\"#note-3-mark\" role=\"doc-backlink\">*</a></sup> own mark"));
}

TEST(Html, PutsBoxesAndPicturesBesideTheText) {
  const auto at = [](Float::Wrap wrap, Float::Side side) {
    return std::make_shared<const Float>(Float{.blocks = {saying("boxed")},
                                               .width = 100,
                                               .height = 40,
                                               .across = {.side = side, .offset = 12},
                                               .down = {.from = Float::From::text, .offset = 5},
                                               .wrap = wrap,
                                               .shade = "ffeecc"});
  };
  EXPECT_THAT(
      html_of(with_runs({{.text = "x"}, {.floating = at(Float::Wrap::square, Float::Side::right)}})),
      HasSubstr("<div class=\"float at-right\" style=\"width:100pt;min-height:40pt;background:#ffeecc;padding:3.6pt "
                "7.2pt;\"><p>boxed</p>\n</div>\n<p>x</p>"));
  EXPECT_THAT(
      html_of(with_runs({{.text = "x"}, {.floating = at(Float::Wrap::none, Float::Side::at)}})),
      HasSubstr("<div class=\"over\"><div class=\"float\" style=\"width:100pt;min-height:40pt;background:#ffeecc;"
                "padding:3.6pt 7.2pt;left:12pt;top:5pt;\">"));
  const auto figure =
      std::make_shared<const Figure>(Figure{.bytes = "x", .width_mm = 10, .height_mm = 5, .alt = "stamp"});
  EXPECT_THAT(html_of(with_runs({{.floating = std::make_shared<const Float>(Float{.figure = figure, .width = 30})}})),
              HasSubstr("<div class=\"float at-left\" style=\"width:30pt;\"><img alt=\"stamp\""));
}

TEST(Html, DressesParagraphsAsTheySay) {
  const auto format = std::make_shared<const ParagraphFormat>(
      ParagraphFormat{.left = 36,
                      .first_line = -18,
                      .before = 6,
                      .keep_with_next = true,
                      .outline = 2,
                      .shade = "eeeeee",
                      .label = std::make_shared<const Label>(Label{.runs = {{.text = "1.1"}}}),
                      .font = "PT Serif",
                      .size = 12});
  const auto dress = std::make_shared<const Dress>(
      Dress{.underline = Dress::Underline::wave, .font = "PT Serif", .size = 12, .letters = Dress::Letters::capitals});
  const std::string html = html_of(with({{Paragraph{.runs = {{.text = "Terms", .dress = dress}}, .format = format}}}));
  EXPECT_THAT(html, HasSubstr("<h2 class=\"own\" style=\"margin:6pt 0 0pt;margin-left:max(min(36pt,25%),18pt);"
                              "text-indent:-18pt;line-height:1.2;font-family:'PT Serif',serif;font-size:12pt;"
                              "background:#eeeeee;break-after:avoid;"));
  EXPECT_THAT(html,
              HasSubstr("<span class=\"label\" style=\"min-width:18pt;padding-right:3pt\">1.1</span>"
                        "<span style=\"text-decoration:underline wavy;text-transform:uppercase;\">Terms</span></h2>"));
}

TEST(Html, SpreadsOverTheLineWhatTabsPart) {
  const auto format = std::make_shared<const ParagraphFormat>(
      ParagraphFormat{.tabs = {{.at = 400, .kind = TabStop::Kind::right, .leader = "."}}});
  EXPECT_THAT(html_of(with({{Paragraph{.runs = {{.text = "Terms\t7", .bold = true}}, .format = format}}})),
              HasSubstr("<span><strong>Terms</strong></span><i></i><span><strong>7</strong></span></p>"));
  const auto line = std::make_shared<const ParagraphFormat>(ParagraphFormat{.tabs = {{.at = 100, .leader = "_"}}});
  EXPECT_THAT(html_of(with({{Paragraph{.runs = {{.text = "\tname"}}, .format = line}}})),
              HasSubstr("<span class=\"blank\"> </span>name"));
}

TEST(Html, TakesNoDeclarationsFromTheNameOfAFont) {
  const auto dress = std::make_shared<const Dress>(Dress{.font = "x';background:url(//y)\""});
  const std::string html = html_of(with_runs({{.text = "a", .dress = dress}}));
  EXPECT_THAT(html, HasSubstr("font-family:'xbackgroundurly',sans-serif;"));
}

}  // namespace
}  // namespace kontor::docgen
