#include <gtest/gtest.h>

#include <boost/json/parse.hpp>

#include "docgen/docgen.hpp"
#include "docgen/word/sample_test.hpp"

/// What docxtpl documents for Word, feature by feature; a case is a body, the data, and the text that comes out.
namespace kontor::docgen::word {
namespace {

using sample::docx;
using sample::p;
using sample::table;

struct Case {
  std::string name, body, data, text;
};

std::string filled(const std::string& file, const std::string& data) {
  const auto compiled = Template::compile(file, {.syntax = Syntax::word});
  if (!compiled) return "compile: " + describe(compiled.error());
  const auto paper = compiled->fill(boost::json::parse(data), {.lenient = true});
  if (!paper) return "fill: " + describe(paper.error());
  const auto written = write(*paper, Format::docx);
  return written ? *written : "write: " + describe(written.error());
}

const std::string kBox = "<w:p><w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:txbxContent>" +
                         p("in {{ x }}") + "</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>" +
                         p("in {{ x }}") + "</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r></w:p>";

const std::vector<Case> kCases = {
    // Values.
    {"a value", p("Dear {{ name }}!"), R"({"name":"Ann"})", "Dear Ann!\n"},
    {"a value without spaces", p("{{name}}"), R"({"name":"Ann"})", "Ann\n"},
    {"a path", p("{{ a.b[0].c }}"), R"({"a":{"b":[{"c":"deep"}]}})", "deep\n"},
    {"a filter", p("{{ name | upper }}"), R"({"name":"Ann"})", "ANN\n"},
    {"special signs", p("{{ x }}"), R"({"x":"<a> & \"b\" 'c'"})", "<a> & \"b\" 'c'\n"},
    {"entities in a tag", p("{% if a &lt; 2 and 3 &gt; 1 %}yes{% endif %}"), R"({"a":1})", "yes\n"},
    {"a modulo", p("{{ 7 % 4 }}"), "{}", "3\n"},
    {"a dict in a tag", p("{{ {\"a\": {\"b\": 1}}.a.b }}"), "{}", "1\n"},
    {"a closing brace in a text", p("{{ \"}}\" }}"), "{}", "}}\n"},
    {"typographic quotes", p("{{ x | default(“none”) }}{{ ‘a’ }}"), "{}", "nonea\n"},
    {"Russian quotes", p("{{ x | default(«нет») }}"), "{}", "нет\n"},
    {"an apostrophe in a text", p("{{ \"it’s\" }}"), "{}", "it’s\n"},
    {"no-break spaces and a long dash", p("{{\u00A05\u00A0–\u00A02 }}"), "{}", "3\n"},
    // Breaks in values.
    {"line ends", p("{{ x }}"), R"({"x":"a\nb"})", "a\nb\n"},
    {"tabs", p("{{ x }}"), R"({"x":"a\tb"})", "a\tb\n"},
    {"a new paragraph", p("1{{ x }}2"), "{\"x\":\"a\\u0007b\"}", "1a\nb2\n"},
    {"a new page", p("{{ x }}"), R"({"x":"a\fb"})", "a\n\n\nb\n"},
    // Choices and loops in a line.
    {"a choice in a line", p("My house is {% if town %}in town{% else %}outside{% endif %}."), R"({"town":true})",
     "My house is in town.\n"},
    {"elif", p("{% if a %}1{% elif b %}2{% else %}3{% endif %}"), R"({"a":false,"b":true})", "2\n"},
    {"a loop in a line", p("{% for x in xs %}{{ x }};{% endfor %}"), R"({"xs":["a","b"]})", "a;b;\n"},
    {"a loop's index", p("{% for x in xs %}{{ loop.index }}{{ x }} {% endfor %}"), R"({"xs":["a","b"]})", "1a 2b \n"},
    {"set", p("{% set y = x ~ \"!\" %}{{ y }}"), R"({"x":"a"})", "a!\n"},
    {"a block over paragraphs", p("A{% if x %}B") + p("C{% endif %}D"), R"({"x":false})", "AD\n"},
    // Whole paragraphs.
    {"p-if true", p("{%p if x %}") + p("text") + p("{%p endif %}"), R"({"x":true})", "text\n"},
    {"p-if false", p("a") + p("{%p if x %}") + p("text") + p("{%p endif %}") + p("b"), R"({"x":false})", "a\nb\n"},
    {"p-for", p("{%p for x in xs %}") + p("- {{ x }}") + p("{%p endfor %}"), R"({"xs":["a","b"]})", "- a\n- b\n"},
    {"p-else", p("{%p if x %}") + p("1") + p("{%p else %}") + p("2") + p("{%p endif %}"), R"({"x":false})", "2\n"},
    {"p-set", p("{%p set y = 5 %}") + p("{{ y }}"), "{}", "5\n"},
    {"nested p-for",
     p("{%p for d in dishes %}") + p("{{ d.name }}:") + p("{%p for i in d.parts %}") + p("* {{ i }}") +
         p("{%p endfor %}") + p("{%p endfor %}"),
     R"({"dishes":[{"name":"Pizza","parts":["bread","tomato"]},{"name":"Tea","parts":[]}]})",
     "Pizza:\n* bread\n* tomato\nTea:\n"},
    {"p tags that share a paragraph", p("{%p if x %}Here{%p endif %}") + p("end"), R"({"x":true})", "Here\nend\n"},
    {"a p tag without a space", p("{%pif x%}") + p("text") + p("{%pendif%}"), R"({"x":true})", "text\n"},
    {"a printed paragraph", p("{{p x }}"), R"({"x":"text"})", "text\n"},
    {"an empty printed paragraph goes", p("a") + p("{{p x }}") + p("b"), R"({"x":""})", "a\nb\n"},
    {"a field called p", p("{{ p }}{{p}}{{p | upper }}"), R"({"p":"v"})", "vvV\n"},
    // Runs.
    {"r-if", p({"a", "{%r if x %}", "b", "{%r endif %}", "c"}), R"({"x":false})", "ac\n"},
    {"r-for", p({"{%r for x in xs %}", "{{ x }},", "{%r endfor %}"}), R"({"xs":["a","b"]})", "a,b,\n"},
    {"r beside text", p("a {%r if x %}b{%r endif %} c"), R"({"x":true})", "a b c\n"},
    {"a printed run", p({"a ", "{{r x }}", " b"}), R"({"x":"X"})", "a X b\n"},
    // Comments.
    {"a comment", p("a{# note #}b"), "{}", "ab\n"},
    {"a paragraph of comment", p("a") + p("{#p note #}") + p("b"), "{}", "a\nb\n"},
    {"a row of comment", table({{"{#tr note #}", "x"}, {"a", "b"}}), "{}", "a\tb\n"},
    {"a cell of comment", table({{"{#tc note #}", "x", "y"}}), "{}", "x\ty\n"},
    // Joining lines.
    {"joined paragraphs",
     p("My house is located") + p("{%- if town -%}") + p(" in urban area") + p("{%- else -%}") + p(" in countryside") +
         p("{%- endif -%}") + p(" and I love it."),
     R"({"town":true})", "My house is located in urban area and I love it.\n"},
    {"joined lines",
     "<w:p><w:r><w:t>I live</w:t><w:br/><w:t>{%- if town -%}</w:t><w:br/><w:t xml:space=\"preserve\"> in town</w:t>"
     "<w:br/><w:t>{%- endif -%}</w:t><w:br/><w:t>.</w:t></w:r></w:p>",
     R"({"town":true})", "I live in town.\n"},
    {"white space beside a tag", p("a {%- if 1 -%} b {%- endif -%} c"), "{}", "abc\n"},
    // Escapes.
    {"escaped braces", p("{_{ x }_} {_% if %_}"), "{}", "{{ x }} {% if %}\n"},
    {"raw", p("{% raw %}{{ x }}{% endraw %} {{ x }}"), R"({"x":1})", "{{ x }} 1\n"},
    {"raw over paragraphs", p("{%p raw %}") + p("{{ x }}") + p("{%p endraw %}") + p("{{ x }}"), R"({"x":1})",
     "{{ x }}\n1\n"},
    {"a brace before a tag", p("{{{ x }}}"), R"({"x":1})", "{1}\n"},
    // Tables.
    {"tr-for",
     table({{"Name", "Price"}, {"{%tr for i in xs %}", ""}, {"{{ i.n }}", "{{ i.p }}"}, {"{%tr endfor %}", ""}}),
     R"({"xs":[{"n":"a","p":"1"},{"n":"b","p":"2"}]})", "Name\tPrice\na\t1\nb\t2\n"},
    {"tr tags that share the row", table({{"{%tr for i in xs %}{{ i.n }}", "{{ i.p }}{%tr endfor %}"}}),
     R"({"xs":[{"n":"a","p":"1"},{"n":"b","p":"2"}]})", "a\t1\nb\t2\n"},
    {"tr-if", table({{"{%tr if x %}"}, {"shown"}, {"{%tr endif %}"}, {"always"}}), R"({"x":false})", "always\n"},
    {"tc-for", table({{"{%tc for x in xs %}", "{{ x }}", "{%tc endfor %}", "end"}}), R"({"xs":["a","b"]})",
     "a\tb\tend\n"},
    {"a dynamic table",
     table({{"", "{%tc for c in cols %}", "{{ c }}", "{%tc endfor %}"},
            {"{%tr for r in rows %}", "", "", ""},
            {"{{ r.label }}", "{%tc for v in r.cols %}", "{{ v }}", "{%tc endfor %}"},
            {"{%tr endfor %}", "", "", ""}}),
     R"({"cols":["x","y"],"rows":[{"label":"a","cols":["1","2"]},{"label":"b","cols":["3","4"]}]})",
     "\tx\ty\na\t1\t2\nb\t3\t4\n"},
    {"a table in a table",
     "<w:tbl><w:tr><w:tc>" + table({{"{%tr for x in xs %}"}, {"{{ x }}"}, {"{%tr endfor %}"}}) + p("after") +
         "</w:tc></w:tr></w:tbl>",
     R"({"xs":["a","b"]})", "a\nb\nafter\n"},
    // Places.
    {"a text box, both times", kBox, R"({"x":"v"})", "in v\nin v\n\n"},
    {"a tag over revisions",
     "<w:p><w:r><w:t>{{ </w:t></w:r><w:ins w:id=\"1\"><w:r><w:t>x</w:t></w:r></w:ins>"
     "<w:del w:id=\"2\"><w:r><w:delText>{{ y</w:delText></w:r></w:del><w:r><w:t> }}</w:t></w:r></w:p>",
     R"({"x":"v"})", "v\n"},
    {"a content control", "<w:sdt><w:sdtPr/><w:sdtContent>" + p("{{ x }}") + "</w:sdtContent></w:sdt>", R"({"x":"v"})",
     "v\n"},
    {"a block that begins in a link",
     "<w:p><w:hyperlink r:id=\"rId1\"><w:r><w:t>link{% if x %}ed</w:t></w:r></w:hyperlink><w:r><w:t> text{% endif %}"
     "</w:t></w:r></w:p>",
     R"({"x":true})", "linked text\n"},
};

class WordCases : public testing::TestWithParam<Case> {};

TEST_P(WordCases, ComeOutAsDocxtplDocumentsThem) {
  const std::string file = filled(docx(GetParam().body), GetParam().data);
  EXPECT_EQ(file.starts_with("PK") ? sample::words_of(file) : file, GetParam().text);
}

INSTANTIATE_TEST_SUITE_P(Docxtpl, WordCases, testing::ValuesIn(kCases), [](const auto& info) {
  std::string name = info.param.name;
  for (char& c : name)
    if (!std::isalnum(static_cast<unsigned char>(c))) c = '_';
  return name;
});

std::string body(const std::string& template_body, const std::string& data) {
  const std::string out = filled(docx(template_body), data);
  return out.starts_with("PK") ? sample::body_of(out) : out;
}

std::string cell(std::string_view properties, std::string_view text) {
  return fmt::format("<w:tc>{}{}</w:tc>", properties, p(text));
}

TEST(WordXml, ColoursACellWhereverItsPropertiesWere) {
  const std::string row = "<w:tbl><w:tr>{}</w:tr></w:tbl>";
  const std::string shade = R"(<w:shd w:val="clear" w:color="auto" w:fill="ff0000"/>)";
  for (const auto& [before, after] : std::vector<std::pair<std::string, std::string>>{
           {"", "<w:tcPr>" + shade + "</w:tcPr>"},
           {"<w:tcPr/>", "<w:tcPr>" + shade + "</w:tcPr>"},
           {R"(<w:tcPr><w:tcW w:w="5"/><w:vAlign w:val="top"/></w:tcPr>)",
            R"(<w:tcPr><w:tcW w:w="5"/>)" + shade + R"(<w:vAlign w:val="top"/></w:tcPr>)"},
           {R"(<w:tcPr><w:shd w:val="clear" w:fill="00ff00"/></w:tcPr>)", "<w:tcPr>" + shade + "</w:tcPr>"}})
    EXPECT_EQ(body(fmt::format(fmt::runtime(row), cell(before, "{% cellbg c %}text")), R"({"c":"#ff0000"})"),
              fmt::format(fmt::runtime(row), cell(after, "text")));
}

TEST(WordXml, SpansColumns) {
  EXPECT_EQ(body("<w:tbl><w:tr>" + cell(R"(<w:tcPr><w:gridSpan w:val="2"/></w:tcPr>)", "{% colspan n %}x") +
                     "</w:tr></w:tbl>",
                 R"({"n":3})"),
            "<w:tbl><w:tr>" + cell(R"(<w:tcPr><w:gridSpan w:val="3"/></w:tcPr>)", "x") + "</w:tr></w:tbl>");
}

TEST(WordXml, MergesCellsOfALoopDownwards) {
  const std::string out = body(table({{"{%tr for x in xs %}", ""}, {"{% vm %}all", "{{ x }}"}, {"{%tr endfor %}", ""}}),
                               R"({"xs":["a","b"]})");
  EXPECT_EQ(out,
            "<w:tbl><w:tr><w:tc><w:tcPr><w:tcW w:w=\"100\"/><w:vMerge w:val=\"restart\"/></w:tcPr>" + p("all") +
                "</w:tc><w:tc><w:tcPr><w:tcW w:w=\"100\"/></w:tcPr><w:p><w:r><w:t xml:space=\"preserve\">a</w:t></w:r>"
                "</w:p></w:tc></w:tr><w:tr><w:tc><w:tcPr><w:tcW w:w=\"100\"/><w:vMerge w:val=\"continue\"/></w:tcPr>"
                "<w:p></w:p></w:tc><w:tc><w:tcPr><w:tcW w:w=\"100\"/></w:tcPr><w:p><w:r>"
                "<w:t xml:space=\"preserve\">b</w:t></w:r></w:p></w:tc></w:tr></w:tbl>");
}

TEST(WordXml, MergesCellsOfALoopAcross) {
  const std::string out =
      body(table({{"{%tc for x in xs %}", "{% hm %}all", "{%tc endfor %}"}}), R"({"xs":["a","b"]})");
  EXPECT_EQ(out, "<w:tbl><w:tr><w:tc><w:tcPr><w:tcW w:w=\"100\"/><w:gridSpan w:val=\"2\"/></w:tcPr>" + p("all") +
                     "</w:tc></w:tr></w:tbl>");
}

TEST(WordXml, JoinsATagThatWordSplit) {
  EXPECT_EQ(
      body("<w:p w:rsidR=\"1\"><w:r w:rsidR=\"2\"><w:rPr><w:b/></w:rPr><w:t>Dear {</w:t></w:r><w:proofErr "
           "w:type=\"spellStart\"/><w:r><w:t>{ cli</w:t></w:r><w:bookmarkStart w:id=\"0\" w:name=\"b\"/><w:r>"
           "<w:lastRenderedPageBreak/><w:t>ent</w:t></w:r><w:bookmarkEnd w:id=\"0\"/><w:smartTag><w:r><w:t>.name "
           "}</w:t></w:r></w:smartTag><w:r><w:t>}, hello</w:t></w:r></w:p>",
           R"({"client":{"name":"Ann"}})"),
      "<w:p w:rsidR=\"1\"><w:r w:rsidR=\"2\"><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">Dear Ann</w:t></w:r>"
      "<w:proofErr w:type=\"spellStart\"/><w:bookmarkStart w:id=\"0\" w:name=\"b\"/><w:bookmarkEnd w:id=\"0\"/>"
      "<w:smartTag></w:smartTag><w:r><w:t xml:space=\"preserve\">, hello</w:t></w:r></w:p>");
}

TEST(WordXml, KeepsTheLookOfARunInNewParagraphs) {
  EXPECT_EQ(
      body("<w:p><w:pPr><w:jc w:val=\"center\"/></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>{{ x }}</w:t></w:r></w:p>",
           "{\"x\":\"a\\u0007b\"}"),
      "<w:p><w:pPr><w:jc w:val=\"center\"/></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">a</w:t></w:r>"
      "</w:p><w:p><w:pPr><w:jc w:val=\"center\"/></w:pPr><w:r><w:rPr><w:b/></w:rPr>"
      "<w:t xml:space=\"preserve\">b</w:t></w:r></w:p>");
}

TEST(WordXml, LeavesNoCellWithoutAParagraphAndNoTableWithoutARow) {
  EXPECT_EQ(body("<w:tbl><w:tr><w:tc>" + p("{%p if x %}") + p("t") + p("{%p endif %}") + "</w:tc></w:tr></w:tbl>",
                 R"({"x":false})"),
            "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>");
  EXPECT_EQ(body(table({{"{%tr for x in xs %}"}, {"{{ x }}"}, {"{%tr endfor %}"}}) + p("end"), R"({"xs":[]})"),
            p("end"));
  EXPECT_EQ(body("<w:tbl><w:tr>" + cell("", "{%tc for x in xs %}") + cell("", "{{ x }}") + cell("", "{%tc endfor %}") +
                     "</w:tr></w:tbl>",
                 R"({"xs":[]})"),
            "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>");
}

TEST(WordXml, GivesATableAsManyColumnsAsItsRowsHave) {
  const std::string out =
      body("<w:tbl><w:tblGrid><w:gridCol w:w=\"1000\"/><w:gridCol w:w=\"1000\"/></w:tblGrid><w:tr>" +
               cell("", "{%tc for x in xs %}") + cell("", "{{ x }}") + cell("", "{%tc endfor %}") + "</w:tr></w:tbl>",
           R"({"xs":["a","b","c","d"]})");
  EXPECT_EQ(out.substr(0, out.find("<w:tr>")),
            "<w:tbl><w:tblGrid><w:gridCol w:w=\"500\"/><w:gridCol w:w=\"500\"/><w:gridCol w:w=\"500\"/>"
            "<w:gridCol w:w=\"500\"/></w:tblGrid>");
}

TEST(WordXml, FillsAttributesAndFieldInstructions) {
  EXPECT_EQ(
      body("<w:p><w:r><wp:docPr id=\"1\" descr=\"of {{ x }}\"/></w:r><w:r><w:instrText>HYPERLINK "
           "\"https://a.example/{{ </w:instrText></w:r><w:r><w:instrText>x }}\"</w:instrText></w:r></w:p>",
           R"({"x":"a\"<\n"})"),
      "<w:p><w:r><wp:docPr id=\"1\" descr=\"of a&quot;&lt;&#10;\"/></w:r><w:r><w:instrText xml:space=\"preserve\">"
      "HYPERLINK \"https://a.example/a&quot;&lt;&#10;</w:instrText></w:r><w:r>"
      "<w:instrText xml:space=\"preserve\">\"</w:instrText></w:r></w:p>");
}

}  // namespace
}  // namespace kontor::docgen::word
