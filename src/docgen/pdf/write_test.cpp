#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "docgen/pdf/pdf.hpp"
#include "docgen/pdf/sample_test.hpp"
#include "docgen/test_tool.hpp"

namespace kontor::docgen {
namespace {

using sample::Paper;
using sample::Role;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

std::string written(const layout::Pages& pages, const pdf::PdfOptions& options = {}) {
  auto bytes = pdf::write(pages, options);
  EXPECT_TRUE(bytes) << bytes.error().public_message;
  if (!bytes) return "";
  EXPECT_THAT(said_of(*bytes, "qpdf --check {} 2>&1"), HasSubstr("No syntax or stream encoding errors found"));
  return *bytes;
}

std::string text_of(const layout::Pages& pages) { return said_of(written(pages), "pdftotext {} -"); }

/// The file with all its streams unpacked, for a look at its objects.
std::string unpacked(const std::string& bytes) { return said_of(bytes, "qpdf --qdf --object-streams=disable {} -"); }

TEST(PdfFile, IsFoundByItsWordsInTheirOrder) {
  Paper paper;
  paper.say("Предложение «Ёлка» № 7", sample::bold(), 18);
  paper.say("Two officials file an efficient offer: 21 000,00 ₽", sample::serif());
  paper.say("Ελληνικά, ґанок, naïve Łódź, e\u0301");
  EXPECT_THAT(text_of(paper.pages), HasSubstr("Предложение «Ёлка» № 7\n"));
  EXPECT_THAT(text_of(paper.pages), HasSubstr("Two officials file an efficient offer: 21 000,00 ₽\n"));
  EXPECT_THAT(text_of(paper.pages), HasSubstr("Ελληνικά, ґанок, naïve Łódź, e\u0301"));
}

TEST(PdfFile, SaysWhatIsReadWhereGlyphsDoNot) {
  Paper paper;
  auto run = sample::shaped("TOTAL");
  run->text = "total";  // small letters shown as capitals
  paper.page().marks.push_back(layout::TextMark{.x = 60, .baseline = 100, .run = run});
  EXPECT_THAT(text_of(paper.pages), HasSubstr("total"));
  auto clustered = std::make_shared<layout::GlyphRun>(*sample::shaped("ab"));
  clustered->text = "ключ";
  clustered->glyphs[1].cluster = 0;  // two glyphs for a word
  paper.page().marks.push_back(layout::TextMark{.x = 60, .baseline = 130, .run = clustered});
  EXPECT_THAT(text_of(paper.pages), HasSubstr("ключ"));
}

TEST(PdfFile, EmbedsItsFontsWithTheirText) {
  const std::string fonts = said_of(written(sample::proposal()), "pdffonts {}");
  EXPECT_THAT(fonts, HasSubstr("+PTSans-Regular"));
  EXPECT_THAT(fonts, HasSubstr("+PTSans-Bold"));
  EXPECT_THAT(fonts, HasSubstr("+LiberationSerif-Italic"));
  EXPECT_THAT(fonts, Not(HasSubstr(" no ")));  // embedded, subset and with text, each
}

TEST(PdfFile, StaysSmall) { EXPECT_LT(written(sample::proposal()).size(), 60'000u); }

TEST(PdfFile, IsTheSameForTheSamePagesFromAnyThread) {
  const layout::Pages pages = sample::proposal();
  const std::string first = written(pages);
  std::array<std::string, 4> others;
  {
    std::vector<std::jthread> threads;
    for (std::string& other : others) threads.emplace_back([&] { other = *pdf::write(pages); });
  }
  for (const std::string& other : others) EXPECT_EQ(other, first);
}

TEST(PdfFile, TellsDifferentFilesApart) {
  Paper one, other;
  one.say("1");
  other.say("2");
  const auto identifier = [](const std::string& bytes) { return bytes.substr(bytes.find("/ID["), 40); };
  EXPECT_NE(identifier(written(one.pages)), identifier(written(other.pages)));
}

TEST(PdfFile, CarriesItsProperties) {
  Paper paper;
  paper.pages.title = "Счёт (№ 7)\x01\n\\";
  paper.say("x");
  const std::string info =
      said_of(written(paper.pages,
                      {.author = "ООО «Ромашка»", .created = std::chrono::sys_days(std::chrono::year(2026) / 11 / 23)}),
              "pdfinfo {}");
  EXPECT_THAT(info, HasSubstr("Счёт (№ 7)"));
  EXPECT_THAT(info, HasSubstr("ООО «Ромашка»"));
  EXPECT_THAT(info, HasSubstr("Nov 23"));
  EXPECT_THAT(info, HasSubstr("Tagged:          yes"));
  EXPECT_THAT(info, HasSubstr("A4"));
}

TEST(PdfFile, LeadsToAddressesAndToPlaces) {
  Paper paper;
  const layout::Node link = paper.node(Role::link, paper.node(Role::paragraph));
  paper.say("here", sample::sans(), 10, link);
  const auto area = [&](std::string address) {
    paper.page().marks.push_back(layout::LinkMark{60, 60, 40, 14, std::move(address), link});
  };
  area("https://example.com/a(1)\\ж");
  area("#Приложение (1)");
  area("#nowhere");
  area("javascript:alert(1)");
  paper.turn();
  paper.say("there");
  paper.pages.anchors.push_back({"Приложение (1)", 1, 60, 70});
  paper.pages.anchors.push_back({"beyond", 7, 60, 70});
  const std::string bytes = written(paper.pages);
  const std::string objects = unpacked(bytes);
  EXPECT_THAT(objects, HasSubstr("/URI (https://example.com/a\\(1\\)\\\\%D0%B6)"));
  EXPECT_THAT(objects, Not(HasSubstr("javascript")));
  EXPECT_THAT(objects, Not(HasSubstr("nowhere")));
  EXPECT_THAT(said_of(bytes, "pdfinfo -dests {}"), HasSubstr("2 [ XYZ   60  772 null      ]"));
  EXPECT_THAT(objects, HasSubstr("/Type /OBJR"));
}

TEST(PdfFile, HasAnOutlineOfItsHeadings) {
  Paper paper;
  paper.say("x");
  paper.pages.outline = {
      {1, "One", 0, 50}, {3, "Один\t1", 0, 90}, {2, "One b", 0, 120}, {1, "Two", 0, 200}, {1, "?", 9, 0}};
  const std::string outline = said_of(written(paper.pages), "qpdf --json --json-key=outlines {}");
  EXPECT_THAT(outline, HasSubstr("One b"));
  EXPECT_THAT(outline, HasSubstr("Один 1"));
  EXPECT_THAT(outline, HasSubstr("Two"));
  EXPECT_THAT(outline, Not(HasSubstr("\"?\"")));
}

TEST(PdfFile, IsTaggedForReadersWhoDoNotSee) {
  Paper paper;
  const layout::Node heading = paper.node(Role::heading);
  paper.pages.structure.back().level = 2;
  paper.say("Heading", sample::bold(), 14, heading);
  const layout::Node split = paper.node(Role::paragraph);
  paper.say("begins here", sample::sans(), 10, split);
  const layout::Node table = paper.node(Role::table);
  const layout::Node head = paper.node(Role::row, paper.node(Role::table_head, table));
  const layout::Node column = paper.node(Role::header_cell, head);
  paper.pages.structure.back().columns = 2;
  paper.say("Column", sample::bold(), 10, column);
  paper.turn();
  paper.say("and ends there", sample::sans(), 10, split);
  paper.page().marks.push_back(layout::TextMark{.x = 60, .baseline = 800, .run = sample::shaped("page 2")});
  const std::string bytes = written(paper.pages);
  const std::string tree = said_of(bytes, "pdfinfo -struct-text {}");
  EXPECT_THAT(tree, HasSubstr("H2 (block)\n    \"Heading\""));
  EXPECT_THAT(tree, HasSubstr("begins here"));
  EXPECT_THAT(tree, HasSubstr("and ends there"));
  EXPECT_THAT(tree, HasSubstr("TH"));
  EXPECT_THAT(tree, Not(HasSubstr("page 2")));  // not content
  const std::string objects = unpacked(bytes);
  EXPECT_THAT(objects, HasSubstr("/Scope /Column"));
  EXPECT_THAT(objects, HasSubstr("/ColSpan 2"));
  EXPECT_THAT(objects, HasSubstr("/Type /MCR"));
}

TEST(PdfFile, TakesMarksThatAreNoGoodWithoutHarm) {
  Paper paper;
  auto& text = paper.say("text");
  text.node = 4000;
  text.x = std::numeric_limits<double>::quiet_NaN();
  auto wild = std::make_shared<layout::GlyphRun>(*sample::shaped("wild"));
  wild->glyphs[0].id = 1'000'000;
  wild->glyphs[1].id = 0;
  wild->glyphs[2].cluster = 99'999;
  wild->glyphs[3].advance = 1e30F;
  paper.page().marks.push_back(layout::TextMark{.x = 1e300, .baseline = 50, .run = wild});
  paper.page().marks.push_back(layout::TextMark{});
  paper.page().marks.push_back(layout::PictureMark{});
  paper.page().marks.push_back(layout::LinkMark{});
  paper.page().marks.push_back(
      layout::LineMark{.x1 = 0, .y1 = 0, .x2 = 1e9, .y2 = 5, .style = layout::LineMark::Style::wave});
  paper.pages.structure.push_back({.role = Role::cell, .parent = 9000});
  const std::string bytes = written(paper.pages);
  EXPECT_THAT(bytes, Not(HasSubstr("pdfaid:part")));  // a letter is missing: no archival file
}

TEST(PdfFile, NeedsNoTags) {
  layout::Pages pages;
  pages.pages.push_back({.width = 200, .height = 100, .marks = {}});
  const std::string bytes = written(pages);
  EXPECT_THAT(unpacked(bytes), Not(HasSubstr("StructTreeRoot")));
}

}  // namespace
}  // namespace kontor::docgen
