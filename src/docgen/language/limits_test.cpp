#include "docgen/language/limits.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "docgen/language/evaluator.hpp"
#include "docgen/language/parser.hpp"

namespace kontor::docgen {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

std::string filled(std::string text) {
  const Source source(std::move(text));
  const auto nodes = parse(source, 0, Lines::as_jinja);
  if (!nodes) return "error: " + describe(nodes.error());
  PlainLanding landing;
  const auto out = evaluate(source, *nodes, std::make_shared<Map>(), landing, {});
  return out ? *out : "error: " + describe(out.error());
}

std::string times(int count, std::string_view piece) {
  std::string out;
  for (int i = 0; i < count; ++i) out += piece;
  return out;
}

TEST(Limits, TellWhereTenThousandOfAnythingAreNested) {
  constexpr int kMany = 10'000;
  for (const std::string_view open : {"{% if 1 %}", "{% for a in [1] %}", "{% set a %}", "{% with %}", "{% write %}",
                                      "{% filter upper %}", "{% call f() %}"})
    EXPECT_THAT(filled(times(kMany, open)), HasSubstr("line 1, column ")) << open;
  EXPECT_THAT(filled(times(kMany, "{% if 1 %}") + times(kMany, "{% endif %}")), HasSubstr("nested too deeply"));
  for (const std::string_view open : {"(", "[", "{'a':", "-", "not ", "a[", "[1][", "f(", "x => "})
    EXPECT_THAT(filled("{{ " + times(kMany, open)), StartsWith("error: ")) << open;
  EXPECT_THAT(filled("{{ 1 " + times(kMany, "+ 1 ") + "}}"), HasSubstr("too long"));
  EXPECT_THAT(filled("{{ 'a'" + times(kMany, "|upper") + "}}"), HasSubstr("too long"));
  EXPECT_THAT(filled("{{ 'a'" + times(kMany, ".upper()") + "}}"), HasSubstr("too long"));
  EXPECT_THAT(filled("{{ 1 " + times(50 * kMany, "+1") + "}}"), HasSubstr("too long"));
  EXPECT_THAT(filled("{{ a" + times(50 * kMany, ".b") + "}}"), HasSubstr("too long"));
  EXPECT_THAT(filled("{% if 1 %}" + times(kMany, "{% elif 1 %}")), HasSubstr("too many elif"));
  EXPECT_THAT(filled("{% for " + times(kMany, "(") + "a" + times(kMany, ")") + " in [] %}"),
              HasSubstr("nested too deeply"));
}

TEST(Limits, StopMacrosAndLoopsThatCallThemselves) {
  EXPECT_THAT(filled("{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}"), HasSubstr("does one call itself?"));
  EXPECT_THAT(filled("{% for a in [1] recursive %}{{ loop([1]) }}{% endfor %}"), HasSubstr("calls itself"));
  EXPECT_THAT(filled("{% macro f(n) %}{{ 1 + (2 * (3 - (f(n) | length))) }}{% endmacro %}{{ f(1) }}"),
              HasSubstr("line 1, column "));
}

TEST(Limits, KeepTextsSmall) {
  EXPECT_THAT(filled("{{ 'ab' * 100000000000 }}"), HasSubstr("the text becomes too long"));
  EXPECT_THAT(filled("{{ 'a' | center(1000000000) }}"), HasSubstr("a width from 0 to 10000"));
  EXPECT_THAT(filled("{{ 'a'.ljust(1000000000) }}"), HasSubstr("a width from 0 to 10000"));
  EXPECT_THAT(filled("{{ '%1000000000d' | format(1) }}"), HasSubstr("too large"));
  EXPECT_THAT(filled("{{ '{:1000000000}'.format(1) }}"), HasSubstr("not a format"));
  EXPECT_THAT(filled("{{ ('a' * 4000000) | replace('a', 'bbbbbbbb') }}"), HasSubstr("too long"));
  for (const std::string_view use : {"| list", "| reverse", ".split()", "[::-1]"})
    EXPECT_THAT(filled(fmt::format("{{{{ ('a ' * 1000000) {} }}}}", use)), HasSubstr("this text")) << use;
  EXPECT_THAT(filled("{% for c in 'a' * 1000000 %}{% endfor %}"), HasSubstr("too long to go through"));
  EXPECT_THAT(filled("{{ ('a ' * 1000000) | indent(9000) }}"), StartsWith("a a"));
  EXPECT_THAT(filled("{{ ('\\n' * 100000) | indent(9000, blank=true) }}"), HasSubstr("too long"));
}

TEST(Limits, KeepListsSmallAndShallow) {
  EXPECT_THAT(filled("{{ range(1000000000) }}"), HasSubstr("at most 100000 numbers"));
  EXPECT_THAT(filled("{{ [1] * 100000000000 }}"), HasSubstr("too long"));
  EXPECT_THAT(filled("{% set s = namespace(l=[1]) %}{% for i in range(70) %}{% set s.l = [s.l] %}{% endfor %}"),
              HasSubstr("nested too deeply"));
  EXPECT_THAT(filled("{% set s = namespace(l=[1]) %}{% for i in range(40) %}{% set s.l = [s.l, s.l] %}{% endfor %}"),
              HasSubstr("too long"));
  EXPECT_THAT(
      filled("{% set s = namespace(l=[1]) %}{% for i in range(90) %}{% set s.l = s.l | batch(1) %}{% endfor %}"),
      HasSubstr("nested too deeply"));
}

TEST(Limits, LetNothingHoldItself) {
  EXPECT_THAT(filled("{% set s = namespace() %}{% set s.s = s %}"), HasSubstr("cannot be kept in a namespace"));
  EXPECT_THAT(filled("{% set s = namespace() %}{% set s.l = [s] %}"), HasSubstr("cannot stand in a list"));
  EXPECT_THAT(filled("{% for a in [1] %}{{ loop.changed(loop) }}{% endfor %}"), HasSubstr("needs plain values"));
  EXPECT_THAT(filled("{% set s = namespace() %}{% set s.l = [1] | map(x => s) %}"),
              HasSubstr("cannot stand in a list"));
}

TEST(Limits, AreFarFromRealTemplates) {
  EXPECT_EQ(filled(times(48, "{% if 1 %}") + "x" + times(48, "{% endif %}")), "x");
  EXPECT_EQ(filled("{{ " + times(40, "(") + "1" + times(40, ")") + " }}"), "1");
  EXPECT_EQ(filled("{% macro f(n) %}{% if n %}{{ f(n - 1) }}{% else %}end{% endif %}{% endmacro %}{{ f(40) }}"), "end");
  EXPECT_EQ(filled("{{ range(50000) | sum }}"), "1249975000");
}

}  // namespace
}  // namespace kontor::docgen
