// Word templates and fields that are made to do harm: in little time and memory each gives an error that says what is
// wrong, or a file that is whole.
#include <gmock/gmock.h>

#include <boost/json.hpp>
#include <pugixml.hpp>

#include "word/attempt.hpp"
#include "word/package.hpp"

namespace kontor::test {
namespace {

using testing::AnyOf;
using testing::HasSubstr;
using testing::Not;

constexpr double kSeconds = 3 * kSlower;
constexpr double kMegabytes = 550 * kFatter;

std::string times(int count, std::string_view text) {
  std::string out;
  out.reserve(text.size() * static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) out += text;
  return out;
}

std::string json(std::string_view name, std::string_view value) {
  return boost::json::serialize(boost::json::object{{name, value}});
}

Attempt bounded(std::string_view file, std::string_view fields) {
  const Attempt result = attempt(file, fields);
  EXPECT_TRUE(result.ended) << "crashed, or did not end";
  EXPECT_LT(result.seconds, kSeconds);
  EXPECT_LT(result.megabytes, kMegabytes);
  return result;
}

void expect_refused(std::string_view file, const auto& sense, std::string_view fields = "{}") {
  const Attempt result = bounded(file, fields);
  EXPECT_FALSE(result.filled) << "was filled";
  if (!result.filled) EXPECT_THAT(result.said, sense);
}

/// The body of the document, which has to be well-formed.
std::string expect_filled(std::string_view file, std::string_view fields = "{}") {
  const Attempt result = bounded(file, fields);
  EXPECT_TRUE(result.filled) << result.said.substr(0, 500);
  if (!result.filled) return "";
  const std::string body = unzip(result.said)["word/document.xml"];
  pugi::xml_document document;
  const auto read = document.load_buffer(body.data(), body.size(), pugi::parse_full);
  EXPECT_TRUE(read) << read.description() << " at " << body.substr(static_cast<std::size_t>(read.offset), 200);
  for (const char c : body) {
    if (static_cast<unsigned char>(c) < 0x20 && !std::strchr("\t\r\n", c))
      ADD_FAILURE() << "holds character " << int{c};
  }
  return body;
}

std::string with_part(const std::string& name, std::string content) {
  auto parts = word_parts(paragraph("{{ a }}"));
  parts[name] = std::move(content);
  return zip(parts);
}

constexpr std::string_view kBomb =
    R"(<!DOCTYPE x [<!ENTITY a "aaaaaaaaaaaaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>)";

TEST(HostileXml, EntitiesAreNotExpanded) {
  const std::string body = word_root("document", "<w:body><w:p><w:r><w:t>&c; {{ a }}</w:t></w:r></w:p></w:body>");
  const std::size_t root = body.find("<w:document");
  expect_refused(with_part("word/document.xml", body.substr(0, root) + std::string(kBomb) + body.substr(root)),
                 HasSubstr("document type"));
  expect_refused(with_part("word/document.xml", body), HasSubstr("entity"));
  for (const char* value : {"&c;{{ a }}", "& {{ a }}", "{{ a }}&amp", "{{ a }}&"})
    expect_refused(word_file(fmt::format(R"(<w:p w:rsidR="{}"/>)", value)), HasSubstr("entity"), R"({"a": 1})");
  expect_refused(with_part("[Content_Types].xml", std::string(kBomb) + word_parts("")["[Content_Types].xml"]),
                 HasSubstr("document type"));
  bounded(with_part("_rels/.rels", std::string(kBomb) + word_parts("")["_rels/.rels"]), "{}");
  expect_refused(with_part("word/document.xml", R"(<!DOCTYPE x SYSTEM "file:///etc/passwd">)" + body.substr(root)),
                 HasSubstr("document type"));
}

TEST(HostileXml, BrokenXmlIsRefusedWithItsPart) {
  const std::string good = word_parts(paragraph("{{ a }}"))["word/document.xml"];
  for (const std::string& bad :
       {good.substr(0, good.size() / 2), good.substr(0, good.size() - 1), std::string("not xml"), std::string(),
        good + "<", word_root("document", "<w:body><w:p></w:body>"),
        word_root("document", "<w:body><w:p></w:r></w:p></w:body>"),
        word_root("document", "<w:body><w:p a='1></w:p></w:body>"), word_root("document", "<w:body><></w:body>"),
        word_root("document", "<w:body><![CDATA[</w:body>")}) {
    expect_refused(with_part("word/document.xml", bad), HasSubstr("document.xml"), R"({"a": 1})");
  }
}

TEST(HostileXml, CharactersThatXmlForbidsAreRefused) {
  for (const char* text : {"\x01<w:br/>\x02 {{ a }}", "\x03 {{ a }}", "\x10 {{ a }}", "&#1; {{ a }}", "&#x0; {{ a }}",
                           "\xC3\x28 {{ a }}", "\xED\xA0\x80 {{ a }}", "\xFF {{ a }}"}) {
    SCOPED_TRACE(testing::PrintToString(text));
    expect_refused(word_file(paragraph(text)), Not(testing::IsEmpty()), R"({"a": 1})");
  }
}

TEST(HostileXml, OtherEncodingsAreReadOrNamed) {
  const std::string body = word_parts(paragraph("{{ a }} caf\xC3\xA9"))["word/document.xml"];
  EXPECT_THAT(expect_filled(with_part("word/document.xml", "\xEF\xBB\xBF" + body), R"({"a": "ok"})"),
              HasSubstr("ok caf\xC3\xA9"));
  for (const bool big : {false, true}) {
    std::string wide = big ? "\xFE\xFF" : "\xFF\xFE";
    const std::string narrow = word_parts(paragraph("{{ a }}"))["word/document.xml"];
    for (const char c : narrow) wide += big ? std::string{'\0', c} : std::string{c, '\0'};
    const Attempt result = bounded(with_part("word/document.xml", wide), R"({"a": "ok"})");
    if (!result.filled) EXPECT_THAT(result.said, HasSubstr("UTF-8"));
  }
  std::string old = word_parts(paragraph("{{ a }} \xE9"))["word/document.xml"];
  old.replace(old.find("UTF-8"), 5, "windows-1252");
  const Attempt result = bounded(with_part("word/document.xml", old), R"({"a": "ok"})");
  EXPECT_FALSE(result.filled);
  EXPECT_THAT(result.said, HasSubstr("UTF-8"));
}

TEST(HostileXml, NestingHasAnEnd) {
  for (const auto& [open, close] : std::vector<std::pair<std::string, std::string>>{
           {"<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"},
           {"<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"},
           {"<w:p><w:r><w:pict><v:textbox><w:txbxContent>", "</w:txbxContent></v:textbox></w:pict></w:r></w:p>"},
           {"<x>", "</x>"}})
    expect_refused(word_file(times(10'000, open) + paragraph("{{ a }}") + times(10'000, close)), HasSubstr("nested"));
}

TEST(HostileTags, NestingHasAnEnd) {
  expect_refused(word_file(paragraph(times(10'000, "{% if a %}") + times(10'000, "{% endif %}"))),
                 HasSubstr("more than 1000 tags"));
  expect_refused(word_file(paragraph(times(400, "{% if a %}") + times(400, "{% endif %}"))), HasSubstr("nested"));
  expect_refused(word_file(times(10'000, paragraph("{%p for x in a %}")) + times(10'000, paragraph("{%p endfor %}"))),
                 HasSubstr("nested"));
  expect_refused(word_file(paragraph("{{ " + times(10'000, "(") + "a" + times(10'000, ")") + " }}")),
                 HasSubstr("nested"));
  expect_refused(word_file(paragraph("{{ " + times(10'000, "[") + times(10'000, "]") + " }}")), HasSubstr("nested"));
  expect_refused(word_file(paragraph("{{ a" + times(100'000, "|upper") + " }}")), Not(testing::IsEmpty()));
}

TEST(HostileTags, AnEndOfNothingIsNamed) {
  for (const char* text : {"{% end %}", "{% endif %}", "{% end x %}", "{% else %}"})
    expect_refused(word_file(paragraph(text)), HasSubstr("closes nothing"));
}

TEST(HostileTags, LoopsHaveAnEnd) {
  for (const char* text :
       {"{% for i in range(1000000000) %}x{% endfor %}",
        "{% for a in range(100000) %}{% for b in range(100000) %}x{% endfor %}{% endfor %}",
        "{% for a in range(3000) %}{% for b in range(3000) %}{{ 'x' * 1000 }}{% endfor %}{% endfor %}",
        "{{ 'x' * 1000000000 }}", "{{ 'x'|center(1000000000) }}", "{{ 10 ** 1000000000 }}",
        "{{ range(1000000000)|join }}", "{{ [0] * 1000000000 }}"}) {
    SCOPED_TRACE(text);
    expect_refused(word_file(paragraph(text)), Not(testing::IsEmpty()));
  }
  std::string doubling = "{% set x = 'xxxxxxxxxxxxxxxx' %}";
  for (int i = 0; i < 40; ++i) doubling += "{% set x = x ~ x %}";
  expect_refused(word_file(paragraph(doubling + "{{ x }}")), Not(testing::IsEmpty()));
}

TEST(HostileTags, RowsOfABillionAreNotMade) {
  const auto row = [](std::string_view text) {
    return fmt::format("<w:tr><w:tc><w:tcPr><w:tcW w:w=\"100\" w:type=\"dxa\"/></w:tcPr>{}</w:tc></w:tr>",
                       paragraph(text));
  };
  const auto table = [](const std::string& rows) {
    return word_file("<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w=\"100\"/></w:tblGrid>" + rows + "</w:tbl><w:p/>");
  };
  expect_refused(table(row("{%tr for i in range(1000000000) %}") + row("{{ i }}") + row("{%tr endfor %}")),
                 Not(testing::IsEmpty()));
  for (const char* span : {"1000000000", "-1", "'x'", "10 ** 30"}) {
    SCOPED_TRACE(span);
    const Attempt result = bounded(table(row(fmt::format("{{% colspan {} %}}x", span))), "{}");
    EXPECT_FALSE(result.filled) << unzip(result.said)["word/document.xml"];
  }
}

/// Twice the input may take twice the time, not four times: what a scan over and over again would show.
TEST(HostileTags, TimeGrowsWithTheTextOnly) {
  const std::vector<std::pair<const char*, std::string>> floods = {
      {"braces", paragraph(times(2'000'000, "{"))},
      {"beginnings of tags", paragraph(times(500'000, "{{ "))},
      {"ends of tags", paragraph("{{ a }}" + times(500'000, "}}"))},
      {"tags in one paragraph", paragraph(times(100'000, "{{ a }}"))},
      {"runs of one brace", "<w:p>" + times(50'000, "<w:r><w:t>{</w:t></w:r>") + "</w:p>"},
      {"an open tag before many runs",
       "<w:p><w:r><w:t>{{ a</w:t></w:r>" + times(50'000, "<w:r><w:t>b</w:t></w:r>") + "</w:p>"},
      {"open tags in many paragraphs", times(50'000, paragraph("{{ a"))},
      {"open comments", paragraph(times(300'000, "{# "))},
      {"entities in a tag", paragraph("{{ '" + times(100'000, "&amp;") + "' }}")},
      {"attributes", "<w:p " +
                         [] {
                           std::string out;
                           for (int i = 0; i < 100'000; ++i) out += fmt::format("a{}='1' ", i);
                           return out;
                         }() +
                         "/>" + paragraph("{{ a }}")},
      {"tags", times(20'000, paragraph("{{ a }}{{ a }}"))},
      {"loops", times(5'000, paragraph("{% for x in [1] %}{{ a }}{% endfor %}"))},
      {"empty paragraphs", times(300'000, "<w:p/>") + paragraph("{{ a }}")},
  };
  for (const auto& [what, body] : floods) {
    SCOPED_TRACE(what);
    bounded(word_file(body), R"({"a": "1"})");
  }
}

TEST(HostileFields, CannotBecomeMarkup) {
  std::string every;
  for (int c = 1; c < 256; ++c) every += static_cast<char>(c < 0x80 ? c : 'x');
  for (const std::string& value : {every, std::string("\x01<w:br/>\x02"), std::string("\x03<w:p/>\x04"),
                                   std::string("</w:t></w:r></w:p>"), std::string("]]>"), std::string("&amp;&#1;&x;"),
                                   std::string("{{ a }}{% for %}"), std::string("\xEF\xBF\xBE\xEF\xBF\xBF"),
                                   std::string(1000, '\x07'), std::string(1000, '\x0C'), std::string(1000, '\n')}) {
    SCOPED_TRACE(testing::PrintToString(value));
    const std::string body = expect_filled(word_file(paragraph("before {{ a }} after")), json("a", value));
    EXPECT_THAT(body, AllOf(HasSubstr("before "), HasSubstr(" after")));
  }
  EXPECT_THAT(expect_filled(word_file(paragraph("{{ a }}")), json("a", "</w:t>&{{ b }}")),
              HasSubstr("&lt;/w:t&gt;&amp;{{ b }}"));
}

TEST(HostileFields, TextWithEscapesInATagCannotBecomeMarkup) {
  EXPECT_THAT(expect_filled(word_file(paragraph(R"({{ "\x01&lt;w:evil/&gt;\x02" }}ok)"))), Not(HasSubstr("<w:evil")));
}

TEST(HostileFields, AColourIsNoMarkup) {
  const std::string table =
      "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w=\"100\"/></w:tblGrid><w:tr><w:tc><w:tcPr><w:tcW w:w=\"100\" "
      "w:type=\"dxa\"/></w:tcPr>" +
      paragraph("{% cellbg a %}x") + "</w:tc></w:tr></w:tbl><w:p/>";
  for (const char* value : {"\"/><w:evil w:x=\"", "red", "", "#12", "&quot;"}) {
    const Attempt result = bounded(word_file(table), json("a", value));
    if (result.filled) EXPECT_THAT(unzip(result.said)["word/document.xml"], Not(HasSubstr("<w:evil")));
  }
}

TEST(HostileFields, MegabytesAreFilledOrRefusedSoon) {
  const Attempt one = bounded(word_file(paragraph("{{ a }}")), json("a", std::string(4 << 20, 'x')));
  if (!one.filled) EXPECT_THAT(one.said, HasSubstr("long"));
  const Attempt many = bounded(word_file(times(100, paragraph("{{ a }}"))), json("a", std::string(1 << 20, '<')));
  if (!many.filled) EXPECT_THAT(many.said, Not(testing::IsEmpty()));
  const Attempt lines = bounded(word_file(paragraph("{{ a }}")), json("a", std::string(1 << 20, '\n')));
  if (!lines.filled) EXPECT_THAT(lines.said, Not(testing::IsEmpty()));
}

std::string base64(std::string_view bytes) {
  constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    std::uint32_t group = 0;
    for (std::size_t j = 0; j < 3; ++j)
      group = group << 8 | (i + j < bytes.size() ? static_cast<unsigned char>(bytes[i + j]) : 0);
    for (std::size_t j = 0; j < 4; ++j) out += i + j > bytes.size() ? '=' : kDigits[group >> (18 - 6 * j) & 63];
  }
  return out;
}

std::string png(std::uint32_t width, std::uint32_t height) {
  const auto number = [](std::uint32_t v) {
    return std::string{static_cast<char>(v >> 24), static_cast<char>(v >> 16), static_cast<char>(v >> 8),
                       static_cast<char>(v)};
  };
  return "\x89PNG\r\n\x1a\n" + number(13) + "IHDR" + number(width) + number(height) + std::string("\x08\x06\0\0\0", 5) +
         number(0) + number(0) + "IEND" + number(0xAE426082);
}

TEST(HostilePictures, AHeaderThatClaimsGigabytesCostsNone) {
  const auto picture = [](std::string_view type, std::string_view bytes) {
    return json("a", fmt::format("data:image/{};base64,{}", type, base64(bytes)));
  };
  const std::string file = word_file(paragraph("{{ a|image }}"));
  expect_refused(file, AnyOf(HasSubstr("picture"), HasSubstr("pixel"), HasSubstr("image")),
                 picture("png", png(50'000, 40'000)));
  expect_refused(file, Not(testing::IsEmpty()), picture("png", png(0x7FFFFFFF, 0x7FFFFFFF)));
  expect_refused(file, Not(testing::IsEmpty()), picture("png", png(0, 0)));
  expect_refused(file, Not(testing::IsEmpty()),
                 picture("jpeg", std::string("\xFF\xD8\xFF\xC0\x00\x11\x08\xFF\xFF\xFF\xFF\x03", 12)));
  expect_refused(file, Not(testing::IsEmpty()),
                 picture("svg+xml", R"(<svg xmlns="http://www.w3.org/2000/svg" width="100000" height="100000"/>)"));
  expect_refused(
      file, Not(testing::IsEmpty()),
      picture("svg+xml",
              std::string(kBomb) +
                  R"(<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><text>&c;</text></svg>)"));
  expect_refused(file, Not(testing::IsEmpty()), picture("png", "GIF89a"));
  expect_refused(file, Not(testing::IsEmpty()), json("a", "file:///etc/passwd"));
  expect_refused(file, Not(testing::IsEmpty()), json("a", "data:image/png;base64,%%%%"));
}

}  // namespace
}  // namespace kontor::test
