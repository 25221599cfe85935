#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <thread>

#include "docgen/docgen.hpp"
#include "docgen/docx/package.hpp"
#include "docgen/office/archive.hpp"
#include "docgen/word/sample_test.hpp"

namespace kontor::docgen::word {

using namespace office;

namespace {

using sample::docx;
using sample::p;
using sample::part;
using sample::part_of;
using sample::table;
using testing::HasSubstr;
using testing::StartsWith;

Template compiled(const std::string& file) {
  auto made = Template::compile(file, {.syntax = Syntax::word});
  if (!made) throw std::runtime_error(describe(made.error()));
  return *made;
}

std::string filled(const std::string& file, const std::string& data) {
  auto paper = compiled(file).fill(boost::json::parse(data), {.lenient = true});
  if (!paper) throw std::runtime_error(describe(paper.error()));
  return write(*paper, Format::docx).value();
}

std::vector<std::string> problems(const std::string& file) {
  std::vector<std::string> out;
  const auto made = Template::compile(file, {.syntax = Syntax::word});
  if (made) return out;
  for (const FieldError& each : made.error().fields) out.push_back(each.location + ": " + each.message);
  if (out.empty()) out.push_back(made.error().public_message);
  return out;
}

TEST(WordFile, FillsEveryPartThatHoldsText) {
  const std::string footnotes = part("w:footnotes", "<w:footnote w:id=\"2\">" + p("note {{ x }}") + "</w:footnote>");
  const std::string core =
      R"(<cp:coreProperties xmlns:cp="c" xmlns:dc="d"><dc:title>About {{ x }}</dc:title></cp:coreProperties>)";
  const std::string chart =
      R"(<c:chart xmlns:c="c" xmlns:a="a"><a:p><a:r><a:t>{{ </a:t></a:r><a:r><a:t>x }}</a:t></a:r></a:p></c:chart>)";
  const std::string out =
      filled(docx(p("body {{ x }}"),
                  {{"word/header1.xml", part("w:hdr", p("head {{ x }}"))},
                   {"word/footer1.xml", part("w:ftr", p("foot {{ x }}"))},
                   {"word/footnotes.xml", footnotes},
                   {"word/endnotes.xml", part("w:endnotes", "<w:endnote>" + p("end {{ x }}") + "</w:endnote>")},
                   {"word/comments.xml", part("w:comments", "<w:comment>" + p("say {{ x }}") + "</w:comment>")},
                   {"docProps/core.xml", core},
                   {"word/charts/chart1.xml", chart}}),
             R"({"x":"<v>"})");
  for (const auto& [name, text] : sample::Parts{{"word/document.xml", "body &lt;v&gt;<"},
                                                {"word/header1.xml", "head &lt;v&gt;<"},
                                                {"word/footer1.xml", "foot &lt;v&gt;<"},
                                                {"word/footnotes.xml", "note &lt;v&gt;<"},
                                                {"word/endnotes.xml", "end &lt;v&gt;<"},
                                                {"word/comments.xml", "say &lt;v&gt;<"},
                                                {"docProps/core.xml", "<dc:title>About &lt;v&gt;</dc:title>"},
                                                {"word/charts/chart1.xml", "<a:t>&lt;v&gt;</a:t>"}})
    EXPECT_THAT(part_of(out, name), HasSubstr(text)) << name;
}

TEST(WordFile, KeepsWhatIsNoTagByteForByte) {
  const std::string before =
      "<!-- a note {{ --><w:p w14:paraId='1'  w:rsidR=\"00AB\">\n<w:pPr ><w:rPr/></w:pPr><w:r><w:t>A &#8212; "
      "&quot;B&quot; "
      "{GUID} 100%</w:t></w:r></w:p>\r\n<w:p/>";
  const std::string styles = part("w:styles", "<w:style w:name=\"{{ not a tag }}\"/>");
  const std::string file =
      docx(before + p("{{ x }}"), {{"word/styles.xml", styles}, {"word/media/a.bin", "\x01\x02{{"}});
  const std::string out = filled(file, R"({"x":"v"})");
  EXPECT_THAT(sample::body_of(out), StartsWith(before));
  EXPECT_EQ(part_of(out, "word/styles.xml"), styles);
  const Archive from = *Archive::read(file);
  const Archive to = *Archive::read(out);
  ASSERT_EQ(from.entries().size(), to.entries().size());
  for (std::size_t i = 0; i < from.entries().size(); ++i) {
    EXPECT_EQ(from.entries()[i].name, to.entries()[i].name);
    if (from.entries()[i].name != "word/document.xml")
      EXPECT_EQ(from.packed(from.entries()[i]), to.packed(to.entries()[i])) << from.entries()[i].name;
  }
}

TEST(WordFile, WithoutTagsComesOutAsItWas) {
  const std::string file = docx(p("nothing { to } fill"));
  EXPECT_EQ(part_of(filled(file, "{}"), "word/document.xml"), part_of(file, "word/document.xml"));
}

TEST(WordFile, GivesEqualBytesForEqualInput) {
  const std::string file = docx(p("{{ x }}"));
  EXPECT_EQ(filled(file, R"({"x":"v"})"), filled(file, R"({"x":"v"})"));
}

TEST(WordFile, IsFilledByManyThreadsAtOnce) {
  const Template shared = compiled(docx(table({{"{%tr for x in xs %}"}, {"{{ x }}"}, {"{%tr endfor %}"}})));
  std::vector<std::thread> threads;
  std::vector<std::string> texts(4);
  for (std::size_t i = 0; i < texts.size(); ++i)
    threads.emplace_back([&, i] {
      const boost::json::value data = {{"xs", boost::json::array{std::to_string(i), "b"}}};
      for (int n = 0; n < 200; ++n) texts[i] = *write(*shared.fill(data), Format::text);
    });
  for (std::thread& each : threads) each.join();
  for (std::size_t i = 0; i < texts.size(); ++i) EXPECT_EQ(texts[i], std::to_string(i) + "\nb\n");
}

TEST(WordFile, AsksForTheFieldsOfAllItsParts) {
  const std::string file =
      docx(p("{{ client.name }}") + table({{"{%tr for i in items %}{{ i.price | money }}{%tr endfor %}"}}),
           {{"word/header1.xml", part("w:hdr", p("{{ number }}"))}});
  EXPECT_EQ(
      boost::json::serialize(*infer_schema(file, Syntax::word)),
      R"({"type":"object","properties":{"client":{"type":"object","properties":{"name":{"title":"Name","type":"string"}},)"
      R"("required":["name"],"title":"Client"},"items":{"type":"array","title":"Items","items":{"type":"object",)"
      R"("properties":{"price":{"title":"Price","type":"string","format":"money"}},"required":["price"]}},)"
      R"("number":{"title":"Number","type":"string"}},"required":["client","items","number"]})");
}

TEST(WordFile, SpeaksTheLanguageOfItsText) {
  EXPECT_EQ(compiled(docx(p("Коммерческое предложение для {{ client_name_of_the_company }}"))).about().locale,
            Locale::ru);
  EXPECT_EQ(compiled(docx(p("Proposal for {{ клиент }}"))).about().locale, Locale::en);
}

TEST(WordFile, HasItsNumbersAndNotesInItsText) {
  const Paper paper =
      *compiled(docx(R"(<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>{{ x }}</w:t></w:r>)"
                     R"(<w:r><w:noBreakHyphen/></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r></w:p>)",
                     {{"word/numbering.xml",
                       part("w:numbering", R"(<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start )"
                                           R"(w:val="3"/><w:lvlText w:val="%1:"/></w:lvl></w:abstractNum><w:num )"
                                           R"(w:numId="1"><w:abstractNumId w:val="0"/></w:num>)")},
                      {"word/_rels/document.xml.rels",
                       R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">)"
                       R"(<Relationship Id="r1" Type="http://x/numbering" Target="numbering.xml"/></Relationships>)"}}))
           .fill(boost::json::parse(R"({"x":"v"})"));
  EXPECT_EQ(*write(paper, Format::text), "3: v\u2011\n");
}

TEST(WordFile, IsCalledByItsHeadingOrElseByItsFirstWords) {
  const auto page = [](std::string_view body) {
    return *write(*compiled(docx(body)).fill(boost::json::object()), Format::html);
  };
  const std::string heading = R"(<w:p><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:r><w:t>Terms</w:t></w:r></w:p>)";
  EXPECT_THAT(page(p("No. 1") + heading), HasSubstr("<title>Terms</title>"));
  EXPECT_THAT(page(p("") + p("No. 1") + p("more")), HasSubstr("<title>No. 1</title>"));
}

TEST(WordFile, IsWrittenAsWordTextAndPages) {
  const Paper paper = *compiled(docx(p("{{ x }}"))).fill(boost::json::parse(R"({"x":"v"})"));
  EXPECT_EQ(*write(paper, Format::text), "v\n");
  EXPECT_THAT(*write(paper, Format::docx), testing::StartsWith("PK"));
  EXPECT_THAT(*write(paper, Format::pdf), testing::StartsWith("%PDF-"));
  EXPECT_THAT(*write(paper, Format::html), HasSubstr(">v</"));
  const auto sheet = write(paper, Format::xlsx);
  ASSERT_FALSE(sheet);
  EXPECT_EQ(sheet.error().code, Code::unsupported);
}

TEST(WordFile, SaysWhatItsPagesLeaveOut) {
  const Paper paper = *compiled(docx(p("{{ x }}") + "<w:altChunk/>")).fill(boost::json::parse(R"({"x":"v"})"));
  EXPECT_TRUE(paper.remarks().empty());
  const Paper ready = *paged(paper);
  ASSERT_EQ(ready.remarks().size(), 1u);
  EXPECT_EQ(ready.remarks()[0].message, "left out of the pages: a document inserted as a whole");
}

TEST(WordErrors, NameEachPlaceAndQuoteTheTextNearIt) {
  EXPECT_THAT(problems(docx(p("fine {{ a }}") + p("Total: {{ b | mony }} in all") + table({{"x", "{{ c d }}"}}) +
                                p("{% for x in xs %}"),
                            {{"word/header2.xml", part("w:hdr", p("{{ }}"))}})),
              testing::ElementsAre(HasSubstr("paragraph 2 (“Total: {{ b | mony }} in all”), column 15: "),
                                   HasSubstr("table 1, row 1, cell 2, paragraph 1 (“{{ c d }}”), column 6: "),
                                   HasSubstr("paragraph 3 (“{% for x in xs %}”), column 1: this for is never closed"),
                                   HasSubstr("header 2, paragraph 1 (“{{ }}”), column 4: ")));
}

TEST(WordErrors, SuggestTheRightName) {
  EXPECT_THAT(problems(docx(p("{{ b | mony }}"))).at(0), HasSubstr("did you mean \"money\"?"));
  const auto rendered =
      render(docx(p("one") + p("To {{ cleint.name }}")), "t.docx", R"({"client":{"name":"x"}})", Format::docx);
  ASSERT_FALSE(rendered);
  EXPECT_THAT(describe(rendered.error()),
              HasSubstr("paragraph 2 (“To {{ cleint.name }}”), column 7: unknown field \"cleint.name\": did you mean "
                        "\"client.name\"?"));
}

TEST(WordErrors, SayWhichTagsDoNotStandTogether) {
  EXPECT_THAT(
      problems(docx(p("{% for x in xs %}") + table({{"{{ x }}{% endfor %}"}}))).at(0),
      HasSubstr("table 1, row 1, cell 1, paragraph 1 (“{{ x }}{% endfor %}”), column 8: this endfor belongs to the for "
                "in paragraph 1"));
  EXPECT_THAT(problems(docx(p("{%tr for x in xs %}"))).at(0),
              HasSubstr("stands for a row of a table, but it is in none"));
  EXPECT_THAT(problems(docx(p("{% vm %}"))).at(0), HasSubstr("changes the cell of a table"));
  EXPECT_THAT(problems(docx(p("{{ a") + p("}}"))).at(0),
              HasSubstr("paragraph 1 (“{{ a”), column 1: this tag is never closed: }} is missing"));
  EXPECT_THAT(problems(docx(p("{%p if a %}A{%p else %}B{%p endif %}"))).at(0),
              HasSubstr("stands in the middle of a paragraph"));
}

TEST(WordErrors, OfFillingNameThePlaceInTheTemplate) {
  const Template made = compiled(docx(p("a") + p("{{ 1 / n }}")));
  const auto paper = made.fill(boost::json::parse(R"({"n":0})"));
  ASSERT_FALSE(paper);
  EXPECT_THAT(paper.error().fields.at(0).location, HasSubstr("paragraph 2 (“{{ 1 / n }}”), column "));
}

TEST(WordInspection, NotesWhatMayBeWrong) {
  const Inspection found = inspect(docx(p("{{ x | default(“a”) }}") + p("a }} b") +
                                        "<w:p><w:r><w:instrText>PAGEREF {{ y }}</w:instrText></w:r></w:p>"),
                                   Syntax::word);
  ASSERT_EQ(found.notes.size(), 3U);
  for (const Note& note : found.notes) EXPECT_EQ(note.kind, Note::Kind::warning);
  EXPECT_EQ(found.notes[0].location, "paragraph 1, column 1");
  EXPECT_THAT(found.notes[0].message, HasSubstr("quotes"));
  EXPECT_EQ(found.notes[1].location, "paragraph 2, column 3");
  EXPECT_EQ(found.notes[1].near, "a }} b");
  EXPECT_EQ(found.notes[2].location, "paragraph 3, field, column 9");
  EXPECT_TRUE(found.schema);
}

TEST(WordInspection, SuggestsTagsForWholeParagraphsAndRows) {
  const Inspection found =
      inspect(docx(p("{% if x %}") + p("a {% endif %}") + table({{"{% for i in xs %}{{ i }}", "b{% endfor %}"}})),
              Syntax::word);
  ASSERT_EQ(found.notes.size(), 2U);
  EXPECT_THAT(found.notes[0].message, HasSubstr("{%p if … %} takes it away"));
  EXPECT_THAT(found.notes[1].message, HasSubstr("{%tr for … %} repeats the row"));
}

TEST(WordInspection, FindsAllErrorsOfEverySyntax) {
  const Inspection word = inspect(docx(p("{{ a | foo }}") + p("{% if %}") + p("{{ b | bar }}")), Syntax::word);
  EXPECT_EQ(word.notes.size(), 5U);  // the if has no condition, is never closed, and leaves its paragraph empty
  EXPECT_FALSE(word.schema);
  const Inspection text = inspect("{{ a | foo }}\nfine\n{{ b | bar }} {% endif %}", Syntax::text);
  ASSERT_EQ(text.notes.size(), 3U);
  EXPECT_EQ(text.notes[0].location, "line 1, column 8");
  EXPECT_EQ(text.notes[1].location, "line 3, column 8");
  EXPECT_THAT(text.notes[2].message, HasSubstr("closes nothing"));
  EXPECT_TRUE(inspect("{{ a }}", Syntax::markdown).notes.empty());
}

std::string zip(const sample::Parts& parts) { return docx::zipped(parts, {}); }

TEST(WordArchive, RefusesWhatIsNoWordFile) {
  EXPECT_THAT(problems("").at(0), HasSubstr("no Word file"));
  EXPECT_THAT(problems("PK and more").at(0), HasSubstr("no Word file"));
  EXPECT_THAT(problems("\xD0\xCF\x11\xE0\xA1\xB1").at(0), HasSubstr(".doc"));
  EXPECT_THAT(problems(zip({{"a", "b"}})).at(0), HasSubstr("no [Content_Types].xml"));
  EXPECT_THAT(
      problems(zip({{"[Content_Types].xml", "<Types><Override ContentType=\"spreadsheetml.sheet\"/></Types>"}})).at(0),
      HasSubstr("Excel"));
}

TEST(WordArchive, RefusesNamesThatLeadOutOrStandTwice) {
  EXPECT_THAT(problems(docx("", {{"../../etc/passwd", "x"}})).at(0), HasSubstr("leads out"));
  EXPECT_THAT(problems(docx("", {{"word/../../x", "x"}})).at(0), HasSubstr("leads out"));
  EXPECT_THAT(problems(docx("", {{"Word/Document.xml", "x"}})).at(0), HasSubstr("twice"));
}

TEST(WordArchive, RefusesBombs) {
  EXPECT_THAT(problems(docx("", {{"word/media/a.bin", std::string(std::size_t{20} << 20, 'a')}})).at(0),
              HasSubstr("as only zip bombs do"));
  sample::Parts many;
  for (int i = 0; i < 5000; ++i) many.emplace_back(fmt::format("a{}", i), "");
  EXPECT_THAT(problems(docx("", many)).at(0), HasSubstr("parts; 4096 are allowed"));
  std::string deep;
  for (int i = 0; i < 10000; ++i) deep += "<w:x>";
  EXPECT_THAT(problems(docx(deep + "{{")).at(0), HasSubstr("nested too deeply"));
}

TEST(WordArchive, RefusesWhatWasDamagedOnTheWay) {
  const std::string whole = docx(p("{{ x }}"));
  for (std::size_t cut = 1; cut < whole.size(); cut += 7)
    EXPECT_FALSE(Template::compile(whole.substr(0, cut), {.syntax = Syntax::word})) << cut;
  std::string flipped = whole;
  flipped[flipped.find("word/document.xml") + 40] ^= 0x55;
  EXPECT_THAT(problems(flipped).at(0), HasSubstr("damaged"));
}

TEST(WordXmlReader, RefusesEntitiesAndBrokenXml) {
  const auto with = [](const std::string& xml) {
    std::string file = docx("");
    return problems(docx("{{ x }}" + xml));
  };
  EXPECT_THAT(with("&bomb;").at(0), HasSubstr("entity"));
  EXPECT_THAT(with("</w:p>").at(0), HasSubstr("damaged"));
  EXPECT_THAT(with("<w:p").at(0), HasSubstr("\"word/document.xml\""));
  EXPECT_THAT(with("<!DOCTYPE x>").at(0), HasSubstr("document type"));
}

TEST(WordTags, NestedByTheThousandAreRefusedInTime) {
  std::string body;
  for (int i = 0; i < 10000; ++i) body += p("{% if x %}");
  for (int i = 0; i < 10000; ++i) body += p("{% endif %}");
  EXPECT_THAT(problems(docx(body)).at(0), HasSubstr("nested too deeply"));
}

}  // namespace
}  // namespace kontor::docgen::word
