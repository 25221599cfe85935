#include "docgen/written/passages.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

#include "docgen/docgen.hpp"
#include "docgen/word/sample_test.hpp"

namespace kontor::docgen {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

Template compiled(std::string_view source, Syntax syntax = Syntax::text) {
  auto out = Template::compile(source, {.syntax = syntax});
  if (!out) throw std::runtime_error(describe(out.error()));
  return std::move(*out);
}

std::vector<std::string> keys(const std::vector<Passage>& passages) {
  std::vector<std::string> out;
  for (const Passage& passage : passages) out.push_back(fmt::format("{} {}", passage.key, passage.title));
  return out;
}

std::string text_of(const Template& tmpl, const boost::json::value& payload, const FillOptions& options) {
  const auto paper = tmpl.fill(payload, options);
  return paper ? *write(*paper, Format::text) : describe(paper.error());
}

constexpr std::string_view kBoth =
    "---\n{\"locale\": \"en\", \"fields\": {\"intro\": {\"x-written\": true, \"x-prompt-hint\": \"Greet.\"}}}\n---\n"
    "{{ intro }}|{% for item in items %}{% write max_words=loop.index * 10, tone=\"dry\" %}About {{ item.name }}"
    "{% endwrite %};{% endfor %}{% if intro %}{% write name=\"end\" %}Close.{% endwrite %}{% endif %}";

TEST(Passages, AreTheFieldsLeftEmptyAndThenTheTagsOnceATurn) {
  const Template tmpl = compiled(kBoth);
  const boost::json::value payload = boost::json::parse(R"({"items":[{"name":"Oak"},{"name":"Elm"}]})");
  const auto asked = tmpl.passages(payload);
  ASSERT_TRUE(asked) << describe(asked.error());
  EXPECT_THAT(keys(*asked), ElementsAre("intro Intro", "#1 passage 1", "#2 passage 2", "#3 end"));
  EXPECT_EQ((*asked)[2].instruction, "About ⟦Elm⟧");
  EXPECT_EQ((*asked)[2].max_words, 20);
  EXPECT_EQ((*asked)[2].tone, "dry");
  EXPECT_EQ((*asked)[2].place, "line 4, column 36");
  EXPECT_EQ(text_of(tmpl, payload, {.written = {{"#2", "elm"}, {"intro", "Hi"}, {"#1", "o*k"}, {"#3", "bye"}}}),
            "Hi|o*k;elm;bye");
  EXPECT_EQ(text_of(tmpl, payload, {}), "|;;") << "what nobody wrote is empty";
}

TEST(Passages, AreOnlyThoseThatTheFilledTemplateAsksFor) {
  const Template tmpl = compiled(kBoth);
  const auto asked = tmpl.passages(boost::json::parse(R"({"intro":"Hello","items":[]})"));
  ASSERT_TRUE(asked);
  EXPECT_THAT(keys(*asked), ElementsAre("#1 end"));
  const auto rest = tmpl.passages(boost::json::parse(R"({"items":[]})"), {.written = {{"intro", "Hi"}}});
  ASSERT_TRUE(rest);
  EXPECT_THAT(keys(*rest), ElementsAre("#1 end")) << "what is written already is not asked for again";
}

TEST(Passages, LandLiterallyInPages) {
  const Template tmpl = compiled("# A\n\n{% write %}Say it.{% endwrite %}\n", Syntax::markdown);
  const auto paper = tmpl.fill(boost::json::parse("{}"), {.written = {{"#1", "*no* <b>markup</b>"}}});
  ASSERT_TRUE(paper) << describe(paper.error());
  EXPECT_THAT(*write(*paper, Format::html), HasSubstr("*no* &lt;b&gt;markup&lt;/b&gt;"));
}

TEST(Passages, StandInWordFilesAsWell) {
  using word::sample::docx;
  using word::sample::p;
  const Template tmpl =
      compiled(docx(p("A {% write max_words=5 %}Greet {{ name }} &amp; go{% endwrite %} Z") + p("{%p for x in xs %}") +
                    p("{% write %}About {{ x }}.") + p("Be brief.{% endwrite %}") + p("{%p endfor %}")),
               Syntax::word);
  const boost::json::value payload = boost::json::parse(R"({"name":"<Ann>","xs":["oak","elm"]})");
  const auto asked = tmpl.passages(payload);
  ASSERT_TRUE(asked) << describe(asked.error());
  EXPECT_THAT(keys(*asked), ElementsAre("#1 passage 1", "#2 passage 2", "#3 passage 3"));
  EXPECT_EQ((*asked)[0].instruction, "Greet ⟦<Ann>⟧ & go");
  EXPECT_EQ((*asked)[0].max_words, 5);
  EXPECT_THAT((*asked)[0].place, HasSubstr("paragraph 1"));
  EXPECT_EQ((*asked)[2].instruction, "About ⟦elm⟧.\nBe brief.");
  EXPECT_EQ(text_of(tmpl, payload, {.written = {{"#1", "Hi <you> & yours"}, {"#2", "oaks"}, {"#3", "elms"}}}),
            "A Hi <you> & yours Z\noaks\nelms\n");
}

TEST(Passages, StandInARunOfAWordFileEvenWhenTheInstructionWasFormattedInPieces) {
  using word::sample::docx;
  using word::sample::p;
  const Template tmpl = compiled(docx(p({"A {% write %}About ", "the oak", " table.{% endwrite %} Z"})), Syntax::word);
  const auto asked = tmpl.passages(boost::json::parse("{}"));
  ASSERT_TRUE(asked) << describe(asked.error());
  EXPECT_EQ(asked->at(0).instruction, "About the oak table.");
  EXPECT_EQ(text_of(tmpl, boost::json::parse("{}"), {.written = {{"#1", "Solid oak."}}}), "A Solid oak. Z\n");
}

TEST(Passages, NeedFieldsAsFillingDoes) {
  const Template tmpl = compiled("{{ a }}{% write %}About {{ b.c }}{% endwrite %}");
  const auto asked = tmpl.passages(boost::json::parse(R"({"a":"x"})"));
  ASSERT_FALSE(asked);
  EXPECT_EQ(asked.error().fields[0].location, "b.c");
}

TEST(Passages, AreNotEndless) {
  const Template tmpl = compiled("{% for i in range(1000) %}{% write %}Go on.{% endwrite %}{% endfor %}");
  const auto asked = tmpl.passages(boost::json::parse("{}"));
  ASSERT_FALSE(asked);
  EXPECT_THAT(describe(asked.error()), HasSubstr("line 1, column 27: more than 200 passages"));
}

TEST(Passages, AWriteThatMakesNoSenseIsRefusedAtItsPlaceBeforeAnybodyFillsIt) {
  const auto error = [](std::string_view source) {
    const auto out = Template::compile(source, {.syntax = Syntax::text});
    return out ? "no error" : describe(out.error());
  };
  EXPECT_THAT(error("a\n {% write %} \n {% endwrite %}"), HasSubstr("line 2, column 2: this write says nothing"));
  EXPECT_THAT(error("{% write max_words=0 %}x{% endwrite %}"),
              HasSubstr("line 1, column 20: max_words must be a whole number from 1 to 10000"));
  EXPECT_THAT(error("{% write max_words=20000 %}x{% endwrite %}"), HasSubstr("max_words must be"));
  EXPECT_THAT(error("{% write max_words='many' %}x{% endwrite %}"), HasSubstr("max_words must be"));
}

TEST(Render, AsksAWriterForThePassages) {
  const PassageWriter writer = [](const About& about, const Passage& passage,
                                  const boost::json::object& facts) -> Result<std::string> {
    return fmt::format("[{} {} {}]", name(about.locale), passage.key, facts.size());
  };
  EXPECT_EQ(*render(kBoth, "t.txt", R"({"items":[{"name":"Oak"}]})", Format::text, {}, writer),
            "[en intro 1]|[en #1 1];[en #2 1]");
  const auto failed = render(kBoth, "t.txt", R"({"items":[{}]})", Format::text, {}, writer);
  ASSERT_FALSE(failed);
  EXPECT_THAT(describe(failed.error()), HasSubstr("items[0].name"));
}

}  // namespace
}  // namespace kontor::docgen
