#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include "docgen/docgen.hpp"

namespace kontor::docgen {
namespace {

namespace json = boost::json;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::string inferred(std::string_view source) {
  const auto schema = infer_schema(source);
  return schema ? json::serialize(*schema) : "ERROR " + describe(schema.error());
}

std::vector<FieldError> errors_of(std::string_view source, std::string_view payload) {
  const auto compiled = Template::compile(source);
  if (!compiled) return {{"template", describe(compiled.error())}};
  const auto checked = compiled->check(json::parse(payload));
  return checked ? std::vector<FieldError>{} : checked.error().fields;
}

TEST(InferredSchema, TellsTheKindOfAFieldFromWhatIsDoneWithIt) {
  EXPECT_EQ(inferred("{{ name }}"),
            R"({"type":"object","properties":{"name":{"title":"Name","type":"string"}},"required":["name"]})");
  EXPECT_THAT(inferred("{{ price | money }}"),
              HasSubstr(R"("price":{"title":"Price","type":"string","format":"money"})"));
  EXPECT_THAT(inferred("{{ due_date | date }}"),
              HasSubstr(R"("due_date":{"title":"Due date","type":"string","format":"date"})"));
  EXPECT_THAT(inferred("{{ a * 2 }}"), HasSubstr(R"("a":{"title":"A","type":"string","format":"decimal"})"));
  EXPECT_THAT(inferred("{{ text | paragraphs }}"), HasSubstr(R"("format":"textarea")"));
  EXPECT_THAT(inferred("{% if paid %}x{% endif %}"), HasSubstr(R"("paid":{"title":"Paid","type":"boolean"})"));
}

TEST(InferredSchema, MakesListsOfLoopsAndLeavesLocalNamesOut) {
  const std::string schema = inferred(
      "{% set vat = 20 %}{% for item in items %}{{ loop.index }} {{ item.name }} {{ (item.price * item.quantity) | "
      "money }} {{ vat }}"
      "{% endfor %}{% set total = items | sum(i => i.price * i.quantity) %}{{ total | money }}");
  EXPECT_EQ(
      schema,
      R"({"type":"object","properties":{"items":{"type":"array","title":"Items","items":{"type":"object","properties":{)"
      R"("name":{"title":"Name","type":"string"},"price":{"title":"Price","type":"string","format":"money"},)"
      R"("quantity":{"title":"Quantity","type":"string","format":"decimal"}},"required":["name","price","quantity"]}}},"required":["items"]})");
}

TEST(InferredSchema, FollowsAValueThroughSet) {
  EXPECT_THAT(inferred("{% set x = deposit_sum %}{{ x | money }}"),
              HasSubstr(R"("deposit_sum":{"title":"Deposit sum","type":"string","format":"money"})"));
}

TEST(InferredSchema, AsksOnlyForWhatIsPrintedInAnyCase) {
  const auto schema = infer_schema("{% if note %}{{ note }}{% endif %}{{ a | default('x') }}{{ b.c }}");
  ASSERT_TRUE(schema);
  EXPECT_EQ(json::serialize(schema->at("required")), R"(["b"])");
}

TEST(FrontMatter, RefinesAndOrdersTheForm) {
  const auto compiled = Template::compile(
      "---\n{\"name\": \"Offer\", \"kind\": \"proposal\", \"locale\": \"ru\", \"fields\": {\"b\": {\"title\": "
      "\"Второе\", \"default\": \"7\"},"
      "\"rows[].n\": {\"title\": \"Число\"}, \"intro\": {\"x-written\": true, \"x-prompt-hint\": \"Two "
      "lines.\"}}}\n---\n"
      "{{ a }}{{ b }}{{ intro }}{% for r in rows %}{{ r.m }}{{ r.n | number }}{% endfor %}");
  ASSERT_TRUE(compiled) << describe(compiled.error());
  EXPECT_EQ(compiled->about().name, "Offer");
  EXPECT_EQ(compiled->about().locale, Locale::ru);
  EXPECT_EQ(compiled->about().currency.code(), "RUB");
  std::vector<std::string> order;
  for (const auto& entry : compiled->schema().at("properties").as_object()) order.emplace_back(entry.key());
  EXPECT_THAT(order, ElementsAre("b", "rows", "intro", "a"));
  EXPECT_EQ(json::serialize(compiled->schema().at("required")), R"(["a","rows"])");
  const auto asked = compiled->passages(json::parse(R"({"a":"x","rows":[],"intro":" "})"));
  ASSERT_TRUE(asked) << describe(asked.error());
  ASSERT_EQ(asked->size(), 1u);
  EXPECT_EQ(asked->front().key, "intro");
  EXPECT_EQ(asked->front().title, "Intro");
  EXPECT_EQ(asked->front().instruction, "Two lines.");
  EXPECT_TRUE(compiled->passages(json::parse(R"({"a":"x","rows":[],"intro":"done"})"))->empty());
}

TEST(FrontMatter, SaysWhereItIsWrong) {
  EXPECT_THAT(inferred("---\n{\"name\": \"x\",\n \"kind\" \"y\"}\n---\n"),
              HasSubstr("line 3, column 9: the front matter is not JSON"));
  EXPECT_THAT(inferred("---\n{\"nam\": \"x\"}\n---\n"),
              HasSubstr("line 2, column 2: \"nam\" is not a key of the front matter: did you mean \"name\"?"));
  EXPECT_THAT(inferred("---\n{\"fields\": {\n\"a\": {\"titl\": \"x\"}}}\n---\n"),
              HasSubstr("line 3, column 1: fields.a.titl is not a keyword: did you mean \"title\"?"));
  EXPECT_THAT(inferred("---\n{}\n"), HasSubstr("never closed"));
}

constexpr std::string_view kOffer =
    "{{ client.name }}{{ date | date }}{% for item in items %}{{ item.price | money }}{{ item.note | default('') }}{% "
    "endfor %}"
    "{% if urgent %}!{% endif %}";

TEST(Payload, GetsEveryErrorAtOnceWithItsPlace) {
  EXPECT_THAT(
      errors_of(
          kOffer,
          R"({"cleint":{"name":"x"},"date":"2026-02-30","items":[{"price":"1"},{"price":"12,5O"},{}],"urgent":"yes"})"),
      ElementsAre(FieldError{"client.name", "is missing"},
                  FieldError{"date", "\"2026-02-30\" is not a date such as 2026-11-23"},
                  FieldError{"items[1].price", "\"12,5O\" is not an amount (a letter O?)"},
                  FieldError{"items[2].price", "is missing"},
                  FieldError{"urgent", "must be true or false, but is \"yes\""},
                  FieldError{"cleint", "is not a field of this template: did you mean \"client\"?"}));
}

TEST(Payload, GetsWordsForWrongShapes) {
  EXPECT_THAT(errors_of(kOffer, R"({"client":"Ромашка","date":["x"],"items":{"price":1}})"),
              ElementsAre(FieldError{"client", "must be an object of fields, but is \"Ромашка\""},
                          FieldError{"date", "must be text, but is \"[\"x\"]\""},
                          FieldError{"items", "must be a list, but is \"{\"price\":1}\""}));
  EXPECT_THAT(errors_of("{{ a }}", R"([1])"),
              ElementsAre(FieldError{"", "must be an object of fields, but is \"[1]\""}));
  EXPECT_THAT(errors_of("{{ p | money }}", R"({"p":"1,234"})")[0].message, HasSubstr("thousands or a fraction?"));
}

TEST(Payload, TakesAmountsAsNumbersAndAsTyped) {
  for (const char* payload : {R"({"p":12.5})", R"({"p":"12,50"})", R"({"p":"1 200.5"})", R"({"p":7})"})
    EXPECT_TRUE(errors_of("{{ p | money }}", payload).empty()) << payload;
}

TEST(Payload, KeepsToTheLimitsOfTheSchema) {
  const json::object schema = json::parse(R"({"type":"object","required":["n"],"properties":{
      "n":{"type":"string","maxLength":3},"k":{"enum":["a","b"]},"q":{"type":"string","format":"decimal","minimum":0,"maximum":100},
      "i":{"type":"integer"},"l":{"type":"array","minItems":1,"items":{"type":"string"}},"e":{"type":"string","format":"email"}}})")
                                  .as_object();
  const auto checked = check(schema, json::parse(R"({"n":"Олег","k":"c","q":"101","i":"1.5","l":[],"e":"nobody"})"));
  ASSERT_FALSE(checked);
  EXPECT_THAT(
      checked.error().fields,
      ElementsAre(FieldError{"n", "may have at most 3 characters, has 4"},
                  FieldError{"k", "\"c\" is not one of \"a\", \"b\""}, FieldError{"q", "\"101\" is more than 100"},
                  FieldError{"i", "\"1.5\" is not a whole number"}, FieldError{"l", "needs at least one entry"},
                  FieldError{"e", "\"nobody\" is not an e-mail address"}));
}

TEST(AuthorsSchema, MustKnowEveryVariable) {
  const json::object schema =
      json::parse(
          R"({"type":"object","properties":{"client":{"type":"object","properties":{"name":{"type":"string"}}}}})")
          .as_object();
  const auto checked = check_template("Dear\n  {{ cleint.name }}, {{ client.nmae }}", schema);
  ASSERT_FALSE(checked);
  EXPECT_THAT(
      checked.error().fields,
      ElementsAre(FieldError{"line 2, column 6", "unknown field \"cleint.name\": did you mean \"client.name\"?"},
                  FieldError{"line 2, column 25", "unknown field \"client.nmae\": did you mean \"client.name\"?"}));
  EXPECT_TRUE(check_template("{{ client.name }}", schema));
}

TEST(AuthorsSchema, WinsAndIsCompletedByTheTags) {
  const json::object authors =
      json::parse(R"({"type":"object","properties":{"p":{"title":"Preis"},"x":{"type":"string"}}})").as_object();
  const auto compiled = Template::compile("{{ p | money }}", {.schema = &authors});
  ASSERT_TRUE(compiled);
  EXPECT_EQ(
      json::serialize(compiled->schema()),
      R"({"type":"object","properties":{"p":{"title":"Preis","type":"string","format":"money"},"x":{"type":"string"}}})");
  const auto again = Template::compile("{{ p | money }}", {.schema = &compiled->schema()});
  ASSERT_TRUE(again);
  EXPECT_EQ(again->schema(), compiled->schema());
}

TEST(AuthorsSchema, IsRefusedWhereItIsNoSchema) {
  const json::object bad = json::parse(R"({"type":"object","properties":{"a":{"type":"txt"},"b":1}})").as_object();
  const auto compiled = Template::compile("{{ a }}", {.schema = &bad});
  ASSERT_FALSE(compiled);
  EXPECT_EQ(compiled.error().fields[0].location, "properties.a.type");
  EXPECT_EQ(compiled.error().fields[1].location, "properties.b");
}

}  // namespace
}  // namespace kontor::docgen
