#include "docgen/wordml/reader.hpp"

#include "docgen/wordml/reading_test.hpp"

namespace kontor::docgen::wordml {
namespace {

using sample::p;

const Beside kStyles = {"styles", "word/styles.xml", R"(
  <w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri"/><w:sz w:val="22"/></w:rPr></w:rPrDefault>
    <w:pPrDefault><w:pPr><w:spacing w:after="160" w:line="259" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>
  <w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
  <w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/>
    <w:pPr><w:keepNext/><w:spacing w:before="240" w:after="0"/><w:outlineLvl w:val="0"/></w:pPr>
    <w:rPr><w:b/><w:sz w:val="32"/><w:color w:val="2E74B5"/></w:rPr></w:style>
  <w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>)"};

std::string styled(std::string_view style, std::string_view runs) {
  return fmt::format(R"(<w:p><w:pPr><w:pStyle w:val="{}"/></w:pPr>{}</w:p>)", style, runs);
}
std::string r(std::string_view text, std::string_view properties = "") {
  return fmt::format(R"(<w:r><w:rPr>{}</w:rPr><w:t xml:space="preserve">{}</w:t></w:r>)", properties, text);
}

TEST(WordReader, SaysFontAndSizeOfEachRun) {
  const Document document = read_document(p("a") + styled("H1", r("b")), {kStyles});
  const auto& body = paragraph_at(document, 0).runs[0];
  EXPECT_EQ(body.dress->font, "Calibri");
  EXPECT_EQ(body.dress->size, 11);
  const auto& head = paragraph_at(document, 1).runs[0];
  EXPECT_TRUE(head.bold);
  EXPECT_EQ(head.dress->size, 16);
  EXPECT_EQ(head.dress->color, "2e74b5");
  EXPECT_EQ(read_document(p("a")).sections.front().blocks.size(), 1u);
  EXPECT_EQ(paragraph_at(read_document(p("a")), 0).runs[0].dress->font, "Times New Roman");
}

TEST(WordReader, ResolvesParagraphsFromDefaultsAndStyles) {
  const Document document = read_document(p("a") + styled("H1", r("b")), {kStyles});
  const ParagraphFormat& body = *paragraph_at(document, 0).format;
  EXPECT_EQ(body.after, 8);
  EXPECT_NEAR(body.line.value, 259.0 / 240, 1e-9);
  const ParagraphFormat& head = *paragraph_at(document, 1).format;
  EXPECT_EQ(head.before, 12);
  EXPECT_EQ(head.after, 0);
  EXPECT_TRUE(head.keep_with_next);
  EXPECT_EQ(head.outline, 1);
  EXPECT_EQ(head.style, "heading 1");
}

TEST(WordReader, SharesTheFormatOfParagraphsThatSayNoMoreThanTheirStyle) {
  const Document document = read_document(p("a") + p("b"), {kStyles});
  EXPECT_EQ(paragraph_at(document, 0).format, paragraph_at(document, 1).format);
  EXPECT_EQ(paragraph_at(document, 0).runs[0].dress, paragraph_at(document, 1).runs[0].dress);
}

TEST(WordReader, LetsBoldOfTwoStylesCancelButNotBoldOfTheRunItself) {
  const Document document = read_document(
      styled("H1", r("thin", R"(<w:rStyle w:val="Strong"/>)") + r("bold", R"(<w:rStyle w:val="Strong"/><w:b/>)")),
      {kStyles});
  EXPECT_FALSE(paragraph_at(document, 0).runs[0].bold);
  EXPECT_TRUE(paragraph_at(document, 0).runs[1].bold);
}

TEST(WordReader, JoinsRunsThatLookAlike) {
  const Document document = read_document("<w:p>" + r("Hel") + r("lo ") + r("there") + "</w:p>");
  ASSERT_EQ(paragraph_at(document, 0).runs.size(), 1u);
  EXPECT_EQ(text_at(document, 0), "Hello there");
}

TEST(WordReader, ReadsLettersThatAreElements) {
  const Document document =
      read_document(R"(<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:softHyphen/>)"
                    R"(<w:sym w:font="Wingdings" w:char="F0FC"/></w:r></w:p>)");
  EXPECT_EQ(text_at(document, 0), "a\tb\nc\u2011\u00AD\uF0FC");
  EXPECT_EQ(paragraph_at(document, 0).runs.back().dress->font, "Wingdings");
}

TEST(WordReader, TrimsTextOnlyWhenItsSpacesAreNotKept) {
  const Document document =
      read_document(R"(<w:p><w:r><w:t> a </w:t></w:r><w:r><w:t xml:space="preserve"> b </w:t></w:r></w:p>)");
  EXPECT_EQ(text_at(document, 0), "a b ");
}

TEST(WordReader, LooksOfRunsComeOver) {
  const Document document = read_document(
      "<w:p>" + r("a", R"(<w:i/><w:strike/><w:u w:val="double"/><w:highlight w:val="yellow"/>)") +
      r("b", R"(<w:vertAlign w:val="superscript"/><w:smallCaps/><w:spacing w:val="20"/><w:w w:val="150"/>)") +
      r("c", R"(<w:caps/><w:position w:val="6"/><w:shd w:val="clear" w:fill="DDEEFF"/>)") + r("hidden", "<w:vanish/>") +
      "</w:p>");
  const Runs& runs = paragraph_at(document, 0).runs;
  ASSERT_EQ(runs.size(), 3u);
  EXPECT_TRUE(runs[0].italic && runs[0].strike);
  EXPECT_EQ(runs[0].dress->underline, Dress::Underline::twofold);
  EXPECT_EQ(runs[0].dress->highlight, "ffff00");
  EXPECT_EQ(runs[1].dress->rise, 1);
  EXPECT_EQ(runs[1].dress->letters, Dress::Letters::small_capitals);
  EXPECT_EQ(runs[1].dress->spacing, 1);
  EXPECT_EQ(runs[1].dress->stretch, 1.5);
  EXPECT_EQ(runs[2].dress->letters, Dress::Letters::capitals);
  EXPECT_EQ(runs[2].dress->shift, 3);
  EXPECT_EQ(runs[2].dress->highlight, "ddeeff");
}

TEST(WordReader, MovesPairsOfLettersTogetherFromASizeOn) {
  const Document document = read_document("<w:p>" + r("a") + r("b", R"(<w:kern w:val="28"/><w:sz w:val="30"/>)") +
                                          r("c", R"(<w:kern w:val="28"/><w:sz w:val="20"/>)") + "</w:p>");
  const Runs& runs = paragraph_at(document, 0).runs;
  EXPECT_FALSE(runs[0].dress->kerning);
  EXPECT_TRUE(runs[1].dress->kerning);
  EXPECT_FALSE(runs.back().dress->kerning);
}

TEST(WordReader, ReadsIndentsTabsBordersAndShade) {
  const Document document =
      read_document(R"(<w:p><w:pPr><w:jc w:val="both"/><w:ind w:left="720" w:right="200" w:hanging="360"/>)"
                    R"(<w:tabs><w:tab w:val="right" w:pos="9000" w:leader="dot"/></w:tabs><w:contextualSpacing/>)"
                    R"(<w:pBdr><w:bottom w:val="single" w:sz="8" w:space="1" w:color="FF0000"/></w:pBdr>)"
                    R"(<w:shd w:val="clear" w:fill="EEEEEE"/><w:keepLines/><w:pageBreakBefore/></w:pPr></w:p>)");
  const Paragraph& paragraph = paragraph_at(document, 0);
  const ParagraphFormat& format = *paragraph.format;
  EXPECT_EQ(paragraph.align, Align::justify);
  EXPECT_EQ(format.left, 36);
  EXPECT_EQ(format.right, 10);
  EXPECT_EQ(format.first_line, -18);
  ASSERT_EQ(format.tabs.size(), 1u);
  EXPECT_EQ(format.tabs[0].at, 450);
  EXPECT_EQ(format.tabs[0].leader, ".");
  EXPECT_EQ(format.borders.bottom, (Border{Border::Line::single, 1, 1, "ff0000"}));
  EXPECT_EQ(format.shade, "eeeeee");
  EXPECT_TRUE(format.contextual && format.keep_lines && format.page_break_before && format.widow_control);
}

TEST(WordReader, PartsTheParagraphAtAPageBreak) {
  const Document document = read_document(
      R"(<w:p><w:pPr><w:ind w:firstLine="400"/></w:pPr><w:r><w:t>a</w:t><w:br w:type="page"/><w:t>b</w:t></w:r></w:p>)"
      R"(<w:p><w:r><w:br w:type="page"/></w:r></w:p><w:p><w:r><w:br w:type="column"/><w:t>c</w:t></w:r></w:p>)");
  const Blocks& blocks = blocks_of(document);
  ASSERT_EQ(blocks.size(), 8u);
  EXPECT_EQ(text_at(document, 0), "a");
  EXPECT_TRUE(std::holds_alternative<PageBreak>(blocks[1].any));
  EXPECT_EQ(text_at(document, 2), "b");
  EXPECT_EQ(paragraph_at(document, 2).format->first_line, 0);
  EXPECT_EQ(text_at(document, 3), "");
  EXPECT_TRUE(std::holds_alternative<PageBreak>(blocks[4].any));
  EXPECT_TRUE(std::holds_alternative<ColumnBreak>(blocks[6].any));
  EXPECT_EQ(text_at(document, 7), "c");
}

TEST(WordReader, AcceptsRevisions) {
  const Document document = read_document(
      "<w:p>" + r("a") + "<w:ins>" + r("b") + "</w:ins><w:del><w:r><w:delText>x</w:delText></w:r></w:del><w:moveFrom>" +
      r("y") + "</w:moveFrom><w:moveTo>" + r("c") + "</w:moveTo></w:p>" +
      "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>" + r("one ") + "</w:p>" + p("line"));
  EXPECT_EQ(text_at(document, 0), "abc");
  EXPECT_EQ(text_at(document, 1), "one line");
  EXPECT_EQ(blocks_of(document).size(), 2u);
}

TEST(WordReader, LooksIntoControlsAndTags) {
  const Document document = read_document(
      "<w:sdt><w:sdtPr/><w:sdtContent>" + p("a") + "</w:sdtContent></w:sdt><w:p><w:sdt><w:sdtContent>" + r("b") +
      "</w:sdtContent></w:sdt><w:smartTag><w:smartTag>" + r("c") + "</w:smartTag></w:smartTag></w:p>");
  EXPECT_EQ(text_at(document, 0), "a");
  EXPECT_EQ(text_at(document, 1), "bc");
}

TEST(WordReader, TakesTheChoiceThatItKnows) {
  const Document document = read_document(
      "<w:p><w:r><mc:AlternateContent><mc:Choice Requires=\"unheard\"><w:t>x</w:t></mc:Choice><mc:Fallback>"
      "<w:t>a</w:t></mc:Fallback></mc:AlternateContent></w:r></w:p>");
  EXPECT_EQ(text_at(document, 0), "a");
}

TEST(WordReader, MakesFootnotesWithoutTheMarkOfTheirOwnText) {
  const Beside notes = {"footnotes", "word/footnotes.xml",
                        R"(<w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote><w:footnote w:id="2"><w:p>)"
                        R"(<w:r><w:footnoteRef/></w:r><w:r><w:t>why</w:t></w:r></w:p></w:footnote>)"};
  const Document document =
      read_document("<w:p>" + r("a") + R"(<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:footnoteReference )" +
                        R"(w:customMarkFollows="1" w:id="2"/><w:t>*</w:t></w:r></w:p>)",
                    {notes});
  const Runs& runs = paragraph_at(document, 0).runs;
  ASSERT_EQ(runs.size(), 3u);
  ASSERT_TRUE(runs[1].note && runs[2].note);
  EXPECT_EQ(runs[1].text, "");
  EXPECT_EQ(runs[2].text, "*");
  EXPECT_EQ(plain_text(paragraph_at(runs[1].note->blocks, 0).runs), "why");
}

TEST(WordReader, KnowsTitleAndLanguage) {
  const std::string core =
      R"(<cp:coreProperties xmlns:cp="c" xmlns:dc="d"><dc:title>Договор</dc:title></cp:coreProperties>)";
  const auto document = read(sample::docx(p("Настоящий договор"), {{"docProps/core.xml", core}}));
  ASSERT_TRUE(document);
  EXPECT_EQ(document->title, "Договор");
  EXPECT_EQ(document->locale, Locale::ru);
}

TEST(WordReader, RefusesWhatIsNoWordFile) {
  EXPECT_FALSE(read("no zip"));
  const auto broken = read(sample::docx("<w:p>"));
  ASSERT_FALSE(broken);
  EXPECT_THAT(broken.error().public_message, testing::HasSubstr("word/document.xml"));
}

TEST(WordReader, RefusesNestingThatNobodyWrites) {
  std::string body;
  constexpr int kTables = 500;
  for (int i = 0; i < kTables; ++i) body += "<w:tbl><w:tr><w:tc>";
  body += p("x");
  for (int i = 0; i < kTables; ++i) body += "</w:tc></w:tr></w:tbl>";
  const auto document = read(sample::docx(body));
  ASSERT_FALSE(document);
  EXPECT_THAT(document.error().public_message, testing::HasSubstr("nested"));
  std::string inlines;
  for (int i = 0; i < kTables; ++i) inlines += "<w:smartTag>";
  inlines = "<w:p>" + inlines + r("x");
  for (int i = 0; i < kTables; ++i) inlines += "</w:smartTag>";
  EXPECT_FALSE(read(sample::docx(inlines + "</w:p>")));
}

TEST(WordReader, ResolvesNoEntities) {
  sample::Parts parts;
  const std::string bomb = R"(<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]><w:styles>&a;</w:styles>)";
  const Document document = read_document(p("&amp;lt;"));
  EXPECT_EQ(text_at(document, 0), "&lt;");
  auto with_styles = read(sample::docx(
      p("x"), {{"word/styles.xml", bomb},
               {"word/_rels/document.xml.rels",
                R"(<Relationships><Relationship Id="r1" Type="x/styles" Target="styles.xml"/></Relationships>)"}}));
  EXPECT_TRUE(with_styles);
}

TEST(WordReader, SurvivesStylesThatInheritInACircle) {
  const Beside styles = {"styles", "word/styles.xml",
                         R"(<w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/></w:style>)"
                         R"(<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style>)"};
  EXPECT_EQ(text_at(read_document(styled("A", r("x")), {styles}), 0), "x");
}

}  // namespace
}  // namespace kontor::docgen::wordml
