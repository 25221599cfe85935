#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "docgen/docgen.hpp"
#include "docgen/test_tool.hpp"

namespace kontor::docgen {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream out;
  out << file.rdbuf();
  EXPECT_FALSE(out.str().empty()) << path;
  return out.str();
}

/// A built-in template and the fields beside it.
struct BuiltIn {
  std::string path;

  std::filesystem::path file(std::string_view ending) const {
    return std::filesystem::path(KONTOR_TEMPLATES) / fmt::format("{}{}", path, ending);
  }
  std::string source() const { return bytes_of(file(".md")); }
  boost::json::value sample() const { return boost::json::parse(bytes_of(file(".sample.json"))); }
  Template compiled() const {
    auto compiled = Template::compile(source());
    EXPECT_TRUE(compiled) << describe(compiled.error());
    return *compiled;
  }
  Paper filled(const boost::json::value& payload) const {
    auto paper = compiled().fill(payload);
    EXPECT_TRUE(paper) << path << ": " << (paper ? "" : describe(paper.error()));
    return *paper;
  }
};

/// With plain spaces, to be compared with what a person would type.
std::string spaced(std::string text) {
  for (std::size_t at; (at = text.find("\u00A0")) != std::string::npos;) text.replace(at, 2, " ");
  return text;
}

std::string text_of(const Paper& paper) { return spaced(*write(paper, Format::text)); }

std::string pdf_text(const Paper& paper) { return spaced(said_of(*write(paper, Format::pdf), "pdftotext {} -")); }

class BuiltIns : public ::testing::TestWithParam<const char*> {};

TEST_P(BuiltIns, FillTheirSampleInEveryFormat) {
  const BuiltIn built_in{GetParam()};
  const Paper paper = built_in.filled(built_in.sample());
  for (const Format format : {Format::pdf, Format::docx, Format::html, Format::text}) {
    const auto bytes = write(paper, format);
    ASSERT_TRUE(bytes);
    EXPECT_GT(bytes->size(), 500u);
    EXPECT_EQ(*write(paper, format), *bytes) << "the same input gives the same bytes";
  }
  EXPECT_FALSE(paper.title().empty());
}

TEST_P(BuiltIns, SayWhatTheyAreAndTitleEveryField) {
  const Template compiled = BuiltIn{GetParam()}.compiled();
  EXPECT_FALSE(compiled.about().name.empty());
  EXPECT_NE(compiled.about().kind, "other");
  EXPECT_EQ(name(compiled.about().locale), std::string_view(GetParam()).substr(0, 2));
  const auto titled = [](const auto& self, const boost::json::object& schema, const std::string& path) -> void {
    if (const auto* items = schema.if_contains("items")) self(self, items->as_object(), path + "[]");
    const auto* properties = schema.if_contains("properties");
    if (!properties) return;
    for (const auto& [name, property] : properties->as_object()) {
      EXPECT_TRUE(property.as_object().contains("title")) << path << "." << name;
      self(self, property.as_object(), path + "." + std::string(name));
    }
  };
  titled(titled, compiled.schema(), "");
}

TEST_P(BuiltIns, PrintEveryWordOfTheSampleInThePdf) {
  const BuiltIn built_in{GetParam()};
  const boost::json::value sample = built_in.sample();
  std::string words = pdf_text(built_in.filled(sample));
  std::erase_if(words, [](char c) { return c == '\n' || c == ' ' || c == '\f'; });
  const auto look = [&](const auto& self, const boost::json::value& value, std::string_view name) -> void {
    if (value.is_object())
      for (const auto& [key, member] : value.as_object()) self(self, member, key);
    if (value.is_array())
      for (const auto& member : value.as_array()) self(self, member, name);
    for (const std::string_view shown_otherwise :
         {"date", "valid_until", "due", "start", "end", "currency", "vat", "tax_mode"})
      if (name == shown_otherwise) return;
    if (!value.is_string() || Decimal::parse_typed(value.as_string())) return;
    std::string text(value.as_string());
    std::erase_if(text, [](char c) { return c == '\n' || c == ' '; });
    EXPECT_THAT(words, HasSubstr(text)) << name;
  };
  look(look, sample, "");
}

TEST_P(BuiltIns, NameEveryFieldThatIsMissing) {
  const auto checked = BuiltIn{GetParam()}.compiled().check(boost::json::object());
  ASSERT_FALSE(checked);
  EXPECT_GT(checked.error().fields.size(), 5u);
  for (const FieldError& error : checked.error().fields) EXPECT_EQ(error.message, "is missing") << error.location;
}

INSTANTIATE_TEST_SUITE_P(All, BuiltIns,
                         ::testing::Values("ru/proposal", "ru/invoice", "ru/service_contract", "en/proposal",
                                           "en/invoice", "en/service_contract"));

TEST(RussianInvoice, PutsVatOnTopInThePriceOrNowhere) {
  const BuiltIn invoice{"ru/invoice"};
  boost::json::value payload = invoice.sample();
  const auto with = [&](const char* vat) {
    payload.as_object()["vat"] = vat;
    return text_of(invoice.filled(payload));
  };
  const std::string on_top = with("сверху");
  EXPECT_THAT(on_top, HasSubstr("122 880,00 ₽"));  // (4 × 12 500 + 6 × 6 400 + 14 000) × 1,2
  EXPECT_THAT(on_top, HasSubstr("20 480,00 ₽"));
  EXPECT_THAT(on_top, HasSubstr("Сто двадцать две тысячи восемьсот восемьдесят рублей 00 копеек"));
  const std::string included = with("в том числе");
  EXPECT_THAT(included, HasSubstr("102 400,00 ₽"));
  EXPECT_THAT(included, HasSubstr("17 066,67 ₽"));  // 102 400 × 20 / 120
  const std::string none = with("не облагается");
  EXPECT_THAT(none, HasSubstr("Без НДС"));
  EXPECT_THAT(none, Not(HasSubstr("в том числе НДС")));
}

TEST(RussianInvoice, RoundsEachLineToTheKopeckAndSumsTheRoundedLines) {
  const BuiltIn invoice{"ru/invoice"};
  boost::json::value payload = invoice.sample();
  payload.as_object()["vat"] = "не облагается";
  payload.as_object()["items"] = boost::json::parse(
      R"([{"name":"a","quantity":"0.333","price":"10.01"},{"name":"b","quantity":"0.333","price":"10.01"},{"name":"c","quantity":"3","price":"0.1"}])");
  const std::string text = text_of(invoice.filled(payload));
  EXPECT_THAT(text, HasSubstr("3,33 ₽"));
  EXPECT_THAT(text, HasSubstr("на сумму 6,96 ₽"));
}

TEST(Proposal, TakesTheDiscountBeforeTheTax) {
  const BuiltIn proposal{"en/proposal"};
  const std::string text = text_of(proposal.filled(proposal.sample()));
  EXPECT_THAT(text, HasSubstr("$8,285.00"));
  EXPECT_THAT(text, HasSubstr("-$414.25"));
  EXPECT_THAT(text, HasSubstr("$649.34"));  // 7 870.75 × 8.25 %
  EXPECT_THAT(text, HasSubstr("$8,520.09"));
  EXPECT_THAT(text, HasSubstr("Eight thousand five hundred twenty dollars and 09 cents"));
}

TEST(Proposal, AsksForItsWrittenSectionAndTakesIt) {
  const BuiltIn proposal{"ru/proposal"};
  boost::json::value payload = proposal.sample();
  payload.as_object().erase("introduction");
  const Template compiled = proposal.compiled();
  const auto asked = compiled.passages(payload);
  ASSERT_TRUE(asked) << describe(asked.error());
  ASSERT_EQ(asked->size(), 1u);
  EXPECT_EQ(asked->front().key, "introduction");
  EXPECT_THAT(asked->front().instruction, HasSubstr("вступления"));
  EXPECT_THAT(asked->front().place, HasSubstr("line "));
  const auto paper = compiled.fill(payload, {.written = {{"introduction", "Первый *абзац*.\n\n- пункт\n- ещё"}}});
  ASSERT_TRUE(paper);
  EXPECT_THAT(text_of(*paper), HasSubstr("Первый *абзац*.\n\n- пункт\n- ещё"));
  EXPECT_TRUE(compiled.fill(payload)) << "a proposal can do without it";
}

TEST(Proposal, KeepsAHostileNameLiteralEverywhere) {
  const BuiltIn proposal{"en/proposal"};
  boost::json::value payload = proposal.sample();
  const std::string hostile = "*ООО* | <b> & [x](javascript:1) {{ 1 }} ::: \\";
  payload.as_object()["client"].as_object()["name"] = hostile;
  payload.as_object()["items"].as_array()[0].as_object()["name"] = hostile;
  const Paper paper = proposal.filled(payload);
  EXPECT_THAT(text_of(paper), HasSubstr("1  " + hostile));
  EXPECT_THAT(pdf_text(paper), HasSubstr(hostile));
  EXPECT_THAT(*write(paper, Format::html), HasSubstr("*ООО* | &lt;b&gt; &amp; [x](javascript:1) {{ 1 }} ::: \\"));
  EXPECT_THAT(*write(paper, Format::html), Not(HasSubstr("<b>")));
}

TEST(Render, TellsAStrangerWhatToDo) {
  const auto message = [](std::string_view source, std::string_view name, std::string_view data) {
    const auto out = render(source, name, data, Format::text);
    return out ? "no error" : describe(out.error());
  };
  EXPECT_EQ(message("a\nb {{ cleint.name }}", "t.md", R"({"client":{"name":"x"}})"),
            "t.md: the template does not work with these data\n  line 2, column 6: unknown field \"cleint.name\": did "
            "you mean \"client.name\"?");
  EXPECT_EQ(message("{% for i in items %}{{ i.price | money }}{% endfor %}", "t.md",
                    R"({"items":[{"price":"1"},{"price":"12,5O"}]})"),
            "t.md: the data do not fit the template\n  items[1].price: \"12,5O\" is not an amount (a letter O?)");
  EXPECT_THAT(
      message("{{ a", "t.md", "{}"),
      HasSubstr("t.md: the template does not work as it is written\n  line 1, column 1: this tag is never closed"));
  EXPECT_THAT(message("x", "t.md", "{\"a\": }"), HasSubstr("The data are not JSON.\n  line 1, column 7"));
  EXPECT_EQ(message("x", "t.odt", "{}"), "t.odt: a template is a .docx, an .xlsx, a .md or a .txt file");
  EXPECT_THAT(message("\xFF", "t.md", "{}"), HasSubstr("not text in UTF-8"));
}

TEST(Render, TakesATextTemplateAsItStands) {
  const auto out =
      render("Dear {{ name }},\n  1 < 2 & *so* on\n", "letter.txt", R"({"name":"*A* & <B>"})", Format::text);
  ASSERT_TRUE(out);
  EXPECT_EQ(*out, "Dear *A* & <B>,\n  1 < 2 & *so* on");
}

TEST(Guide, ShowsTemplatesThatWork) {
  const std::string guide = bytes_of(std::filesystem::path(KONTOR_TEMPLATES) / "../src/docgen/LANGUAGE.md");
  const std::size_t head = guide.find("```\n---\n") + 4;
  const std::size_t pages = guide.rfind("```\n::: letterhead") + 4;
  const std::string source =
      guide.substr(head, guide.find("```", head) - head) + guide.substr(pages, guide.rfind("```") - pages) +
      "{{ introduction }}{{ client.name }}{{ vat_rate | number }}{% for i in items %}{{ i.price | money }}{% endfor %}";
  for (const Format format : {Format::pdf, Format::docx, Format::html}) {
    const auto out = render(source, "guide.md", R"({"client":{"name":"x"},"items":[{"price":1}]})", format);
    EXPECT_TRUE(out) << (out ? "" : describe(out.error()));
  }
}

TEST(Documents, AreMadeByManyThreadsAtOnce) {
  const BuiltIn built_in{"ru/proposal"};
  const Template compiled = built_in.compiled();
  const boost::json::value sample = built_in.sample();
  const std::string expected = *write(*compiled.fill(sample), Format::pdf);
  std::vector<std::string> made(4);
  std::vector<std::jthread> threads;
  for (std::string& out : made)
    threads.emplace_back([&] {
      for (int i = 0; i < 5; ++i) out = *write(*compiled.fill(sample), Format::pdf);
    });
  threads.clear();
  for (const std::string& out : made) EXPECT_EQ(out, expected);
}

TEST(Formats, AreKnownByTheirNames) {
  EXPECT_EQ(format_of("out.PDF"), Format::pdf);
  EXPECT_EQ(format_of("html"), Format::html);
  EXPECT_FALSE(format_of("a.xls"));
  EXPECT_EQ(syntax_of("a/b.MD"), Syntax::markdown);
  EXPECT_EQ(syntax_of("a.docx"), Syntax::word);
  EXPECT_FALSE(syntax_of("a.odt"));
}

}  // namespace
}  // namespace kontor::docgen
