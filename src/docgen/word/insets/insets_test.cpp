#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json/value.hpp>
#include <pugixml.hpp>

#include "docgen/codes/bilevel_png.hpp"
#include "docgen/docgen.hpp"
#include "docgen/markdown/marked_up.hpp"
#include "docgen/model/figure.hpp"
#include "docgen/office/properties.hpp"
#include "docgen/word/insets/blocks.hpp"
#include "docgen/word/insets/inherited.hpp"
#include "docgen/word/insets/inset.hpp"
#include "docgen/word/insets/sub_document.hpp"

namespace kontor::docgen::word {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr std::string_view kStyles =
    R"(<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="a3"><w:name w:val="List Paragraph"/></w:style>
<w:style w:type="character" w:styleId="a4"><w:name w:val="Hyperlink"/></w:style>
<w:style w:type="table" w:styleId="a5"><w:name w:val="Table Grid"/></w:style></w:styles>)";
constexpr std::string_view kNumbering =
    R"(<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:abstractNum )"
    R"(w:abstractNumId="4"/><w:num w:numId="7"><w:abstractNumId w:val="4"/></w:num></w:numbering>)";

constexpr std::string_view kRelations =
    R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" )"
    R"(Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>)"
    R"(</Relationships>)";

Additions furnished() {
  return Additions(std::make_shared<const Furnishings>([](std::string_view name) {
    return std::string(name == "word/styles.xml"                ? kStyles
                       : name == "word/numbering.xml"           ? kNumbering
                       : name == "word/_rels/document.xml.rels" ? kRelations
                                                                : "");
  }));
}

std::string blocks_of(std::string_view markdown, Additions& additions) {
  return inherited(block_markup(read_marked_up(markdown), additions), "<w:pPr><w:jc w:val=\"both\"/></w:pPr>",
                   "<w:rPr><w:sz w:val=\"20\"/></w:rPr>");
}

/// Fails the test for XML that is not well-formed.
void expect_xml(const std::string& fragment) {
  pugi::xml_document document;
  const std::string xml = "<x xmlns:w=\"w\">" + fragment + "</x>";
  const auto result = document.load_string(xml.c_str());
  EXPECT_TRUE(result) << result.description() << " in " << fragment;
}

std::string part(const Additions& additions, std::string_view name) {
  for (const Additions::Part& each : additions.parts())
    if (each.name == name) return each.bytes;
  return "";
}

TEST(Inherited, PutsPropertiesTogetherInTheOrderOfTheSchema) {
  const std::string markup = "<w:p><w:pPr>\x08<w:jc w:val=\"left\"/></w:pPr><w:r><w:rPr>\x08<w:b/></w:rPr></w:r></w:p>";
  EXPECT_EQ(inherited(markup,
                      "<w:pPr><w:pStyle w:val=\"a\"/><w:numPr><w:numId w:val=\"1\"/></w:numPr><w:jc w:val=\"both\"/>"
                      "<w:rPr><w:b/></w:rPr><w:sectPr/></w:pPr>",
                      "<w:rPr><w:rFonts w:ascii=\"A\"/><w:sz w:val=\"20\"/></w:rPr>"),
            "<w:p><w:pPr><w:pStyle w:val=\"a\"/><w:jc w:val=\"left\"/><w:rPr><w:b/></w:rPr></w:pPr><w:r><w:rPr>"
            "<w:rFonts w:ascii=\"A\"/><w:b/><w:sz w:val=\"20\"/></w:rPr></w:r></w:p>");
  EXPECT_EQ(inherited("<w:rPr>\x08</w:rPr>", "", ""), "<w:rPr></w:rPr>");
}

TEST(WordBlocks, UseTheTemplatesOwnStyles) {
  Additions additions = furnished();
  const std::string xml = blocks_of("# Title\n\n- a\n\n[l](https://a.b)\n\n| x |\n|---|\n| y |\n", additions);
  expect_xml(xml);
  EXPECT_THAT(xml, AllOf(HasSubstr("<w:pStyle w:val=\"1\"/>"), HasSubstr("<w:pStyle w:val=\"a3\"/><w:numPr>"),
                         HasSubstr("<w:rStyle w:val=\"a4\"/>"), HasSubstr("<w:tblStyle w:val=\"a5\"/>"),
                         HasSubstr("<w:jc w:val=\"both\"/>"), Not(HasSubstr("\x08"))));
}

TEST(WordBlocks, SetTheLookDirectlyWithoutStyles) {
  Additions additions;
  const std::string xml = blocks_of("# Title\n\n- a\n\n[l](https://a.b)\n\n> q\n\n| x |\n|---|\n| y |\n", additions);
  expect_xml(xml);
  EXPECT_THAT(xml, AllOf(HasSubstr("<w:outlineLvl w:val=\"0\"/>"), HasSubstr("•</w:t><w:tab/>"),
                         HasSubstr("<w:color w:val=\"0563C1\"/>"), HasSubstr("<w:tblBorders>"),
                         HasSubstr("<w:pBdr><w:left "), Not(HasSubstr("numPr"))));
  EXPECT_TRUE(additions.parts().empty());
}

TEST(WordBlocks, AddListsBehindTheTemplatesOwn) {
  Additions additions = furnished();
  const std::string xml = blocks_of("1. a\n   - b\n2. c\n\ntext\n\n5. d\n", additions);
  EXPECT_THAT(xml, AllOf(HasSubstr("<w:ilvl w:val=\"0\"/><w:numId w:val=\"8\"/>"),
                         HasSubstr("<w:ilvl w:val=\"1\"/><w:numId w:val=\"9\"/>"),
                         HasSubstr("<w:ilvl w:val=\"0\"/><w:numId w:val=\"10\"/>")));
  const std::string numbering = part(additions, "word/numbering.xml");
  pugi::xml_document document;
  ASSERT_TRUE(document.load_string(numbering.c_str()));
  std::string order;
  for (const pugi::xml_node each : document.document_element().children())
    order += fmt::format(
        "{}{} ", each.name(),
        each.attribute("w:numId") ? each.attribute("w:numId").value() : each.attribute("w:abstractNumId").value());
  EXPECT_EQ(order, "w:abstractNum4 w:abstractNum5 w:abstractNum6 w:num7 w:num8 w:num9 w:num10 ");
  EXPECT_THAT(numbering, HasSubstr("<w:num w:numId=\"10\"><w:abstractNumId w:val=\"5\"/><w:lvlOverride "
                                   "w:ilvl=\"0\"><w:startOverride w:val=\"5\"/>"));
}

TEST(WordBlocks, MakeThePartForListsWhereThereIsNone) {
  Additions additions(std::make_shared<const Furnishings>([](std::string_view) { return std::string(); }));
  additions.enter("word/header1.xml");
  const std::string xml = blocks_of("- a\n", additions);
  EXPECT_THAT(xml, HasSubstr("<w:numId w:val=\"1\"/>"));
  ASSERT_EQ(additions.relations().size(), 1u);
  EXPECT_EQ(additions.relations()[0].part, "word/document.xml");
  EXPECT_EQ(additions.relations()[0].target, "numbering.xml");
  expect_xml(part(additions, "word/numbering.xml")
                 .substr(std::string_view("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>").size()));
}

TEST(WordInsets, ReachAsFarOutAsTheyMust) {
  Additions additions = furnished();
  const auto figure = figure_of(bilevel_png(10, 10, [](int, int) { return true; }), {.width_mm = 10}, "a \"b\" <c>");
  const auto picture = inset_markup({Inset::Picture{*figure}}, additions);
  ASSERT_TRUE(picture);
  EXPECT_EQ(picture->lift, Lift::none);
  EXPECT_THAT(picture->xml, AllOf(testing::StartsWith("</w:t><w:drawing>"), HasSubstr("cx=\"360000\" cy=\"360000\""),
                                  HasSubstr("descr=\"a &quot;b&quot; &lt;c&gt;\""), HasSubstr("r:embed=\"rIdK1\"")));
  expect_xml("<w:t>" + picture->xml + "</w:t>");
  EXPECT_EQ(inset_markup({Inset::Link{"https://a.b", "x"}}, additions)->lift, Lift::run);
  EXPECT_EQ(inset_markup({Inset::Markdown{"one *line*"}}, additions)->lift, Lift::run);
  EXPECT_EQ(inset_markup({Inset::Markdown{"- a"}}, additions)->lift, Lift::blocks);
  EXPECT_EQ(inset_markup({Inset::Markdown{""}}, additions)->xml, "");
}

TEST(WordInsets, KeepEqualPicturesOnce) {
  Additions additions;
  const auto figure = figure_of(bilevel_png(10, 10, [](int, int) { return true; }), {}, "");
  const std::string first = inset_markup({Inset::Picture{*figure}}, additions)->xml;
  const std::string second = inset_markup({Inset::Picture{*figure}}, additions)->xml;
  EXPECT_NE(first, second) << "drawings have numbers of their own";
  EXPECT_EQ(additions.pictures().size(), 1u);
  EXPECT_EQ(additions.relations().size(), 1u);
  additions.enter("word/header1.xml");
  EXPECT_TRUE(inset_markup({Inset::Picture{*figure}}, additions));
  EXPECT_EQ(additions.pictures().size(), 1u);
  EXPECT_EQ(additions.relations().back().part, "word/header1.xml");
}

/// A Word file as our own writer makes it.
std::string word_file(std::string_view markdown) {
  const auto compiled = Template::compile(markdown);
  const auto paper = compiled->fill(boost::json::object());
  return *docgen::write(*paper, Format::docx);
}

TEST(SubDocument, BringsItsStylesListsLinksAndPictures) {
  Additions additions = furnished();
  const auto xml = sub_document(
      word_file("# Title\n\n## Part\n\ntext [l](https://a.b)\n\n3. one\n4. two\n\n{{ 'x' | qr }}\n"), additions);
  ASSERT_TRUE(xml) << xml.error().public_message;
  expect_xml(*xml);
  EXPECT_THAT(
      *xml, AllOf(HasSubstr("<w:pStyle w:val=\"1\"/>"), HasSubstr("<w:numId w:val=\"8\"/>"), Not(HasSubstr("w:sectPr")),
                  HasSubstr("r:embed=\"rIdK"), HasSubstr("<wp:docPr id=\"1000001\"")));
  EXPECT_EQ(additions.pictures().size(), 1u);
  EXPECT_THAT(part(additions, "word/styles.xml"),
              AllOf(HasSubstr("w:styleId=\"Heading2\""), HasSubstr("w:styleId=\"a3\"")));
  EXPECT_THAT(part(additions, "word/numbering.xml"), HasSubstr("<w:startOverride w:val=\"3\"/>"));
  EXPECT_TRUE(
      std::ranges::any_of(additions.relations(), [](const auto& each) { return each.target == "https://a.b"; }));
}

TEST(SubDocument, BringsAStyleOnce) {
  Additions additions = furnished();
  const std::string file = word_file("## Part\n");
  const auto first = sub_document(file, additions);
  const auto second = sub_document(file, additions);
  ASSERT_TRUE(first && second);
  EXPECT_EQ(*first, *second);
  const std::string styles = part(additions, "word/styles.xml");
  EXPECT_EQ(styles.find("w:styleId=\"Heading2\""), styles.rfind("w:styleId=\"Heading2\""));
}

TEST(SubDocument, SaysWhatIsNoWordFile) {
  Additions additions;
  EXPECT_FALSE(sub_document("hello", additions));
  EXPECT_FALSE(sub_document(std::string("PK\x05\x06", 4) + std::string(18, '\0'), additions));
}

TEST(Properties, ChangeOnlyWhereTheTemplateLeavesThemEmpty) {
  using std::chrono::sys_seconds;
  const sys_seconds noon{std::chrono::seconds(1'795'435'200)};
  EXPECT_EQ(office::completed_properties("<c><dc:creator>Ann</dc:creator><dc:title/></c>", "A & B", noon),
            std::nullopt);
  EXPECT_EQ(office::completed_properties("<c><dc:creator></dc:creator><dc:creatorOf/></c>", "A & B", noon),
            "<c><dc:creator>A &amp; B</dc:creator><dc:creatorOf/></c>");
  EXPECT_EQ(office::completed_properties("<c><dc:creator/></c>", "", noon), std::nullopt);
  EXPECT_EQ(office::completed_properties("<c><dcterms:created xsi:type=\"dcterms:W3CDTF\"/></c>", "", noon),
            "<c><dcterms:created xsi:type=\"dcterms:W3CDTF\">2026-11-23T12:00:00Z</dcterms:created></c>");
  EXPECT_EQ(office::completed_properties("<c><dcterms:created/></c>", "", sys_seconds{}), std::nullopt);
}

}  // namespace
}  // namespace kontor::docgen::word
