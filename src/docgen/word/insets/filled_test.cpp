#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json/value.hpp>
#include <pugixml.hpp>

#include "docgen/docgen.hpp"
#include "docgen/office/archive.hpp"
#include "docgen/word/sample_test.hpp"

/// Insets in whole Word files, from the template to the bytes.
namespace kontor::docgen::word {

using namespace office;

namespace {

using sample::p;
using sample::part_of;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr std::string_view kSvg = "<svg xmlns='http://www.w3.org/2000/svg' width='20' height='10'/>";

std::string filled(const std::string& body, const boost::json::object& data, const sample::Parts& more = {}) {
  const auto compiled = Template::compile(sample::docx(body, more), {.syntax = Syntax::word});
  if (!compiled) return "compile: " + describe(compiled.error());
  const auto paper = compiled->fill(data, {.lenient = true});
  if (!paper) return "fill: " + describe(paper.error());
  return write(*paper, Format::docx).value();
}

/// The body of the filled document, after every part of the file was held against the rules of XML.
std::string body(const std::string& file) {
  const Result<Archive> archive = Archive::read(file);
  if (!archive) return file;
  for (const Archive::Entry& entry : archive->entries()) {
    if (!entry.name.ends_with(".xml") && !entry.name.ends_with(".rels")) continue;
    const std::string xml = archive->unpack(entry).value();
    EXPECT_EQ(xml.find_first_of("\x01\x02\x03\x04\x05\x06\x07\x08\x0E\x10"), std::string::npos) << entry.name;
    pugi::xml_document document;
    EXPECT_TRUE(document.load_string(xml.c_str())) << entry.name << ": " << xml;
  }
  return sample::body_of(file);
}

TEST(FilledWordFile, HoldsAPictureWithItsRelationAndContentType) {
  const std::string file = filled(p("a {{ s | image(width='10mm') }} b"), {{"s", kSvg}});
  const std::string xml = body(file);
  EXPECT_THAT(xml, AllOf(HasSubstr("a </w:t><w:drawing>"), HasSubstr("</w:drawing><w:t xml:space=\"preserve\"> b"),
                         HasSubstr("cx=\"360000\" cy=\"180000\""), HasSubstr("r:embed=\"rIdK1\"")));
  EXPECT_THAT(part_of(file, "word/_rels/document.xml.rels"),
              AllOf(HasSubstr("Id=\"rIdK1\""), HasSubstr("Target=\"media/kontor1.png\"")));
  EXPECT_THAT(part_of(file, "[Content_Types].xml"), HasSubstr("Extension=\"png\" ContentType=\"image/png\""));
  EXPECT_TRUE(part_of(file, "word/media/kontor1.png").starts_with("\x89PNG"));
}

TEST(FilledWordFile, KeepsThePicturesOfAHeaderWithTheHeader) {
  const std::string file =
      filled(p("x"), {{"s", kSvg}}, {{"word/header1.xml", sample::part("w:hdr", p("{{ s | image }}"))}});
  body(file);
  EXPECT_THAT(part_of(file, "word/_rels/header1.xml.rels"), HasSubstr("media/kontor1.png"));
}

TEST(FilledWordFile, LinksFromTheMiddleOfALine) {
  const std::string xml =
      body(filled("<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>See {% for u in urls %}{{ u | link('x') }}, {% endfor "
                  "%}end</w:t></w:r></w:p>",
                  {{"urls", {"https://a.b/?c=1&d=2", "https://e.f"}}}));
  EXPECT_THAT(xml, AllOf(HasSubstr("r:id=\"rIdK1\" w:history=\"1\"><w:r><w:rPr><w:b/><w:color"),
                         HasSubstr("r:id=\"rIdK2\""), HasSubstr(">, </w:t>"), HasSubstr(">, end</w:t>")));
}

TEST(FilledWordFile, MakesBlocksOfMarkedUpText) {
  const std::string xml =
      body(filled("<w:p><w:pPr><w:jc w:val=\"both\"/></w:pPr><w:r><w:rPr><w:i/></w:rPr><w:t>A {{ m | markdown }} "
                  "B</w:t></w:r></w:p>",
                  {{"m", "one\n\n- **two**\n"}}));
  EXPECT_THAT(xml, AllOf(HasSubstr("<w:p><w:pPr><w:jc w:val=\"both\"/></w:pPr><w:r><w:rPr><w:i/></w:rPr><w:t "
                                   "xml:space=\"preserve\">one</w:t></w:r></w:p>"),
                         HasSubstr("<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr>"),
                         HasSubstr("<w:rPr><w:b/><w:i/></w:rPr>"), HasSubstr("> B</w:t>")));
}

TEST(FilledWordFile, AddsThePartForItsFirstList) {
  const std::string file = filled(p("{{ m | markdown }}"), {{"m", "1. a\n2. b\n"}});
  body(file);
  EXPECT_THAT(part_of(file, "word/numbering.xml"), HasSubstr("<w:numFmt w:val=\"decimal\"/>"));
  EXPECT_THAT(part_of(file, "word/_rels/document.xml.rels"), HasSubstr("/numbering\" Target=\"numbering.xml\""));
  EXPECT_THAT(part_of(file, "[Content_Types].xml"), HasSubstr("PartName=\"/word/numbering.xml\""));
}

TEST(FilledWordFile, LeavesNoCellWithoutAParagraph) {
  const std::string xml = body(filled(sample::table({{"{{ m | markdown }}"}}), {{"m", "| a |\n|---|\n| b |\n"}}));
  EXPECT_THAT(xml, AllOf(HasSubstr("</w:tbl><w:p/></w:tc>"), Not(HasSubstr("</w:tbl></w:tc>"))));
}

TEST(FilledWordFile, TakesTheBodyOfAnotherOne) {
  static constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const std::string inner = sample::docx(p("inner {{ x }}") + sample::table({{"cell"}}));
  std::string base64;
  for (std::size_t i = 0; i < inner.size(); i += 3) {
    std::uint32_t bits = 0;
    for (std::size_t k = 0; k < 3; ++k)
      bits = bits << 8 | (i + k < inner.size() ? static_cast<unsigned char>(inner[i + k]) : 0u);
    const std::size_t count = std::min<std::size_t>(4, inner.size() - i + 1);
    for (std::size_t k = 0; k < count; ++k) base64 += digits[bits >> 6 * (3 - k) & 63];
  }
  const std::string xml = body(filled(p("{{ s | subdoc }}") + p("behind"), {{"s", base64}, {"x", "never"}}));
  EXPECT_THAT(xml, AllOf(HasSubstr("inner {{ x }}"), HasSubstr("cell"), HasSubstr("behind"), Not(HasSubstr("never"))));
}

TEST(FilledWordFile, SaysWhereOnlyTextCanStand) {
  EXPECT_THAT(filled("<w:p><w:r><w:t>x</w:t><wp:docPr id=\"1\" descr=\"{{ s | image }}\"/></w:r></w:p>", {{"s", kSvg}}),
              HasSubstr("only text can stand here"));
  EXPECT_THAT(filled(p("x"), {{"u", "https://a.b"}},
                     {{"docProps/core.xml",
                       "<cp:coreProperties xmlns:cp=\"c\" xmlns:dc=\"d\"><dc:title>{{ u | link }}"
                       "</dc:title></cp:coreProperties>"}}),
              HasSubstr("only text can stand here"));
  EXPECT_THAT(filled(p("{{ s | image }}"), {{"s", "logo"}}), HasSubstr("paragraph 1"));
}

TEST(FilledWordFile, RepeatsACapturedInset) {
  const std::string xml =
      body(filled(p("{% set l %}{{ u | link }}{% endset %}{{ l }} and {{ l }}"), {{"u", "https://a.b"}}));
  EXPECT_NE(xml.find("<w:hyperlink"), xml.rfind("<w:hyperlink"));
}

}  // namespace
}  // namespace kontor::docgen::word
