#include "docgen/wordml/story.hpp"

#include "docgen/wordml/reading_test.hpp"

/// Fields, links, sections and drawings of Word files.
namespace kontor::docgen::wordml {
namespace {

using sample::p;

std::string r(std::string_view text) { return fmt::format(R"(<w:r><w:t xml:space="preserve">{}</w:t></w:r>)", text); }
std::string mark(std::string_view type) { return fmt::format(R"(<w:r><w:fldChar w:fldCharType="{}"/></w:r>)", type); }
std::string field(std::string_view code, std::string_view result) {
  return mark("begin") + fmt::format(R"(<w:r><w:instrText xml:space="preserve">{}</w:instrText></w:r>)", code) +
         mark("separate") + std::string(result) + mark("end");
}
std::string in_p(std::string_view content) { return fmt::format("<w:p>{}</w:p>", content); }

bool is_field(const Run& run) { return run.field != nullptr; }

TEST(WordFields, OfPagesAreKnownWhenThePagesAre) {
  const Document document =
      read_document(in_p(r("Page ") + field(" PAGE  \\* MERGEFORMAT ", r("7")) + r(" of ") + field("NUMPAGES", "")) +
                    in_p(R"(<w:fldSimple w:instr=" SECTIONPAGES ">)" + r("3") + "</w:fldSimple>"));
  const Runs& runs = paragraph_at(document, 0).runs;
  ASSERT_EQ(runs.size(), 4u);
  EXPECT_EQ(runs[1].field->kind, PageField::Kind::page);
  EXPECT_EQ(runs[1].text, "7");
  EXPECT_EQ(runs[3].field->kind, PageField::Kind::pages);
  EXPECT_EQ(paragraph_at(document, 1).runs[0].field->kind, PageField::Kind::section_pages);
}

TEST(WordFields, OfOtherKindsKeepTheResultInTheFile) {
  const Document document = read_document(in_p(field("DATE \\@ \"d MMMM\"", r("3 May")) + r("!")));
  EXPECT_EQ(text_at(document, 0), "3 May!");
}

TEST(WordFields, OfATableOfContentsGoOverParagraphs) {
  const Document document = read_document(
      in_p(mark("begin") + R"(<w:r><w:instrText> TOC \o "1-3" \h </w:instrText></w:r>)" + mark("separate") +
           R"(<w:hyperlink w:anchor="_Toc1">)" + r("One") + "<w:r><w:tab/></w:r>" + field("PAGEREF _Toc1 \\h", r("2")) +
           "</w:hyperlink>") +
      in_p(r("Two") + mark("end")) +
      in_p(R"(<w:bookmarkStart w:id="0" w:name="_Toc1"/><w:bookmarkStart w:id="1" w:name="lonely"/>)" + r("One")));
  const Paragraph& entry = paragraph_at(document, 0);
  EXPECT_EQ(plain_text(entry.runs), "One\t2");
  EXPECT_EQ(entry.runs[0].link, "#_Toc1");
  EXPECT_EQ(run_with(entry, is_field).field->target, "_Toc1");
  EXPECT_EQ(text_at(document, 1), "Two");
  const Runs& heading = paragraph_at(document, 2).runs;
  ASSERT_EQ(heading.size(), 2u);
  EXPECT_EQ(heading[0].anchor, "_Toc1");
}

TEST(WordFields, WithinInstructionsAreNotShown) {
  const Document document =
      read_document(in_p(mark("begin") + "<w:r><w:instrText>IF </w:instrText></w:r>" + field("PAGE", r("1")) +
                         "<w:r><w:instrText> = 1</w:instrText></w:r>" + mark("separate") + r("yes") + mark("end")));
  EXPECT_EQ(text_at(document, 0), "yes");
}

TEST(WordFields, LinkAndTickBoxes) {
  const Document document = read_document(
      in_p(field("HYPERLINK \"https://example.com/a\"", r("site")) + field("HYPERLINK \"javascript:x\"", r("bad"))) +
      in_p(R"(<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData>)"
           R"(</w:fldChar></w:r><w:r><w:instrText>FORMCHECKBOX</w:instrText></w:r>)" +
           mark("end")));
  EXPECT_EQ(paragraph_at(document, 0).runs[0].link, "https://example.com/a");
  EXPECT_EQ(paragraph_at(document, 0).runs[1].link, "");
  EXPECT_EQ(text_at(document, 1), "☒");
}

TEST(WordFields, ThatNeverEndHarmNothing) {
  std::string body;
  for (int i = 0; i < 50; ++i) body += in_p(mark("begin") + r("x"));
  EXPECT_TRUE(read(file(body)));
  for (int i = 0; i < 100; ++i) body += in_p(mark("begin"));
  EXPECT_FALSE(read(file(body)));
}

TEST(WordLinks, ComeFromRelations) {
  const Document document = read_document(in_p(R"(<w:hyperlink r:id="r1">)" + r("a") + "</w:hyperlink>"),
                                          {{"hyperlink", "", "https://example.com/"}});
  EXPECT_EQ(paragraph_at(document, 0).runs[0].link, "https://example.com/");
}

TEST(WordSections, HavePagesColumnsAndFurniture) {
  const std::vector<Beside> beside = {{"header", "word/header1.xml", p("head")},
                                      {"footer", "word/footer1.xml", in_p(field("PAGE", r("1")))},
                                      {"header", "word/header2.xml", p("first")}};
  const std::string first =
      R"(<w:p><w:pPr><w:sectPr><w:headerReference w:type="default" r:id="r1"/><w:headerReference w:type="first" )"
      R"(r:id="r3"/><w:footerReference w:type="default" r:id="r2"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar )"
      R"(w:top="1134" w:right="850" w:bottom="1134" w:left="1701" w:header="708" w:footer="600"/><w:titlePg/>)"
      R"(<w:pgNumType w:start="3"/></w:sectPr></w:pPr><w:r><w:t>one</w:t></w:r></w:p>)";
  const std::string second =
      R"(<w:p><w:pPr><w:sectPr><w:type w:val="continuous"/><w:cols w:num="2" w:space="500" w:sep="1"/></w:sectPr>)"
      R"(</w:pPr></w:p>)";
  const Document document = read_document(first + second + p("last"), beside);
  ASSERT_EQ(document.sections.size(), 3u);
  const Section& one = document.sections[0];
  EXPECT_NEAR(one.page.width, 595.3, 0.01);
  EXPECT_NEAR(one.page.left, 85.05, 0.01);
  EXPECT_EQ(one.page.footer, 30);
  EXPECT_EQ(one.first_number, 3);
  EXPECT_EQ(plain_text(paragraph_at(one.header.blocks, 0).runs), "head");
  ASSERT_TRUE(one.header.first && one.footer.first);
  EXPECT_EQ(plain_text(paragraph_at(*one.header.first, 0).runs), "first");
  EXPECT_TRUE(one.footer.first->empty());
  const Section& two = document.sections[1];
  EXPECT_EQ(two.begin, Section::Begin::same_page);
  EXPECT_EQ(two.column_widths.size(), 2u);
  EXPECT_EQ(two.column_gap, 25);
  EXPECT_TRUE(two.column_line);
  EXPECT_FALSE(two.header.first);
  EXPECT_EQ(plain_text(paragraph_at(two.header.blocks, 0).runs), "head");
  EXPECT_FALSE(document.sections[2].header.even);
}

TEST(WordSections, MayEndWithAParagraphThatTakesNoRoom) {
  const std::string end = R"(<w:p><w:pPr><w:sectPr/></w:pPr><w:r><w:t></w:t></w:r></w:p>)";
  const Document document = read_document(p("one") + end + end + p("two"));
  ASSERT_EQ(document.sections.size(), 3u);
  EXPECT_EQ(document.sections[0].blocks.size(), 1u);
  EXPECT_EQ(document.sections[1].blocks.size(), 1u) << "nothing else stands in it";
}

TEST(WordSections, HaveEvenPagesWhenTheFileSaysSo) {
  const Document document = read_document(
      p("x"), {{"settings", "word/settings.xml", R"(<w:evenAndOddHeaders/><w:defaultTabStop w:val="600"/>)"}});
  EXPECT_TRUE(document.sections[0].header.even);
  EXPECT_EQ(paragraph_at(document, 0).format->default_tab, 30);
}

std::string png() {
  const auto bytes = [](std::initializer_list<int> all) {
    std::string out;
    for (const int each : all) out += static_cast<char>(each);
    return out;
  };
  return bytes({0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0, 0, 13, 'I', 'H', 'D',
                'R',  0,   0,   0,   2,  0,  0,  0,  1, 8, 2, 0,  0,   0}) +
         std::string(40, '\0');
}

std::string picture(std::string_view around_open, std::string_view around_close) {
  return in_p(fmt::format(
      R"(<w:r><w:drawing>{}<wp:extent cx="1270000" cy="635000"/><wp:docPr id="1" descr="a tree"/><a:graphic )"
      R"(xmlns:a="a" xmlns:pic="p"><a:graphicData><pic:pic><pic:blipFill><a:blip r:embed="r1"/></pic:blipFill>)"
      R"(<pic:spPr/></pic:pic></a:graphicData></a:graphic>{}</w:drawing></w:r>)",
      around_open, around_close));
}

TEST(WordPictures, StandInTheLineOrBesideTheText) {
  const Beside image = {"image", "word/media/image1.png", png()};
  const Document inline_one = read_document(picture("<wp:inline>", "</wp:inline>"), {image});
  const auto& run = paragraph_at(inline_one, 0).runs.at(0);
  ASSERT_TRUE(run.figure);
  EXPECT_NEAR(run.figure->width_mm, 100 / 72.0 * 25.4, 0.01);
  EXPECT_EQ(run.figure->alt, "a tree");
  const Document anchored = read_document(
      picture(
          R"(<wp:anchor behindDoc="1" distL="127000"><wp:positionH relativeFrom="margin"><wp:align>right</wp:align>)"
          R"(</wp:positionH><wp:positionV relativeFrom="paragraph"><wp:posOffset>254000</wp:posOffset>)"
          R"(</wp:positionV><wp:wrapNone/>)",
          "</wp:anchor>"),
      {image});
  const Float& floating = *paragraph_at(anchored, 0).runs.at(0).floating;
  EXPECT_EQ(floating.across.from, Float::From::margin);
  EXPECT_EQ(floating.across.side, Float::Side::right);
  EXPECT_EQ(floating.down.from, Float::From::text);
  EXPECT_EQ(floating.down.offset, 20);
  EXPECT_EQ(floating.wrap, Float::Wrap::none);
  EXPECT_TRUE(floating.behind);
  EXPECT_EQ(floating.left, 10);
  EXPECT_EQ(floating.width, 100);
}

TEST(WordPictures, OfUnknownKindsKeepTheirRoomAndAreNamed) {
  const Document document =
      read_document(picture("<wp:inline>", "</wp:inline>"), {{"image", "word/media/image1.emf", "EMF bytes"}});
  ASSERT_TRUE(paragraph_at(document, 0).runs.at(0).figure);
  EXPECT_NEAR(paragraph_at(document, 0).runs[0].figure->width_mm, 100 / 72.0 * 25.4, 0.01);
  EXPECT_THAT(document.left_out, testing::ElementsAre("a picture of the kind emf"));
}

TEST(WordDrawings, MakeBoxesOfText) {
  const Document document = read_document(in_p(
      R"(<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><wp:extent cx="1270000" cy="635000"/>)"
      R"(<wp:wrapTopAndBottom/><a:graphic xmlns:a="a"><a:graphicData><wps:wsp><wps:spPr><a:prstGeom prst="rect"/>)"
      R"(<a:solidFill><a:srgbClr val="FFEE00"/></a:solidFill><a:ln w="12700"><a:solidFill><a:srgbClr val="112233"/>)"
      R"(</a:solidFill></a:ln></wps:spPr><wps:txbx><w:txbxContent>)" +
      p("boxed") +
      R"(</w:txbxContent></wps:txbx><wps:bodyPr lIns="12700" rIns="12700" tIns="25400"/></wps:wsp></a:graphicData>)"
      R"(</a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:t>old</w:t></mc:Fallback></mc:AlternateContent>)"
      R"(</w:r>)"));
  const Float& box = *paragraph_at(document, 0).runs.at(0).floating;
  EXPECT_EQ(plain_text(paragraph_at(box.blocks, 0).runs), "boxed");
  EXPECT_EQ(box.shade, "ffee00");
  EXPECT_EQ(box.borders.left, (Border{Border::Line::single, 1, 0, "112233"}));
  EXPECT_EQ(box.wrap, Float::Wrap::top_and_bottom);
  EXPECT_EQ(box.inner_x, 1);
  EXPECT_EQ(box.inner_y, 2);
}

TEST(WordDrawings, OfOldWordMakeBoxesToo) {
  const Document document = read_document(
      in_p(R"(<w:r><w:pict><v:shape style="position:absolute;margin-left:20pt;width:100pt;height:1in" stroked="f">)"
           R"(<v:textbox><w:txbxContent>)" +
           p("old box") + "</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"));
  const Float& box = *paragraph_at(document, 0).runs.at(0).floating;
  EXPECT_EQ(box.width, 100);
  EXPECT_EQ(box.height, 72);
  EXPECT_EQ(box.across.offset, 20);
  EXPECT_FALSE(box.borders.top.drawn());
  EXPECT_EQ(plain_text(paragraph_at(box.blocks, 0).runs), "old box");
}

TEST(WordDrawings, InHeadsMayBeTheWatermark) {
  const Beside header = {
      "header", "word/header1.xml",
      in_p(
          R"(<w:r><w:pict><v:shape style="position:absolute"><v:textpath string="ЧЕРНОВИК"/></v:shape></w:pict></w:r>)")};
  const Document document = read_document(
      R"(<w:p><w:pPr><w:sectPr><w:headerReference w:type="default" r:id="r1"/></w:sectPr></w:pPr></w:p>)", {header});
  EXPECT_EQ(document.watermark, "ЧЕРНОВИК");
}

TEST(WordDrawings, ThatStayOutAreNamedOnce) {
  const std::string chart =
      R"(<w:p><w:r><w:drawing><wp:inline><a:graphic xmlns:a="a"><a:graphicData uri="http://x/chart"/></a:graphic>)"
      R"(</wp:inline></w:drawing></w:r></w:p>)";
  const std::string smart =
      R"(<w:p><w:r><w:drawing><wp:inline><a:graphic xmlns:a="a"><a:graphicData uri="http://x/diagram"/></a:graphic>)"
      R"(</wp:inline></w:drawing></w:r></w:p>)";
  EXPECT_THAT(read_document(chart + smart + chart).left_out, testing::ElementsAre("a chart", "SmartArt"));
}

}  // namespace
}  // namespace kontor::docgen::wordml
