#include "docgen/word/links.hpp"

#include <gmock/gmock.h>

#include <boost/json.hpp>

#include "docgen/docgen.hpp"
#include "docgen/word/landing.hpp"
#include "docgen/word/sample_test.hpp"

namespace kontor::docgen::word {
namespace {

using sample::docx;
using sample::p;
using sample::part;
using sample::part_of;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

constexpr std::string_view kHead =
    R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">)";
constexpr std::string_view kType = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink";

std::string relations(const std::vector<std::pair<std::string, std::string>>& addresses) {
  std::string out(kHead);
  for (const auto& [id, address] : addresses)
    out += fmt::format(R"(<Relationship Id="{}" Type="{}" Target="{}" TargetMode="External"/>)", id, kType, address);
  return out + "</Relationships>";
}

std::string link_to(std::string_view id, std::string_view text = "here") {
  return fmt::format(R"(<w:p><w:hyperlink r:id="{}" w:history="1"><w:r><w:t>{}</w:t></w:r></w:hyperlink></w:p>)", id,
                     text);
}

/// A file of one paragraph that links to the address.
std::string linking_to(const std::string& address) {
  return docx(link_to("rId7"), {{"word/_rels/document.xml.rels", relations({{"rId7", address}})}});
}

Result<std::string> filled(const std::string& file, std::string_view data) {
  return render(file, "t.docx", data, Format::docx);
}

/// Where the first link of the document leads, as the file has it; or the error.
std::string target(const std::string& address, std::string_view data) {
  const Result<std::string> out = filled(linking_to(address), data);
  if (!out) return describe(out.error());
  const std::string body = part_of(*out, "word/document.xml");
  const std::size_t at = body.find("r:id=\"") + 6;
  const std::string id = body.substr(at, body.find('"', at) - at);
  const std::string all = part_of(*out, "word/_rels/document.xml.rels");
  const std::size_t found = all.find(fmt::format("Id=\"{}\"", id));
  if (found == std::string::npos) return "no relation " + id;
  const std::size_t begin = all.find("Target=\"", found) + 8;
  return all.substr(begin, all.find('"', begin) - begin);
}

TEST(WordLinks, AreFilledAsWordAndAsPeopleWriteThem) {
  constexpr std::string_view kOrder = R"({"order": {"id": 42}})";
  EXPECT_EQ(target("https://x.example/{{ order.id }}", kOrder), "https://x.example/42");
  EXPECT_EQ(target("https://x.example/%7B%7B%20order.id%20%7D%7D?a=%20b", kOrder), "https://x.example/42?a=%20b");
  EXPECT_EQ(target("https://x.example/%7b%25%20if%20order.id%20%3E%201%20%25%7dmany%7b%25%20endif%20%25%7d", kOrder),
            "https://x.example/many");
  EXPECT_EQ(target("https://x.example/?q=%7B%7B%20order.id%20%7C%20default(%22a%20b%22)%20%7D%7D&amp;z", kOrder),
            "https://x.example/?q=42&amp;z");
}

TEST(WordLinks, KeepAValueOnePieceOfTheAddress) {
  EXPECT_EQ(target("https://x.example/{{ a }}/?q={{ b }}", R"({"a": "../../evil?x=1#y", "b": "1&c=\"<Ёж>'"})"),
            "https://x.example/..%2F..%2Fevil%3Fx%3D1%23y/?q=1%26c%3D%22%3C%D0%81%D0%B6%3E%27");
  EXPECT_EQ(target("mailto:{{ mail }}?subject={{ s }}", R"({"mail": "a+b@oak.example", "s": "Order 5 @ home"})"),
            "mailto:a%2Bb@oak.example?subject=Order%205%20%40%20home");
  EXPECT_EQ(target("tel:{{ phone }}", R"({"phone": "+7 (495) 123-45-67"})"), "tel:+7495123-45-67");
}

TEST(WordLinks, TakeAWholeAddressAsItWasTyped) {
  EXPECT_EQ(target("{{ site }}", R"({"site": " https://oak.example/a b?c=1&d=\"#e "})"),
            "https://oak.example/a%20b?c=1&amp;d=%22#e");
  EXPECT_EQ(target("{{ site }}/{{ id }}", R"({"site": "http://oak.example:8080", "id": "a/b"})"),
            "http://oak.example:8080/a%2Fb");
  EXPECT_EQ(target("{{ site }}", R"({"site": "www.дуб.example"})"), "https://www.дуб.example");
  EXPECT_EQ(target("{{ site }}", R"({"site": "olga@oak.example"})"), "mailto:olga@oak.example");
}

TEST(WordLinks, LeadNowhereElseThanToTheWebToMailAndToPhones) {
  for (const char* bad : {"javascript:alert(1)", "file:///etc/passwd", "oak", "data:text/html,x", "\\\\\\\\host\\\\x"})
    EXPECT_THAT(target("{{ site }}", fmt::format(R"({{"site": "{}"}})", bad)),
                AllOf(HasSubstr("paragraph 1, link (“{{ site }}”), column 1"),
                      HasSubstr("is not one such as https://example.com")))
        << bad;
  EXPECT_THAT(target("https://x.example/{{ a }}", fmt::format(R"({{"a": "{}"}})", std::string(3000, 'x'))),
              AllOf(HasSubstr("is not one such as"), testing::SizeIs(testing::Lt(600U))));
  EXPECT_THAT(target("https://x.example/{{ 'x' | qr }}", "{}"), HasSubstr("only text can stand in the address"));
}

TEST(WordLinks, WithoutAnAddressAreText) {
  const Result<std::string> out = filled(linking_to("{{ site | default('') }}"), "{}");
  ASSERT_TRUE(out) << describe(out.error());
  EXPECT_THAT(part_of(*out, "word/document.xml"), HasSubstr("<w:hyperlink w:history=\"1\"><w:r><w:t>here"));
  EXPECT_THAT(part_of(*out, "word/_rels/document.xml.rels"), Not(HasSubstr("hyperlink")));
}

TEST(WordLinks, InALoopLeadToEachItemsOwnPlace) {
  const std::string file =
      docx(p("{%p for item in items %}") + link_to("rId7", "{{ item.name }}") + p("{%p endfor %}") + link_to("rId8"),
           {{"word/_rels/document.xml.rels",
             relations({{"rId7", "https://x.example/{{ item.id }}"}, {"rId8", "https://y.example"}})},
            {"word/header1.xml", part("w:hdr", link_to("rId7"))},
            {"word/_rels/header1.xml.rels", relations({{"rId7", "https://z.example/{{ head }}"}})}});
  const Result<std::string> out = filled(
      file, R"({"items": [{"id": 1, "name": "a"}, {"id": 2, "name": "b"}, {"id": 1, "name": "c"}], "head": "h"})");
  ASSERT_TRUE(out) << describe(out.error());
  const std::string all = part_of(*out, "word/_rels/document.xml.rels");
  EXPECT_THAT(all, AllOf(HasSubstr("Target=\"https://x.example/1\""), HasSubstr("Target=\"https://x.example/2\""),
                         HasSubstr("Id=\"rId8\""), Not(HasSubstr("{{")), Not(HasSubstr("rId7"))));
  const std::string body = part_of(*out, "word/document.xml");
  EXPECT_THAT(body, HasSubstr(R"(<w:hyperlink r:id="rIdK2" w:history="1"><w:r><w:t xml:space="preserve">b)"));
  EXPECT_THAT(body, HasSubstr(R"(<w:hyperlink r:id="rIdK1" w:history="1"><w:r><w:t xml:space="preserve">c)"));
  EXPECT_THAT(part_of(*out, "word/_rels/header1.xml.rels"), HasSubstr("https://z.example/h"));

  const Result<boost::json::object> schema = infer_schema(file, Syntax::word);
  ASSERT_TRUE(schema);
  EXPECT_TRUE(schema->at("properties").at("items").at("items").at("properties").as_object().contains("id"));
  EXPECT_TRUE(schema->at("properties").as_object().contains("head"));
  EXPECT_FALSE(schema->at("properties").as_object().contains("item"));
}

TEST(WordLinks, TellTheirMistakesByTheirPlaces) {
  const Inspection found = inspect(linking_to("https://x.example/%7B%7B%20a%20%7C%20foo%20%7D%7D"), Syntax::word);
  ASSERT_EQ(found.notes.size(), 1U);
  EXPECT_EQ(found.notes[0].location, "paragraph 1, link, column 26");
  EXPECT_EQ(found.notes[0].near, "https://x.example/{{ a | foo }}");
  EXPECT_THAT(target("https://x.example/{{ order.id", "{}"), HasSubstr("paragraph 1, link"));
  EXPECT_THAT(target("https://x.example/{{ cleint }}", R"({"client": "x"})"), HasSubstr("unknown field \"cleint\""));
}

TEST(WordLinks, WithoutTagsStayAsTheyAre) {
  const std::string file =
      docx(link_to("rId7") + p("{{ x }}"),
           {{"word/_rels/document.xml.rels", relations({{"rId7", "https://x.example/%7Bid%7D?q=%7B%22a%22:1%7D"}})}});
  const Result<std::string> out = filled(file, R"({"x": "y"})");
  ASSERT_TRUE(out);
  EXPECT_EQ(part_of(*out, "word/_rels/document.xml.rels"), part_of(file, "word/_rels/document.xml.rels"));
  EXPECT_THAT(part_of(*out, "word/document.xml"), HasSubstr("r:id=\"rId7\""));
}

TEST(WordLinks, OfAFileThatRepeatsALongAddressAreRefusedInTime) {
  std::string body;
  for (int i = 0; i < 20'000; ++i) body += link_to("rId7", "");
  const std::string address = "https://x.example/{{ a }}" + std::string(7'900, 'x');
  const Result<Template> made = Template::compile(
      docx(body, {{"word/_rels/document.xml.rels", relations({{"rId7", address}})}}), {.syntax = Syntax::word});
  ASSERT_FALSE(made);
  EXPECT_THAT(describe(made.error()), HasSubstr("links are too long"));
  EXPECT_THAT(target(address + std::string(200, 'y'), "{}"), HasSubstr("may have at most 8000 bytes"));
}

}  // namespace
}  // namespace kontor::docgen::word
