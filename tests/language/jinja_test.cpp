#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <fstream>

#include "docgen/docgen.hpp"
#include "docgen/language/evaluator.hpp"
#include "docgen/language/parser.hpp"
#include "docgen/schema/payload.hpp"
#include "docgen/schema/shape.hpp"
#include "support/process.hpp"

namespace kontor::docgen {
namespace {

namespace json = boost::json;
using ::testing::HasSubstr;

const std::string kFolder = KONTOR_LANGUAGE_TESTS;

json::value cases() {
  std::ifstream file(kFolder + "/cases.json");
  return json::parse(file);
}

/// What Jinja2 makes of the cases, those of "equal" first.
json::array by_jinja() {
  const auto run = test::Process::run(
      {"/bin/sh", "-c", fmt::format("exec /usr/bin/python3 '{0}/jinja.py' <'{0}/cases.json'", kFolder)});
  if (run.code != 0) throw std::runtime_error(run.output);
  return json::parse(run.output).as_array();
}

std::string source_of(const json::value& each) {
  // What a .txt template is compiled from has \n for line ends, and lost the last one.
  std::string text(each.at("template").as_string());
  for (std::size_t at; (at = text.find("\r\n")) != std::string::npos;) text.erase(at, 1);
  if (text.ends_with('\n')) text.pop_back();
  return text;
}

/// By the evaluator alone; an error begins with "error: ".
std::string evaluated(const json::value& each) {
  static const json::object kNoSchema;
  static const Shape kAnything(kNoSchema);
  const Source source(source_of(each));
  const auto nodes = parse(source, 0, Lines::as_jinja);
  if (!nodes) return "error: " + describe(nodes.error());
  PlainLanding landing;
  const auto out = evaluate(source, *nodes, fields_from(kAnything, each.at("data"), {}), landing, {});
  return out ? *out : "error: " + describe(out.error());
}

/// As `kontor render` makes a .txt of it, with the fields found in the tags.
std::string rendered(const json::value& each) {
  const auto out = render(each.at("template").as_string(), "case.txt", json::serialize(each.at("data")), Format::text);
  return out ? *out : "error: " + describe(out.error());
}

std::string text_of(const json::value& result) {
  return result.as_object().contains("text") ? std::string(result.at("text").as_string())
                                             : "error: " + std::string(result.at("error").as_string());
}

TEST(Jinja, GivesTheSameText) {
  const json::value all = cases();
  const json::array expected = by_jinja();
  const json::array& equal = all.at("equal").as_array();
  ASSERT_GE(equal.size(), 150U);
  for (std::size_t i = 0; i < equal.size(); ++i) {
    const std::string text = text_of(expected[i]);
    EXPECT_EQ(evaluated(equal[i]), text) << equal[i].at("name");
    EXPECT_EQ(rendered(equal[i]), text) << "by kontor render: " << equal[i].at("name");
  }
}

TEST(Jinja, DiffersOnPurposeWhereTheListSaysSo) {
  const json::value all = cases();
  const json::array expected = by_jinja();
  const json::array& different = all.at("different").as_array();
  const std::size_t first = all.at("equal").as_array().size();
  for (std::size_t i = 0; i < different.size(); ++i) {
    const json::value& each = different[i];
    EXPECT_FALSE(each.at("reason").as_string().empty());
    const std::string here = evaluated(each);
    EXPECT_THAT(here, HasSubstr(std::string(each.at("here").as_string()))) << each.at("name");
    EXPECT_EQ(text_of(expected[first + i]), std::string(each.at("jinja").as_string())) << each.at("name");
    EXPECT_NE(here, text_of(expected[first + i])) << each.at("name");
  }
}

}  // namespace
}  // namespace kontor::docgen
