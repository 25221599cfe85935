#include "docgen/schema/fields.hpp"

#include <gtest/gtest.h>

#include <boost/json/serialize.hpp>

#include "docgen/language/parser.hpp"

namespace kontor::docgen {
namespace {

namespace json = boost::json;

/// "array of {name: string/money, …}": types and formats of what the template asks for.
std::string told(const json::object& schema) {
  if (const auto* items = schema.if_contains("items")) return fmt::format("[{}]", told(items->as_object()));
  if (const auto* properties = schema.if_contains("properties")) {
    std::string out;
    for (const auto& [name, property] : properties->as_object())
      out += fmt::format("{}{}: {}", out.empty() ? "" : ", ", std::string_view(name), told(property.as_object()));
    return fmt::format("{{{}}}", out);
  }
  const auto* type = schema.if_contains("type");
  const auto* format = schema.if_contains("format");
  return std::string(type ? type->as_string() : "any") + (format ? "/" + std::string(format->as_string()) : "");
}

std::string fields(std::string text) {
  const Source source(std::move(text));
  const auto nodes = parse(source, 0, Lines::as_jinja);
  return nodes ? told(schema_of(fields_of(*nodes))) : describe(nodes.error());
}

TEST(Fields, AreFoundInMethodsAndOperators) {
  EXPECT_EQ(fields("{{ name.upper() }}{{ code[:3] }}"), "{name: string, code: [string]}");
  EXPECT_EQ(fields("{% for k, v in d.items() %}{{ k }}{% endfor %}"), "{d: object}");
  EXPECT_EQ(fields("{{ d.get('a', '-') | money }}"), "{d: object}");
  EXPECT_EQ(fields("{{ price * 2 }}{{ first + ' ' + last }}{{ '-' * n }}"),
            "{price: string/money, first: string, last: string, n: string/decimal}");
  EXPECT_EQ(fields("{% if paid %}x{% endif %}{{ rows[i] }}"), "{paid: boolean, rows: [string], i: string}");
}

TEST(Fields, AreFoundThroughMacrosAndNames) {
  EXPECT_EQ(fields("{% macro row(i, cur='EUR') %}{{ i.price | money(cur) }}{% endmacro %}"
                   "{% for item in items %}{{ row(item) }}{% endfor %}"),
            "{items: [{price: string/money}]}");
  EXPECT_EQ(fields("{% with c = client %}{{ c.name }}{% endwith %}{% set d = client %}{{ d.city }}"),
            "{client: {name: string, city: string}}");
  EXPECT_EQ(fields("{% macro f(x) %}{{ f(x) }}{{ x.a }}{% endmacro %}{{ f(y) }}"), "{y: {a: string}}");
}

TEST(Fields, AreFoundThroughFiltersOfLists) {
  EXPECT_EQ(fields("{% for city, all in people | groupby('city') %}{{ city }}{% for p in all %}{{ p.name }}{% endfor %}"
                   "{% endfor %}"),
            "{people: [{city: string, name: string}]}");
  EXPECT_EQ(fields("{% for row in items | batch(3) %}{% for i in row %}{{ i.name }}{% endfor %}{% endfor %}"),
            "{items: [{name: string}]}");
  EXPECT_EQ(fields("{% for p in people | selectattr('active') | sort(attribute='age,name') %}{{ p.name }}{% endfor %}"),
            "{people: [{active: boolean, age: string, name: string}]}");
  EXPECT_EQ(fields("{{ rows | map(attribute='a.b') | join }}"), "{rows: [{a: {b: string}}]}");
}

TEST(Fields, AreFoundInBlocks) {
  EXPECT_EQ(fields("{% filter upper %}{{ a }}{% endfilter %}{% set x %}{{ b }}{% endset %}"
                   "{% write max_words=n %}{{ c }}{% endwrite %}"),
            "{a: string, b: string, n: string/decimal, c: string}");
}

}  // namespace
}  // namespace kontor::docgen
