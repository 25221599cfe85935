#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

#include "docgen/docgen.hpp"

namespace kontor::docgen {
namespace {

using ::testing::HasSubstr;

Result<std::string> filled(std::string_view source, std::string_view data) {
  TRY(const Template compiled, Template::compile(source, {.syntax = Syntax::text}));
  TRY(const Paper paper, compiled.fill(boost::json::parse(data), {.lenient = true}));
  return write(paper, Format::text);
}

std::string text(std::string_view source, std::string_view data = "{}") {
  const auto out = filled(source, data);
  return out ? *out : "ERROR " + describe(out.error());
}

std::string error(std::string_view source, std::string_view data = "{}") {
  const auto out = filled(source, data);
  return out ? "no error: " + *out : describe(out.error());
}

TEST(Language, PrintsFieldsAndCalculatesExactly) {
  EXPECT_EQ(text("{{ a }} + {{ b }} = {{ a + b }}", R"({"a":"0.1","b":0.2})"), "0.1 + 0.2 = 0.3");
  EXPECT_EQ(text("{{ 1 + 2 * 3 ** 2 - 7 // 2 % 2 }}"), "18");
  EXPECT_EQ(text("{{ -2 ** 2 }} {{ (1 + 2) * 3 }} {{ 7 / 2 }} {{ 6 / 2 }}"), "4 9 3.5 3.0");
  EXPECT_EQ(text("{{ 'a' ~ 1 ~ \"b\" }} {{ 'x' + 'y' }}"), "a1b xy");
  EXPECT_EQ(text("{{ 1_000 + 0.50 }}"), "1000.5");
}

TEST(Language, ReachesIntoObjectsAndLists) {
  constexpr auto data = R"({"a":{"b":[{"c":"x"},{"c":"y"}]},"n":["1","2","3"]})";
  EXPECT_EQ(text("{{ a.b[1].c }}{{ a['b'][0]['c'] }}{{ n[-1] }}{{ n[1:] }}{{ n[:1] }}", data), "yx3['2', '3']['1']");
}

TEST(Language, DecidesAndLoops) {
  EXPECT_EQ(text("{% if x > 2 %}big{% elif x == 2 %}two{% else %}small{% endif %}", R"({"x":2})"), "two");
  EXPECT_EQ(text("{% for n in list %}{{ loop.index }}/{{ loop.length }}:{{ n }}{% if not loop.last %}, {% endif %}{% "
                 "endfor %}",
                 R"({"list":["a","b"]})"),
            "1/2:a, 2/2:b");
  EXPECT_EQ(text("{% for n in list %}{{ n }}{% else %}none{% endfor %}", R"({"list":[]})"), "none");
  EXPECT_EQ(text("{% for n in range(1, 10, 3) if n != 4 %}{{ n }} {% endfor %}"), "1 7 ");
  EXPECT_EQ(text("{% for a, b in [(1, 2), (3, 4)] %}{{ a * b }} {% endfor %}"), "2 12 ");
  EXPECT_EQ(text("{{ 'yes' if 3 in [1, 2, 3] and not false else 'no' }} {{ 1 < 2 < 3 }} {{ 'b' in 'abc' }}"),
            "yes True True");
}

TEST(Language, KeepsNamesInTheirScope) {
  EXPECT_EQ(text("{% set x = 1 %}{% for i in range(3) %}{% set x = x + 10 %}{% endfor %}{{ x }}"), "1");
  EXPECT_EQ(
      text("{% set s = namespace(sum=0) %}{% for i in range(4) %}{% set s.sum = s.sum + i %}{% endfor %}{{ s.sum }}"),
      "6");
  EXPECT_EQ(text("{% set block %}a{{ 1 + 1 }}{% endset %}{{ block }}{{ block }}"), "a2a2");
  EXPECT_EQ(text("{% set a, b = 1, 2 %}{{ a + b }}"), "3");
}

TEST(Language, SumsAndPicksWithLambdas) {
  constexpr auto data = R"({"items":[{"q":2,"p":"10.05","on":true},{"q":"3","p":"1,50","on":false}]})";
  EXPECT_EQ(
      text("{{ items | sum(i => i.q * i.p) }} {{ items | sum('q') }} {{ items | sum(attribute='q', start=10) }}", data),
      "24.6 5 15");
  EXPECT_EQ(text("{{ items | map(i => i.q + 1) | join('; ') }} {{ items | select(i => i.on) | length }}", data),
            "3; 4 1");
  EXPECT_EQ(text("{{ [3, 1, 2] | sort | join }} {{ [3, 1, 2] | sort(reverse=true) | join }} {{ [3, 1, 2] | max }}"),
            "123 321 3");
}

TEST(Language, TakesDataAsTheyComeWhenNobodyMadeAForm) {
  EXPECT_EQ(text("{% if a %}A{% elif b %}B{% endif %}", R"({"a":0,"b":"yes","other":[1]})"), "B");
  EXPECT_EQ(text("{% for k in d %}{{ k }}{% endfor %}{% for a, b in rows %}{{ a }}{{ b }}{% endfor %}",
                 R"({"d":{"x":1,"y":2},"rows":[["k",1]]})"),
            "xyk1");
  EXPECT_EQ(text("{{ names | map('upper') | join('+') }} {{ rows | map(attribute='n') | join }}",
                 R"({"names":["a","b"],"rows":[{"n":1}]})"),
            "A+B 1");
  EXPECT_EQ(text("{{ note }}", R"({"note":"x","other":"y"})"), "x");
  EXPECT_THAT(error("{% if comment %}{{ comment }}{% endif %}", R"({"coment":"y"})"),
              HasSubstr("did you mean \"comment\"?"));
}

TEST(Language, FormatsForPeople) {
  EXPECT_EQ(text("{{ 21000 | money('RUB') }} {{ 1234.5 | money }} {{ 0.5 | decimal(2) }} {{ 1234567 | number }}"),
            "₽21,000.00 $1,234.50 0.50 1,234,567");
  EXPECT_EQ(text("{{ d | date }}; {{ d | date('short') }}; {{ d | date('%d/%m/%y') }}", R"({"d":"2026-11-03"})"),
            "3\u00A0November 2026; 3\u00A0Nov\u00A02026; 03/11/26");
  EXPECT_EQ(
      text("{{ 'иВАН петров-водкин' | title }} {{ 'ёлка' | upper }} {{ 'ёЛКА' | capitalize }} {{ ' x ' | trim }}"),
      "Иван Петров-Водкин ЁЛКА Ёлка x");
  EXPECT_EQ(text("{{ 2.345 | round(2) }} {{ 2.5 | round }} {{ 2.345 | round(2, 'even') }} {{ -2.1 | round(0, 'floor') "
                 "}} {{ -3 | abs }}"),
            "2.35 3.0 2.34 -3.0 3");
  EXPECT_EQ(text("{{ 1 | plural('day', 'days') }} {{ 2 | plural('day', 'days') }}"), "day days");
}

TEST(Language, TellsAbsentFieldsFromEmptyOnes) {
  EXPECT_EQ(text("{% if note %}{{ note }}{% else %}-{% endif %}{{ more | default('none') }}"), "-none");
  EXPECT_EQ(text("{{ note is defined }} {{ note is not defined }}"), "False True");
  EXPECT_THAT(error("{% if deep.er %}x{% endif %}{{ deep.est | default('') }}"), HasSubstr("no error: "));
}

TEST(Language, ControlsWhiteSpaceAsJinjaDoes) {
  EXPECT_EQ(text("a \n{%- if true -%}\n b \n{%- endif +%}\n c\n"), "ab\n c");
  EXPECT_EQ(text("a {{- 1 -}} b {#- gone -#} c"), "a1bc");
  EXPECT_EQ(text("{% raw %}{{ not }} {% this %}{% endraw %}!"), "{{ not }} {% this %}!");
  EXPECT_EQ(text("{% if true %}\nx\n{% endif %}\ny"), "\nx\n\ny");
}

TEST(Language, NamesTheLineTheColumnAndTheWayOut) {
  EXPECT_THAT(error("one\ntwo {{ client.name | mony }}"),
              HasSubstr("line 2, column 22: there is no filter \"mony\": did you mean \"money\"?"));
  EXPECT_THAT(error("{% if x %}never closed"),
              HasSubstr("line 1, column 1: this if is never closed: {% endif %} is missing"));
  EXPECT_THAT(error("{% endfor %}"), HasSubstr("\"endfor\" closes nothing"));
  EXPECT_THAT(error("{% fors x in y %}"), HasSubstr("did you mean \"for\"?"));
  EXPECT_THAT(error("{{ a b }}"), HasSubstr("line 1, column 6: expected }}, found \"b\""));
  EXPECT_THAT(error("{{ 'open }}"), HasSubstr("never closed: ' is missing"));
  EXPECT_THAT(error("{# open"), HasSubstr("#} is missing"));
  EXPECT_THAT(error("{{ 1 / (2 - 2) }}"), HasSubstr("division by zero"));
  EXPECT_THAT(error("{{ [1] | first }}{{ [] | first | upper }}"), HasSubstr("not given"));
  EXPECT_THAT(error("{{ x.uper() }}"), HasSubstr("cannot be called: there is no method \"uper\"; did you mean"));
  EXPECT_THAT(error("{{ x() }}"), HasSubstr("\"x\" cannot be called; the functions are range"));
  EXPECT_THAT(error("{{ rnage(3) }}"), HasSubstr("did you mean \"range\"?"));
  EXPECT_THAT(error("{% if urgent %}{% set one_of_many_position = 1 %}{% endif %}"
                    "{{ [1] | sum(one_of_many_positions => one_of_many_position + 1) }}"),
              HasSubstr("did you mean \"one_of_many_positions\"?"));
  EXPECT_THAT(error("{% for i in [1] %}{{ loop.indx }}{% endfor %}"), HasSubstr("did you mean \"loop.index\"?"));
  EXPECT_THAT(error("{% include 'a.txt' %}"), HasSubstr("a template is one file"));
  EXPECT_THAT(error("{{ [1, 2] | random }}"), HasSubstr("nothing is random"));
  EXPECT_THAT(error("{% for item in items %}{{ itme.name }}{% endfor %}", R"({"items":[{}],"itme":{}})"),
              HasSubstr("itme.name"));
}

TEST(Language, StopsWhatWouldNotStop) {
  EXPECT_THAT(error("{% for a in range(100000) %}{% for b in range(100000) %}x{% endfor %}{% endfor %}"),
              HasSubstr("too many steps"));
  EXPECT_THAT(
      error(
          "{% set s = namespace(t='xxxxxxxxxxxxxxxx') %}{% for a in range(60) %}{% set s.t = s.t ~ s.t %}{% endfor %}"),
      HasSubstr("too long"));
  std::string deep;
  for (int i = 0; i < 10'000; ++i) deep += "(";
  EXPECT_THAT(error("{{ " + deep + "1" + std::string(deep.size(), ')') + " }}"), HasSubstr("nested too deeply"));
  std::string chain = "1";
  for (int i = 0; i < 10'000; ++i) chain += "+1";
  EXPECT_THAT(error("{{ " + chain + " }}"), HasSubstr("too long"));
  std::string blocks;
  for (int i = 0; i < 10'000; ++i) blocks += "{% if x %}";
  EXPECT_THAT(error(blocks), HasSubstr("nested too deeply"));
  EXPECT_THAT(error("{{ 9 ** 100 }}"), HasSubstr("out of range"));
}

}  // namespace
}  // namespace kontor::docgen
