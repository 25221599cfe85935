// Excel templates made to do harm: each is filled or refused soon, with a sentence.
#include <gmock/gmock.h>

#include <boost/json.hpp>
#include <ctime>

#include "docgen/docgen.hpp"
#include "docgen/excel/sample_test.hpp"

namespace kontor::test {
namespace {

using namespace docgen::excel::sample;
using docgen::Syntax;
using docgen::Template;
using testing::AnyOf;
using testing::HasSubstr;

#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
constexpr double kMostSeconds = 60;
#else
constexpr double kMostSeconds = 6;  // of CPU
#endif

/// The file's rows, or what was said instead.
std::string attempt(const std::string& file, std::string_view fields = "{}") {
  const std::clock_t begin = std::clock();
  const auto run = [&]() -> Result<std::string> {
    TRY(const Template compiled, Template::compile(file, {.syntax = Syntax::excel}));
    TRY(const docgen::Paper paper, compiled.fill(boost::json::parse(fields), {.lenient = true}));
    return write(paper, docgen::Format::xlsx);
  };
  const auto out = run();
  EXPECT_LT(static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC, kMostSeconds);
  if (out) return rows_of(*out);
  EXPECT_FALSE(describe(out.error()).empty());
  return describe(out.error());
}

std::string of_rows(const std::string& rows) { return xlsx({{.name = "S", .rows = rows}}); }

TEST(HostileExcel, RowsOfABillionAreNotMade) {
  EXPECT_THAT(
      attempt(of_rows(row(1, text("A1", "{% for i in range(1000000000) %}{{ i }}") + text("B1", "{% endfor %}")))),
      HasSubstr("range"));
  EXPECT_THAT(attempt(of_rows(row(1, text("A1", "{%tr for i in range(2000) %}")) +
                              row(2, text("A2", "{%tr for j in range(2000) %}")) + row(3, text("A3", "{{ j }}")) +
                              row(4, text("A4", "{%tr endfor %}")) + row(5, text("A5", "{%tr endfor %}")))),
              AnyOf(HasSubstr("1048576"), HasSubstr("too long"), HasSubstr("too many steps")));
}

TEST(HostileExcel, ValuesCannotBecomeMarkupFormulasOrRows) {
  std::string every;
  for (int c = 1; c < 128; ++c) every += static_cast<char>(c);
  for (const std::string& value : {every, std::string("</t></is></c><c><f>1+1</f></c>"),
                                   std::string("\x01"
                                               "1-1;"),
                                   std::string("\x02"
                                               "0;"),
                                   std::string("=cmd|'/c calc'!A1"), std::string("_x000A_")}) {
    const std::string fields = boost::json::serialize(boost::json::object{{"a", value}});
    const std::string out = attempt(of_rows(row(1, text("A1", "{{ a }}") + text("B1", "x {{ a }}"))), fields);
    EXPECT_THAT(out, testing::Not(HasSubstr("<f>")));
    for (const char c : out) EXPECT_TRUE(static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\t');
  }
}

TEST(HostileExcel, BlocksThatFiltersCutAreRefused) {
  for (const char* cut : {"{% set x %}", "{% filter truncate(3) %}", "{% macro m() %}"}) {
    const std::string end = cut[3] == 's' ? "{% endset %}" : cut[3] == 'f' ? "{% endfilter %}" : "{% endmacro %}";
    EXPECT_THAT(attempt(of_rows(row(1, text("A1", cut)) + row(2, text("A2", "{{ 1 }}")) + row(3, text("A3", end)))),
                HasSubstr("has to end in the cell"));
  }
}

TEST(HostileExcel, BrokenSheetsAreNamed) {
  for (const char* rows : {"<row r=\"5\"/><row r=\"5\"/>", "<row r=\"2\"/><row r=\"1\"/>", "<row r=\"9999999\"/>",
                           "<row r=\"1\"><c r=\"B1\"/><c r=\"A1\"/></row>", "<row r=\"1\"><c r=\"ZZZ1\"/></row>"})
    EXPECT_THAT(attempt(of_rows(rows)), HasSubstr("sheet1.xml"));
  EXPECT_THAT(attempt(of_rows("<!DOCTYPE x>")), HasSubstr("document type"));
  EXPECT_THAT(attempt(of_rows("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>99999</v></c><c r=\"B1\" "
                              "t=\"inlineStr\"><is><t>&x;</t></is></c></row>")),
              HasSubstr("entity"));
}

TEST(HostileExcel, TimeGrowsWithTheFileOnly) {
  std::string many;
  for (int i = 1; i <= 20'000; ++i)
    many += row(i, text("A" + std::to_string(i), "{{ a }}") +
                       formula("B" + std::to_string(i), "SUM(A$1:A" + std::to_string(i) + ")"));
  attempt(of_rows(many), R"({"a": 1})");
  std::string loops;
  for (int i = 1; i <= 1000; ++i)
    loops +=
        row(i, text("A" + std::to_string(i), "{% for x in a %}{{ x }}") +
                   formula("B" + std::to_string(i), "SUM(A1:A1000)") + text("C" + std::to_string(i), "{% endfor %}"));
  attempt(of_rows(loops), R"({"a": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]})");
  std::string nested = "(";
  for (int i = 0; i < 17; ++i) nested += nested;
  attempt(of_rows(row(1, text("A1", "{{ a }}") + formula("B1", nested) + formula("C1", std::string(100'000, '\'')) +
                             formula("D1", std::string(100'000, '[')))),
          R"({"a": 1})");
}

}  // namespace
}  // namespace kontor::test
